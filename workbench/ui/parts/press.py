"""Buttons that cannot lose what they were pressed for, and that say beside them what came of it.

What a button does is done before the page is drawn again. Asked for in the middle of drawing, as
Streamlit's own example does it, a press is lost where anything else arrives before that line.
"""

from collections.abc import Callable

import streamlit as st

from workbench.ui.parts import error_box

_DONE = "pressed_and_done"


def press(
    label: str,
    do: Callable[[], object],
    *,
    key: str | None = None,
    primary: bool = False,
    quiet: bool = False,
    disabled: bool = False,
    help: str | None = None,
    in_form: bool = False,
) -> None:
    """Show a button; pressing it runs `do`, and what that says is shown below the button.

    Parameters
    ----------
    do
        Runs before the page is drawn anew. It reads what was typed from `st.session_state` by the
        keys of the fields, since what it was given is from before. A sentence that it returns is
        shown once, and so is a refusal it raises.
    key
        Needed where two buttons on a page have the same label.
    quiet
        Whether it is drawn as words alone, for what is offered beside each of many things.
    help
        A sentence shown where the button is pointed at.
    in_form
        Whether the button ends an `st.form`, so that the words and the press arrive together.
        Prefer that wherever there is a field beside the button.
    """
    name = key or label
    make = st.form_submit_button if in_form else st.button
    pressed = make(
        label,
        key=key,
        type="primary" if primary else "tertiary" if quiet else "secondary",
        disabled=disabled,
        help=help,
        on_click=_do,
        args=(do, name),
    )
    if pressed and st.session_state.pop(_DONE, None) != name:
        # The server was started anew since the page was drawn, and learns of the button only now.
        _do(do, name)
        st.rerun()
    error_box.tell_kept(name)


def _do(do: Callable[[], object], name: str) -> None:
    st.session_state[_DONE] = name
    with error_box.told_next(name):
        said = do()
        if isinstance(said, str):
            error_box.say_next(said, name)
