"""Looking a study over, and saying what is the matter with what is kept of it."""

from workbench.services.desks import Desk
from workbench.store import checks


def check(desk: Desk) -> list[str]:
    """Check one study's file; nothing in it is changed.

    Returns
    -------
    list of str
        One plain sentence for each trouble, without anybody's words in it but names of
        transcripts; empty when the study is sound.
    """
    return checks.troubles(desk.project)
