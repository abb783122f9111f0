"""What a csv file says of peer support groups or of sets: read, shown, kept when a person says so.

Nothing is guessed: a name that is not in the study is told and left out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.errors import NotReadable, WorkbenchError
from workbench.domain.ids import Guid, new_guid
from workbench.domain.source import SETTINGS
from workbench.domain.support_group import NOT_KNOWN, KeyDecision, SupportGroup, TranscriptSet
from workbench.services import csv_lines, groups, participants, sets, steps
from workbench.services.desks import Desk
from workbench.store import sets as set_store
from workbench.store import sources, support_groups

MOST_COLUMNS = 200
_SEVERAL = re.compile(r"[;,/|\n]")


@dataclass(frozen=True, slots=True)
class GroupSheet:
    """Peer support groups as a file describes them; a group that is here already is filled in.

    `cells` shows, for each group by name, what was understood, by column. `remarks` are whole
    sentences on what could not be used.
    """

    columns: tuple[str, ...]
    groups: tuple[SupportGroup, ...]
    cells: Mapping[str, Mapping[str, str]]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetSheet:
    """Sets as a file lists them; a set that is here already gets the transcripts it lacks."""

    sets: tuple[TranscriptSet, ...]
    names: Mapping[str, tuple[str, ...]]
    remarks: tuple[str, ...]


def read_groups(desk: Desk, name: str, data: bytes) -> GroupSheet:
    """Read a csv file with one peer support group to a line, its name in the first column.

    The other columns are area, setting, participants, about, and any key decision by its name,
    its plain name or its short name in the codebook. Several settings or participants stand in
    one cell with a semicolon between them. An empty cell changes nothing.
    """
    lines, told = _table(name, data, "the names of groups", "such as area, setting, participants")
    known = {"area": "area", "setting": "setting", "settings": "setting", "about": "about"}
    known |= {"participant": "participants", "participants": "participants"}
    decisions = {}
    for code in groups.key_decisions(desk):
        decisions[code.name] = code.guid
        known |= dict.fromkeys(
            (code.name.casefold(), code.plain_name.casefold(), code.key.casefold()), code.name
        )
    columns: dict[int, str] = {}
    for place, head in enumerate(lines[0][1][1:MOST_COLUMNS], start=1):
        column = known.get(" ".join(head.split()).casefold())
        if column is None or column in columns.values():
            told.append(f"Column {place + 1}, “{head.strip()}”, is not used.")
        else:
            columns[place] = column
    people = {each.label.casefold(): each for each in participants.everybody(desk)}
    labels = {each.guid: each.label for each in people.values()}
    here = {each.name.casefold(): each for each in groups.listed(desk)}
    read: dict[str, SupportGroup] = {}
    for number, row in lines[1:]:
        try:
            title = sets.checked_name(row[0], "A peer support group")
            one = read.get(title.casefold()) or here.get(title.casefold())
            one = one or SupportGroup(new_guid(), title)
            for place, column in columns.items():
                words = row[place].strip() if place < len(row) else ""
                if words and column in decisions:
                    one = _decided(one, decisions[column], words)
                elif words and column == "setting":
                    one = replace(one, settings=_settings(words))
                elif words and column == "participants":
                    named = [" ".join(each.split()) for each in _SEVERAL.split(words)]
                    named = [each for each in named if each]
                    told += [
                        f"Line {number}: there is no participant called {each}."
                        for each in named
                        if each.casefold() not in people
                    ]
                    found = (people.get(each.casefold()) for each in named)
                    own = tuple(each.guid for each in found if each)
                    one = replace(one, participants=tuple(dict.fromkeys(own)))
                elif words and column == "area":
                    one = replace(one, area=words[: groups.LONGEST])
                elif words:
                    one = replace(one, about=words[: groups.LONGEST])
            read[title.casefold()] = one
        except WorkbenchError as trouble:
            told.append(f"Line {number} is left out. {trouble}")
    return GroupSheet(
        tuple(columns.values()),
        tuple(read.values()),
        {one.name: _cells(one, decisions, labels) for one in read.values()},
        tuple(told),
    )


def keep_groups(desk: Desk, sheet: GroupSheet) -> int:
    """Keep the groups of a sheet as one step; how many changed is returned."""
    here = {each.guid: each for each in groups.listed(desk)}
    changed = [one for one in sheet.groups if here.get(one.guid) != one]
    if changed:
        with steps.step(desk, sets.GROUPS_AND_SETS) as w:
            for one in changed:
                support_groups.keep(w, one.guid, one)
    return len(changed)


def read_sets(desk: Desk, name: str, data: bytes) -> SetSheet:
    """Read a csv file with the name of a set and the name of a transcript on each line."""
    lines, told = _table(name, data, "the names of sets", "with a transcript on each line")
    by_name: dict[str, list[dict]] = {}
    for row in sources.listed(desk.project.db):
        by_name.setdefault(row["name"].casefold(), []).append(row)
    here = {each.name.casefold(): each for each in sets.listed(desk)}
    read: dict[str, TranscriptSet] = {}
    for number, cells in lines[1:]:
        words = cells[1].strip() if len(cells) > 1 else ""
        found = by_name.get(words.casefold(), [])
        try:
            title = sets.checked_name(cells[0], "A set")
            if len(found) != 1:
                several = f"are {len(found)} transcripts" if found else "is no transcript"
                raise NotReadable(f"There {several} called “{words}” in this study.")
        except NotReadable as trouble:
            told.append(f"Line {number} is left out. {trouble}")
            continue
        one = read.get(title.casefold()) or here.get(title.casefold())
        one = one or TranscriptSet(new_guid(), title)
        chosen = dict.fromkeys((*one.sources, Guid(found[0]["guid"])))
        read[title.casefold()] = replace(one, sources=tuple(chosen))
    names = {row["guid"]: row["name"] for rows in by_name.values() for row in rows}
    return SetSheet(
        tuple(read.values()),
        {one.name: tuple(names[guid] for guid in one.sources) for one in read.values()},
        tuple(told),
    )


def keep_sets(desk: Desk, sheet: SetSheet) -> int:
    """Keep the sets of a sheet as one step; how many changed is returned."""
    here = {each.guid: each for each in sets.listed(desk)}
    changed = [one for one in sheet.sets if here.get(one.guid) != one]
    if changed:
        with steps.step(desk, sets.GROUPS_AND_SETS) as w:
            for one in changed:
                set_store.keep(w, one.guid, one)
    return len(changed)


def _table(
    name: str, data: bytes, first: str, further: str
) -> tuple[list[tuple[int, list[str]]], list[str]]:
    lines, remarks = csv_lines.read(name, data)
    if len(lines) < 2 or len(lines[0][1]) < 2:
        raise NotReadable(
            f"{name} has nothing that could be read as a table. It needs a line of column names, "
            f"{first} in the first column, and at least one further column, {further}."
        )
    return lines, remarks


def _settings(words: str) -> tuple[str, ...]:
    named = [" ".join(each.split()).casefold() for each in _SEVERAL.split(words)]
    named = [each for each in named if each and each != NOT_KNOWN]
    known = {words: key for key, words in SETTINGS.items() if key != "not_stated"}
    for each in named:
        if each not in known:
            raise NotReadable(f"“{each}” is no setting. There are {', '.join(known)}.")
    return tuple(dict.fromkeys(known[each] for each in named))


def _decided(one: SupportGroup, code: Guid, words: str) -> SupportGroup:
    known = one.decisions.get(code, KeyDecision())
    return replace(
        one, decisions={**one.decisions, code: replace(known, words=words[: groups.LONGEST])}
    )


def _cells(
    one: SupportGroup, decisions: Mapping[str, Guid], labels: Mapping[Guid, str]
) -> dict[str, str]:
    said: dict[str, Sequence[str]] = {
        "area": [one.area] if one.area else [],
        "about": [one.about] if one.about else [],
        "setting": [SETTINGS[each] for each in one.settings],
        "participants": [labels[guid] for guid in one.participants if guid in labels],
        **{
            name: [one.decisions[code].words]
            for name, code in decisions.items()
            if code in one.decisions
        },
    }
    return {column: ", ".join(words) or NOT_KNOWN for column, words in said.items()}
