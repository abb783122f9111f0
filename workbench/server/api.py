"""The coding API: small JSON routes the pane speaks to, and downloads. See `docs/api.md`."""

import json
from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request, WebSocket
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from workbench.domain.errors import NotReadable, TooLarge, WorkbenchError
from workbench.server import codebook, days, issuing, letters, paper_copy, writing
from workbench.server.gate import sign_in_token
from workbench.server.live import Feed
from workbench.services import (
    agreement_tables,
    arranging,
    coding,
    desks,
    documents,
    everything_held,
    heavy,
    notes,
    on_record,
    own_place,
    own_settings,
    reading,
    real_words,
)
from workbench.services.desks import Desk, Workspace

MOST_BYTES = 1_000_000
MOST_WAITING = 8
_OF_A_STUDY = "/projects/{project}/"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Answer(JSONResponse):
    """JSON in plain letters alone, which can tell back whatever was sent, half characters too."""

    def render(self, content: Any) -> bytes:
        """Write the answer out."""
        return json.dumps(content, allow_nan=False, separators=(",", ":")).encode()


class TooManyWaiting(WorkbenchError):
    """So many wait for heavy work already that one more would only wait in vain."""

    code_word = "too_many_waiting"
    status = 429


def build(workspace: Workspace, feed: Feed, *, pane_version: str, base: str = "") -> FastAPI:
    """Make the sub-application for `/api/v1`.

    Each answer to the pane names the pane this server has, so that an older one can go over.
    """
    about = {"cache-control": "no-store", "x-workbench-pane": pane_version}
    app = FastAPI(
        title="Co-production Analysis Workbench",
        docs_url=None,
        redoc_url=None,
        servers=[{"url": f"{base}/api/v1"}],
        root_path_in_servers=False,
    )
    # Whoever waits for a document must not take the threads that marks are saved in.
    one_at_a_time = CapacityLimiter(1)

    async def heavily(act: Callable[..., Any], *arguments: object) -> Any:
        """Do heavy work in its turn, or say that too many are waiting."""
        if one_at_a_time.statistics().tasks_waiting >= MOST_WAITING:
            raise TooManyWaiting(
                "Several documents are being made already, so this one was not begun. Try again "
                "in a minute."
            )
        return await to_thread.run_sync(heavy.run, act, *arguments, limiter=one_at_a_time)

    async def at_desk(request: Request, project: str, act: Callable[[Desk], Any]) -> Any:
        """Do something at the desk of whoever sent this, in a thread."""
        token = sign_in_token(request.headers)
        return await to_thread.run_sync(lambda: act(desks.from_sign_in(workspace, token, project)))

    @app.middleware("http")
    async def recorded(request: Request, go_on: Callable[..., Any]) -> Response:
        """Put on record that a file left, before the first byte of it does."""
        answer = await go_on(request)
        what = getattr(request.scope.get("route"), "path", "").removeprefix(_OF_A_STUDY)
        if answer.status_code == 200 and what in on_record.LEAVING:
            project = request.path_params["project"]
            try:
                await at_desk(request, project, lambda desk: on_record.left(desk, what))
            except WorkbenchError as trouble:
                return refused(request, trouble)
        return answer

    @app.get("/me")
    async def me(request: Request) -> JSONResponse:
        """Say who is signed in, so that a page can notice that it is somebody else by now."""
        token = sign_in_token(request.headers)
        viewer = await to_thread.run_sync(desks.person_of, workspace, token)
        return JSONResponse({"guid": viewer.self()}, headers={"cache-control": "no-store"})

    @app.put("/my-settings")
    async def keep_setting(request: Request) -> Response:
        """Keep how somebody likes the pane, for themselves alone."""
        body, token = await sent_json(request), sign_in_token(request.headers)

        def act() -> None:
            viewer = desks.person_of(workspace, token)
            own_settings.keep(workspace, viewer, body.get("name"), body.get("value"))

        await to_thread.run_sync(act)
        return Response(status_code=204)

    @app.get("/me/everything.zip")
    async def everything_mine(request: Request) -> Response:
        """Give everything held of whoever asks, as a file of their own."""
        token = sign_in_token(request.headers)
        packed = await heavily(everything_held.package_for, workspace.folder, token)
        return Response(
            packed,
            media_type="application/zip",
            headers={
                "content-disposition": f'attachment; filename="{everything_held.FILE_NAME}"',
                "cache-control": "no-store",
            },
        )

    @app.get("/projects/{project}/sources/{source}/reading")
    async def read(
        request: Request, project: str, source: str, how: str = "whole", opened: str = ""
    ) -> JSONResponse:
        """Give everything the pane draws of one transcript, without what is folded."""

        def act(desk: Desk) -> dict:
            told = reading.snapshot(desk, source, how=how, opened=opened.split(","))
            return {
                **told,
                "place": own_place.find(workspace, desk, told["source"]["guid"]),
                "settings": own_settings.find(workspace, desk.viewer.person),
            }

        snapshot = await at_desk(request, project, act)
        return JSONResponse(snapshot, headers=about)

    @app.put("/projects/{project}/sources/{source}/place")
    async def keep_place(request: Request, project: str, source: str) -> Response:
        """Keep where somebody is in a transcript, for themselves alone."""
        body = await sent_json(request)
        await at_desk(
            request,
            project,
            lambda desk: own_place.keep(
                workspace, desk, source, body.get("version"), body.get("position")
            ),
        )
        return Response(status_code=204)

    @app.post("/projects/{project}/operations")
    async def operate(request: Request, project: str) -> JSONResponse:
        """Carry out operations and answer when they are on the disk."""
        body = await sent_json(request)
        return Answer(
            await at_desk(
                request,
                project,
                lambda desk: coding.apply_operations(
                    desk,
                    body.get("source"),
                    body.get("operations"),
                    meant_by=body.get("me"),
                ),
            ),
            headers=about,
        )

    @app.get("/projects/{project}/changes")
    async def changes(
        request: Request, project: str, source: str, since: str = ""
    ) -> JSONResponse:
        """Give what has happened to a transcript since a cursor."""
        told = await at_desk(request, project, lambda desk: reading.changes(desk, source, since))
        return JSONResponse(told, headers={"cache-control": "no-store"})

    @app.get("/projects/{project}/report.docx")
    async def report(
        request: Request, project: str, of: str = "", kind: str = "thematic", team: bool = False
    ) -> Response:
        """Give a draft of a document as a Word file, of all transcripts or of a set or group."""
        wanted = documents.Wanted(kind, of or None, team_copy=team)
        return letters.word_file(*await drafted(request, project, wanted))

    @app.get("/projects/{project}/report.html")
    async def report_page(
        request: Request, project: str, of: str = "", kind: str = "thematic"
    ) -> Response:
        """Give a draft of a document as one web page that needs nothing else."""
        name, data = await drafted(request, project, documents.Wanted(kind, of or None, "html"))
        return Response(
            data,
            media_type="text/html; charset=utf-8",
            headers={
                "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
                "cache-control": "no-store",
            },
        )

    async def drafted(
        request: Request, project: str, wanted: documents.Wanted
    ) -> tuple[str, bytes]:
        token = sign_in_token(request.headers)
        return await heavily(documents.made_for, workspace.folder, token, project, wanted)

    @app.post("/projects/{project}/replacements.csv")
    async def replaced(request: Request, project: str) -> Response:
        """Give the list of real words and what stands for them; that it left is put on record."""
        name, data = await at_desk(
            request, project, lambda desk: real_words.exported(workspace, desk)
        )
        return Response(
            data,
            media_type="text/csv; charset=utf-8",
            headers={
                "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
                "cache-control": "no-store",
            },
        )

    @app.get("/projects/{project}/agreement.{ending}")
    async def agreement(
        request: Request,
        project: str,
        ending: Literal["xlsx", "json"],
        unit: str = "turn",
        round: str | None = None,
    ) -> Response:
        """Give every figure of agreement as a file, where the team has turned them on."""
        token = sign_in_token(request.headers)
        which = {"unit": unit, "coding_round": round}
        name, data = await heavily(
            agreement_tables.file_for, workspace.folder, token, project, ending, which
        )
        return Response(
            data,
            media_type=_XLSX if ending == "xlsx" else "application/json",
            headers={
                "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
                "cache-control": "no-store",
            },
        )

    @app.get("/projects/{project}/my-reading.csv")
    async def my_reading(request: Request, project: str) -> Response:
        """Give the list of what whoever asks was asked to read or took, and nobody else's."""
        return Response(
            await at_desk(request, project, arranging.my_list),
            media_type="text/csv; charset=utf-8",
            headers={
                "content-disposition": 'attachment; filename="what-i-read.csv"',
                "cache-control": "no-store",
            },
        )

    @app.get("/projects/{project}/my-notebook.txt")
    async def my_notebook(request: Request, project: str) -> Response:
        """Give everything whoever asks wrote, as a file of their own, and nobody else's words."""
        return Response(
            await at_desk(request, project, notes.notebook_file),
            media_type="text/plain; charset=utf-8",
            headers={
                "content-disposition": 'attachment; filename="my-notebook.txt"',
                "cache-control": "no-store",
            },
        )

    @app.websocket("/projects/{project}/live")
    async def live(socket: WebSocket, project: str) -> None:
        """Send what changes in one transcript, as it changes."""
        await feed.serve(socket)

    app.include_router(letters.routes(at_desk))
    app.include_router(codebook.routes(at_desk))
    app.include_router(writing.routes(at_desk, sent_json))
    app.include_router(issuing.routes(workspace, at_desk, heavily, sent_json))
    app.include_router(days.routes(at_desk))
    app.include_router(paper_copy.routes(at_desk))
    app.add_exception_handler(WorkbenchError, refused)
    app.add_exception_handler(Exception, broken)
    app.add_exception_handler(RequestValidationError, not_understood)
    app.add_exception_handler(HTTPException, no_such_page)
    return app


