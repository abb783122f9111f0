"""Afterwords: by those who choose to write one, in their own words, locked to their authors."""

from dataclasses import dataclass

from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.services import projects, prose
from workbench.services.desks import Desk
from workbench.store import afterwords

LONGEST_SIGNATURE = 200


@dataclass(frozen=True, slots=True)
class Afterword:
    """An afterword as the team may read it. `mine` says that this viewer is one of its authors."""

    guid: Guid
    title: str
    text: str
    signed: str
    printed: bool
    mine: bool
    authors: tuple[Guid, ...]


def listed(desk: Desk) -> list[Afterword]:
    """Every afterword, in the order they are printed."""
    found = []
    for row in afterwords.listed(desk.project.db):
        wrote = prose.written(desk, f"{prose.AFTERWORD}{row['guid']}")
        found.append(
            Afterword(
                Guid(row["guid"]),
                wrote.get("title", "").strip() or "Afterword",
                wrote.get("text", ""),
                row["signed"],
                bool(row["printed"]),
                desk.viewer.person in row["authors"],
                tuple(row["authors"]),
            )
        )
    return found


def begin(desk: Desk) -> Guid:
    """Begin one of one's own."""
    guid = new_guid()
    with desk.project.writing(desk.viewer.self()) as w:
        afterwords.begin(w, guid)
    return guid


def share(desk: Desk, guid: Guid, person: Guid) -> None:
    """Let somebody else in the team write in one's own as an author."""
    prose.must_be_theirs(desk, f"{prose.AFTERWORD}{guid}")
    if person not in projects.members(desk):
        raise NotReadable("Choose somebody in the team.")
    with desk.project.writing(desk.viewer.self()) as w:
        afterwords.add_author(w, guid, person)


def say(desk: Desk, guid: Guid, *, signed: str, printed: bool) -> None:
    """Say how one's own is signed, if at all, and whether it may be printed."""
    prose.must_be_theirs(desk, f"{prose.AFTERWORD}{guid}")
    signed = " ".join(signed.split())
    if len(signed) > LONGEST_SIGNATURE or not signed.isprintable():
        raise NotReadable(f"Names may have up to {LONGEST_SIGNATURE} visible characters.")
    with desk.project.writing(desk.viewer.self()) as w:
        afterwords.say(w, guid, signed, printed=printed)


def remove(desk: Desk, guid: Guid) -> None:
    """Take one's own away, for good, with every wording of it."""
    prose.must_be_theirs(desk, f"{prose.AFTERWORD}{guid}")
    with desk.project.writing(desk.viewer.self()) as w:
        afterwords.remove(w, guid)
