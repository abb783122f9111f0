"""Plain pages that need no script, and the routes that answer with them."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from workbench.domain.errors import WorkbenchError

_LOG = logging.getLogger(__name__)
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape()
)


def stand_under(base: str) -> None:
    """Have every address on the pages begin with a path; empty for none."""
    _PAGES.globals["base"] = base


def page(template: str, *, status: int = 200, **words: Any) -> HTMLResponse:
    """Draw one of the plain pages."""
    return HTMLResponse(
        _PAGES.get_template(template).render(**words),
        status_code=status,
        headers={"cache-control": "no-store"},
    )


def bound(
    act: Callable[..., Awaitable[Response]], *given: object
) -> Callable[[Request], Awaitable[Response]]:
    """Make a route of a function and what it is given; what goes amiss is told in a sentence."""

    async def answer(request: Request) -> Response:
        try:
            return await act(*given, request)
        except WorkbenchError as refused:
            return page("gone.html", status=refused.status, trouble=str(refused))
        except Exception:
            _LOG.exception("A page could not be given.")
            return page(
                "gone.html",
                status=500,
                title="Something went wrong",
                trouble="That is a fault of the workbench, and nothing was changed by it. Try "
                "again; if it happens twice, tell whoever runs it.",
            )

    return answer
