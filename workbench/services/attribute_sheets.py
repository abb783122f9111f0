"""What a csv file says of participants: read, shown, and kept when a person says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.domain.errors import NotReadable, TooLarge
from workbench.domain.ids import Guid
from workbench.domain.participant import Participant, likely_kind, value_of
from workbench.services import csv_lines, participants
from workbench.services.desks import Desk
from workbench.store import participants as participant_store

MOST_COLUMNS = 200
LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A csv file with something on each participant, as it was read; nothing of it is kept yet.

    `columns` are the names after the first column, `new` maps those that are no attribute yet to
    a proposed kind. `rows` holds, for each participant found, the filled cells by column, each
    with its line. `remarks` are whole sentences on what could not be used.
    """

    columns: tuple[str, ...]
    new: Mapping[str, str]
    rows: tuple[tuple[Participant, int, Mapping[str, str]], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """What of a sheet would be kept, and sentences on what would not.

    `given` has the participant's ID, the attribute's name and the value for each value that can
    be read.
    """

    given: tuple[tuple[Participant, str, str], ...]
    remarks: tuple[str, ...]


def read(desk: Desk, name: str, data: bytes) -> Sheet:
    """Read a csv file whose first column has participant IDs and whose others are attributes.

    Nothing is kept. IDs and names are found however their capitals are written.

    Raises
    ------
    UnreadableFile, NotReadable, TooLarge
        It is no such file, or is over the size the workbench takes.
    """
    lines, remarks = csv_lines.read(name, data)
    if len(lines) < 2 or len(lines[0][1]) < 2:
        raise NotReadable(
            f"{name} has nothing that could be read as a table. It needs participant IDs in the "
            "first column, a name at the head of each further column, and a row for each "
            "participant."
        )
    heads = [" ".join(head.split()) for head in lines[0][1][1:]]
    if len(heads) > MOST_COLUMNS:
        raise TooLarge(f"{name} has more than {MOST_COLUMNS} columns. Leave some out.")
    known = {
        attribute.name.casefold(): attribute.name for attribute in participants.attributes(desk)
    }
    told, places = list(remarks), {}
    columns: list[str] = []
    for place, head in enumerate(heads, start=1):
        column = known.get(head.casefold(), head)
        if not column or column.casefold() in {other.casefold() for other in columns}:
            said = f"is a second “{column}”" if column else "has no name"
            told.append(f"Column {place + 1} {said}, so it is left out.")
        else:
            columns.append(column)
            places[column] = place
    found, unused = _participants_of(desk, lines[1:], places)
    return Sheet(
        tuple(columns),
        {
            column: likely_kind(cells.get(column, "") for _, _, cells in found)
            for column in columns
            if column.casefold() not in known
        },
        tuple(found),
        (*told, *unused),
    )


def values_in(desk: Desk, sheet: Sheet, kinds: Mapping[str, str]) -> Values:
    """Read the cells of a sheet as values.

    Parameters
    ----------
    kinds
        What each new column is, or `LEAVE_OUT`; as proposed where it does not say.
    """
    kept = {attribute.name: attribute for attribute in participants.attributes(desk)}
    kind_of = {
        column: kept[column].kind
        if column in kept
        else kinds.get(column, sheet.new.get(column, "text"))
        for column in sheet.columns
    }
    seen = {
        column: participants.choices(desk, kept[column].guid) if column in kept else []
        for column in sheet.columns
    }
    given, remarks = [], []
    for participant, line, cells in sheet.rows:
        for column, words in cells.items():
            if kind_of[column] == LEAVE_OUT:
                continue
            try:
                read = value_of(kind_of[column], words, chosen_before=seen[column])
            except NotReadable as trouble:
                remarks.append(f"Line {line}, {participant.label}, {column}: {trouble}")
                continue
            seen[column].append(read)
            given.append((participant, column, read))
    return Values(tuple(given), tuple(remarks))


def keep(desk: Desk, sheet: Sheet, kinds: Mapping[str, str]) -> int:
    """Keep every value of a sheet that can be read, as one step; how many changed is returned."""
    values = values_in(desk, sheet, kinds).given
    kept = {attribute.name: attribute for attribute in participants.attributes(desk)}
    own = {each.guid: each.attributes for each in participants.everybody(desk)}
    new = {
        column: participants.checked(column, kinds.get(column, sheet.new.get(column, "text")))
        for column in dict.fromkeys(column for _, column, _ in values)
        if column not in kept
    }
    guids = {column: attribute.guid for column, attribute in (kept | new).items()}
    changed = [
        (participant.guid, guids[column], words)
        for participant, column, words in values
        if own.get(participant.guid, {}).get(guids[column]) != words
    ]
    if changed:
        with participants.step(desk) as w:
            for attribute in new.values():
                participant_store.define(w, attribute)
            for guid, attribute_guid, words in changed:
                participant_store.give(w, guid, attribute_guid, words)
    return len(changed)


def _participants_of(
    desk: Desk, lines: Iterable[tuple[int, list[str]]], places: Mapping[str, int]
) -> tuple[list[tuple[Participant, int, dict[str, str]]], list[str]]:
    """Find the participant of each row, with its filled cells; say which rows have none."""
    known = {each.label.casefold(): each for each in participants.everybody(desk)}
    found: dict[Guid, tuple[Participant, int, dict[str, str]]] = {}
    remarks = []
    for number, row in lines:
        label = " ".join(row[0].split())
        participant = known.get(label.casefold())
        if participant is None:
            said = f"no participant called {label}" if label else "no participant ID"
            where = "" if label else " in it"
            remarks.append(f"Line {number}: there is {said}{where}, so this line is left out.")
        elif participant.guid in found:
            earlier = found[participant.guid][1]
            remarks.append(
                f"Line {number}: {participant.label} is in line {earlier} already, so this line "
                "is left out."
            )
        else:
            cells = {
                column: row[place]
                for column, place in places.items()
                if place < len(row) and row[place].strip()
            }
            found[participant.guid] = (participant, number, cells)
    return list(found.values()), remarks
