"""Your account: where one is signed in, the password, a second step, and what is kept of one."""

import streamlit as st

from workbench.services import accounts, openid, own_account, second_step
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.post_button import post_button
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, day

EVERYTHING, ERASING = "/api/v1/me/everything.zip", "/erase-account"
_PAPER, _BEGUN = "recovery_codes_just_made", "second_step_begun"


def page() -> None:
    """Draw one's own account; nobody else has a page like it on somebody else."""
    st.title("Your account", anchor=False)
    st.write("Where you are signed in, and how. Nobody else sees this page.")
    _sign_ins()
    _password()
    _second_step()
    _elsewhere()
    _kept_of_me()


def _sign_ins() -> None:
    st.header("Where you are signed in", anchor=False)
    st.write(
        "For each sign-in we keep its day and the kind of browser, not when or how you used it."
    )
    listed = own_account.my_sign_ins(state.workspace(), state.token())
    for row in listed:
        here = " (here)" if row["here"] else ""
        st.html(
            f'<p class="words"><strong>{as_html(row["browser"])}{here}</strong><br>'
            f'<span class="quiet">since {day(row["began_on"])}, until {day(row["ends_on"])} at '
            "the latest</span></p>"
        )
        if not row["here"]:
            post_button("End this one", f"/sign-ins/{row['guid']}/end", key=f"end_{row['guid']}")
    if len(listed) > 1:
        post_button("End all but this one", "/sign-ins/others/end", key="end_others")


def _password() -> None:
    with st.expander("Change your password"), st.form("password", border=False):
        st.write("Your private notes do not depend on it. Every other sign-in of yours ends.")
        st.text_input("Your password now", type="password", key="password_now")
        st.text_input(
            "A new password",
            type="password",
            key="password_new",
            help=f"At least {accounts.SHORTEST_PASSWORD} characters.",
        )
        press("Change the password", _change_password, in_form=True)


def _change_password() -> str:
    accounts.change_password(
        state.workspace(),
        state.token(),
        st.session_state.pop("password_now", "") or "",
        st.session_state.pop("password_new", "") or "",
    )
    return "Your password is changed, and every other sign-in of yours has ended."


def _second_step() -> None:
    st.header("A second step", anchor=False)
    in_use, left = second_step.standing(state.workspace(), state.token())
    if codes := st.session_state.get(_PAPER):
        st.write(
            "The second step is on. Write these codes down now and keep them away from your "
            "phone: each gets you in once without it. They are not shown again."
        )
        st.code("\n".join(codes), language=None)
        press("I have written them down", _forget_paper)
        return
    if in_use:
        st.write(f"Signing in takes a code from your app. You have {left} codes on paper left.")
        with st.expander("Turn it off"), st.form("second_step_off", border=False):
            st.text_input("A code", key="code_off", help="From your app or from your paper.")
            press("Turn the second step off", _turn_off, in_form=True)
        return
    st.write(
        "If you like, signing in asks for a code from an app on your phone as well, so that a "
        "password alone is not enough. You need no e-mail and no phone number for it."
    )
    if not st.session_state.get(_BEGUN):
        press("Set it up", _begin)
        return
    words, picture = second_step.set_up(state.workspace(), state.token())
    st.write("1. Have your app read this picture, or type the letters below it.")
    st.html(f'<img src="{picture}" alt="The letters below, as a picture for an app">')
    st.code(words, language=None)
    with st.form("second_step_on", border=False):
        st.text_input("2. Write the code that your app shows now", key="code_on")
        press("Turn the second step on", _turn_on, in_form=True, primary=True)


def _begin() -> None:
    st.session_state[_BEGUN] = True


def _turn_on() -> None:
    code = st.session_state.get("code_on") or ""
    st.session_state[_PAPER] = second_step.take_up(state.workspace(), state.token(), code)
    st.session_state.pop(_BEGUN, None)


def _forget_paper() -> None:
    st.session_state.pop(_PAPER, None)


def _turn_off() -> str:
    code = st.session_state.get("code_off") or ""
    second_step.turn_off(state.workspace(), state.token(), code)
    return "The second step is off."


def _elsewhere() -> None:
    name = openid.offered(state.workspace())
    if not name:
        return
    st.header(f"Signing in with {name}", anchor=False)
    if openid.connected(state.workspace(), state.token()):
        st.write("An account there is connected to yours here.")
        press("Disconnect it", _disconnect)
    else:
        st.write("You can sign in here with your account there.")
        post_button(f"Connect {name}", "/openid/connect", key="connect_elsewhere")


def _disconnect() -> str:
    openid.disconnect(state.workspace(), state.token())
    return "It is disconnected."


def _kept_of_me() -> None:
    st.header("What is kept of you", anchor=False)
    st.write(
        "One file with your account, your marks, notes, perspectives and whatever else you did "
        "in each study you are in. Whoever has it can read your private notes, so keep it safe. "
        "Erasing begins with a page that says what goes and what stays; nothing happens before "
        "you say so there."
    )
    with st.container(horizontal=True):
        links.file("Download everything kept of me", EVERYTHING)
        links.file("Erase my account …", ERASING)
