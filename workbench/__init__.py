"""Co-production Analysis Workbench: reading, marking and comparing transcripts together."""

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.services.frames import open_project as open_project

try:
    __version__ = version("coproduction-workbench")
except PackageNotFoundError:  # read from a checkout that was never installed
    __version__ = "0"


def __getattr__(name: str) -> Any:
    # Only when it is asked for, so that importing the package, as every command does, stays light.
    if name == "open_project":
        from workbench.services.frames import open_project

        return open_project
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
