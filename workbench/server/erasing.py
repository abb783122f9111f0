"""Erasing one's own account: a plain page that says what it does, asks, and gives a receipt."""

from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workbench.domain.errors import WorkbenchError
from workbench.server.gate import COOKIE, Sockets, sign_in_token
from workbench.server.plain_page import bound, page
from workbench.server.sign_in import sent_form
from workbench.server.waiting import HASHING_FOR_KNOWN, KNOWN
from workbench.services import erasing_account
from workbench.services.desks import Workspace
from workbench.services.erasing_account import Foretold


def routes(workspace: Workspace, sockets: Sockets) -> list[Route]:
    """The routes of this module."""
    return [
        Route("/erase-account", bound(show, workspace), methods=["GET"]),
        Route("/erase-account", bound(erase, workspace, sockets), methods=["POST"]),
    ]


async def show(workspace: Workspace, request: Request) -> Response:
    """Say what erasing does, and ask; nothing is changed."""
    return await _asked(workspace, request)


async def erase(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Erase the account of whoever asks and knows its password, and end their open pages."""
    form = await sent_form(request)
    act = partial(
        erasing_account.erase,
        workspace,
        sign_in_token(request.headers),
        password=form.get("password", ""),
        word=form.get("word", ""),
        code=form.get("code", ""),
        name=form.get("name", ""),
        perspectives_stay=form.get("perspectives", "") != "go",
    )
    try:
        receipt = await to_thread.run_sync(act, limiter=HASHING_FOR_KNOWN)
    except WorkbenchError as refused:
        return await _asked(
            workspace,
            request,
            status=refused.status,
            trouble=str(refused),
            name=form.get("name", ""),
        )
    sockets.end(list(receipt.ended))
    answer = page("erased.html", receipt=receipt)
    for cookie in (COOKIE, KNOWN):
        answer.delete_cookie(cookie)
    return answer


async def _asked(workspace: Workspace, request: Request, **more: Any) -> Response:
    token = sign_in_token(request.headers)

    def look() -> tuple[Foretold, tuple[bool, bool]]:
        told = erasing_account.foretold(workspace, token)
        return told, erasing_account.confirmed_by(workspace, token)

    try:
        told, (has_password, second_step) = await to_thread.run_sync(look)
    except WorkbenchError as refused:
        return page("gone.html", status=refused.status, trouble=str(refused))
    return page(
        "erase_account.html",
        told=told,
        has_password=has_password,
        second_step=second_step,
        word=erasing_account.WORD,
        **more,
    )
