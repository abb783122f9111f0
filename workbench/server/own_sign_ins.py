"""Ending one's own sign-ins one by one, and coming and going by OpenID Connect."""

from collections.abc import Callable
from functools import partial

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workbench.domain.errors import WorkbenchError
from workbench.server.base import address_of
from workbench.server.gate import Sockets, same_site_path, sign_in_token
from workbench.server.plain_page import bound, page
from workbench.server.sign_in import (
    browser_of,
    end_old,
    going_with,
    put_cookie,
    sign_in_again,
)
from workbench.services import openid, own_account
from workbench.services.desks import Workspace

VISIT = "workbench_visit"
_VISIT_SECONDS = 600.0
# The other organisation's server may be slow to answer, or never answer: whoever waits for it must
# not take the threads that everything else is done in.
ELSEWHERE = CapacityLimiter(4)


def routes(workspace: Workspace, sockets: Sockets) -> list[Route]:
    """The routes of this module."""
    bind: Callable[[Callable], Callable] = lambda act: bound(act, workspace, sockets)  # noqa: E731
    return [
        Route("/sign-ins/{sign_in}/end", bind(end_one), methods=["POST"]),
        Route("/openid/begin", bind(begin), methods=["GET"]),
        Route("/openid/connect", bind(connect), methods=["POST"]),
        Route("/openid/back", bind(come_back), methods=["GET"]),
    ]


async def end_one(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """End one of one's own sign-ins, or all but this one (`others`), with their open pages."""
    token, which = sign_in_token(request.headers), request.path_params["sign_in"]
    try:
        ended = await to_thread.run_sync(own_account.end_sign_in, workspace, token, which)
    except WorkbenchError as refused:
        return page("gone.html", status=refused.status, trouble=str(refused))
    sockets.end(ended)
    return RedirectResponse("/account", status_code=303)


async def begin(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Send somebody to the other organisation to sign in, perhaps with an invitation."""
    asked = request.query_params
    going = same_site_path(asked.get("next"))
    return await _away(
        workspace, request, going=going, invitation=asked.get("invitation", "")[:200]
    )


async def connect(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Send somebody who is signed in to connect an account elsewhere with theirs."""
    token = sign_in_token(request.headers) or ""
    return await _away(workspace, request, going="/account", connect=token)


async def come_back(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Take in who comes back from the other organisation."""
    act = partial(
        openid.come_back,
        workspace,
        request.cookies.get(VISIT, ""),
        str(request.url),
        token=sign_in_token(request.headers),
        browser=browser_of(request),
    )
    try:
        signed = await to_thread.run_sync(act, limiter=ELSEWHERE)
    except WorkbenchError as refused:
        answer = await sign_in_again(workspace, refused, "/")
        answer.delete_cookie(VISIT)
        return answer
    if signed.second_step:
        answer = page("second_step.html", next=signed.going, slip=signed.second_step)
    elif signed.token is None:
        answer = RedirectResponse(signed.going, status_code=303)
    else:
        await end_old(workspace, sockets, request)
        answer = await going_with(workspace, signed.token, signed.going, request)
    answer.delete_cookie(VISIT)
    return answer


async def _away(workspace: Workspace, request: Request, **how: str) -> Response:
    back = address_of(request, "/openid/back")
    try:
        elsewhere = await to_thread.run_sync(openid.offered, workspace)
        begin = partial(openid.begin, workspace, back=back, **how)
        address, slip = await to_thread.run_sync(begin, limiter=ELSEWHERE)
    except WorkbenchError as refused:
        return await sign_in_again(workspace, refused, "/")
    # Not a redirect: browsers hold forms to this site, also where an answer leads elsewhere.
    answer = page("away.html", address=address, elsewhere=elsewhere)
    put_cookie(answer, request, VISIT, slip, _VISIT_SECONDS)
    return answer
