"""The server's own door: routes, sockets and the gate before them. Streamlit is not known here."""

from dataclasses import dataclass
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount

from workbench.server import api, assets, sign_in
from workbench.server.gate import Gate, Sockets
from workbench.server.live import Feed
from workbench.services.desks import Workspace


@dataclass(frozen=True)
class Door:
    """What the server adds to Streamlit's application."""

    routes: list[BaseRoute]
    middleware: list[Middleware]


def door(workspace: Workspace, *, pane: Path, pane_version: str) -> Door:
    """Build the routes and the gate for one workspace."""
    sockets = Sockets()
    return Door(
        routes=[
            *sign_in.routes(workspace, sockets),
            assets.route(pane, pane_version),
            Mount("/api/v1", app=api.build(workspace, Feed(workspace))),
        ],
        middleware=[Middleware(Gate, workspace=workspace, sockets=sockets)],
    )
