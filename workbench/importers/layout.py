"""How the lines of a file make up a conversation."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workbench.importers.front_matter import (
    bracketed_field_in,
    looks_like_title,
    read_front_matter,
)
from workbench.importers.labels import (
    CONVENTIONS,
    MOST_SPEAKERS,
    Label,
    Labels,
    accepted,
    candidates_in,
    in_form,
)
from workbench.importers.passages import Line, Passage, Piece, woven
from workbench.importers.remarks import stand_without_speaker
from workbench.importers.times import apart, seconds

BY_TABLE = "a table with a column for the name"
BY_ROWS = "a table without a column for the name: one turn for each row"
NO_LABELS = "no speaker labels: one turn for each paragraph"

_MARKDOWN_HEADING = re.compile(r"\s*#{1,6}\s+\S")
_QUESTION = re.compile(
    r"\s*\**(?:Question|Theme|Topic|Section|Part)\s+\d{1,3}[a-z]?(?:\s*+[.:)–—-].*|\s*+\**+\s*+$)",
    re.DOTALL,
)
_ASIDE = re.compile(r"\s*\**\\?[\[({][^\[\](){}]{1,200}[\])}]\**\.?\s*$")
_BARE_TIME = re.compile(r"\s*\(?\d{1,3}:\d{2}\)?\s*$")
# What a program that transcribes writes behind the conversation.
_CREDIT = re.compile(r"\s*Transcribed by https?://\S+\s*$")
_NUMBER = re.compile(r"\s*(\d{1,6})(?:[.)]?(?:\s+|$))")


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines as passages, and what a person should know about how they were read.

    `ways` are the keys of `CONVENTIONS` in which speakers may be named here, likely or not.
    """

    passages: tuple[Passage, ...]
    convention: str
    fields: dict[str, str]
    remarks: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()


def lay_out(lines: Sequence[Line], named_by: str = "") -> Layout:
    """Find headers, labels, headings and times in lines, and who says each of them.

    A line without a label belongs to the turn before. A line in brackets alone (“[Pause]”) stands
    in the text as a turn of nobody's, and the speaker before it goes on after it; straight after
    a name it is what that person said. After a heading nobody speaks until somebody is named.
    Before the first label, short lines that do not end like a sentence are headings, and others
    are in the text without a speaker.

    Parameters
    ----------
    named_by
        The way of naming speakers that a person has chosen, or `NOBODY`; else the evidence says.
    """
    front, fields = read_front_matter(lines)
    numbered = _paragraph_numbers(lines, front)
    starts = {
        number: numbered.get(number, 0)
        for number, line in enumerate(lines)
        if number not in front and line.passage is None
    }
    paragraphs = sum(lines[number].opens for number in starts)
    candidates = candidates_in(lines, starts)
    labels = (
        in_form(candidates, named_by)
        if named_by
        else accepted(candidates, lines=paragraphs, known=_listed(fields))
    )
    tables = any(line.passage and line.passage.speaker for line in lines)
    reading = _Reading(lines, front, numbered, labels, tables, _clock_lines(lines, starts))
    passages, before, stated = reading.passages()
    remarks = []
    if labels.too_many:
        remarks.append(
            f"More than {MOST_SPEAKERS} different names seem to speak, so none was taken for a "
            "speaker; each paragraph is a turn of its own."
        )
    if before:
        remarks.append(stand_without_speaker(before, "before the first speaker is named"))
    rows = any(line.passage and line.passage.turn == "begins" for line in lines)
    otherwise = BY_TABLE if tables else BY_ROWS if rows else NO_LABELS
    convention = CONVENTIONS[labels.form] if labels.form else otherwise
    there = {label.form for label in candidates.values()}
    ways = tuple(form for form in CONVENTIONS if form in there)
    return Layout(tuple(passages), convention, {**fields, **stated}, tuple(remarks), ways)


def lay_out_plain(lines: Sequence[Line]) -> Layout:
    """Take every line as something said, for a file that would have no words left otherwise."""
    passages = [
        Passage(
            woven([Piece("said", line.words)], line.within),
            "begins" if line.opens else "continues",
        )
        for line in lines
    ]
    return Layout(tuple(passages), NO_LABELS, {})


