"""Whether people can work: whether a write reaches the disk and every study's file is there."""

import logging

from workbench.store import readiness
from workbench.store.workspace import Workspace

_LOG = logging.getLogger(__name__)


def ready(workspace: Workspace) -> bool:
    """Try it. What stands against it goes to the log, and not to whoever asks."""
    trouble = readiness.trouble(workspace)
    if trouble:
        _LOG.error("Not ready: %s", trouble)
    return not trouble