async def sent_json(request: Request) -> dict:
    """Read a small JSON object, or refuse it in a sentence."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise NotReadable("Send this as JSON.")
    gathered = bytearray()
    async for chunk in request.stream():
        gathered += chunk
        if len(gathered) > MOST_BYTES:
            raise TooLarge("That is more than can be sent at once. Send it in smaller parts.")
    try:
        found = json.loads(gathered)
    except (ValueError, RecursionError) as trouble:
        raise NotReadable("What was sent is not JSON.") from trouble
    if not isinstance(found, dict):
        raise NotReadable("Send a JSON object.")
    return found


def refused(request: Request, refusal: Exception) -> JSONResponse:
    """Answer a refusal in the one shape all of them have."""
    assert isinstance(refusal, WorkbenchError)
    return Answer(
        {"error": refusal.code_word, "message": str(refusal)}, status_code=refusal.status
    )


def broken(request: Request, trouble: Exception) -> JSONResponse:
    """Answer where something broke that is a fault of ours; what it was goes to the log alone."""
    return JSONResponse(
        {
            "error": "broken",
            "message": "Something went wrong in the workbench, and nothing was changed by it. Try "
            "again; if it happens twice, tell whoever runs it.",
        },
        status_code=500,
    )


def not_understood(request: Request, trouble: Exception) -> JSONResponse:
    """Answer a request whose parts do not fit."""
    return refused(request, NotReadable("Part of that address is missing or not understood."))


def no_such_page(request: Request, trouble: Exception) -> JSONResponse:
    """Answer an address or method that is not there."""
    status = trouble.status_code if isinstance(trouble, HTTPException) else 404
    return JSONResponse(
        {"error": "not_found", "message": "There is nothing at that address."}, status_code=status
    )
