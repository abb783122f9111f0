"""Signing in and out, the first start and joining a team: plain pages that need no script."""

from collections.abc import Callable, Mapping
from functools import partial

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from workbench.domain.errors import DiskTrouble, NotReadable, WorkbenchError
from workbench.server.gate import COOKIE, Sockets, same_site_path, sign_in_token
from workbench.server.plain_page import bound, page
from workbench.server.waiting import HASHING, KNOWN, Lanes
from workbench.services import accounts, openid, readiness, second_step
from workbench.services.desks import Workspace

_LANES = Lanes()


def routes(workspace: Workspace, sockets: Sockets) -> list[Route]:
    """The routes of this module."""
    bind: Callable[[Callable], Callable] = lambda act: bound(act, workspace, sockets)  # noqa: E731
    return [
        Route("/healthz", partial(healthy, workspace), methods=["GET"]),
        Route("/readyz", partial(ready, workspace), methods=["GET"]),
        Route("/sign-in", bind(show_sign_in), methods=["GET"]),
        Route("/sign-in", bind(sign_in), methods=["POST"]),
        Route("/sign-out", bind(sign_out), methods=["POST"]),
        Route("/first-start/{token}", bind(show_first_start), methods=["GET"]),
        Route("/first-start/{token}", bind(first_start), methods=["POST"]),
        Route("/join/{token}", bind(show_join), methods=["GET"]),
        Route("/join/{token}", bind(join), methods=["POST"]),
        Route("/new-password/{token}", bind(show_new_password), methods=["GET"]),
        Route("/new-password/{token}", bind(new_password), methods=["POST"]),
        Route("/demo/reset", bind(reset_demo), methods=["POST"]),
    ]


async def healthy(workspace: Workspace, request: Request) -> PlainTextResponse:
    """Say that the server answers and its database can be read."""
    await to_thread.run_sync(workspace.is_empty)
    return PlainTextResponse("ok")


async def ready(workspace: Workspace, request: Request) -> PlainTextResponse:
    """Say that people can work: a write reaches the disk, and every study's file is there."""
    if await to_thread.run_sync(readiness.ready, workspace):
        return PlainTextResponse("ready")
    return PlainTextResponse("not ready", status_code=503)


