"""The server's own door: routes, sockets and the gate before them. Streamlit is not known here."""

from dataclasses import dataclass
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount

from workbench.server import api, assets, own_sign_ins, sign_in
from workbench.server.gate import Gate, Sockets
from workbench.server.live import Feed
from workbench.server.nowhere import Nowhere
from workbench.services.desks import Workspace


@dataclass(frozen=True)
class Door:
    """What the server adds to Streamlit's application."""

    routes: list[BaseRoute]
    middleware: list[Middleware]


def door(
    workspace: Workspace,
    *,
    pane: Path,
    pane_version: str,
    typeface: Path,
    pages: frozenset[str],
    own_scripts: tuple[str, ...] = (),
) -> Door:
    """Build the routes and the gate for one workspace.

    Parameters
    ----------
    pane, pane_version, typeface
        The folder of the coding pane, the name of its contents, and the letters of the pages.
    pages
        The names of Streamlit's pages: other addresses are answered in a sentence of ours.
    own_scripts
        The scripts that stand in Streamlit's first page itself.
    """
    sockets = Sockets()
    return Door(
        routes=[
            *sign_in.routes(workspace, sockets),
            *own_sign_ins.routes(workspace, sockets),
            assets.typeface(typeface),
            assets.route(pane, pane_version),
            Mount("/api/v1", app=api.build(workspace, Feed(workspace), pane_version=pane_version)),
            Nowhere(pages),
        ],
        middleware=[
            Middleware(Gate, workspace=workspace, sockets=sockets, own_scripts=own_scripts)
        ],
    )
