"""What pages know: the workspace of this process, the address, and who is looking right now.

The viewer is looked up again on every call and kept nowhere: a page, callback or fragment asks
immediately before it calls a service. Kept is only whose page this is, to notice when another
person has signed in in the same browser: a page left open must not go on in their name.
"""

import streamlit as st

from workbench.domain.errors import NotFound, SignInNeeded
from workbench.domain.ids import Guid
from workbench.services import desks
from workbench.services.desks import Desk, Workspace

COOKIE = "workbench_sign_in"
THEME = {
    "theme.light.primaryColor": "#1f4e79",
    "theme.light.backgroundColor": "#fbfaf7",
    "theme.light.secondaryBackgroundColor": "#f1efe9",
    "theme.light.textColor": "#23282d",
    "theme.light.borderColor": "#d5d2ca",
    "theme.dark.primaryColor": "#8fb8e0",
    "theme.dark.backgroundColor": "#181a1c",
    "theme.dark.secondaryBackgroundColor": "#212427",
    "theme.dark.textColor": "#e9e7e2",
    "theme.dark.borderColor": "#43484c",
    "theme.font": "sans-serif",
    "theme.baseFontSize": 17,
    "theme.showSidebarBorder": True,
    "theme.baseRadius": "0.4rem",
}
_WORKSPACE: list[Workspace] = []
_BASE: list[str] = [""]
_PERSON = "whose_page_this_is"
CLAIM = "browser"  # where the page in the browser says whose it is


def use(workspace: Workspace, base: str = "") -> None:
    """Tell the pages of this process which workspace they are in, and the path all is under."""
    _WORKSPACE[:], _BASE[:] = [workspace], [base]


def workspace() -> Workspace:
    """Give the workspace of this process."""
    return _WORKSPACE[0]


def outside(path: str) -> str:
    """Give a path of the server's, such as `/sign-in`, as a browser has to ask for it."""
    return _BASE[0] + path


def token() -> str | None:
    """Read the browser's sign-in, which must still be that of the person who opened this page.

    Streamlit carries a page on under whatever sign-in its browser has by now, and after a restart
    of the server knows nothing of who opened it; the page itself does. Where it is somebody
    else's, what was typed here is forgotten and `SignInNeeded` is raised.
    """
    held = st.context.cookies.get(COOKIE)
    now = desks.person_of(workspace(), held).self()
    claimed = (st.session_state.get(CLAIM) or {}).get("person") or now
    if {now} != {claimed, st.session_state.setdefault(_PERSON, now)}:
        for key in [key for key in st.session_state if key not in (_PERSON, CLAIM)]:
            st.session_state.pop(key, None)
        raise SignInNeeded(
            "Somebody else has signed in in this browser. Reload this page to see it as they "
            "would, or sign in as yourself."
        )
    return held


def person() -> Guid:
    """Give the person whose page this is: who was signed in when it was opened."""
    token()
    return Guid(st.session_state[_PERSON])


def projects() -> list[dict]:
    """Give the studies of whoever is looking: guid, name."""
    return desks.my_projects(workspace(), token())


def desk() -> Desk:
    """Seat whoever is looking at the study in the address, or at their only one."""
    return desks.from_sign_in(workspace(), token(), project())


def project() -> Guid:
    """Give the study in the address; somebody with one study need not name it."""
    named = st.query_params.get("project")
    if named:
        return Guid(named)
    mine = projects()
    if len(mine) != 1:
        raise NotFound("Choose a study first, on the Home page.")
    st.query_params["project"] = mine[0]["guid"]
    return Guid(mine[0]["guid"])


def named(name: str) -> str | None:
    """Give a part of the address, such as `source` or `at`."""
    return st.query_params.get(name)


def whole_address() -> dict[str, str]:
    """Give every part of the address by its name."""
    return st.query_params.to_dict()


def address(**parts: str | int | None) -> dict[str, str]:
    """Make the parts of an address for a link that stays in this study."""
    chosen = {name: str(part) for name, part in parts.items() if part is not None}
    return {"project": project(), **chosen}
