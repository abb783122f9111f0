"""One door for transcripts: bytes in, a `Transcript` out, whatever the format."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from workbench.domain.errors import TooLarge, UnreadableFile
from workbench.domain.source import Format, Transcript
from workbench.importers.captions import is_captions, is_webvtt, read_captions
from workbench.importers.contents import Kind, kind_of
from workbench.importers.decoding import decode, lines_of
from workbench.importers.layout import Layout, lay_out, lay_out_plain
from workbench.importers.open_document import read_open_document
from workbench.importers.paragraphs import Content
from workbench.importers.passages import put_together
from workbench.importers.pdf import read_pdf
from workbench.importers.rich_text import read_rich_text
from workbench.importers.spreadsheets import read_csv, separator_in
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
    "xlsx": read_workbook,
}
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")


def read_transcript(name: str, data: bytes) -> Transcript:
    """Read a transcript from any of the formats that `Transcript.format` lists.

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
    if kind != "text":
        return _laid_out(name, kind, _DOCUMENTS[kind](name, data))
    text, remarks = decode(name, data, stated=stated_encoding(data))
    _check_lines(name, text.count("\n") + text.count("\r"))
    if is_captions(text):
        return _transcript(
            name, "vtt" if is_webvtt(text) else "srt", read_captions(name, text), remarks
        )
    if is_web_page(text):
        return _laid_out(name, "html", read_web_page(name, text), remarks)
    if separator := separator_in(text):
        return _laid_out(name, "csv", read_csv(name, text, separator), remarks)
    return _laid_out(name, "txt", Content(tuple(lines_of(text))), remarks)


_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


def _check_lines(name: str, lines: int) -> None:
    if lines > MOST_LINES:
        raise TooLarge(
            f"{name} has more than {MOST_LINES:,} lines, which is more than any conversation. "
            "Look whether it is a transcript, or split it, and add the parts."
        )


def _laid_out(
    name: str, kind: Format, content: Content, remarks: Sequence[str] = ()
) -> Transcript:
    _check_lines(name, len(content.lines))
    layout = lay_out(content.lines)
    if not any(piece.kind == "said" for passage in layout.passages for piece in passage.pieces):
        layout = lay_out_plain(content.lines)
    passages = (content.page_heads, *layout.passages, content.page_feet)
    layout = replace(layout, passages=passages)
    return _transcript(name, kind, layout, (*remarks, *content.remarks))


def _transcript(name: str, kind: Format, layout: Layout, remarks: Sequence[str]) -> Transcript:
    text, turns, structure = put_together(layout.passages)
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise UnreadableFile(
            name, "has no words in it", "Add the file that has the transcript in it."
        )
    # A document can spell out what no text may hold, whatever its own bytes are.
    for words in (text, *(part.words for part in structure), *layout.fields.values()):
        if _NO_CHARACTER.search(words):
            raise UnreadableFile(
                name,
                "holds something that is not a character (U+0000, or half of one)",
                "Take it out, or save the file again as plain text.",
            )
    return Transcript(
        _ENDING.sub("", name) or name,
        kind,
        text,
        turns,
        structure,
        layout.convention,
        (*remarks, *layout.remarks),
        layout.fields,
    )
