"""The gate: every path, sockets included, is looked at here before anything else sees it.

Who is signed in and where a write comes from are checked before routing and validation.
"""

import asyncio
import hashlib
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote, urlsplit

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, RedirectResponse, Response

from workbench.services.desks import Workspace

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

COOKIE = "workbench_sign_in"
SIGNED_OUT = 4401
# Reached without a sign-in: each of these checks for itself what it gives away.
_OPEN = re.compile(
    r"/sign-in|/openid/(?:begin|back)|/(?:healthz|readyz)|/(?:first-start|join|new-password)/[^/]+|/assets/[^/]+/[^/]+"
)
# Streamlit's first page has one small script in it, told by its hash; what its components bring
# they make into modules of their own (blob:). Everything else comes from here or not at all.
_ALLOWED = {
    "default-src": "'self'",
    "script-src": "'self' blob: 'wasm-unsafe-eval' {hashes}",
    "style-src": "'self' 'unsafe-inline' blob:",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
]
_UNDER_TLS = [(b"strict-transport-security", b"max-age=31536000")]
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Sockets:
    """The open sockets of each sign-in, so that ending it closes them."""

    def __init__(self) -> None:
        self._open: dict[str, set[asyncio.Event]] = {}

    def opened(self, sign_in: str) -> asyncio.Event:
        """Remember a socket; the event is set when its sign-in ends."""
        ended = asyncio.Event()
        self._open.setdefault(sign_in, set()).add(ended)
        return ended

    def closed(self, sign_in: str, ended: asyncio.Event) -> None:
        """Forget a socket."""
        sockets = self._open.get(sign_in, set())
        sockets.discard(ended)
        if not sockets:
            self._open.pop(sign_in, None)

    def end(self, sign_ins: list[str]) -> None:
        """Close every socket of these sign-ins."""
        for sign_in in sign_ins:
            for ended in self._open.get(sign_in, ()):
                ended.set()


class Gate:
    """ASGI middleware in front of our routes and Streamlit's alike."""

    def __init__(
        self,
        app: Any,
        workspace: Workspace,
        sockets: Sockets,
        own_scripts: tuple[str, ...] = (),
        whole_host: bool = True,
    ) -> None:
        self._app, self._workspace, self._sockets = app, workspace, sockets
        # What else there is under somebody's host is not for us to hold to TLS.
        self._under_tls = _UNDER_TLS if whole_host else []
        self._headers = [*_HEADERS, (b"content-security-policy", policy(own_scripts).encode())]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let somebody through, send them to sign in, or refuse."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers, path = Headers(scope=scope), scope["path"]
        writes = scope["type"] == "websocket" or scope["method"] in _WRITES
        if writes and not from_here(headers, under_tls=scope.get("scheme") in ("https", "wss")):
            await self._refuse(
                scope,
                receive,
                send,
                403,
                "other_site",
                "This was sent from another site, so it was not carried out.",
            )
            return
        if scope["type"] == "http" and _OPEN.fullmatch(path):
            await self._app(scope, receive, self._with_headers(scope, send))
            return
        token = sign_in_token(headers)
        found = await to_thread.run_sync(self._workspace.signed_in, token) if token else None
        if token is None or found is None:
            await self._refuse(
                scope,
                receive,
                send,
                401,
                "sign_in",
                "You are not signed in, or your sign-in has ended. Sign in again.",
            )
        elif scope["type"] == "websocket":
            await self._watched(token, found["sign_in"], scope, receive, send)
        else:
            await self._app(scope, receive, self._with_headers(scope, send))

    async def _watched(
        self, token: str, sign_in: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Run a socket that is closed at once when its sign-in ends."""
        ended = self._sockets.opened(sign_in)
        end = asyncio.ensure_future(ended.wait())
        waiting: asyncio.Future | None = None

        async def receive_until_ended() -> MutableMapping[str, Any]:
            nonlocal waiting
            waiting = waiting or asyncio.ensure_future(receive())
            await asyncio.wait({waiting, end}, return_when=asyncio.FIRST_COMPLETED)
            if end.done():
                await send({"type": "websocket.close", "code": SIGNED_OUT})
                return {"type": "websocket.disconnect", "code": SIGNED_OUT}
            message, waiting = waiting.result(), None
            return message

        try:
            # Once more, since it may have ended just before the socket was remembered.
            if await to_thread.run_sync(self._workspace.signed_in, token) is None:
                ended.set()
            await self._app(scope, receive_until_ended, send)
        finally:
            self._sockets.closed(sign_in, ended)
            end.cancel()
            if waiting is not None:
                waiting.cancel()

    async def _refuse(
        self, scope: Scope, receive: Receive, send: Send, status: int, word: str, message: str
    ) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": SIGNED_OUT})
            return
        path, wants = scope["path"], Headers(scope=scope).get("accept", "")
        response: Response
        if status == 401 and scope["method"] == "GET" and "text/html" in wants:
            there = path.encode() + b"?" * bool(scope["query_string"]) + scope["query_string"]
            response = RedirectResponse(f"/sign-in?next={quote(there, safe='')}", status_code=303)
        else:
            response = JSONResponse({"error": word, "message": message}, status_code=status)
        await response(scope, receive, self._with_headers(scope, send))

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        """Add to every answer the headers that narrow what a browser may do with it."""
        added = [*self._headers, *(self._under_tls if scope.get("scheme") == "https" else [])]

        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *added]
            await send(message)

        return sending


def policy(own_scripts: tuple[str, ...]) -> str:
    """Say to browsers what a page may load; scripts that stand in a page are known by a hash."""
    hashes = " ".join(
        f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in own_scripts
    )
    return "; ".join(f"{kind} {where.format(hashes=hashes)}" for kind, where in _ALLOWED.items())


def from_here(headers: Headers, *, under_tls: bool) -> bool:
    """Say whether a browser sent this from our own pages (no Origin: it was no browser).

    Under TLS a page of the same name that came without it is another site: anybody on the way
    could have written it.
    """
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        sender = urlsplit(origin)
    except ValueError:
        return False
    return sender.netloc == headers.get("host") and (not under_tls or sender.scheme == "https")


def sign_in_token(headers: Headers) -> str | None:
    """Read the sign-in cookie; anything that is not one is nobody."""
    token = cookie_parser(headers.get("cookie", "")).get(COOKIE)
    return token if token and len(token) < 200 else None


def same_site_path(wanted: str | None) -> str:
    """Where to go after signing in: a path of ours, never another site."""
    # A path of ours begins with one slash, which leaves no room for a scheme or a host.
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return "/"
    return wanted if wanted.isprintable() and "\\" not in wanted else "/"
