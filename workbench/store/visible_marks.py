"""The marks a viewer may see: read once, and each made whole when it is looked at.

Like `visible`, which sends here for them: every page, export and report reads through this. Of a
million marks a page shows twenty, so what a mark carries besides its place and its code is looked
up for those alone.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.domain.people import Viewer
from workbench.domain.span import Span
from workbench.store import standing
from workbench.store.aliases import aliases
from workbench.store.database import rows
from workbench.store.perspectives import readable
from workbench.store.project import ProjectFile

# Everybody sees the marks of these rounds, and of the others their own. Each is looked for by a
# way of its own that does not lead past what is sealed: even how long it takes tells nothing.
_FOR_ALL = "(kind = 'open' or state = 'opened')"
OF_ALL = f"c.round in (select guid from rounds where {_FOR_ALL})"
_NEWEST = (
    "select guid from source_versions v where number ="
    " (select max(number) from source_versions where source = v.source)"
)
# Up to so many are looked up by name; for more, all there is of that kind is read.
_BY_NAME = 5_000

# A mark as it is compared: start, end, code, GUID, presence, its reader as the viewer may know
# them, lens, number, day, flags, and whether a correction left none of its words.
Row = tuple[int, int, Guid, Guid, str, Guid, str | None, int, str, str, int]
CODE: Final = 2
GUID: Final = 3
READER: Final = 5
LENS: Final = 6
NUMBER: Final = 7
# A transcript and a round.
Group = tuple[Guid, Guid]


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks in the newest version of their text, by transcript and round, in no order.

    `hidden` says how readers are shown who are not named in a round.
    """

    project: ProjectFile
    viewer: Viewer
    groups: dict[Group, list[Row]]
    hidden: dict[tuple[Guid, Guid], str]

    def made(self, of: Iterable[tuple[Group, Row]]) -> list[Coding]:
        """Make some of them whole, in the order in which they come."""
        wanted = list(of)
        carried = _carried(self.project, [row[NUMBER] for _, row in wanted])
        entered = _entered(self.project, [row[GUID] for _, row in wanted])
        return [
            _with_perspectives(
                self._made(group, row, entered),
                carried.get(row[NUMBER], ()),
                self.viewer,
                self.project,
                hides=self.hidden.get((group[1], row[READER])),
            )
            for group, row in wanted
        ]

    def all(self) -> list[Coding]:
        """Make all of them whole, in order of place; those that begin together, the longest first.

        Among equals, the one that was made first is first.
        """
        found = [(group, row) for group, own in self.groups.items() for row in own]
        found.sort(key=lambda each: (each[1][0], -each[1][1], each[1][NUMBER]))
        return self.made(found)

    def _made(self, group: Group, row: Row, entered: dict[Guid, Guid]) -> Coding:
        start, end, code, guid, presence, reader, lens, number, on, flags, lost = row
        source, coding_round = group
        return Coding(
            guid=guid,
            source=source,
            span=Span(start, end),
            code=code,
            coder=reader,
            coding_round=coding_round,
            presence=presence,
            lens=lens,
            on=on,
            flags=tuple(flags.split()) if flags else (),
            corrected_away=standing.words_lost(self.project.db, number) if lost else None,
            # Without names, who helped is not told either.
            entered_by=None if (coding_round, reader) in self.hidden else entered.get(guid),
        )


def marks(
    project: ProjectFile,
    viewer: Viewer,
    *,
    source: Guid | None = None,
    only: Iterable[str] | None = None,
    coding_round: str | None = None,
) -> Marks:
    """Read every mark the viewer may see.

    Whose it is, and where that person read from, is shown as the round was opened.
    """
    where, newest, in_round = "", _NEWEST, ""
    values: dict[str, str | None] = {"viewer": viewer.person}
    # Few marks are found by their own names, and not among all of a transcript: the sign tells
    # SQLite to find nothing by what follows it.
    by = "" if only is None else "+"
    if source is not None:
        where += f" and {by}c.source = :source"
        newest += " and v.source = :source"
        values["source"] = source
    if coding_round is not None:
        in_round = " and guid = :round"
        values["round"] = coding_round
    if only is not None:
        where += " and c.guid in (select value from json_each(:only))"
        values["only"] = json.dumps(list(only))
    of_round = f"{by}c.round in (select guid from rounds where"
    of_all = f"{of_round} {_FOR_ALL}{in_round})"
    of_mine = f"{by}c.coder = :viewer and {of_round} not {_FOR_ALL}{in_round})"
    found = project.db.execute(
        " union all ".join(
            'select c.source, c.round, p.start, p."end", c.code, c.guid, c.presence, c.coder,'
            " c.lens, c.id, substr(c.made_at, 1, 10), c.flags, p.lost from codings c"
            f" join coding_positions p on p.coding = c.id and +p.version in ({newest})"
            f" where {may_see}{where}"
            for may_see in (of_all, of_mine)
        ),
        values,
    )
    same: dict[str, str] = {}
    one = same.setdefault  # what many marks have in common is held once
    groups: dict[tuple[str, str], list[tuple]] = {}
    for text, which, start, end, code, guid, said, who, lens, number, on, flags, lost in found:
        row = (
            start, end, one(code, code), guid, one(said, said), one(who, who), lens, number,
            one(on, on), flags, lost,
        )  # fmt: skip
        if (text, which) in groups:
            groups[text, which].append(row)
        else:
            groups[text, which] = [row]
    return _as_shown(Marks(project, viewer, groups, {}))  # type: ignore[arg-type]


