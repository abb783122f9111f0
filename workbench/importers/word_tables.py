"""Tables in Word files: a column that names the speaker, or cells read one after another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from workbench.importers.names import likeness
from workbench.importers.passages import Line, Passage, Piece
from workbench.importers.times import apart, seconds

_HEADS = {"speaker", "speakers", "speaker name", "name", "who", "person", "participant", "label"}
_MOST_COLUMNS = 6
Cell = list[Line]


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[Line]:
    """Read a table as lines.

    Where one column names the speaker and one holds most of the words, each row is what that
    speaker says; an empty name means the one above goes on; the other cells are kept as times,
    numbers or notes. Any other table is read cell by cell.
    """
    columns = _columns(rows)
    if columns is None:
        return [line for row in rows for cell in row for line in cell]
    speakers, words = columns
    lines: list[Line] = []
    for number, row in enumerate(rows):
        if number == 0 and _is_head(row, speakers):
            heads = tuple(Piece("heading", _cell_words(cell)) for cell in row if _cell_words(cell))
            lines.append(Line("", opens=False, passage=Passage(heads, "breaks")))
        else:
            lines += _row_lines(row, speakers, words)
    return lines


def _cell_words(cell: Cell) -> str:
    return "\n".join(line.words for line in cell)


def _is_head(row: Sequence[Cell], speakers: int) -> bool:
    return _name(row[speakers]).casefold() in _HEADS


def _name(cell: Cell) -> str:
    return " ".join(_cell_words(cell).split()).rstrip(":：").strip()


def _columns(rows: Sequence[Sequence[Cell]]) -> tuple[int, int] | None:
    """Find the column of speakers and that of words; None where the table has no such pair."""
    width = len(rows[0]) if rows else 0
    if not 2 <= width <= _MOST_COLUMNS or any(len(row) != width for row in rows):
        return None
    sizes = [sum(len(_cell_words(row[column])) for row in rows) for column in range(width)]
    words = max(range(width), key=sizes.__getitem__)
    for column in range(width):
        if column != words and _names_speakers(rows, column):
            others = (sizes[place] for place in range(width) if place not in (column, words))
            return None if any(size > 0.3 * sizes[words] for size in others) else (column, words)
    return None


def _names_speakers(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    headed = _is_head(rows[0], column)
    names = [name for row in rows[headed:] if (name := _name(row[column]))]
    likely = [name for name in names if likeness(name) is not None]
    if not names or len(likely) < len(names):
        return False
    counts = Counter(names)
    recurring = len(names) > 2 and len(counts) <= max(2, 0.6 * len(names))
    return headed or recurring or any(likeness(name) == "role" for name in counts)


def _row_lines(row: Sequence[Cell], speakers: int, words: int) -> list[Line]:
    name = _name(row[speakers])
    before = [piece for place in range(words) for piece in _beside(row[place], place == speakers)]
    after = [
        piece
        for place in range(words + 1, len(row))
        for piece in _beside(row[place], place == speakers)
    ]
    times = [seconds(piece.words) for piece in (*before, *after) if piece.kind == "time"]
    passages = [Passage(tuple(apart(line.words))) for line in row[words]] or [Passage(())]
    first = passages[0]
    passages[0] = replace(
        first,
        pieces=(*before, *first.pieces),
        turn="begins" if name else "continues",
        speaker=name or None,
        begins=times[0] if times else None,
    )
    passages[-1] = replace(passages[-1], pieces=(*passages[-1].pieces, *after))
    notes = tuple(note for cell in row for line in cell for note in line.notes)
    lines = [Line("", opens=False, passage=passage) for passage in passages]
    lines[0] = replace(lines[0], opens=True)
    lines[-1] = replace(lines[-1], notes=notes)
    return lines


def _beside(cell: Cell, speaker: bool) -> list[Piece]:
    """Give what a cell other than the one with the words is kept as."""
    words = _cell_words(cell)
    if not words.strip():
        return []
    if speaker:
        return [Piece("label", words)]
    if words.strip().rstrip(".").isdigit():
        return [Piece("number", words)]
    if seconds(words) is not None and len(words) < 40:
        return [Piece("time", words)]
    return [Piece("note", words)]
