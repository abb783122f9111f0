"""The path everything is under where another web server gives the workbench a part of a site.

Inside, all of the server stands at the root, Streamlit's part too. Here the path is taken off what
comes in, whether or not that web server has done it already, and put in front of what goes out:
where an answer sends somebody on to, and the path of its cookies.
"""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_KEPT = "workbench.base"
_AT_THE_ROOT = re.compile(rb"(;\s*path=)/(?=;|$)", re.I)


class Base:
    """ASGI middleware before everything else; `base` is empty or a path such as `/workbench`."""

    def __init__(self, app: Any, base: str) -> None:
        self._app, self._base, self._raw = app, base, base.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the path off, pass on what is left, and put it in front of what is answered."""
        if scope["type"] not in ("http", "websocket") or not self._base:
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path == self._base and scope["type"] == "http":
            # What a page loads is named from where it is, so it must not seem to be beside it.
            query = scope["query_string"].decode("latin-1")
            there = f"{self._base}/" + (f"?{query}" if query else "")
            await RedirectResponse(there, status_code=308)(scope, receive, send)
            return
        inside = {**scope, _KEPT: self._base}
        if path.startswith(f"{self._base}/"):
            inside["path"] = path[len(self._base) :]
            raw = scope.get("raw_path")
            if raw and raw.startswith(self._raw):
                inside["raw_path"] = raw[len(self._raw) :]

        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [self._outside(*one) for one in message.get("headers", [])]
            await send(message)

        await self._app(inside, receive, sending)

    def _outside(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        kind = name.lower()
        if kind == b"location" and value.startswith(b"/") and not value.startswith(b"//"):
            known = value.startswith(self._raw) and value[len(self._raw) :][:1] in b"/?#"
            return name, value if known else self._raw + value
        if kind == b"set-cookie":
            return name, _AT_THE_ROOT.sub(rb"\1" + self._raw, value)
        return name, value


def address_of(request: Request, path: str) -> str:
    """Give the whole address of a path of ours, as whoever sent this request would write it."""
    return str(request.url.replace(path=request.scope.get(_KEPT, "") + path, query=""))
