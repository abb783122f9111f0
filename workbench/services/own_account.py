"""What somebody sees and does about their own account: where they are signed in, ending that."""

from workbench.domain.errors import NotFound
from workbench.domain.ids import guid_from
from workbench.services import desks
from workbench.store import sign_ins
from workbench.store.workspace import Workspace

OTHERS = "others"


def my_sign_ins(workspace: Workspace, token: str | None) -> list[dict]:
    """Where one is signed in, newest first: guid, began_on, browser, here. Nothing of its use."""
    signed_in = workspace.signed_in(token or "")
    me = desks.person_of(workspace, token).self()
    return [
        {
            "guid": row["guid"],
            "began_on": row["began_at"][:10],
            "ends_on": row["ends_at"][:10],
            "browser": row["browser"] or "a browser",
            "here": signed_in is not None and row["guid"] == signed_in["sign_in"],
        }
        for row in sign_ins.of(workspace.file, me)
    ]


def end_sign_in(workspace: Workspace, token: str | None, which: str) -> list[str]:
    """End one of one's own sign-ins, or all `others` but the one that asks; which ended."""
    me = desks.person_of(workspace, token).self()
    signed_in = workspace.signed_in(token or "")
    assert signed_in is not None
    if which == OTHERS:
        return workspace.end_other_sign_ins(signed_in)
    ended = sign_ins.end(workspace.file, me, guid_from(which))
    if not ended:
        raise NotFound("That sign-in has ended already.")
    return ended
