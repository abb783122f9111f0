"""One door for transcripts: bytes in, a `Transcript` out, whatever the format."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from workbench.domain.errors import TooLarge, UnreadableFile
from workbench.domain.source import Transcript
from workbench.importers.captions import is_captions, read_captions
from workbench.importers.contents import kind_of, refuse_table
from workbench.importers.decoding import decode, lines_of
from workbench.importers.layout import Layout, lay_out, lay_out_plain
from workbench.importers.passages import Line, put_together
from workbench.importers.word import read_word

LARGEST = 20_000_000
MOST_LINES = 200_000
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")


def read_transcript(name: str, data: bytes) -> Transcript:
    """Read a text file (Markdown included), a Word document or WebVTT captions.

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
        The file is not a transcript in one of the three formats, or is damaged.
    TooLarge
        It is over 20 MB, has over 200,000 lines, or unpacks to more than any transcript would.
    """
    if len(data) > LARGEST:
        raise TooLarge(
            f"{name} is larger than 20 MB, which is more than the workbench takes. "
            "Take out pictures and recordings, or split it, and add the parts."
        )
    if kind_of(name, data) == "docx":
        return _from_word(name, data)
    text, remarks = decode(name, data)
    refuse_table(name, text)
    _check_lines(name, text.count("\n") + text.count("\r"))
    if is_captions(text):
        return _transcript(name, "vtt", read_captions(name, text), remarks)
    return _transcript(name, "txt", _laid_out(lines_of(text)), remarks)


def _check_lines(name: str, lines: int) -> None:
    if lines > MOST_LINES:
        raise TooLarge(
            f"{name} has more than {MOST_LINES:,} lines, which is more than any conversation. "
            "Look whether it is a transcript, or split it, and add the parts."
        )


def _from_word(name: str, data: bytes) -> Transcript:
    content = read_word(name, data)
    _check_lines(name, len(content.lines))
    layout = _laid_out(content.lines)
    passages = (content.page_heads, *layout.passages, content.page_feet)
    return _transcript(name, "docx", replace(layout, passages=passages), content.remarks)


def _laid_out(lines: Sequence[Line]) -> Layout:
    layout = lay_out(lines)
    said = any(piece.kind == "said" for passage in layout.passages for piece in passage.pieces)
    return layout if said else lay_out_plain(lines)


def _transcript(
    name: str, kind: Literal["txt", "docx", "vtt"], layout: Layout, remarks: Sequence[str]
) -> Transcript:
    text, turns, structure = put_together(layout.passages)
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise UnreadableFile(
            name, "has no words in it", "Add the file that has the transcript in it."
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
