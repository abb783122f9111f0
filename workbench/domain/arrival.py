"""Files on their way in: what was recognised, what a person says about them, what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.ids import Guid
from workbench.domain.table import Table, TableReading


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person has to see of a file before it is kept.

    `beginning` has the first turns of the first transcript: who says it (or None) and the words.
    `comments` counts the comments in the margin by the name they stand under. `transcripts` is
    more than 1 for survey answers. `table` has at most a few rows; `refusal` says why the present
    reading of a table gives no transcript. `ways` are the ways of naming speakers that occur in
    it, `named_by` the one it was read in, where somebody chose one.
    """

    name: str
    convention: str = ""
    transcripts: int = 0
    turns: int = 0
    speakers: tuple[str, ...] = ()
    interviewers: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    beginning: tuple[tuple[str | None, str], ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, int] = field(default_factory=dict)
    table: Table | None = None
    reading: TableReading | None = None
    ways: tuple[str, ...] = ()
    named_by: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says about a file when they take it in.

    `notes_by` maps the author of comments in the file to the member in whose name they become
    notes. `named_by` is the way of naming speakers that was chosen, `labels` what a speaker is to
    be called instead, by the label in the file; two that are called the same are one. `ask` are
    the people asked to read. `preparing` keeps it back until it is released. `in_order` says that
    the IDs were made for those who speak, one for each.
    """

    name: str = ""
    kind: str = "other"
    settings: tuple[str, ...] = ()
    platform: str = ""
    commissioner: bool = False
    participants: tuple[str, ...] = ()
    interviewers: tuple[str, ...] = ()
    reading: TableReading | None = None
    notes_by: Mapping[str, Guid] = field(default_factory=dict)
    ask: tuple[Guid, ...] = ()
    preparing: bool = False
    in_order: bool = False
    named_by: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: the transcripts that were kept, and whole sentences for the person."""

    sources: tuple[Guid, ...]
    remarks: tuple[str, ...] = ()
