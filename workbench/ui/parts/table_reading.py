"""How a table that somebody brings in is read: shown, and changed before anything is kept."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench.domain.arrival import Seen
from workbench.domain.table import (
    COLUMN_ROLES,
    LAYOUTS,
    ROLES_IN,
    TableReading,
    in_layout,
    with_role,
)
from workbench.ui.parts import kept
from workbench.ui.parts.words import as_label

_LONGEST_SAMPLE = 50
Keep = Callable[[TableReading], object]


def chooser(seen: Seen, keep: Keep, *, key: str) -> None:
    """Ask what a table is and what each of its columns holds; `keep` has it read so."""
    table, reading = seen.table, seen.reading
    if table is None or reading is None:
        return
    kept.choice(
        "How this table is read",
        {layout: words[:1].upper() + words[1:] for layout, words in LAYOUTS.items()},
        now=reading.layout,
        keep=lambda layout: keep(in_layout(reading, layout)),
        key=f"layout_{key}",
    )
    with st.expander("What each column holds", expanded=bool(seen.refusal)):
        for place, column in enumerate(table.columns):
            sample = next((row[place] for row in table.rows if row[place].strip()), "")
            more = "…" if len(sample) > _LONGEST_SAMPLE else ""
            such = f", such as “{as_label(sample[:_LONGEST_SAMPLE])}{more}”" if sample else ""
            kept.choice(
                f"“{as_label(column)}”{such}",
                {role: COLUMN_ROLES[role] for role in ROLES_IN[reading.layout]},
                now=reading.roles[place],
                keep=partial(_keep_role, keep, reading, place),
                key=f"column_{key}_{place}",
            )


def _keep_role(keep: Keep, reading: TableReading, place: int, role: str) -> None:
    keep(with_role(reading, place, role))
