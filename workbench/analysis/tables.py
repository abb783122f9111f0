"""Tables of which values were marked in which transcripts.

Transcripts are counted, never marks: a transcript in which somebody marked a value once weighs as
much as one in which it was marked forty times. Nothing here is a proportion or an average.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.codebook import Code
from workbench.domain.coding import PRESENCES
from workbench.domain.ids import Guid
from workbench.domain.source import SETTINGS

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class TranscriptRead:
    """A transcript that somebody has read, and the settings that are talked about in it."""

    source: Guid
    settings: tuple[str, ...] = ("not_stated",)


@dataclass(frozen=True, slots=True)
class ValueMarked:
    """That somebody marked a value, or a code under it, in a transcript.

    `value` is the key of the value; `settings` are those of the passage where it has its own, and
    empty where those of the transcript hold.
    """

    source: Guid
    value: str
    presence: str = "not_said"
    settings: tuple[str, ...] = ()


def value_by_setting(
    marks: Iterable[ValueMarked],
    *,
    read: Iterable[TranscriptRead],
    values: Sequence[Code],
    presence: str | None = None,
) -> pd.DataFrame:
    """Count, for each value and setting, the transcripts in which somebody marked the value.

    Parameters
    ----------
    marks
        What the viewer may see; marks in transcripts that are not among `read` are left out.
    read
        The transcripts that somebody has read, with and without marks.
    values
        The values in the order of the table.
    presence
        Count only marks that say this. `there` then does not include marks that say nothing.

    Returns
    -------
    DataFrame
        A row for each key of a value. Columns have two levels: the settings that occur, in the
        order of `SETTINGS`, and under each `marked` and `read`, for “in 3 of 7 transcripts read”.
        A transcript counts under each of its settings and those of its marked passages.
    """
    settings_of = {one.source: set(one.settings or ("not_stated",)) for one in read}
    occurring = {source: set(settings) for source, settings in settings_of.items()}
    marked: dict[tuple[str, str], set[Guid]] = {}
    for mark in marks:
        if mark.source not in settings_of:
            continue
        settings = set(mark.settings) or settings_of[mark.source]
        occurring[mark.source] |= settings
        if presence in (None, mark.presence):
            for setting in settings:
                marked.setdefault((mark.value, setting), set()).add(mark.source)
    counts = {}
    for setting in SETTINGS:
        count = sum(setting in settings for settings in occurring.values())
        if count:
            counts[setting, "marked"] = [len(marked.get((v.key, setting), ())) for v in values]
            counts[setting, "read"] = [count] * len(values)
    import pandas as pd  # here: nothing that only starts should wait for it

    columns = pd.MultiIndex.from_tuples(counts, names=["setting", "transcripts"])
    rows = pd.Index([value.key for value in values], name="value")
    return pd.DataFrame(dict(enumerate(counts.values())), index=rows).set_axis(columns, axis=1)


def values_at_a_glance(
    marks: Iterable[ValueMarked],
    *,
    read: Iterable[TranscriptRead],
    values: Sequence[Code],
) -> pd.DataFrame:
    """Say for each value in how many transcripts it was marked, and how it was said to be there.

    Parameters
    ----------
    marks, read, values
        As for `value_by_setting`.

    Returns
    -------
    DataFrame
        A row for each value with `value` (its key), `name`, `marked` and `read` (transcripts), and
        `presences`: words such as “it is here: 4; not said: 2”. Those count transcripts too, and
        a transcript with several answers stands under each, so they can add up to more than
        `marked`. Marks that say nothing stand under “not said” and nowhere else.
    """
    sources = {transcript.source for transcript in read}
    said: dict[tuple[str, str], set[Guid]] = {}
    for mark in marks:
        if mark.source in sources:
            said.setdefault((mark.value, mark.presence), set()).add(mark.source)
    rows = []
    for value in values:
        by_presence = {
            words: said.get((value.key, key), set()) for key, words in PRESENCES.items()
        }
        rows.append(
            {
                "value": value.key,
                "name": value.name,
                "marked": len(set().union(*by_presence.values())),
                "read": len(sources),
                "presences": "; ".join(f"{w}: {len(s)}" for w, s in by_presence.items() if s),
            }
        )
    import pandas as pd

    return pd.DataFrame(rows, columns=["value", "name", "marked", "read", "presences"])
