"""Correcting what a transcript is: its name, kind and setting, and the fields of its header."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.source import KINDS, SETTINGS
from workbench.services import correcting
from workbench.ui import state
from workbench.ui.parts import kept
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_label


def fields(source: Guid) -> None:
    """Draw what is said of a transcript, each part saved by itself."""
    now = correcting.details(state.desk(), source)
    with (
        st.form(f"name_{source}_{now['name']}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        key = f"transcript_name_{source}_{now['name']}"
        st.text_input("Name", now["name"], key=key, max_chars=correcting.LONGEST_NAME)
        press("Save the name", partial(_name, source, key), in_form=True)
    kept.choice(
        "Kind of conversation",
        KINDS,
        now=now["kind"],
        key=f"kind_{source}",
        keep=lambda kind: correcting.say_kind(state.desk(), source, kind),
    )
    kept.several(
        "Setting of the peer support being talked about",
        {one: words for one, words in SETTINGS.items() if one != "not_stated"},
        now=now["settings"],
        key=f"settings_{source}",
        keep=lambda chosen: correcting.say_settings(
            state.desk(), source, chosen, platform=now["platform"]
        ),
    )
    if "online" in now["settings"]:
        _platform(source, now)
    _header(source, now["fields"])


def _platform(source: Guid, now: dict) -> None:
    key = f"platform_{source}_{now['platform']}"
    with (
        st.form(f"form_{key}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            "Name of the online platform, if it may be named",
            now["platform"],
            key=key,
            max_chars=correcting.LONGEST_LABEL,
        )
        press("Save the platform", partial(_online, source, now["settings"], key), in_form=True)


def _header(source: Guid, found: dict[str, str]) -> None:
    """The header block as fields; emptied, one is taken away, and one can be added."""
    st.header("Header", anchor=False)
    mark = abs(hash(tuple(found.items())))
    keys = {name: f"field_{source}_{mark}_{place}" for place, name in enumerate(found)}
    new = (f"new_field_{source}_{mark}", f"new_words_{source}_{mark}")
    with st.form(f"fields_{source}_{mark}", border=False):
        for name, words in found.items():
            st.text_input(
                as_label(name), words, key=keys[name], max_chars=correcting.LONGEST_FIELD
            )
        with st.container(horizontal=True):
            st.text_input("Another field", key=new[0], max_chars=60, placeholder="Place")
            st.text_input("What it says", key=new[1], max_chars=correcting.LONGEST_FIELD)
        press("Save these fields", partial(_fields, source, keys, new), in_form=True)


def _name(source: Guid, key: str) -> str:
    correcting.say_name(state.desk(), source, st.session_state[key] or "")
    return "Saved."


def _online(source: Guid, settings: list[str], key: str) -> str:
    platform = st.session_state[key] or ""
    correcting.say_settings(state.desk(), source, settings, platform=platform)
    return "Saved."


def _fields(source: Guid, keys: dict[str, str], new: tuple[str, str]) -> str:
    said = {name: st.session_state[key] or "" for name, key in keys.items()}
    name, words = ((st.session_state[key] or "").strip() for key in new)
    if bool(name) != bool(words):
        return "A new field needs a name and what it says. Nothing was changed."
    if name:
        said[name] = words
    correcting.say_fields(state.desk(), source, said)
    return "Saved."
