"""Survey answers as tables: one row for each person, read by person or by question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.domain.errors import TooLarge, UnreadableFile
from workbench.domain.table import Table, TableReading
from workbench.importers.passages import Line, Passage, Piece
from workbench.importers.remarks import counted
from workbench.importers.row_lines import passage_line, said_in, words_of

MOST_TRANSCRIPTS = 2_000
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Answers:
    """One transcript out of a table of answers: its name and its lines."""

    name: str
    lines: tuple[Line, ...]


def read_answers(
    name: str, base: str, table: Table, reading: TableReading
) -> tuple[list[Answers], dict[str, dict[str, str]], list[str]]:
    """Read answers as one transcript for each person or for each question.

    The questions are headings. Whoever answers is the speaker, by the ID in the table, or as
    “Respondent 3” by the row where there is none.

    Returns
    -------
    tuple
        The transcripts; what the other columns say of each speaker, by column; remarks.

    Raises
    ------
    UnreadableFile
        No column holds answers, or none of them has words in it.
    TooLarge
        There would be more than 2,000 transcripts.
    """
    questions = reading.places("question")
    speakers = _speakers(table, reading)
    answering = [n for n, row in enumerate(table.rows) if any(row[q].strip() for q in questions)]
    if not answering:
        raise UnreadableFile(
            name,
            "has no column with answers in people’s own words",
            "Say which columns hold them.",
        )
    per_person = reading.layout == "respondents"
    if (len(answering) if per_person else len(questions)) > MOST_TRANSCRIPTS:
        raise TooLarge(
            f"{name} would give more than {MOST_TRANSCRIPTS:,} transcripts. Read it with one "
            "transcript for each question, or cut it into parts."
        )
    make = _by_person if per_person else _by_question
    made = list(make(base, table, reading, speakers, answering))
    remarks = []
    if silent := len(table.rows) - len(answering):
        remarks.append(
            f"{counted(silent, 'row')} without an answer in words "
            f"{'was' if silent == 1 else 'were'} left out."
        )
    left = [table.columns[place] for place in reading.places("leave_out")]
    if left:
        remarks.append(f"Left out: {', '.join(words_of(column) for column in left)}.")
    attributes: dict[str, dict[str, str]] = {}
    for number in answering:
        of = attributes.setdefault(speakers[number], {})
        for place in reading.places("attribute"):
            if table.rows[number][place].strip():
                of.setdefault(words_of(table.columns[place]), words_of(table.rows[number][place]))
    return made, {label: of for label, of in attributes.items() if of}, remarks


def _speakers(table: Table, reading: TableReading) -> list[str]:
    place = reading.place("respondent")
    ids = [words_of(row[place]) if place is not None else "" for row in table.rows]
    return [found or f"Respondent {number}" for number, found in enumerate(ids, 1)]


def _by_person(
    base: str, table: Table, reading: TableReading, speakers: list[str], answering: list[int]
) -> Iterator[Answers]:
    names: dict[str, int] = {}
    for number in answering:
        row, speaker = table.rows[number], speakers[number]
        lines = [passage_line(Passage(tuple(_about(row, reading)), "breaks"), opens=False)]
        for place in reading.places("question"):
            if row[place].strip():
                lines.append(_question(table.columns[place]))
                lines += _answer(row[place], speaker, ())
        names[speaker] = names.get(speaker, 0) + 1
        again = f" ({names[speaker]})" if names[speaker] > 1 else ""
        yield Answers(f"{base} {speaker}{again}", tuple(lines))


def _by_question(
    base: str, table: Table, reading: TableReading, speakers: list[str], answering: list[int]
) -> Iterator[Answers]:
    for place in reading.places("question"):
        lines = [_question(table.columns[place])]
        for number in answering:
            row = table.rows[number]
            if row[place].strip():
                lines += _answer(row[place], speakers[number], _about(row, reading))
        if len(lines) > 1:
            question = words_of(table.columns[place])
            short = len(question) <= _LONGEST_NAME
            yield Answers(
                question if short else f"{question[: _LONGEST_NAME - 1].rstrip()}…", tuple(lines)
            )


def _about(row: tuple[str, ...], reading: TableReading) -> list[Piece]:
    """What of a row stands beside the answers: the ID, and what was chosen to be kept there."""
    kinds: Mapping[str, Piece] = {"respondent": Piece("label", ""), "beside": Piece("note", "")}
    return [
        kinds[role]._replace(words=row[place])
        for place, role in enumerate(reading.roles)
        if role in kinds and row[place].strip()
    ]


def _question(words: str) -> Line:
    return passage_line(Passage((Piece("heading", words_of(words)),), "breaks"), opens=False)


def _answer(cell: str, speaker: str, before: list[Piece] | tuple[()]) -> list[Line]:
    said = [[Piece("said", part)] for part in said_in(cell)]
    said[0] = [*before, *said[0]]
    return [
        passage_line(
            Passage(tuple(pieces), "continues" if number else "begins", speaker),
            opens=not number,
        )
        for number, pieces in enumerate(said)
    ]