class _Reading:
    """One pass over the lines with everything that was found out about them."""

    def __init__(
        self,
        lines: Sequence[Line],
        front: frozenset[int],
        numbered: Mapping[int, int],
        labels: Labels,
        tables: bool,
        clock: frozenset[int],
    ) -> None:
        self.lines, self.front, self.numbered = lines, front, numbered
        self.labels, self.clock = labels, clock
        self.named = bool(labels.at) or tables
        firsts = [min(labels.at)] if labels.at else []
        firsts += [n for n, line in enumerate(lines) if line.passage and not line.field][:1]
        self.first = min(firsts, default=0)

    def passages(self) -> tuple[list[Passage], int, dict[str, str]]:
        """Give the passages, how many paragraphs nobody says, and fields stated in brackets."""
        passages: list[Passage] = []
        fields: dict[str, str] = {}
        before = 0
        for number, line in enumerate(self.lines):
            if line.passage is not None:
                passage = line.passage
            elif number in self.front:
                passage = Passage((Piece("header", line.words),), "breaks")
            else:
                preface = number < self.first
                field = bracketed_field_in(line) if preface else None
                if field is not None:
                    fields[field[0]] = field[1]
                    passage = Passage((Piece("header", line.words),), "breaks")
                else:
                    passage = self._passage(number, line, preface=preface)
                after_break = not passages or passages[-1].turn == "breaks"
                before += preface and _says(passage) and (line.opens or after_break)
            if line.notes or line.within:
                notes = tuple(Piece("note", note) for note in line.notes)
                passage = replace(passage, pieces=woven(passage.pieces, line.within) + notes)
            passages.append(passage)
        return passages, before, fields

    def _passage(self, number: int, line: Line, *, preface: bool) -> Passage:
        start = self.numbered.get(number, 0)
        prefix = (Piece("number", line.words[:start]),) if start else ()
        if number == len(self.lines) - 1 and _CREDIT.match(line.words):
            return Passage((Piece("header", line.words),), "breaks")
        if label := self.labels.at.get(number):
            return _labelled(line, label, prefix)
        rest = line.words[start:]
        if number in self.clock:
            return Passage((*prefix, Piece("time", rest)), begins=seconds(rest))
        if self._is_heading(line, rest) or (
            preface and looks_like_title(line) and not _ASIDE.match(rest)
        ):
            return Passage((*prefix, Piece("heading", rest)), "breaks")
        pieces = (*prefix, *apart(rest))
        if not _says(Passage(pieces)):
            return Passage(pieces)
        begins = _time_before_words(pieces)
        if self.named and not preface:
            if len(rest) < 220 and _ASIDE.match(rest):
                return Passage(pieces, "aside", begins=begins)
            return Passage(pieces, begins=begins)
        return Passage(pieces, "begins" if line.opens else "continues", begins=begins)

    @staticmethod
    def _is_heading(line: Line, words: str) -> bool:
        if line.heading or _MARKDOWN_HEADING.match(words):
            return True
        return len(words) < 400 and _QUESTION.match(words) is not None


def _labelled(line: Line, label: Label, prefix: tuple[Piece, ...]) -> Passage:
    pieces = (*prefix, *label.pieces, *apart(line.words[label.end :]))
    begins = label.begins
    if begins is None:
        begins = _time_before_words(pieces)
    return Passage(pieces, "begins", label.name, begins)


def _says(passage: Passage) -> bool:
    return any(piece.kind == "said" for piece in passage.pieces)


def _time_before_words(pieces: Sequence[Piece]) -> float | None:
    for piece in pieces:
        if piece.kind == "said":
            break
        if piece.kind == "time" and (found := seconds(piece.words)) is not None:
            return found
    return None


def _listed(fields: Mapping[str, str]) -> frozenset[str]:
    """Read the names in a header's list of speakers."""
    return frozenset(
        " ".join(name.split())
        for key, value in fields.items()
        if key.casefold() in ("speakers", "participants", "present", "attendees")
        for name in value.split(",")
        if name.strip()
    )


def _paragraph_numbers(lines: Sequence[Line], front: frozenset[int]) -> dict[int, int]:
    """Find numbers that count the paragraphs: line number to where the words begin."""
    found = {}
    previous, steps = None, 0
    for number, line in enumerate(lines):
        if line.passage is None and (match := _NUMBER.match(line.words)):
            value = int(match[1])
            steps += previous is not None and value == previous + 1
            previous = value
            found[number] = match.end()
    paragraphs = sum(line.opens for number, line in enumerate(lines) if number not in front)
    regular = len(found) >= 5 and steps >= 0.9 * (len(found) - 1)
    return found if regular and len(found) >= 0.6 * paragraphs else {}


def _clock_lines(lines: Sequence[Line], starts: Mapping[int, int]) -> frozenset[int]:
    """Find lines that hold only minutes and seconds, where they run on like a clock."""
    found = [n for n, start in starts.items() if _BARE_TIME.match(lines[n].words[start:][:20])]
    found = [n for n in found if len(lines[n].words) - starts[n] < 20]
    times = [seconds(lines[number].words[starts[number] :]) or 0 for number in found]
    running = all(earlier <= later for earlier, later in pairwise(times))
    return frozenset(found) if len(found) >= 3 and running else frozenset()
