"""Word files of a day of reading together: what came of it, and the papers to read from."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from workbench.server.letters import AtDesk, word_file
from workbench.services import day_files


def routes(at_desk: AtDesk) -> APIRouter:
    """Make the routes, each made at the desk of whoever asks for it."""
    router = APIRouter()

    @router.get("/projects/{project}/days/{day}/day.docx")
    async def came_of_it(request: Request, project: str, day: str) -> Response:
        """Give what came of a day of reading together."""
        return word_file(
            *await at_desk(request, project, lambda desk: day_files.came_of_it(desk, day))
        )

    @router.get("/projects/{project}/days/{day}/paper.docx")
    async def papers(request: Request, project: str, day: str) -> Response:
        """Give the papers of a day, with room to write on."""
        return word_file(
            *await at_desk(request, project, lambda desk: day_files.papers(desk, day))
        )

    return router
