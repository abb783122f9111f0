"""Writing: what somebody types in a section is kept as they go, and two texts are never mixed."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from workbench.domain.errors import SignInNeeded
from workbench.services import prose
from workbench.services.desks import Desk

AtDesk = Callable[[Request, str, Callable[[Desk], Any]], Awaitable[Any]]
SentJson = Callable[[Request], Awaitable[dict]]


def routes(at_desk: AtDesk, sent_json: SentJson) -> APIRouter:
    """Make the route that keeps prose."""
    router = APIRouter()

    @router.post("/projects/{project}/prose")
    async def keep(request: Request, project: str) -> JSONResponse:
        """Keep what was typed; with `seen`, words that were made of two texts."""
        body = await sent_json(request)

        def act(desk: Desk) -> dict:
            if body.get("me") != desk.viewer.person:
                raise SignInNeeded(
                    "Somebody else has signed in in this browser. Sign in again as yourself; your "
                    "words are still on this page."
                )
            place = (body.get("about"), body.get("part"), body.get("words"))
            if "seen" in body:
                return prose.join(desk, *place, body["seen"])
            return prose.save(desk, *place, body.get("grew_from"))

        return JSONResponse(
            await at_desk(request, project, act), headers={"cache-control": "no-store"}
        )

    return router
