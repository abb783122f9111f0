"""How the framework came to be what it is: its versions side by side, and its whole story."""

from dataclasses import dataclass

from workbench.domain.codebook import Code
from workbench.domain.codebook_change import Change
from workbench.domain.ids import Guid
from workbench.services import codebook_view
from workbench.services.desks import Desk
from workbench.store import codebook_changes, codebook_versions

# What can differ between two versions of a code, and what the screen calls it.
PARTS = {
    "name": "Name",
    "plain_name": "In plain words",
    "definition": "What it means",
    "include_when": "Use it when",
    "exclude_when": "Leave it when",
    "status": "Stage",
    "parent": "Stands under",
}
# Steps by which codes come into a codebook.
_MAKES = frozenset({"added", "split", "taken_in"})


@dataclass(frozen=True, slots=True)
class Version:
    """One version worth looking at: its number, what it is called, its stage and its day."""

    guid: Guid
    number: int
    label: str
    status: str
    on: str
    named: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One code that is not the same in two versions; None where it is not in one of them.

    `parts` names what differs, as in `PARTS`; it is empty for a code that came or went.
    """

    before: Code | None
    after: Code | None
    parts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the code is called, in the later version where it is there."""
        code = self.after or self.before
        return code.name if code else ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A version of the story with the steps that led to it, and codes added while people read."""

    version: Version
    steps: tuple[Change, ...]
    while_reading: tuple[str, ...]


def versions(desk: Desk) -> list[Version]:
    """The versions that something in the story led to, the first and the newest, oldest first."""
    listed = codebook_versions.listed(desk.project.db)
    told = {change.version for change in codebook_changes.story(desk.project.db)}
    found: list[Version] = []
    label = None
    for row in listed:
        named = row["label"] != label
        label = row["label"]
        if named or row["guid"] in told or row is listed[-1]:
            found.append(
                Version(
                    Guid(row["guid"]),
                    row["number"],
                    row["label"],
                    row["status"],
                    row["made_at"][:10],
                    named,
                )
            )
    return found


def differences(desk: Desk, one: Guid, other: Guid) -> list[Difference]:
    """What differs between two versions of the codebook, in the order of the later one."""
    db = desk.project.db
    before = {code.guid: code for code in codebook_versions.codes_of(db, one)}
    after = {code.guid: code for code in codebook_versions.codes_of(db, other)}
    names = [{code.key: code.name for code in version.values()} for version in (before, after)]
    found = []
    for guid, code in after.items():
        was = before.get(guid)
        if was is None:
            found.append(Difference(None, code))
            continue
        parts = tuple(
            part
            for part in PARTS
            if part != "parent" and getattr(was, part) != getattr(code, part)
        )
        if names[0].get(was.parent or "") != names[1].get(code.parent or "") and (
            was.parent != code.parent
        ):
            parts = (*parts, "parent")
        if parts:
            found.append(Difference(was, code, parts))
    return found + [Difference(code, None) for guid, code in before.items() if guid not in after]


def said(desk: Desk, version: Guid, code: Code, part: str) -> str:
    """What one part of a code says in a version, in words."""
    if part != "parent":
        return getattr(code, part)
    names = {each.key: each.name for each in codebook_versions.codes_of(desk.project.db, version)}
    return names.get(code.parent or "", "no other code")


def story(desk: Desk) -> list[Chapter]:
    """The whole story, oldest first: a chapter for each version that was named, up to now."""
    db = desk.project.db
    steps = codebook_changes.story(db)
    listed = codebook_versions.listed(db)
    known = {version.guid: version for version in versions(desk)}
    # Codes that came while people read stand in a version that no step led to.
    made = {code for step in steps if step.kind in _MAKES for code in step.into}
    chapters: list[Chapter] = []
    after = 0
    seen = {code.guid for code in codebook_versions.codes_of(db, Guid(listed[0]["guid"]))}
    newest = listed[-1]["guid"]
    for version in (one for one in known.values() if one.named or one.guid == newest):
        mine = [step for step in steps if after < step.number <= version.number]
        came = []
        for code in codebook_versions.codes_of(db, version.guid):
            if code.guid not in seen:
                seen.add(code.guid)
                if code.guid not in made:
                    came.append(code.name)
        if mine or came or version.number == 1:
            chapters.append(Chapter(version, tuple(mine), tuple(came)))
        after = version.number
    now = [code.name for code in codebook_view.book(desk).codes if code.guid not in seen]
    if now:
        last = chapters[-1]
        chapters[-1] = Chapter(last.version, last.steps, (*last.while_reading, *now))
    return chapters
