"""The overview: in how many of the transcripts read each value was marked.

Only what the viewer may see is counted, and counts are of transcripts, never of persons.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.codebook import Code
from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.domain.source import KINDS, SETTINGS
from workbench.figures.pyramid import Block, pyramid_blocks
from workbench.figures.value_by_setting import Cell, value_cells
from workbench.services.desks import Desk
from workbench.store import codes, sources, visible
from workbench.store.rounds import FINISHED

if TYPE_CHECKING:
    import pandas as pd

CAPTION = (
    "Counts say in how many transcripts somebody marked a value. Marking is not measuring: a "
    "value marked more often is not a value that matters more."
)
_PRESENT = {
    "there": "there",
    "missing": "missing or hard",
    "wanted": "wished for",
    "mixed": "mixed",
    "unsure": "not sure",
}


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value: transcripts it was marked in, and which presences were said of it."""

    code: Code
    sources: frozenset[str]
    presences: dict[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview page and the report draw."""

    values: tuple[ValueRow, ...]
    read: frozenset[str]
    settings: dict[str, tuple[str, ...]]
    kinds: dict[str, str]

    def line(self, row: ValueRow) -> str:
        """Say of one value in how many of the transcripts read somebody marked it."""
        return f"marked in {len(row.sources)} of {len(self.read)} read"


def overview(desk: Desk, *, among: Collection[Guid] | None = None) -> Overview:
    """Gather what has been marked, by value.

    A transcript counts as read when somebody has marked something in it or finished it.

    Parameters
    ----------
    among
        Only these transcripts; all of them when None.
    """
    db = desk.project.db
    book = codes.codebook(db)
    listed = [row for row in sources.listed(db) if among is None or row["guid"] in among]
    here = {row["guid"] for row in listed}
    over = {code.guid: book.value_over(code.key) for code in book.codes}
    by_value: dict[str, list[Coding]] = {value.key: [] for value in book.values()}
    read: set[str] = set()
    for coding in visible.codings(desk.project, desk.viewer):
        if coding.source not in here:
            continue
        read.add(coding.source)
        value = over.get(coding.code)
        if value is not None:
            by_value[value.key].append(coding)
    read |= {
        source
        for (_, source), states in visible.reading_states(desk.project, desk.viewer).items()
        if any(far.of_the_whole in FINISHED for far in states.values())
    }
    return Overview(
        values=tuple(
            ValueRow(
                value,
                frozenset(coding.source for coding in by_value[value.key]),
                _presences(by_value[value.key]),
            )
            for value in book.values()
        ),
        read=frozenset(read & here),
        settings={row["guid"]: tuple(row["settings"]) for row in listed},
        kinds={row["guid"]: row["kind"] for row in listed},
    )


def blocks(found: Overview) -> tuple[Block, ...]:
    """Place the values in the pyramid, each with the transcripts it was marked in."""
    return pyramid_blocks(
        [row.code for row in found.values], {row.code.key: found.line(row) for row in found.values}
    )


def setting_table(found: Overview) -> pd.DataFrame:
    """Values (rows) by setting (columns): transcripts in which somebody marked the value."""
    import pandas as pd

    columns = {}
    for setting, words in SETTINGS.items():
        read = _read_in(found, setting)
        if read:
            columns[words] = [len(row.sources & read) for row in found.values]
    return pd.DataFrame(columns, index=[row.code.key for row in found.values])


def cells(found: Overview) -> list[list[Cell]]:
    """The same table with names and how many transcripts were read, for plots and Word."""
    return value_cells(
        setting_table(found),
        names={row.code.key: row.code.name for row in found.values},
        read={words: len(_read_in(found, setting)) for setting, words in SETTINGS.items()},
    )


def presence_words(row: ValueRow) -> str:
    """Say in how many transcripts each presence was said of a value; empty where none was."""
    told = (
        f"{words} in {row.presences[key]}"
        for key, words in _PRESENT.items()
        if row.presences.get(key)
    )
    return ", ".join(told).capitalize()


def _read_in(found: Overview, setting: str) -> set[str]:
    return {guid for guid in found.read if setting in found.settings[guid]}


def kind_words(kind: str) -> str:
    """A kind of conversation as it is printed."""
    return KINDS.get(kind, "Other")


def _presences(codings: list[Coding]) -> dict[str, int]:
    """In how many transcripts each presence was said; what was not said counts for nothing."""
    found: dict[str, set[str]] = {}
    for coding in codings:
        if coding.presence != "not_said":
            found.setdefault(coding.presence, set()).add(coding.source)
    return {presence: len(where) for presence, where in found.items()}
