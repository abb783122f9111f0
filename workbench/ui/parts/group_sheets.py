"""Peer support groups and sets from a csv file: what was read is shown before it is kept."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from workbench.domain.support_group import NOT_KNOWN
from workbench.services import group_sheets
from workbench.ui import state
from workbench.ui.parts import error_box
from workbench.ui.parts.press import press
from workbench.ui.parts.table import Row, table
from workbench.ui.parts.words import many, plain

_EMPTIED = "group_sheets_emptied"
_MOST_ROWS, _MOST_REMARKS = 100, 20


def groups_from_a_file() -> None:
    """Read groups from a csv file, show them, and keep them when a person says so."""
    st.write(
        "A csv file with a group on each line: its name in the first column, then columns such as "
        "area, setting, participants, about, or the name of a key decision. Put semicolons "
        "between several participants. An empty cell changes nothing."
    )
    upload = _upload("groups")
    if upload is None:
        return
    with error_box.told():
        sheet = group_sheets.read_groups(state.desk(), upload.name, upload.getvalue())
        _shown(
            ["Group", *(column.capitalize() for column in sheet.columns)],
            [
                Row(
                    (one.name, ""),
                    tuple(sheet.cells[one.name].get(each, NOT_KNOWN) for each in sheet.columns),
                )
                for one in sheet.groups
            ],
            sheet.remarks,
        )
        _keep(
            len(sheet.groups),
            "group",
            lambda: group_sheets.keep_groups(state.desk(), sheet),
        )


def sets_from_a_file() -> None:
    """Read sets from a csv file, show them, and keep them when a person says so."""
    st.write(
        "A csv file with the name of a set in the first column and the name of a transcript in "
        "the second, one transcript to a line."
    )
    upload = _upload("sets")
    if upload is None:
        return
    with error_box.told():
        sheet = group_sheets.read_sets(state.desk(), upload.name, upload.getvalue())
        _shown(
            ["Set", "Transcripts"],
            [Row((one.name, ""), (", ".join(sheet.names[one.name]),)) for one in sheet.sets],
            sheet.remarks,
        )
        _keep(len(sheet.sets), "set", lambda: group_sheets.keep_sets(state.desk(), sheet))


def _upload(what: str) -> Any:
    number = st.session_state.setdefault(_EMPTIED, 0)
    upload = st.file_uploader("A csv file", key=f"{what}_sheet_{number}")
    error_box.tell_kept(f"keep_{what[:-1]}_sheet")
    return upload


def _shown(columns: Sequence[str], rows: Sequence[Row], remarks: Sequence[str]) -> None:
    if rows:
        table("What was read", columns, rows[:_MOST_ROWS])
    if len(rows) > _MOST_ROWS:
        st.write(f"And {len(rows) - _MOST_ROWS:,} more.")
    if remarks:
        st.write("What is left out or needs a look:")
        st.markdown("\n".join(f"- {plain(words)}" for words in remarks[:_MOST_REMARKS]))
    if len(remarks) > _MOST_REMARKS:
        st.write(f"And {len(remarks) - _MOST_REMARKS:,} more like these.")


def _keep(number: int, thing: str, keep: Callable[[], int]) -> None:
    if not number:
        st.write("There is nothing in it to keep.")
        return
    press(
        f"Save {many(number, thing)}",
        partial(_kept, thing, keep),
        key=f"keep_{thing}_sheet",
        primary=True,
    )


def _kept(thing: str, keep: Callable[[], int]) -> str:
    changed = keep()
    st.session_state[_EMPTIED] += 1
    return f"{many(changed, thing)} saved." if changed else "All of it was there already."
