"""Transcripts as they are read from files and as they are kept: text, and what stands off it.

The text is what was said; speakers, times and headings stand beside it and can be corrected
without moving a position.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

Format = Literal["txt", "docx", "vtt", "srt", "odt", "rtf", "html", "pdf", "csv", "xlsx"]
KINDS = {
    "interview": "Interview",
    "focus_group": "Focus group",
    "online_thread": "Online thread",
    "survey_answer": "Survey answer",
    "other": "Other",
}
SETTINGS = {
    "group": "group",
    "one-to-one": "one-to-one",
    "online": "online",
    "other": "other",
    "not_stated": "not stated",
}
SPEAKER_ROLES = {
    "participant": "took part",
    "interviewer": "asks the questions",
    "commissioner": "commissions services",
    "unknown": "not said",
}

# What makes a heading or bold words of a line in a plain text, and is no part of what it says.
_LONGEST_HEADING = 300  # characters
_SIGNS = re.compile(
    r"\s*#{1,6}\s+(?P<of>\S.*?)(?:\s+#+)?\s*"
    r"|\s*(?P<set>\*{1,3}|_{2,3})(?P<in>\S(?:(?!(?P=set)).)*)(?P=set)\s*"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until another begins.

    `start` and `end` are code points in the whole text, half-open. `speaker` is the label as it
    stands in the file, or None where nobody is named. `begins` and `ends` are seconds from the
    start of the recording where the file gives them (they can be negative in exports).
    """

    start: int
    end: int
    speaker: str | None = None
    begins: float | None = None
    ends: float | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """Something an importer moved out of the running text, kept so that text + structure = file.

    `at` is the code point in the text before which it stood; `kind` is one of heading, header,
    label, time, number, reply (the post that is replied to), note; `words` is exactly what the
    file had.
    """

    kind: Literal["heading", "header", "label", "time", "number", "reply", "note"]
    at: int
    words: str


def heading_shown(words: str) -> str:
    """A heading as it is shown, without the signs that a plain text has for one."""
    # What is longer is no heading, and would take long to be looked through.
    found = _SIGNS.fullmatch(words) if len(words) <= _LONGEST_HEADING else None
    if found is None:
        return words.strip()
    return heading_shown(found["of"] or found["in"])


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin of a document, on the words from `start` up to `end` of the text.

    `author` is the name that the file gives; nobody is looked up by it.
    """

    start: int
    end: int
    words: str
    author: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """One file as it was recognised, before anybody has said it may be kept.

    `text` has LF line endings and no speaker labels; turns are in order, do not overlap and are
    joined by one newline. `speakers` are the labels in order of first appearance. `convention`
    says in a few plain words how the file was read. `remarks` are whole sentences for the person
    importing. `fields` are what a header block said, such as date or interviewer. `comments` are
    also structure: a person chooses whether they become notes. `ways` are the ways of naming
    speakers that occur in the file, for a person who wants another reading.
    """

    name: str
    format: Format
    text: str
    turns: tuple[Turn, ...]
    structure: tuple[Structure, ...] = ()
    convention: str = ""
    remarks: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    ways: tuple[str, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """The labels that occur, in order of first appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker))
