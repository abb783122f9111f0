"""Rows of a table whose columns are known, as lines: what was said, and what stands beside it."""

from collections.abc import Sequence
from typing import cast

from workbench.domain.table import TableReading
from workbench.importers.decoding import rows_of
from workbench.importers.passages import Line, Passage, Piece, StructureKind


def words_of(cell: str) -> str:
    """Give a cell on one line."""
    return " ".join(cell.split())


def said_in(cell: str) -> list[str]:
    """Give the lines of a cell that have words in them."""
    return [part for part in rows_of(cell.lstrip(" \t")) if part.strip()]


def passage_line(passage: Passage, *, opens: bool = True) -> Line:
    """Make a line of a passage that is known already."""
    return Line("", opens=opens, passage=passage)


def head_line(columns: Sequence[str], reading: TableReading) -> Line:
    """Keep the names of the columns that are read beside the text."""
    named = [
        Piece("header", name)
        for name, role in zip(columns, reading.roles, strict=True)
        if role != "leave_out" and name.strip()
    ]
    return passage_line(Passage(tuple(named), "breaks"), opens=False)


def lines_of_row(
    row: Sequence[str], words: int, kinds: Sequence[str], speaker: str | None
) -> list[Line]:
    """Read a row as what one speaker says.

    Parameters
    ----------
    words
        The column of what was said.
    kinds
        What kind of structure each other column is; empty where it is left out.
    """

    def beside(places: Sequence[int]) -> list[Piece]:
        return [
            Piece(cast(StructureKind, kinds[place]), row[place])
            for place in places
            if kinds[place] and row[place].strip()
        ]

    said = [[Piece("said", part)] for part in said_in(row[words])]
    said[0] = [*beside(range(words)), *said[0]]
    said[-1] += beside(range(words + 1, len(row)))
    return [
        passage_line(
            Passage(tuple(pieces), "continues" if number else "begins", speaker),
            opens=not number,
        )
        for number, pieces in enumerate(said)
    ]
