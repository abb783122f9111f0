"""The lines of a csv file as somebody's spreadsheet saved it, each with its number."""

import csv
from collections.abc import Iterator
from io import StringIO

from workbench.domain.errors import NotReadable, TooLarge
from workbench.importers.decoding import decode

MOST_BYTES = 5_000_000


def read(name: str, data: bytes) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Read the lines that have anything in them, and sentences on how the letters were read.

    Raises
    ------
    UnreadableFile, NotReadable, TooLarge
        It is no csv file, or is over the size the workbench takes.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Cut it into parts.")
    text, remarks = decode(name, data)
    lines = [(number, row) for number, row in _lines(name, text) if any(map(str.strip, row))]
    return lines, list(remarks)


def _lines(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each line with its number; the sign between cells is found in the first."""
    first = text.lstrip().split("\n", 1)[0]
    between = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=between)
    begins = 1
    try:
        for row in reader:
            yield begins, row
            begins = reader.line_num + 1
    except csv.Error as trouble:
        raise NotReadable(
            f"{name}, line {begins}, cannot be read as csv. Save it again from your spreadsheet."
        ) from trouble
