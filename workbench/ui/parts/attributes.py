"""What a study knows of its participants: which attributes there are, and their values."""

from functools import partial
from typing import Any

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.participant import ATTRIBUTE_KINDS, Attribute, Participant
from workbench.services import attribute_sheets, participants
from workbench.ui import state
from workbench.ui.parts import error_box
from workbench.ui.parts.press import press
from workbench.ui.parts.table import Row, table
from workbench.ui.parts.words import as_html, day, many, plain

_DEFINED, _EMPTIED = "attributes_defined", "attribute_sheets_kept"
_SHEET = "keep_attribute_sheet"
_MOST_ROWS, _MOST_REMARKS = 100, 20
_DAY_FIRST = " Dates such as 3/4/2026 were read with the day first."
_EXAMPLES = {
    "number": "For example 34 or 7.5.",
    "date": "For example 22 November 2026 or 22/11/2026.",
}


def shown(kind: str, words: str) -> str:
    """Say a value as people write it."""
    return day(words) if kind == "date" and words else words


def fields(one: Participant, known: list[Attribute]) -> None:
    """Show a field for each attribute of one participant, and keep them when asked."""
    # A key with what is kept gives fresh fields once that has changed, in whatever tab.
    with st.form(f"attributes_{one.guid}", border=False):
        shown_in = {attribute.guid: _field(one, attribute) for attribute in known}
        press("Save what is known", partial(_give, one.guid, shown_in), in_form=True)


def _give(participant: Guid, shown_in: dict[Guid, str]) -> str:
    written = {guid: st.session_state[key] or "" for guid, key in shown_in.items()}
    changed = participants.give(state.desk(), participant, written)
    return "Saved." if changed else "Nothing has changed."


def _field(one: Participant, attribute: Attribute) -> str:
    """Show the field of one attribute and give its key."""
    kind, label = attribute.kind, plain(attribute.name)
    now = shown(kind, one.attributes.get(attribute.guid, ""))
    key = f"attribute_{one.guid}_{attribute.guid}_{now}"
    if kind in ("yes_no", "choice"):
        offered = (
            ["yes", "no"]
            if kind == "yes_no"
            else participants.choices(state.desk(), attribute.guid)
        )
        st.selectbox(
            label,
            ["", *offered],
            index=["", *offered].index(now) if now in offered else 0,
            format_func=lambda words: words or "not recorded",
            accept_new_options=kind == "choice",
            help="Choose one that is there, or write another." if kind == "choice" else None,
            key=key,
        )
    else:
        st.text_input(label, now, key=key, help=_EXAMPLES.get(kind))
    return key


def definitions(known: list[Attribute]) -> None:
    """Show which attributes there are; add one, or take one away with all its values."""
    for attribute in known:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                f'<p class="words"><strong>{as_html(attribute.name)}</strong>'
                f'<br><span class="quiet">{ATTRIBUTE_KINDS[attribute.kind]}</span></p>'
            )
            press(
                "Remove",
                partial(_remove, attribute),
                key=f"remove_{attribute.guid}",
                help="With every participant’s value of it. You can undo this.",
            )
    number = st.session_state.setdefault(_DEFINED, 0)
    with st.form("define", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Its name",
                key=f"new_attribute_{number}",
                placeholder="For example age or borough",
            )
            st.selectbox(
                "What it is",
                list(ATTRIBUTE_KINDS),
                format_func=ATTRIBUTE_KINDS.__getitem__,
                key=f"new_kind_{number}",
            )
        press("Add this attribute", _define, in_form=True)


def _remove(attribute: Attribute) -> str:
    participants.remove(state.desk(), attribute.guid)
    return f"“{attribute.name}” is removed."


def _define() -> str:
    number = st.session_state[_DEFINED]
    name = " ".join((st.session_state[f"new_attribute_{number}"] or "").split())
    participants.define(state.desk(), name, st.session_state[f"new_kind_{number}"])
    st.session_state[_DEFINED] = number + 1
    return f"“{name}” is added."


def from_a_file() -> None:
    """Read values from a csv file, show what was read, and keep it when a person says so."""
    st.write(
        "A csv file with participant IDs in the first column and one attribute in each further "
        "column. You will see what was read before anything is kept. An empty cell changes "
        "nothing."
    )
    number = st.session_state.setdefault(_EMPTIED, 0)
    upload = st.file_uploader("A csv file", key=f"attribute_sheet_{number}")
    error_box.tell_kept(_SHEET)
    if upload is None:
        return
    with error_box.told():
        sheet = attribute_sheets.read(state.desk(), upload.name, upload.getvalue())
        asked = {
            column: _kind_of_new(column, proposed, upload)
            for column, proposed in sheet.new.items()
        }
        kinds = {column: st.session_state[key] for column, key in asked.items()}
        values = attribute_sheets.values_in(state.desk(), sheet, kinds)
        _preview(sheet, values, kinds)
        if not values.given:
            st.write("There is nothing in it to keep.")
            return
        press(
            f"Save {many(len(values.given), 'value')}",
            partial(_keep_sheet, sheet, asked),
            key=_SHEET,
            primary=True,
        )


def _keep_sheet(sheet: attribute_sheets.Sheet, asked: dict[str, str]) -> str:
    kinds = {column: st.session_state[key] for column, key in asked.items()}
    changed = attribute_sheets.keep(state.desk(), sheet, kinds)
    st.session_state[_EMPTIED] += 1
    return f"{many(changed, 'value')} saved." if changed else "They were there already."


def _kind_of_new(column: str, proposed: str, upload: Any) -> str:
    """Ask what a new column is and give the key of the answer."""
    kinds = {**ATTRIBUTE_KINDS, attribute_sheets.LEAVE_OUT: "leave it out"}
    key = f"kind_{upload.file_id}_{column}"
    st.selectbox(
        f"“{plain(column)}” is new here. What is it?",
        list(kinds),
        index=list(kinds).index(proposed),
        format_func=kinds.__getitem__,
        key=key,
    )
    return key


def _preview(
    sheet: attribute_sheets.Sheet, values: attribute_sheets.Values, kinds: dict[str, str]
) -> None:
    known = {each.name: each.kind for each in participants.attributes(state.desk())}
    kinds = kinds | known
    columns = [one for one in sheet.columns if kinds[one] != attribute_sheets.LEAVE_OUT]
    found: dict[str, dict[str, str]] = {}
    for participant, column, words in values.given:
        found.setdefault(participant.label, {})[column] = shown(kinds[column], words)
    if found:
        table(
            f"What was read.{_DAY_FIRST if 'date' in kinds.values() else ''}",
            ["Participant ID", *columns],
            [
                Row((label, ""), tuple(cells.get(column, "") for column in columns))
                for label, cells in list(found.items())[:_MOST_ROWS]
            ],
        )
        if len(found) > _MOST_ROWS:
            st.write(f"And {many(len(found) - _MOST_ROWS, 'further participant')}.")
    remarks = [*sheet.remarks, *values.remarks]
    if remarks:
        st.write("What is left out or needs a look:")
        st.markdown("\n".join(f"- {plain(words)}" for words in remarks[:_MOST_REMARKS]))
    if len(remarks) > _MOST_REMARKS:
        st.write(f"And {len(remarks) - _MOST_REMARKS:,} more like these.")