async def show_sign_in(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Show the sign-in page; the demo's invented people are one-click choices."""
    invented = await to_thread.run_sync(workspace.invented_people)
    return page(
        "sign_in.html",
        invented=invented,
        nobody_yet=await to_thread.run_sync(workspace.is_empty),
        elsewhere=await to_thread.run_sync(openid.offered, workspace),
        next=same_site_path(request.query_params.get("next")),
        name="",
    )


async def sign_in(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Sign somebody in and send them where they were going."""
    form = await sent_form(request)
    going = same_site_path(form.get("next"))
    name, password = form.get("name", ""), form.get("password", "")
    try:
        if "slip" in form:
            act = partial(second_step.finish, workspace, form["slip"], form.get("code", ""))
            token = await to_thread.run_sync(partial(act, browser=browser_of(request)))
        elif "person" in form:
            token = await to_thread.run_sync(
                accounts.sign_in_as_invented, workspace, form["person"]
            )
        else:
            async with _LANES.lane(workspace, request, name) as hashing:
                act = partial(accounts.sign_in, workspace, name, password)
                token = await to_thread.run_sync(
                    partial(act, browser=browser_of(request)), limiter=hashing
                )
    except accounts.SecondStep as wanted:
        return page("second_step.html", next=going, slip=wanted.slip)
    except WorkbenchError as refused:
        if "slip" in form and refused.status == 403:
            return page(
                "second_step.html",
                status=403,
                trouble=str(refused),
                next=going,
                slip=form["slip"],
            )
        return await sign_in_again(workspace, refused, going, name)
    await end_old(workspace, sockets, request)
    return await going_with(workspace, token, going, request)


async def sign_in_again(
    workspace: Workspace, refused: WorkbenchError, going: str, name: str = ""
) -> Response:
    """Show the sign-in page with what stands against it."""
    return page(
        "sign_in.html",
        status=refused.status,
        trouble=str(refused),
        next=going,
        invented=await to_thread.run_sync(workspace.invented_people),
        elsewhere=await to_thread.run_sync(openid.offered, workspace),
        name=name,
    )


async def sign_out(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """End every sign-in of this person, and with them their open pages."""
    token = sign_in_token(request.headers)
    response: Response = RedirectResponse("/sign-in", status_code=303)
    try:
        if token:
            ended = await to_thread.run_sync(
                lambda: workspace.end_sign_ins(token=token, everywhere=True)
            )
            sockets.end(ended)
    except DiskTrouble as trouble:
        # This browser at least can let go of it.
        response = page(
            "gone.html",
            status=trouble.status,
            title="You are signed out in this browser alone",
            trouble=f"Elsewhere you still are. {trouble}",
        )
    response.delete_cookie(COOKIE)
    return response


async def show_first_start(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Show the page on which the first person makes an account and a study."""
    token = request.path_params["token"]
    if await to_thread.run_sync(workspace.link, token, "first_start") is None:
        return page(
            "gone.html",
            status=404,
            trouble=(
                "This first-start link has been used or has run out. Stop the server and start it "
                "again (workbench serve) for a new one, or sign in."
            ),
        )
    return page("first_start.html", shortest=accounts.SHORTEST_PASSWORD)


async def first_start(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Make the first account and study, and go straight in."""
    form = await sent_form(request)
    act = partial(
        accounts.first_start,
        workspace,
        request.path_params["token"],
        name=form.get("name", ""),
        password=form.get("password", ""),
        study=form.get("study", ""),
    )
    return await carried_out(act, "first_start.html", form, workspace, sockets, request)


async def show_join(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Show what an invitation is for; whoever is signed in may take it up as who they are."""
    token = request.path_params["token"]
    try:
        offered = await to_thread.run_sync(accounts.invitation, workspace, token)
    except WorkbenchError as refused:
        return page("gone.html", status=404, trouble=str(refused))
    return page("join.html", **await _joining(workspace, request, offered))


async def join(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Take up an invitation."""
    form, token = await sent_form(request), request.path_params["token"]
    try:
        offered = await to_thread.run_sync(accounts.invitation, workspace, token)
        if "as_me" in form:
            mine = sign_in_token(request.headers)
            await to_thread.run_sync(accounts.join_as, workspace, token, mine)
            return RedirectResponse(f"/?project={offered['project']}", status_code=303)
    except WorkbenchError as refused:
        return page("gone.html", status=refused.status, trouble=str(refused))
    name, password = form.get("name", ""), form.get("password", "")
    act = partial(accounts.join, workspace, token, name=name, password=password)
    kept = {**form, **await _joining(workspace, request, offered)}
    try:
        async with _LANES.lane(workspace, request, name, slips_count=False):
            return await carried_out(act, "join.html", kept, workspace, sockets, request)
    except WorkbenchError as refused:
        return page("join.html", status=refused.status, trouble=str(refused), **kept)


async def _joining(workspace: Workspace, request: Request, offered: dict) -> dict:
    mine = sign_in_token(request.headers)
    me = await to_thread.run_sync(workspace.signed_in, mine) if mine else None
    return {
        "study": offered["study"],
        "shortest": accounts.SHORTEST_PASSWORD,
        "me": me["name"] if me else "",
        "elsewhere": await to_thread.run_sync(openid.offered, workspace),
        "invitation": request.path_params["token"],
    }


async def show_new_password(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Show the page on which somebody chooses a new password."""
    token = request.path_params["token"]
    try:
        person = await to_thread.run_sync(accounts.whose_password, workspace, token)
    except WorkbenchError as refused:
        return page("gone.html", status=404, trouble=str(refused))
    return page("new_password.html", person=person["name"], shortest=accounts.SHORTEST_PASSWORD)


async def new_password(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Keep a new password and sign its owner in."""
    form, token = await sent_form(request), request.path_params["token"]
    try:
        person = await to_thread.run_sync(accounts.whose_password, workspace, token)
    except WorkbenchError as refused:
        return page("gone.html", status=404, trouble=str(refused))
    ended: list[str] = []

    def act() -> str:
        password = form.get("password", "")
        begun, ended[:] = accounts.choose_password(workspace, token, password=password)
        return begun

    kept = {"person": person["name"]}
    answer = await carried_out(act, "new_password.html", kept, workspace, sockets, request)
    sockets.end(ended)
    return answer


async def reset_demo(workspace: Workspace, sockets: Sockets, request: Request) -> Response:
    """Put the demo back as it was when it came; refused in any other workspace."""
    from workbench.services import demo

    try:
        await to_thread.run_sync(demo.reset, workspace)
    except WorkbenchError as refused:
        return page("gone.html", status=refused.status, trouble=str(refused))
    return RedirectResponse("/", status_code=303)


async def carried_out(
    act: Callable[[], str],
    template: str,
    form: Mapping[str, str],
    workspace: Workspace,
    sockets: Sockets,
    request: Request,
) -> Response:
    """Do what a form asked and sign its person in, or show the form again with what is amiss.

    Whoever was signed in in this browser before is so no longer.
    """
    try:
        token = await to_thread.run_sync(act, limiter=HASHING)
    except accounts.SecondStep as wanted:
        sockets.end(wanted.ended)
        going = request.url.path if request.url.path.startswith("/join/") else "/"
        return page("second_step.html", next=going, slip=wanted.slip)
    except WorkbenchError as refused:
        kept = {name: words for name, words in form.items() if name != "password"}
        told = {"shortest": accounts.SHORTEST_PASSWORD, **kept}
        return page(template, status=refused.status, trouble=str(refused), **told)
    await end_old(workspace, sockets, request)
    return await going_with(workspace, token, "/", request)


async def end_old(workspace: Workspace, sockets: Sockets, request: Request) -> None:
    """End the sign-in this browser had before, so that a token is never reused."""
    old = sign_in_token(request.headers)
    if old:
        sockets.end(
            await to_thread.run_sync(lambda: workspace.end_sign_ins(token=old, everywhere=False))
        )


async def going_with(
    workspace: Workspace, token: str, going: str, request: Request
) -> RedirectResponse:
    """Send somebody on with their sign-in in a cookie scripts cannot read."""
    response = RedirectResponse(going, status_code=303)
    me = await to_thread.run_sync(workspace.signed_in, token)
    days = await to_thread.run_sync(accounts.longest_days, workspace)
    put_cookie(response, request, COOKIE, token, days * 86_400)
    if me is not None:
        known = await to_thread.run_sync(accounts.known_browser, workspace, me["guid"])
        put_cookie(response, request, KNOWN, known, accounts.KNOWN_DAYS * 86_400)
    return response


def put_cookie(
    response: Response, request: Request, name: str, value: str, seconds: float
) -> None:
    """Give a browser a cookie that no script reads and no other site sends along."""
    response.set_cookie(
        name,
        value,
        max_age=int(seconds),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )


def browser_of(request: Request) -> str:
    """Name a browser roughly, so that its owner knows it again on their list of sign-ins."""
    said = request.headers.get("user-agent", "")
    kinds = ("Edg", "Firefox", "Chrome", "Safari")
    kind = next((kind for kind in kinds if kind in said), "")
    systems = ("Windows", "Android", "iPhone", "iPad", "Mac OS X", "Linux")
    system = next((system for system in systems if system in said), "")
    kind = {"Edg": "Edge", "": "a browser"}.get(kind, kind)
    return f"{kind} on {system}" if system else kind


async def sent_form(request: Request) -> dict[str, str]:
    """Read a small form; files and repeated fields are not taken, nor what is no such form."""
    try:
        form = await request.form(max_files=0, max_fields=20)
    except HTTPException as trouble:
        raise NotReadable(
            "What was sent is not what this page asks for, so nothing was changed. Go back and "
            "fill the page in again."
        ) from trouble
    return {name: words for name, words in form.items() if isinstance(words, str)}
