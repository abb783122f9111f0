"""The codebook as files: for other programs, for this one, and its story to print."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from workbench.services import codebook_print
from workbench.services.codebook_files import give_out
from workbench.services.desks import Desk

AtDesk = Callable[[Request, str, Callable[[Desk], Any]], Awaitable[Any]]


def routes(at_desk: AtDesk) -> APIRouter:
    """Make the routes of the codebook's files."""
    router = APIRouter()

    @router.get("/projects/{project}/codebook/codebook.yaml")
    async def in_yaml(request: Request, project: str) -> Response:
        """Give the codebook as every member sees it, as YAML."""
        made = await at_desk(request, project, lambda desk: give_out(desk, "yaml"))
        return _file(made, "application/yaml")

    @router.get("/projects/{project}/codebook/codebook.qdc")
    async def as_qdc(request: Request, project: str) -> Response:
        """Give the codes in use as a REFI-QDA codebook, which other programs read."""
        made = await at_desk(request, project, lambda desk: give_out(desk, "qdc"))
        return _file(made, "application/xml")

    @router.get("/projects/{project}/codebook/story.html")
    async def story(request: Request, project: str) -> Response:
        """Give how the framework came to be what it is, as one page to print."""
        return _file(await at_desk(request, project, codebook_print.story), "text/html")

    return router


def _file(made: tuple[str, bytes], kind: str) -> Response:
    name, data = made
    return Response(
        data,
        media_type=f"{kind}; charset=utf-8",
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "cache-control": "no-store",
        },
    )
