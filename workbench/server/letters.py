"""Word files of a few pages, made at once: letters to a participant."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from workbench.services import participant_letters
from workbench.services.desks import Desk

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AtDesk = Callable[[Request, str, Callable[[Desk], Any]], Awaitable[Any]]


def word_file(name: str, data: bytes) -> Response:
    """Answer with a Word file that the browser saves under its name and keeps nowhere else."""
    return Response(
        data,
        media_type=_WORD,
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "cache-control": "no-store",
        },
    )


def routes(at_desk: AtDesk) -> APIRouter:
    """Make the routes of the letters, each made at the desk of whoever asks for it."""
    router = APIRouter()

    @router.get("/projects/{project}/participants/{participant}/everything.docx")
    async def everything(request: Request, project: str, participant: str) -> Response:
        """Give a letter with everything a study holds of a participant."""
        return word_file(
            *await at_desk(
                request,
                project,
                lambda desk: participant_letters.everything_held(desk, participant),
            )
        )

    @router.get("/projects/{project}/participants/{participant}/quotations.docx")
    async def quotations(request: Request, project: str, participant: str) -> Response:
        """Give a letter that asks a participant about quotations."""
        return word_file(
            *await at_desk(
                request,
                project,
                lambda desk: participant_letters.quotations_to_use(desk, participant),
            )
        )

    @router.get("/projects/{project}/withdrawals/{receipt}.docx")
    async def taken_out(request: Request, project: str, receipt: str) -> Response:
        """Give a letter on what a withdrawal took out."""
        return word_file(
            *await at_desk(
                request, project, lambda desk: participant_letters.taken_out(desk, receipt)
            )
        )

    return router
