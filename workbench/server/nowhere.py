"""An address at which there is nothing: told in a sentence of ours, with the way to the pages."""

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from workbench.server.plain_page import page

# What Streamlit's own part of the server has beside its pages.
STREAMLITS = frozenset({"_stcore", "app", "component", "media", "static"})
# Where Streamlit tells how many are here and for how long, which nobody is to know of anybody.
_WHO_IS_HERE = "/_stcore/metrics"


class Nowhere(Route):
    """Answers whoever goes to an address that neither a page nor anything else has."""

    def __init__(self, pages: frozenset[str]) -> None:
        super().__init__("/{path:path}", _tell, methods=["GET"])
        self._known = pages | STREAMLITS

    def matches(self, scope: MutableMapping[str, Any]) -> tuple[Match, MutableMapping[str, Any]]:
        """Take only what a person opens in a browser, and only where nothing is."""
        if scope["type"] != "http":
            return Match.NONE, {}
        if scope["path"] == _WHO_IS_HERE:
            return super().matches(scope)
        if "text/html" not in Headers(scope=scope).get("accept", ""):
            return Match.NONE, {}
        if scope["path"].split("/")[1] in self._known:
            return Match.NONE, {}
        return super().matches(scope)


def _tell(request: Request) -> Response:
    return page(
        "gone.html",
        status=404,
        title="There is nothing at this address",
        trouble="The address may have been cut short or mistyped, or what was there is gone.",
    )
