"""Tables: columns that say who speaks, what and when, or cells read one after another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.importers.front_matter import field_in
from workbench.importers.names import likeness
from workbench.importers.passages import Line, Passage, Piece, woven
from workbench.importers.times import apart, seconds

_SPEAKERS = {"speaker", "speakers", "speaker name", "name", "who", "person", "participant"}
_SPEAKERS |= {"speaker label", "speaker id"}
_WORDS = {"words", "text", "transcript", "transcription", "utterance", "speech", "what was said"}
_WORDS |= {"said", "spoken", "turn", "line", "content", "dialogue", "message"}
_MOST_COLUMNS = 6
_MOST_NAMED_COLUMNS = 60
Cell = list[Line]
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns, counted from 0, hold the words and who says them, and which row begins.

    `speakers` is None where no column names anybody; `headed` says that the first row with
    anything in it names the columns.
    """

    words: int
    speakers: int | None
    headed: bool


def names_columns(names: Sequence[str]) -> bool:
    """Say whether a row is the names of columns, one of them that of what was said."""
    folded = [" ".join(name.casefold().split()) for name in names]
    short = all(len(name) < 40 for name in folded)
    return len(folded) > 1 and short and any(name in _WORDS for name in folded)


def table_lines(rows: Sequence[Row]) -> list[Line]:
    """Read a table in a document as lines.

    Where one column names the speaker and one holds most of the words, each row is what that
    speaker says; an empty name means the one above goes on; the other cells are kept as times,
    numbers or notes. A table of fields, such as date and place, is a header block. Any other
    table is read cell by cell.
    """
    columns = columns_in(rows)
    if header := _header_lines(rows):
        return header
    if columns is None or columns.speakers is None:
        return [line for row in rows for cell in row for line in cell]
    return conversation_lines(rows, columns)


def _header_lines(rows: Sequence[Row]) -> list[Line]:
    """Read a table with the name of a field and what it says in each row; none where it is not."""
    pairs = [(_name(row[0]), _cell_words(row[1])) for row in rows if len(row) == 2]
    names = [name for name, _ in pairs]
    others = [name for name in names if not field_in(Line(f"{name}: -"))]
    # “Interviewer” may stand among them; in a conversation it would stand there again.
    distinct = len(pairs) == len(rows) and len(set(names)) == len(names)
    named = distinct and all(likeness(name) == "role" for name in others)
    notes = any(line.notes for row in rows for cell in row for line in cell)
    if notes or not named or len(names) - len(others) < max(2, len(others)):
        return []
    return [
        Line(
            "",
            opens=False,
            passage=Passage(tuple(Piece("header", cell) for cell in cells if cell), "breaks"),
            field=(name, " ".join(words.split())),
        )
        for (name, words), cells in zip(
            pairs, [[_cell_words(cell) for cell in row] for row in rows], strict=True
        )
    ]


def conversation_lines(rows: Sequence[Row], columns: Columns) -> list[Line]:
    """Read each row as what one speaker says; `table_lines` says how."""
    lines: list[Line] = []
    headed = columns.headed
    width = max(map(len, rows), default=0)
    for row in rows:
        if headed and any(_cell_words(cell).strip() for cell in row):
            heads = tuple(Piece("header", _cell_words(cell)) for cell in row if _cell_words(cell))
            lines.append(Line("", opens=False, passage=Passage(heads, "breaks")))
            headed = False
        else:
            # A row without words may have fewer cells than the others.
            missing = width - len(row)
            lines += _row_lines([*row, *([] for _ in range(missing))], columns)
    return lines


def columns_in(rows: Sequence[Row]) -> Columns | None:
    """Find the columns of words and of speakers, by their names or by what is in them."""
    filled = [row for row in rows if any(_cell_words(cell).strip() for cell in row)]
    width = len(filled[0]) if filled else 0
    if width < 2 or any(len(row) != width for row in filled):
        return None
    return _by_name(filled) or (_by_shape(filled, width) if width <= _MOST_COLUMNS else None)


def _by_name(rows: Sequence[Row]) -> Columns | None:
    names = [_name(cell).casefold() for cell in rows[0]]
    words = [place for place, name in enumerate(names) if name in _WORDS]
    speakers = [place for place, name in enumerate(names) if name in _SPEAKERS]
    if not words or len(names) > _MOST_NAMED_COLUMNS:
        return None
    # “Line” may also be the number of the line: the words are where most is written.
    most = max(words, key=lambda place: sum(len(_cell_words(row[place])) for row in rows))
    return Columns(most, speakers[0] if speakers else None, headed=True)


def _by_shape(rows: Sequence[Row], width: int) -> Columns | None:
    sizes = [sum(len(_cell_words(row[column])) for row in rows) for column in range(width)]
    words = max(range(width), key=sizes.__getitem__)
    for column in range(width):
        headed = _name(rows[0][column]).casefold() in _SPEAKERS
        if column != words and _names_speakers(rows[headed:], column, words, headed=headed):
            others = (sizes[place] for place in range(width) if place not in (column, words))
            beside = any(size > 0.3 * sizes[words] for size in others)
            return None if beside else Columns(words, column, headed)
    return None


def _names_speakers(rows: Sequence[Row], column: int, words: int, *, headed: bool) -> bool:
    names = [
        name for row in rows if not _aside(row, column, words) and (name := _name(row[column]))
    ]
    likely = [name for name in names if likeness(name) is not None]
    if not names or len(likely) < len(names):
        return False
    counts = Counter(names)
    recurring = len(names) > 2 and len(counts) <= max(2, 0.6 * len(names))
    return headed or recurring or any(likeness(name) == "role" for name in counts)


def _cell_words(cell: Cell) -> str:
    return "\n".join(line.words for line in cell)


def _name(cell: Cell) -> str:
    return " ".join(_cell_words(cell).split()).rstrip(":：").strip()


def _aside(row: Row, column: int, words: int) -> bool:
    """Say whether “[Pause]” stands in the column of names, with nothing said beside it."""
    name = _name(row[column])
    return name.startswith(("[", "(", "{")) and not _cell_words(row[words]).strip()


def _row_lines(row: Row, columns: Columns) -> list[Line]:
    words, speakers = columns.words, columns.speakers
    turn: Literal["begins", "continues", "aside"]
    if speakers is not None and _aside(row, speakers, words):
        words, speakers = speakers, None
        turn, name = "aside", ""
    else:
        name = _name(row[speakers]) if speakers is not None else ""
        turn = "begins" if name or speakers is None else "continues"
    before = [piece for place in range(words) for piece in _beside(row[place], place == speakers)]
    after = [
        piece
        for place in range(words + 1, len(row))
        for piece in _beside(row[place], place == speakers)
    ]
    times = [seconds(piece.words) for piece in (*before, *after) if piece.kind == "time"]
    notes = tuple(note for cell in row for line in cell for note in line.notes)
    said = [list(woven(apart(line.words), line.within)) for line in row[words]] or [[]]
    said[0] = [*before, *said[0]]
    said[-1] = [*said[-1], *after]
    begins = times[0] if times else None
    first = Passage(tuple(said[0]), turn, name or None, begins)
    passages = [first, *(Passage(tuple(pieces)) for pieces in said[1:])]
    last = len(passages) - 1
    return [
        Line("", opens=place == 0, notes=notes if place == last else (), passage=passage)
        for place, passage in enumerate(passages)
    ]


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
