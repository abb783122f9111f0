"""One ASGI application on one port: Streamlit's own, with our routes and our gate before it."""

import asyncio
import gc
import importlib
import logging
import os
import re
import resource
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.exceptions import HTTPException
from streamlit import logger
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.web.server.starlette import starlette_server

from workbench import server
from workbench.server import log
from workbench.services import (
    arriving,
    backing_up,
    desks,
    erasing_account,
    heavy,
    leaving_team,
    server_settings,
)
from workbench.ui import coding_pane, state
from workbench.ui.parts import links

COLLECT_EVERY = 30.0  # seconds
LOOK_FOR_BACKUPS_EVERY = 300.0
MOST_HELD, MOST_FILES_HELD = 1_000_000_000, 5_000  # of what is sent to pages: bytes, files
FILES_AT_ONCE = 65_536
_LOG = logging.getLogger(__name__)
_TYPEFACES = Path(st.__file__).parent / "static" / "static" / "media"
_FIRST_PAGE = Path(st.__file__).parent / "static" / "index.html"
_OWN_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
_SCRIPT = Path(__file__).parent / "ui" / "entry" / "script.py"


def build(workspace: desks.Workspace) -> st.App:
    """Build the application for one workspace."""
    base = server_settings.base_path(workspace)
    door = server.door(
        workspace,
        pane=coding_pane.FRONTEND,
        pane_version=coding_pane.version(),
        typeface=next(_TYPEFACES.glob("SourceSansVF-Upright*.woff2")),
        pages=frozenset({"", *links.PAGES} - {"home"}),
        base=base,
        own_scripts=tuple(_OWN_SCRIPT.findall(_FIRST_PAGE.read_text(encoding="utf-8"))),
    )
    state.use(workspace, base)

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        await asyncio.to_thread(leaving_team.resume, workspace)
        await asyncio.to_thread(erasing_account.resume, workspace)
        await asyncio.to_thread(arriving.resume, workspace)
        going_on = [
            asyncio.ensure_future(asyncio.to_thread(_load_pages)),
            asyncio.ensure_future(_collect_now_and_then()),
            asyncio.ensure_future(_back_up_when_due(workspace)),
        ]
        yield
        for task in going_on:
            task.cancel()
        await asyncio.to_thread(heavy.end)

    return st.App(str(_SCRIPT), routes=door.routes, middleware=door.middleware, lifespan=lifespan)


def start(workspace: desks.Workspace, *, host: str, port: int, quietly: bool = False) -> None:
    """Serve one workspace until stopped; nothing else may serve it meanwhile.

    `quietly` logs only what is amiss, for somebody who reads the terminal.
    """
    held = workspace.lock()
    _log_in_lines(logging.WARNING if quietly else logging.INFO)
    _answer_at_once()
    _finish_what_was_pressed()
    hold_no_more_than_fits()
    allow_many_connections()
    os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")
    try:
        build(workspace).run(
            config={
                "server.address": host,
                "server.port": port,
                "server.headless": True,
                "server.maxUploadSize": 100,
                "server.fileWatcherType": "none",
                "server.enableAgentApi": False,
                "browser.gatherUsageStats": False,
                "runner.postScriptGC": False,
                # A run that is stopped before it has begun would take a press with it.
                "runner.fastReruns": False,
                # Otherwise what breaks on a page is printed with its words, and not as a line.
                "logger.enableRich": False,
                # The command says where it serves; Streamlit would say it again in its words.
                "logger.hideWelcomeMessage": True,
                "client.toolbarMode": "minimal",
                "client.allowedOrigins": [],  # whose pages might steer ours from outside
                "client.showErrorDetails": "none",
                **state.THEME,
            }
        )
    finally:
        held.close()


