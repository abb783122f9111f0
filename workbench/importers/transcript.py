"""One door for transcripts: bytes in, transcripts out, whatever the format."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from workbench.domain.errors import TooLarge, UnreadableFile
from workbench.domain.source import Comment, Format, Transcript
from workbench.domain.table import LAYOUTS, Recognised, Table, TableReading
from workbench.importers.answers import read_answers
from workbench.importers.captions import is_captions, is_webvtt, read_captions
from workbench.importers.columns import proposed_reading
from workbench.importers.contents import PACKED, Kind, kind_of
from workbench.importers.decoding import decode, lines_of
from workbench.importers.labels import NOBODY
from workbench.importers.layout import Layout, lay_out, lay_out_plain
from workbench.importers.open_document import read_open_document
from workbench.importers.paragraphs import Content
from workbench.importers.passages import Conversation, Line, put_together
from workbench.importers.pdf import read_pdf
from workbench.importers.posts import thread_lines
from workbench.importers.rich_text import read_rich_text
from workbench.importers.spreadsheets import (
    Sheets,
    read_csv,
    read_turns,
    separator_in,
    table_in,
    turns_in,
)
from workbench.importers.web_page import is_web_page, read_web_page, stated_encoding
from workbench.importers.word import read_word
from workbench.importers.workbook import read_workbook

LARGEST = 20_000_000
MOST_LINES = 200_000
_DOCUMENTS: dict[Kind, Callable[[str, bytes], Content]] = {
    "docx": read_word,
    "odt": read_open_document,
    "pdf": read_pdf,
    "rtf": read_rich_text,
}
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")


def read_file(
    name: str, data: bytes, reading: TableReading | None = None, *, named_by: str = ""
) -> Recognised:
    """Read a file from any of the formats that `Transcript.format` lists.

    What the file is is told from its bytes, never from its ending. The text holds what was said:
    LF line ends, turns joined by one LF, paragraphs within a turn by one LF. Labels, times,
    headings, header blocks and paragraph numbers are structure. Spaces and tabs at either end of
    what was said stay, except that white space between a label and the words belongs to the
    label; nothing is normalised. `as_in_file` puts text and structure back together.

    Parameters
    ----------
    name
        The file's name; without its ending it becomes the transcript's name.
    data
        The whole file.
    reading
        How to read the table, where it is one and somebody has said so.
    named_by
        The way of naming speakers that somebody has chosen, a key of `labels.CONVENTIONS`, or
        `labels.NOBODY` to work without speakers.

    Raises
    ------
    UnreadableFile
        The file is not a transcript in one of the formats, or is damaged.
    TooLarge
        It is over 20 MB, has over 200,000 lines, unpacks to more than any transcript would, or
        takes more than eight seconds.
    """
    if len(data) > LARGEST:
        raise TooLarge(
            f"{name} is larger than 20 MB, which is more than the workbench takes. "
            "Take out pictures and recordings, or split it, and add the parts."
        )
    kind = kind_of(name, data)
    if kind == "zip":
        raise UnreadableFile(name, *PACKED)
    if kind == "xlsx":
        return _named(_tabled(name, "xlsx", read_workbook(name, data), reading), named_by)
    if kind != "text":
        content = _DOCUMENTS[kind](name, data)
        return _named(Recognised((_laid_out(name, kind, content, named_by=named_by),)), named_by)
    text, remarks = decode(name, data, stated=stated_encoding(data))
    _check_lines(name, text.count("\n") + text.count("\r"))
    form: Format
    if is_captions(text):
        form = "vtt" if is_webvtt(text) else "srt"
        read = _transcript(name, form, read_captions(name, text), remarks)
        return _named(Recognised((read,)), named_by)
    if is_web_page(text):
        form, content = "html", read_web_page(name, text)
    elif separator := separator_in(text):
        table = read_csv(name, text, separator)
        return _named(_tabled(name, "csv", table, reading, remarks), named_by)
    else:
        form, content = "txt", Content(tuple(lines_of(text)))
    read = _laid_out(name, form, content, remarks, named_by)
    return _named(Recognised((read,)), named_by)


def read_transcript(name: str, data: bytes) -> Transcript:
    """Read a file that holds one transcript; raises what `read_file` does, and for several."""
    found = read_file(name, data)
    if found.refusal:
        raise found.refusal
    if len(found.transcripts) != 1:
        raise UnreadableFile(name, "holds several transcripts", "Add them one by one.")
    return found.transcripts[0]


def _named(found: Recognised, named_by: str) -> Recognised:
    """Leave the speakers of captions and tables unnamed too, where somebody works without."""
    survey = found.reading is not None and found.reading.layout in ("respondents", "questions")
    if named_by != NOBODY or survey:
        return found
    return replace(
        found,
        transcripts=tuple(
            replace(one, turns=tuple(replace(turn, speaker=None) for turn in one.turns))
            for one in found.transcripts
        ),
    )


def _tabled(
    name: str,
    kind: Format,
    sheets: Sheets,
    reading: TableReading | None,
    remarks: Sequence[str] = (),
) -> Recognised:
    """Read a table as somebody said, as its columns say, or row by row as a conversation."""
    table = table_in(sheets)
    if table is None:
        return Recognised((_laid_out(name, kind, read_turns(name, sheets), remarks),))
    told = (*remarks, *sheets.remarks)
    chosen = reading or proposed_reading(table, turns_in(table))
    try:
        if chosen is None or chosen.layout == "turns":
            content = read_turns(name, sheets, chosen if reading else None)
            return Recognised((_laid_out(name, kind, content, remarks),), table, chosen)
        if chosen.layout in ("thread", "replies"):
            return Recognised((_thread(name, kind, table, chosen, told),), table, chosen)
        found, attributes, more = read_answers(name, _base(name), table, chosen)
        made = tuple(
            _transcript(one.name, kind, _as_layout(one.lines, chosen), (*told, *more))
            for one in found
        )
        return Recognised(made, table, chosen, attributes)
    except UnreadableFile as refusal:
        # Somebody may know better what the columns are.
        plain = TableReading("turns", ("beside",) * len(table.columns))
        return Recognised((), table, chosen or plain, refusal=refusal)


def _thread(
    name: str, kind: Format, table: Table, reading: TableReading, remarks: Sequence[str]
) -> Transcript:
    if reading.place("words") is None:
        raise UnreadableFile(name, "has no column for what was said", "Say which column holds it.")
    lines, more = thread_lines(table, reading)
    return _transcript(name, kind, _as_layout(lines, reading), (*remarks, *more))


def _as_layout(lines: Sequence[Line], reading: TableReading) -> Layout:
    return replace(lay_out(lines), convention=LAYOUTS[reading.layout], fields={})


_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


def _check_lines(name: str, lines: int) -> None:
    if lines > MOST_LINES:
        raise TooLarge(
            f"{name} has more than {MOST_LINES:,} lines, which is more than any conversation. "
            "Look whether it is a transcript, or split it, and add the parts."
        )


def _laid_out(
    name: str,
    kind: Format,
    content: Content,
    remarks: Sequence[str] = (),
    named_by: str = "",
) -> Transcript:
    _check_lines(name, len(content.lines))
    layout = lay_out(content.lines, named_by)
    if not any(piece.kind == "said" for passage in layout.passages for piece in passage.pieces):
        layout = lay_out_plain(content.lines)
    passages = (content.page_heads, *layout.passages, content.page_feet)
    layout = replace(layout, passages=passages)
    return _transcript(name, kind, layout, (*remarks, *content.remarks), content.comments)


def _transcript(
    name: str,
    kind: Format,
    layout: Layout,
    remarks: Sequence[str],
    comments: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> Transcript:
    text, conversation = put_together(layout.passages)
    turns, structure = tuple(conversation.turns), tuple(conversation.structure)
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise UnreadableFile(
            name, "has no words in it", "Add the file that has the transcript in it."
        )
    # A document can spell out what no text may hold, whatever its own bytes are.
    beside = (part.words for part in structure)
    for words in (text, *beside, *layout.fields.values(), *(a for a, _ in comments.values())):
        if _NO_CHARACTER.search(words):
            raise UnreadableFile(
                name,
                "holds something that is not a character (U+0000, or half of one)",
                "Take it out, or save the file again as plain text.",
            )
    return Transcript(
        _base(name),
        kind,
        text,
        turns,
        structure,
        layout.convention,
        (*remarks, *layout.remarks),
        layout.fields,
        tuple(_placed(comments, conversation, text)),
        layout.ways,
    )


def _placed(
    comments: Mapping[str, tuple[str, str]], conversation: Conversation, text: str
) -> Iterator[Comment]:
    """Put comments on the words they are about, or on the turn in which their sign stands."""
    anchors = conversation.anchors
    for key, (author, words) in comments.items():
        start, end = anchors.get(f"from {key}", 0), anchors.get(f"to {key}", 0)
        end = start + len(text[start:end].rstrip())
        at = anchors.get(f"at {key}")
        if start >= end and at is not None:
            turns = conversation.turns
            turn = next((turn for turn in turns if turn.start <= at <= turn.end), None)
            start, end = (turn.start, turn.end) if turn else (0, 0)
        if start < end and words.strip():
            yield Comment(start, end, words.strip(), author)


def _base(name: str) -> str:
    """Give a file's name without its ending."""
    return _ENDING.sub("", name) or name
