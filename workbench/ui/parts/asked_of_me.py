"""On Home: what is asked of whoever is looking, each a link to where it is done."""

from workbench.services import asked
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.words import many, plain


def asked_of_me() -> None:
    """Show what waits for this person; nothing where nothing does."""
    found = asked.of_me(state.desk())
    if found.marks:
        links.to(
            "codebook",
            f"The codebook changed: look at {many(found.marks, 'mark')} of yours",
            show="marks",
        )
    for wanted, name in found.drafts:
        links.to(
            "report",
            f"Read the draft of “{plain(name)}”, as you were asked",
            document=wanted.kind,
            group=wanted.of,
        )
    for one in found.again:
        links.to("decided", f"Look at this again: {plain(one.sentence)}", decision=one.guid)
