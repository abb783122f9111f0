"""The line a person stopped at, kept between visits and devices and known to nobody else."""

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from
from workbench.domain.span import Span
from workbench.services.desks import Desk, Workspace
from workbench.store import reading_places, sources, standing


def keep(workspace: Workspace, desk: Desk, source: object, version: object, at: object) -> None:
    """Keep where one is. It is no change of the study: nobody is told, and no time is kept."""
    guid, known = guid_from(source), guid_from(version)
    if type(at) is not int or not 0 <= at < 2**31:
        raise NotReadable("A place in a transcript is a number.")
    if sources.current_version(desk.project.db, guid) is None:
        raise NotFound("There is no such transcript in this study.")
    reading_places.keep(workspace, desk.viewer.self(), (desk.project.guid, guid), known, at)


def find(workspace: Workspace, desk: Desk, source: Guid) -> int | None:
    """Where one stopped, in the text as it stands now; None where one has not read it yet."""
    if desk.viewer.person is None:
        return None
    found = reading_places.find(workspace, desk.viewer.person, (desk.project.guid, source))
    if found is None:
        return None
    version, at = found
    current = standing.newest(desk.project.db, source)
    if version == current["guid"]:
        return at
    place = standing.carry_to_newest(desk.project.db, source, version, Span(at, at + 1))
    return place.span.start if place else 0
