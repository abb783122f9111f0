"""Afterwords on the screen: anybody may begin one, and only its authors change it."""

from functools import partial

import streamlit as st

from workbench.services import afterwording, projects, prose
from workbench.services.afterwording import Afterword
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.prose_field import prose_field
from workbench.ui.parts.words import as_html, plain


def afterwords() -> None:
    """Show every afterword, and let anybody begin one."""
    st.header("Afterword", anchor=False)
    st.write(
        "Whoever wants to can write one. Nobody else can change it, it may disagree with the "
        "report, and it is printed once its authors say so, under their names or none."
    )
    for each in afterwording.listed(state.desk()):
        with st.container(border=True):
            _mine(each) if each.mine else _anothers(each)
    press("Begin an afterword", lambda: afterwording.begin(state.desk()) and None)


def _anothers(each: Afterword) -> None:
    st.html(
        f"<p><strong>{as_html(each.title)}</strong></p>"
        f'<p class="words">{as_html(each.text or "Nothing written yet.")}</p>'
        f'<p class="quiet">{as_html(each.signed)}</p>'
    )


def _mine(each: Afterword) -> None:
    about = f"{prose.AFTERWORD}{each.guid}"
    st.html("<p><strong>Its title</strong></p>")
    prose_field(
        "Title of the afterword", "“Afterword” if empty.", about=about, part="title", lines=1
    )
    st.html("<p><strong>Its text</strong></p>")
    prose_field("Text of the afterword", "In your own words.", about=about, part="text", lines=8)
    with st.form(f"afterword_{each.guid}", border=False):
        st.text_input("Signed (names, or nothing)", each.signed, key=f"signed_{each.guid}")
        st.checkbox("It may be printed", each.printed, key=f"printed_{each.guid}")
        press("Save", partial(_say, each), key=f"say_{each.guid}", in_form=True)
    names = projects.members(state.desk())
    others = {guid: name for guid, name in names.items() if guid not in each.authors}
    if others:
        with st.form(f"share_{each.guid}", border=False):
            st.selectbox(
                "Write it together with",
                list(others),
                format_func=others.__getitem__,
                key=f"with_{each.guid}",
            )
            press("Let them write too", partial(_share, each), key=f"share_{each.guid}_go",
                  in_form=True)  # fmt: skip
    with st.expander(f"Take “{plain(each.title)}” away"):
        st.write("It goes with every wording of it, and this cannot be undone.")
        press("Take it away", partial(_remove, each), key=f"remove_{each.guid}")


def _say(each: Afterword) -> str:
    printed = st.session_state[f"printed_{each.guid}"]
    afterwording.say(
        state.desk(),
        each.guid,
        signed=st.session_state[f"signed_{each.guid}"] or "",
        printed=printed,
    )
    return "Saved. It will be printed." if printed else "Saved. It is not printed yet."


def _share(each: Afterword) -> str:
    afterwording.share(state.desk(), each.guid, st.session_state[f"with_{each.guid}"])
    return "They can write in it now."


def _remove(each: Afterword) -> str:
    afterwording.remove(state.desk(), each.guid)
    return "It is gone."
