"""Captions: WebVTT as Teams, Zoom, OneDrive and others write it, and SubRip (.srt)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.domain.errors import UnreadableFile
from workbench.importers.characters import plain_references
from workbench.importers.decoding import rows_of
from workbench.importers.labels import MOST_SPEAKERS, Label, accepted, candidates_in
from workbench.importers.layout import Layout
from workbench.importers.passages import Line, Passage, Piece
from workbench.importers.remarks import counted, kept_beside, stand_without_speaker
from workbench.importers.times import seconds

# Unpadded and negative parts occur in exports of meetings that began before the recording.
_TIME = r"(?:-?\d{1,4}:)?-?\d{1,3}:-?\d{1,2}(?:[.,]-?\d{1,6})?"
_TIMING = re.compile(rf"\s*(?P<begins>{_TIME})\s*-->\s*(?P<ends>{_TIME})(?:\s.*)?$")
_TAG = re.compile(
    r"<(?P<close>/)?(?P<tag>v|c|i|b|u|s|ruby|rt|lang|font)(?:\.[^\s<>]{0,100})?"
    r"(?:[ \t\n](?P<name>[^<>]{0,200}))?>|<-?\d[\d:.]{0,20}>|\{\\[^{}]{0,100}\}"
)
_LOOKS = re.compile(r"(?:\{\\[^{}]{0,100}\}|<(?:i|b|u|font)(?: [^<>]{0,100})?>)+")
_SENTENCE_ENDS = (".", "?", "!", "…", ".”", "?”", '."', '?"')
# A pause of so many seconds begins a paragraph; so does the end of a sentence once a paragraph
# has so many characters.
_PAUSE = 2.0
_LONG = 600


@dataclass(frozen=True, slots=True)
class _Cue:
    before: tuple[Piece, ...]
    begins: float
    ends: float
    lines: tuple[str, ...]


def is_captions(text: str) -> bool:
    """Say whether text is WebVTT, or begins with a cue as SubRip does."""
    return is_webvtt(text) or any(_timing(row) for row in rows_of(text[:2000].lstrip())[:3])


def is_webvtt(text: str) -> bool:
    """Say whether text begins as WebVTT has to."""
    return re.match(r"WEBVTT(?:\s|$)", text) is not None


def read_captions(name: str, text: str) -> Layout:
    """Read captions as passages, cue by cue, in the order of the file.

    What one speaker says in successive cues is one turn, from the first cue's begin to the last
    one's end. Lines and cues are joined by one space; a pause of two seconds, or a sentence that
    ends after some 600 characters, begins a paragraph. Where no cue names anybody, each such
    paragraph is a turn; a cue without a name among others with one is a turn without a speaker.
    Character references (“&amp;”) are read as the characters they stand for.

    Raises
    ------
    UnreadableFile
        There is no cue with words in it.
    """
    cues, after, notes = _cues(text)
    if not any(line.strip() for cue in cues for line in cue.lines):
        why = "holds no captions with words in them"
        raise UnreadableFile(name, why, "Export the transcript again and add that file.")
    remarks = [kept_beside(notes, "note or style block", "notes or style blocks")] if notes else []
    voices = any("<v" in line for cue in cues for line in cue.lines)
    labels: dict[int, Label] = {}
    if not voices:
        firsts = [Line(cue.lines[0] if cue.lines else "") for cue in cues]
        found = accepted(
            candidates_in(firsts, {n: _styled_to(line.words) for n, line in enumerate(firsts)}),
            lines=len(firsts),
        )
        labels = dict(found.at) if found.form in ("colon", "bracket", "marked") else {}
        if found.too_many:
            remarks.append(
                f"More than {MOST_SPEAKERS} different names seem to speak, so none was taken for "
                "a speaker."
            )
    passages = list(_passages(cues, labels, named=voices or bool(labels)))
    if voices or labels:
        nameless = sum(
            passage.speaker is None and passage.begins is not None for passage in passages
        )
        if nameless:
            remarks.append(stand_without_speaker(nameless, "without a name", "caption"))
        convention = "captions with voice names" if voices else "captions with “Name:”"
    else:
        convention = "captions without names: one turn for each paragraph"
        remarks.append(
            f"No caption names a speaker; {counted(len(cues), 'caption')} were joined into "
            "paragraphs."
        )
    if after:
        passages.append(Passage(after, "breaks"))
    return Layout(tuple(passages), convention, {}, tuple(remarks))


def _cues(text: str) -> tuple[list[_Cue], tuple[Piece, ...], int]:
    """Take the file apart: cues, what stands after the last, and how many notes there are."""
    rows = rows_of(text)
    cues: list[_Cue] = []
    before: list[Piece] = []
    notes, at = 0, 0
    if rows[0].startswith("WEBVTT"):
        while at < len(rows) and rows[at].strip() and not _timing(rows[at]):
            before.append(Piece("header", rows[at]))
            at += 1
    while at < len(rows):
        row = rows[at]
        if not row.strip():
            at += 1
        elif timing := _timing(row):
            before.append(Piece("time", row))
            end = at + 1
            while end < len(rows) and rows[end].strip() and not _timing(rows[end]):
                end += 1
            begins, ends = (seconds(timing[key]) or 0.0 for key in ("begins", "ends"))
            cues.append(_Cue(tuple(before), begins, ends, tuple(rows[at + 1 : end])))
            before, at = [], end
        elif re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", row):
            notes += 1
            while at < len(rows) and rows[at].strip() and not _timing(rows[at]):
                before.append(Piece("note", rows[at]))
                at += 1
        else:
            before.append(Piece("number", row))
            at += 1
    return cues, tuple(before), notes


def _styled_to(words: str) -> int:
    """Say where tags at the start of a cue end that only say how it looks."""
    found = _LOOKS.match(words)
    return found.end() if found else 0


def _timing(row: str) -> re.Match[str] | None:
    return _TIMING.match(row) if "-->" in row and len(row) < 300 else None


def _plain(words: str) -> str:
    return plain_references(words)[0]


def _passages(cues: Sequence[_Cue], labels: dict[int, Label], *, named: bool) -> Iterator[Passage]:
    speaker, ended, length, last = None, None, 0, ""
    for number, cue in enumerate(cues):
        voiced = list(_voices(cue, labels.get(number)))
        waiting = cue.before
        for who, pieces in voiced:
            spoken = "".join(piece.words for piece in pieces if piece.kind == "said")
            if not spoken.strip():
                waiting += tuple(piece for piece in pieces if piece.kind != "said")
                continue
            pause = ended is not None and cue.begins - ended >= _PAUSE
            fresh = pause or (length > _LONG and last.rstrip().endswith(_SENTENCE_ENDS))
            begins = ended is None or who != speaker or (fresh and not named)
            yield Passage(
                (*waiting, *pieces),
                "begins" if begins else "continues",
                who,
                cue.begins if begins or who is None else None,
                cue.ends,
                "\n" if fresh else " ",
            )
            waiting = ()
            length = len(spoken) if begins or fresh else length + len(spoken)
            speaker, ended, last = who, cue.ends, spoken
        if waiting:
            yield Passage(waiting)


def _voices(cue: _Cue, label: Label | None) -> Iterator[tuple[str | None, list[Piece]]]:
    """Give what each voice in a cue says: mostly one."""
    text = "\n".join(cue.lines)
    speaker, pieces, position = None, [], 0
    if label is not None:
        speaker, position = _plain(label.name), label.end
        start = _styled_to(text)
        pieces = [Piece("note", text[:start]), *label.pieces] if start else list(label.pieces)
    for found in _TAG.finditer(text, position):
        pieces += _said(text[position : found.start()])
        position = found.end()
        if found["tag"] != "v":
            pieces.append(Piece("note", found.group()))
            continue
        if not found["close"]:
            if any(piece.kind == "said" for piece in pieces):
                yield speaker, pieces
                pieces = []
            speaker = " ".join(_plain(found["name"] or "").split()) or None
        pieces.append(Piece("label", found.group()))
    yield speaker, pieces + _said(text[position:])


def _said(words: str) -> list[Piece]:
    # A line break within a caption is where the screen ended, not a paragraph.
    words = _plain(words).replace("\n", " ")
    return [Piece("said", words)] if words else []
