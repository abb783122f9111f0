"""The live feed: the truth is the table; this only says when to look, and sends what changed.

One task per open project looks whether anybody committed, at once after a commit of ours and every
quarter of a second for those of other processes. Whoever reads a transcript that was touched is
stirred at once, everybody else in that study once a second, since their rights may have changed.
Each socket keeps a cursor and asks for what came since, so a slow one is never queued without
bound; all who ask at a moment are answered by one thread, so that a crowd that watches leaves the
others to those who mark.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from anyio import to_thread
from starlette.websockets import WebSocket, WebSocketDisconnect

from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import Guid, guid_from
from workbench.server.gate import SIGNED_OUT, sign_in_token
from workbench.services import desks, reading
from workbench.services.desks import ProjectFile, Workspace
from workbench.services.reading import Touched

LOOK_EVERY = 0.25
EVERYBODY_EVERY = 1.0
# With few listeners messages are gathered shortly; where a hundred watch, nobody is kept waiting
# by a little longer, and the server tells each of them half as often.
GATHER_FOR, GATHER_MORE, GATHER_AT_MOST = 0.03, 0.0012, 0.15
NOT_FOUND = 4404
FAULT = 1011
_LOG = logging.getLogger(__name__)


@dataclass(eq=False)
class Listener:
    """One open socket: what it reads and how far it knows."""

    source: Guid
    cursor: str
    stirred: asyncio.Event = field(default_factory=asyncio.Event)


class Asked(NamedTuple):
    """What one listener waits to be told."""

    answer: asyncio.Future[dict]
    token: str | None
    project: Guid
    source: Guid
    cursor: str


class Feed:
    """Everybody who is listening, by project."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._listeners: dict[Guid, set[Listener]] = {}
        self._watchers: dict[Guid, asyncio.Task] = {}
        self._wake: dict[Guid, asyncio.Event] = {}
        # `data_version` speaks of other connections, so one thread of its own does the looking.
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="live")
        self._telling = ThreadPoolExecutor(1, thread_name_prefix="telling")
        self._asked: list[Asked] = []
        self._answering: asyncio.Task | None = None

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
        listener = Listener(guid_from(source), socket.query_params.get("since", ""))
        listener.stirred.set()
        guid = desk.project.guid
        self._join(guid, listener)
        sending = asyncio.ensure_future(self._send_or_close(socket, listener, token, guid))
        try:
            # Whatever a client may send is passed over; what counts is that it is there.
            while (await socket.receive())["type"] != "websocket.disconnect":
                pass
        finally:
            sending.cancel()
            self._leave(guid, listener)

    async def _send_or_close(
        self, socket: WebSocket, listener: Listener, token: str | None, project: Guid
    ) -> None:
        """Send until something stands against it; then close, for a client to come back."""
        try:
            await self._send(socket, listener, token, project)
        except WebSocketDisconnect:
            return
        except WorkbenchError as refused:
            reason = SIGNED_OUT if refused.status == 401 else NOT_FOUND
        except Exception:
            _LOG.exception("A live feed stopped.")
            reason = FAULT
        with suppress(WebSocketDisconnect, RuntimeError):
            await socket.close(reason)

    async def _send(
        self, socket: WebSocket, listener: Listener, token: str | None, project: Guid
    ) -> None:
        while True:
            await listener.stirred.wait()
            crowd = len(self._listeners.get(project, ()))
            await asyncio.sleep(min(GATHER_FOR + GATHER_MORE * crowd, GATHER_AT_MOST))
            listener.stirred.clear()
            if project not in self._watchers:
                raise RuntimeError("Nobody is watching this project any more.")
            told = await self._told(token, project, listener)
            if told["changes"]:
                listener.cursor = told["cursor"]
                await socket.send_json(told)

    async def _told(self, token: str | None, project: Guid, listener: Listener) -> dict:
        """Give what has changed for a listener, asked for together with whoever else asks now."""
        answer: asyncio.Future[dict] = asyncio.get_running_loop().create_future()
        self._asked.append(Asked(answer, token, project, listener.source, listener.cursor))
        if self._answering is None or self._answering.done():
            self._answering = asyncio.ensure_future(self._answer_all())
        return await answer

    async def _answer_all(self) -> None:
        loop = asyncio.get_running_loop()
        while self._asked:
            asked, self._asked = self._asked, []
            found = await loop.run_in_executor(self._telling, self._changes, asked)
            for one, told in zip(asked, found, strict=True):
                if one.answer.done():
                    continue  # gone meanwhile
                if isinstance(told, Exception):
                    one.answer.set_exception(told)
                else:
                    one.answer.set_result(told)

    def _changes(self, asked: list[Asked]) -> list[dict | Exception]:
        """Look each sign-in up again each time, and give what that person may see."""
        at: dict[tuple[str | None, Guid], desks.Desk] = {}
        found: list[dict | Exception] = []
        for one in asked:
            who = (one.token, one.project)
            try:
                if who not in at:
                    at[who] = desks.from_sign_in(self._workspace, *who)
                found.append(reading.changes(at[who], one.source, one.cursor))
            except Exception as trouble:
                found.append(trouble)
        return found

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
            watcher = asyncio.ensure_future(self._watch(project, opened, wake))
            self._watchers[project] = watcher
            watcher.add_done_callback(lambda _: opened.file.on_commit.remove(committed))
            watcher.add_done_callback(partial(self._stopped, project))

    def _leave(self, project: Guid, listener: Listener) -> None:
        listeners = self._listeners.get(project, set())
        listeners.discard(listener)
        if not listeners and project in self._watchers:
            self._watchers.pop(project).cancel()
            self._wake.pop(project, None)

    def _stopped(self, project: Guid, watcher: asyncio.Task) -> None:
        """Let everybody go when the looking failed: whoever comes back has it begin again."""
        if watcher.cancelled():
            return
        _LOG.error("Looking for changes stopped.", exc_info=watcher.exception())
        if self._watchers.get(project) is watcher:
            del self._watchers[project]
            for listener in self._listeners.get(project, ()):
                listener.stirred.set()

    async def _watch(self, project: Guid, opened: ProjectFile, wake: asyncio.Event) -> None:
        loop, seen, owed, everybody_at = asyncio.get_running_loop(), Touched(), True, 0.0
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), LOOK_EVERY)
            wake.clear()
            now = await loop.run_in_executor(self._looking, reading.touched, opened, seen)
            owed = owed or now.version != seen.version
            everybody = now.everybody or (owed and loop.time() >= everybody_at)
            if everybody:
                owed, everybody_at = False, loop.time() + EVERYBODY_EVERY
            for listener in self._listeners.get(project, ()):
                if everybody or listener.source in now.sources:
                    listener.stirred.set()
            seen = now
