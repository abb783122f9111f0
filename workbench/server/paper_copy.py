"""A copy to read on paper: one plain page that a browser prints."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from workbench.server.letters import AtDesk
from workbench.server.plain_page import page
from workbench.services import paper


def routes(at_desk: AtDesk) -> APIRouter:
    """Make the route of the copy, drawn for whoever asks for it."""
    router = APIRouter()

    @router.get("/projects/{project}/sources/{source}/paper")
    async def copy(request: Request, project: str, source: str, how: str = "whole") -> Response:
        """Give a transcript with wide margins, and with numbers for its turns and lines."""
        found = await at_desk(request, project, lambda desk: paper.sheet(desk, source, how=how))
        return page("paper.html", **found)

    return router
