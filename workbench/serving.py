"""One ASGI application on one port: Streamlit's own, with our routes and our gate before it."""

import asyncio
import gc
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.web.server.starlette import starlette_server

from workbench import server
from workbench.services import desks
from workbench.ui import coding_pane, state

COLLECT_EVERY = 30.0  # seconds
_SCRIPT = Path(__file__).parent / "ui" / "entry" / "script.py"


def build(workspace: desks.Workspace) -> st.App:
    """Build the application for one workspace."""
    door = server.door(workspace, pane=coding_pane.FRONTEND, pane_version=coding_pane.version())
    state.use(workspace)

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        # What is loaded by now stays for good; later collections need not look at it again.
        gc.collect()
        gc.freeze()
        collecting = asyncio.ensure_future(_collect_now_and_then())
        yield
        collecting.cancel()

    return st.App(str(_SCRIPT), routes=door.routes, middleware=door.middleware, lifespan=lifespan)


def start(workspace: desks.Workspace, *, host: str, port: int) -> None:
    """Serve one workspace until stopped; nothing else may serve it meanwhile."""
    held = workspace.lock()
    _answer_at_once()
    os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")
    try:
        build(workspace).run(
            config={
                "server.address": host,
                "server.port": port,
                "server.headless": True,
                "server.maxUploadSize": 25,
                "server.fileWatcherType": "none",
                "server.enableAgentApi": False,
                "browser.gatherUsageStats": False,
                "runner.postScriptGC": False,
                "runner.fastReruns": True,
                "client.toolbarMode": "minimal",
                "client.showErrorDetails": "none",
                **state.THEME,
            }
        )
    finally:
        held.close()


async def _collect_now_and_then() -> None:
    """Give back what ended page runs leave behind, which Python alone would let gather for long.

    Streamlit would collect after every run of a page, which stalls everybody's answers.
    """
    while True:
        await asyncio.sleep(COLLECT_EVERY)
        gc.collect(1)


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