def _finish_what_was_pressed() -> None:
    """Have what a press does done to its end, whatever arrives meanwhile.

    Streamlit breaks off what it is running, as soon as that touches the session, for the next
    thing somebody does; that is right for drawing a page and would lose what a button was for.
    """
    begin = SafeSessionState.on_script_will_rerun

    def to_the_end(session: SafeSessionState, *states: Any, **more: Any) -> None:
        runner = session._yield_callback.__self__  # type: ignore[attr-defined]
        interruptible, runner._execing = runner._execing, False
        try:
            begin(session, *states, **more)
        finally:
            runner._execing = interruptible

    SafeSessionState.on_script_will_rerun = to_the_end  # type: ignore[method-assign,assignment]


def hold_no_more_than_fits() -> None:
    """Have files that are sent to pages refused where all that are held take too much memory.

    Streamlit holds them until the page that they were sent to is gone, however many there are.
    """
    hold = MemoryUploadedFileManager.add_file

    def hold_some(files: MemoryUploadedFileManager, session_id: str, file: Any) -> None:
        if files._total_bytes + len(file.data) > MOST_HELD or files._file_count >= MOST_FILES_HELD:
            raise HTTPException(
                413,
                "Too much has been sent to this server that has not been dealt with yet. Send "
                "fewer files at once, or try again in some minutes.",
            )
        hold(files, session_id, file)

    MemoryUploadedFileManager.add_file = hold_some  # type: ignore[method-assign,assignment]


def allow_many_connections() -> None:
    """Allow as many open files as this machine lets us have: each connection and page takes some.

    What a program may open at first is often 1,024, which some two hundred pages use up.
    """
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_AT_ONCE if most == resource.RLIM_INFINITY else min(FILES_AT_ONCE, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        with suppress(OSError, ValueError):  # some systems have a limit that they do not tell
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _load_pages() -> None:
    """Load what draws the pages, while whoever starts the server is still opening a browser."""
    importlib.import_module("workbench.ui.application")
    # What is loaded by now stays for good; later collections need not look at it again.
    gc.collect()
    gc.freeze()


async def _collect_now_and_then() -> None:
    """Give back what ended page runs leave behind, which Python alone would let gather for long.

    Streamlit would collect after every run of a page, which stalls everybody's answers.
    """
    while True:
        await asyncio.sleep(COLLECT_EVERY)
        gc.collect(1)


async def _back_up_when_due(workspace: desks.Workspace) -> None:
    """Make the server's own backups, each in a process of its own.

    Nobody waits for one when the server is stopped: its process goes on to the end by itself.
    """
    waiting: threading.Thread | None = None
    while True:
        await asyncio.sleep(LOOK_FOR_BACKUPS_EVERY)
        if waiting is None or not waiting.is_alive():
            waiting = threading.Thread(target=_back_up, args=(workspace,), daemon=True)
            waiting.start()


def _back_up(workspace: desks.Workspace) -> None:
    try:
        backing_up.back_up_if_due(workspace)
    except Exception:
        _LOG.exception("The scheduled backup could not be begun.")


def _log_in_lines(level: int) -> None:
    """Have everything log as the workbench does; Streamlit gives each logger a way of its own."""
    settings = starlette_server._get_uvicorn_config_kwargs
    ours = {"log_config": None, "log_level": level}
    starlette_server._get_uvicorn_config_kwargs = lambda: {**settings(), **ours}
    logger.setup_formatter = log.write_lines
    logger.update_formatter()
    log.write_lines(logging.getLogger())


def _answer_at_once() -> None:
    """Have answers sent without waiting for the other side's acknowledgement.

    Streamlit's listening socket names no protocol, so asyncio does not know it for TCP and leaves
    Nagle's algorithm on: each answer then waits some 40 ms. What is set on the listening socket
    holds for every connection taken from it.
    """
    bind = starlette_server._bind_socket

    def bind_without_delay(address: str, port: int, backlog: int) -> socket.socket:
        listening = bind(address, port, backlog)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening

    starlette_server._bind_socket = bind_without_delay
