"""The live feed: the truth is the table; this only says when to look, and sends what changed.

One task per open project looks whether anybody committed, at once after a commit of ours and every
quarter of a second for those of other processes. Each socket keeps a cursor and asks for what came
since, so a slow one is never queued without bound.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

from anyio import to_thread
from starlette.websockets import WebSocket, WebSocketDisconnect

from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import Guid
from workbench.server.gate import SIGNED_OUT, sign_in_token
from workbench.services import desks, reading
from workbench.services.desks import Workspace

LOOK_EVERY = 0.25
GATHER_FOR = 0.03
NOT_FOUND = 4404


@dataclass(eq=False)
class Listener:
    """One open socket: what it reads and how far it knows."""

    source: str
    cursor: str
    stirred: asyncio.Event = field(default_factory=asyncio.Event)


class Feed:
    """Everybody who is listening, by project."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._listeners: dict[Guid, set[Listener]] = {}
        self._watchers: dict[Guid, asyncio.Task] = {}
        self._wake: dict[Guid, asyncio.Event] = {}
        # `data_version` speaks of other connections, so one thread of its own does the looking.
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="live")

    async def serve(self, socket: WebSocket) -> None:
        """Serve one socket until it, or its sign-in, goes away."""
        token = sign_in_token(socket.headers)
        project = socket.path_params["project"]
        source = socket.query_params.get("source", "")
        try:
            desk = await to_thread.run_sync(desks.from_sign_in, self._workspace, token, project)
            await to_thread.run_sync(reading.transcript, desk, source)
        except WorkbenchError as refused:
            await socket.accept()
            await socket.close(SIGNED_OUT if refused.status == 401 else NOT_FOUND)
            return
        await socket.accept()
        listener = Listener(source, socket.query_params.get("since", ""))
        listener.stirred.set()
        guid = desk.project.guid
        self._join(guid, listener)
        sending = asyncio.ensure_future(self._send(socket, listener, token, project))
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            pass
        finally:
            sending.cancel()
            self._leave(guid, listener)

    async def _send(
        self, socket: WebSocket, listener: Listener, token: str | None, project: str
    ) -> None:
        while True:
            await listener.stirred.wait()
            await asyncio.sleep(GATHER_FOR)
            listener.stirred.clear()
            try:
                told = await to_thread.run_sync(
                    self._changes, token, project, listener.source, listener.cursor
                )
            except WorkbenchError as refused:
                with suppress(RuntimeError):
                    await socket.close(SIGNED_OUT if refused.status == 401 else NOT_FOUND)
                return
            if told["changes"]:
                listener.cursor = told["cursor"]
                with suppress(WebSocketDisconnect, RuntimeError):
                    await socket.send_json(told)

    def _changes(self, token: str | None, project: str, source: str, cursor: str) -> dict:
        """Look the sign-in up again each time, and give what this person may see."""
        return reading.changes(desks.from_sign_in(self._workspace, token, project), source, cursor)

    def _join(self, project: Guid, listener: Listener) -> None:
        self._listeners.setdefault(project, set()).add(listener)
        if project not in self._watchers:
            loop = asyncio.get_running_loop()
            wake = self._wake[project] = asyncio.Event()
            opened = self._workspace.project(project)

            def committed() -> None:
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(wake.set)

            opened.file.on_commit.append(committed)
            self._watchers[project] = asyncio.ensure_future(self._watch(project, opened, wake))
            self._watchers[project].add_done_callback(
                lambda _: opened.file.on_commit.remove(committed)
            )

    def _leave(self, project: Guid, listener: Listener) -> None:
        listeners = self._listeners.get(project, set())
        listeners.discard(listener)
        if not listeners and project in self._watchers:
            self._watchers.pop(project).cancel()
            self._wake.pop(project, None)

    async def _watch(self, project: Guid, opened: object, wake: asyncio.Event) -> None:
        loop, seen = asyncio.get_running_loop(), None
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), LOOK_EVERY)
            wake.clear()
            version = await loop.run_in_executor(
                self._looking,
                opened.file.data_version,  # type: ignore[attr-defined]
            )
            if version != seen:
                seen = version
                for listener in self._listeners.get(project, ()):
                    listener.stirred.set()
