"""The server's own door: routes, sockets and the gate before them. Streamlit is not known here."""

from dataclasses import dataclass
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route

from workbench.domain.errors import WrongPlace
from workbench.server import api, assets, erasing, own_sign_ins, plain_page, sign_in
from workbench.server.base import Base
from workbench.server.gate import Gate, Sockets
from workbench.server.live import Feed
from workbench.server.nowhere import STREAMLITS, Nowhere
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
    base: str = "",
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
    base
        The path everything is under, such as `/workbench`; empty for a host of one's own.
    """
    plain_page.stand_under(base)
    sockets = Sockets()
    coding = api.build(workspace, Feed(workspace), pane_version=pane_version, base=base)
    routes: list[BaseRoute] = [
        *sign_in.routes(workspace, sockets),
        *own_sign_ins.routes(workspace, sockets),
        *erasing.routes(workspace, sockets),
        assets.typeface(typeface),
        assets.route(pane, pane_version),
        Mount("/api/v1", app=coding),
        Nowhere(pages),
    ]
    taken = {route.path.split("/")[1] for route in routes if isinstance(route, Mount | Route)}
    if base and base.split("/")[1] in taken | pages | STREAMLITS:
        raise WrongPlace(
            f"The setting “address” puts the workbench under {base}, which is the name of one of "
            "its own pages. Choose another path for it."
        )
    gate = Middleware(
        Gate,
        workspace=workspace,
        sockets=sockets,
        own_scripts=own_scripts,
        whole_host=not base,
    )
    return Door(routes=routes, middleware=[Middleware(Base, base=base), gate])
