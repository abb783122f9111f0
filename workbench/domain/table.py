"""Tables that people hand in (CSV, Excel), and the ways in which one can be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.errors import UnreadableFile
from workbench.domain.source import Transcript

LAYOUTS = {
    "turns": "a conversation: one row for each turn",
    "thread": "an online thread: one row for each post, in order of time",
    "replies": "an online thread: one row for each post, each followed by the replies to it",
    "respondents": "survey answers: one transcript for each person",
    "questions": "survey answers: one transcript for each question",
}
COLUMN_ROLES = {
    "words": "what was said",
    "speaker": "who says it",
    "time": "when it was posted",
    "post": "the ID of the post",
    "reply_to": "the post it replies to",
    "respondent": "the participant’s ID",
    "question": "answers in people’s own words",
    "attribute": "an attribute of the participant",
    "beside": "kept beside the text",
    "leave_out": "left out",
}
_POSTS = ("words", "speaker", "time", "post", "reply_to", "beside", "leave_out")
_ANSWERS = ("respondent", "question", "attribute", "beside", "leave_out")
# What a column can be in each layout; where a table changes layout, others become the last.
ROLES_IN = {
    "turns": ("words", "speaker", "beside"),
    "thread": _POSTS,
    "replies": _POSTS,
    "respondents": _ANSWERS,
    "questions": _ANSWERS,
}

_AS_ANSWERS = {"words": "question", "speaker": "respondent"}
_ONCE = {"words", "speaker", "time", "post", "reply_to", "respondent"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in a file: the names of its columns, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TableReading:
    """How a table is read: one of `LAYOUTS`, and for each column one of `COLUMN_ROLES`."""

    layout: str
    roles: tuple[str, ...]

    def places(self, role: str) -> list[int]:
        """The columns of a role, counted from 0."""
        return [place for place, other in enumerate(self.roles) if other == role]

    def place(self, role: str) -> int | None:
        """The first column of a role, or None."""
        return next(iter(self.places(role)), None)


def in_layout(reading: TableReading, layout: str) -> TableReading:
    """Take over as much as can be when a table is to be read in another layout."""
    answers = ROLES_IN[layout] == _ANSWERS
    alike = _AS_ANSWERS if answers else {other: role for role, other in _AS_ANSWERS.items()}
    roles: list[str] = []
    for role in reading.roles:
        meant = role if role in ROLES_IN[layout] else alike.get(role, "")
        again = meant in roles and meant in _ONCE
        roles.append(meant if meant in ROLES_IN[layout] and not again else ROLES_IN[layout][-1])
    return TableReading(layout, tuple(roles))


def with_role(reading: TableReading, column: int, role: str) -> TableReading:
    """Say what a column is; another that was the only one of its kind stands beside it now."""
    roles = ["beside" if role in _ONCE and other == role else other for other in reading.roles]
    roles[column] = role
    return TableReading(reading.layout, tuple(roles))


@dataclass(frozen=True, slots=True)
class Recognised:
    """What one file was recognised as: mostly one transcript, or one for each person or question.

    `table` and `reading` are there where the file is a table, whose reading a person can change;
    then `refusal` may say why the present reading gives no transcript. `attributes` maps a speaker
    to what the other columns say of them, by column.
    """

    transcripts: tuple[Transcript, ...]
    table: Table | None = None
    reading: TableReading | None = None
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    refusal: UnreadableFile | None = None
