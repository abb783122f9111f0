"""How a person likes the pane: on every device of theirs, and nobody else's to know."""

from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid
from workbench.domain.people import Viewer
from workbench.services.desks import Workspace
from workbench.store import reading_places

# What the pane has to remember; what each means is the pane's own affair.
NAMES = ("comfort", "way", "shown", "single-keys", "own-keys")
LONGEST = 2_000


def keep(workspace: Workspace, viewer: Viewer, name: object, value: object) -> None:
    """Keep one setting of somebody's. It is no change of any study: nobody is told.

    Raises
    ------
    NotReadable
        When the pane has no such setting, or it is more than a setting would be.
    """
    if name not in NAMES or not isinstance(value, str) or len(value) > LONGEST:
        raise NotReadable("The pane has no such setting.")
    known = reading_places.settings(workspace, viewer.self())
    reading_places.keep_settings(workspace, viewer.self(), {**known, str(name): value})


def find(workspace: Workspace, person: Guid | None) -> dict[str, str]:
    """What somebody has chosen, by its name; nothing for a setting left as usual."""
    return reading_places.settings(workspace, person) if person else {}
