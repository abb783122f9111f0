"""Choosing transcripts by a set or a peer support group, in the same way on every page."""

from workbench.services import sets
from workbench.ui import state
from workbench.ui.parts import addressed

_ALL = "all"


def which_transcripts() -> str | None:
    """Offer all transcripts, each set and each group; give the GUID of the one chosen, or None.

    Where the study has no sets and no groups there is nothing to choose, and nothing is shown.
    """
    offered = sets.to_choose_from(state.desk())
    if not offered:
        return None
    chosen = addressed.choice("Which transcripts", {_ALL: "All transcripts", **offered}, part="of")
    return None if chosen == _ALL else chosen