def carrying(
    project: ProjectFile, codes: Collection[str], *, coder: Guid | None = None, most: int = 5_000
) -> list[Guid]:
    """The marks that carry one of some codes, in the order they were made, up to so many.

    They are those that everybody sees, or all that one person made.
    """
    held = f"code in ({', '.join('?' * len(codes))})"
    # One's own are found among one's own, and not by way of what others marked with the code.
    asked = f"{held} and {OF_ALL}" if coder is None else f"+{held} and coder = ?"
    found = project.db.execute(
        f"select guid from codings c where {asked} order by id limit ?",
        [*codes, *([] if coder is None else [coder]), most],
    )
    return [Guid(guid) for (guid,) in found.fetchall()]


def _as_shown(marks: Marks) -> Marks:
    """Put in the place of readers who are not named what stands for them."""
    known, me = aliases(marks.project.db), marks.viewer.person
    for (_, coding_round), own in marks.groups.items():
        instead = {
            person: known.reader(coding_round, person, me)
            for person in {row[READER] for row in own}
            if known.hides(coding_round, person, me) is not None
        }
        for alias in instead.values():
            marks.hidden[coding_round, alias] = known.shown[coding_round]
        for place, row in enumerate(own) if instead else ():
            if row[READER] in instead:
                own[place] = (*row[:5], instead[row[READER]], *row[6:])
    return marks


def _carried(project: ProjectFile, numbers: list[int]) -> dict[int, list[dict]]:
    """The snapshots that marks carry, each with the headings its perspective stands under."""
    found = _of(project, "select coding, snapshot from coding_snapshots", "coding", numbers)
    if not found:
        return {}
    placed: dict[str, list[str]] = {}
    for row in rows(project.db, "select heading, perspective from heading_places"):
        placed.setdefault(row["perspective"], []).append(row["heading"])
    snapshots = {
        row["guid"]: {**row, "headings": placed.get(row["perspective"], [])}
        for row in rows(
            project.db,
            "select s.*, p.position from snapshots s left join perspectives p"
            " on p.guid = s.perspective",
        )
    }
    carried: dict[int, list[dict]] = {}
    for number, guid in found:
        carried.setdefault(number, []).append(snapshots[guid])
    for own in carried.values():
        own.sort(key=lambda row: (row["position"] or 0, row["guid"]))
    return carried


def _entered(project: ProjectFile, guids: list[Guid]) -> dict[Guid, Guid]:
    """Who typed marks in from their readers' paper copies."""
    return dict(_of(project, "select guid, entered_by from entered_marks", "guid", guids))


def _of(project: ProjectFile, query: str, name: str, wanted: Sequence[object]) -> list[tuple]:
    """Run a query for what is wanted, by name where that is little."""
    if len(wanted) > _BY_NAME:
        return project.db.execute(query).fetchall()
    return project.db.execute(
        f"{query} where {name} in (select value from json_each(?))", [json.dumps(wanted)]
    ).fetchall()


def _with_perspectives(
    coding: Coding,
    carried: Iterable[dict],
    viewer: Viewer,
    project: ProjectFile,
    *,
    hides: str | None,
) -> Coding:
    # Without names, whether a perspective was recorded is not told either.
    words: list[str] = []
    headings: list[str] = []
    hidden = hides is not None
    for row in carried:
        if row["visibility"] == "me" and row["person"] != viewer.person:
            hidden = True
            continue
        if hides is not None:
            headings.extend(row["headings"] if hides == "heading" else ())
            continue
        if "readable" not in row:
            row["readable"] = readable(project.keys, row)
        words.append(row["readable"])
        headings.extend(row["headings"])
    if not words and not hidden:
        return coding
    return replace(
        coding,
        perspectives=tuple(words),
        perspective_hidden=hidden,
        headings=tuple(dict.fromkeys(Guid(heading) for heading in headings)),
    )
