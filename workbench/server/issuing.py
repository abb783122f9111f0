"""Issuing a document, and what else leaves as a file: quotations of a code, numbers."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from workbench.server.gate import sign_in_token
from workbench.server.letters import word_file
from workbench.services import documents, issuing, other_documents
from workbench.services.desks import Desk, Workspace

AtDesk = Callable[[Request, str, Callable[[Desk], Any]], Awaitable[Any]]
Heavily = Callable[..., Awaitable[Any]]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def routes(
    workspace: Workspace, at_desk: AtDesk, heavily: Heavily, sent_json: Callable[..., Any]
) -> APIRouter:
    """Make the routes by which documents and tables leave the workbench."""
    router = APIRouter()

    @router.post("/projects/{project}/issue")
    async def issue(request: Request, project: str) -> Response:
        """Issue a document; it is put on record, and given as the Word file it was issued as."""
        body = await sent_json(request)
        wanted = documents.Wanted(str(body.get("kind")), body.get("of") or None)
        token = sign_in_token(request.headers)
        made = await heavily(
            issuing.issued_for,
            workspace.folder,
            token,
            project,
            wanted,
            str(body.get("why") or ""),
        )
        return word_file(*made)

    @router.get("/projects/{project}/quotations.{ending}")
    async def quotations(request: Request, project: str, ending: str, code: str = "") -> Response:
        """Give the quotations of a code that a report may have, as docx or xlsx."""
        # Whoever is not in the study learns nothing of what else is amiss with what they sent.
        data = await at_desk(
            request, project, lambda desk: other_documents.quotations_as(desk, code, ending)
        )
        name = f"quotations.{ending}"
        return word_file(name, data) if ending == "docx" else sheet(name, data)

    @router.get("/projects/{project}/numbers.xlsx")
    async def numbers(request: Request, project: str, of: str = "") -> Response:
        """Give the numbers of the study as a spreadsheet."""
        data = await at_desk(
            request, project, lambda desk: other_documents.numbers_table(desk, of or None)
        )
        return sheet("numbers.xlsx", data)

    return router


def sheet(name: str, data: bytes) -> Response:
    """Answer with a spreadsheet that the browser saves under its name and keeps nowhere else."""
    return Response(
        data,
        media_type=_XLSX,
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "cache-control": "no-store",
        },
    )
