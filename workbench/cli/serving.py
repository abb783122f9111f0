"""Serving a workspace, or the demo, until stopped."""

import socket
import threading
import time
import webbrowser
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from workbench.cli.asked import Asked, asked
from workbench.domain.errors import WrongPlace

DEMO_FOLDER = Path("workspace-demo")
_HERE = "127.0.0.1"
_port = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8501,
    show_default=True,
    metavar="N",
)
# Long enough for a slow laptop to start; after it nobody is waiting for a browser any more.
_PATIENCE = 60


@click.command()
@click.option("--host", default=_HERE, show_default=True, metavar="H")
@_port
@asked
def serve(how: Asked, host: str, port: int) -> None:
    """Serve the workspace to browsers until stopped with Ctrl-C.

    On an empty workspace this prints a link, good once and for a day, to a page where the first
    person makes their account and the first study.
    """
    from workbench.services import accounts, server_settings

    workspace = how.workspace(make=True)
    workspace.lock().close()  # refused here, before a link is made that ends another server's
    _must_be_free(host, port)
    here = _address(host, port) + server_settings.base_path(workspace)
    address = server_settings.value(workspace, "address") or here
    token = accounts.first_start_link(workspace)
    first = f"{address}/first-start/{token}" if token else None
    words = f"The workspace {workspace.folder} is served at {here} until you press Ctrl-C."
    if address != here:
        words += f"\nPeople find it at {address}"
    if first:
        words += f"\nNobody has an account here yet. Open this link once to begin: {first}"
    how.answer({"address": address, "first_start": first}, words)
    click.get_current_context().obj(workspace, host=host, port=port)


@click.command()
@_port
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@asked
def demo(how: Asked, port: int, no_browser: bool) -> None:
    """Serve a ready team and study, all invented, in a workspace of its own.

    That is the folder ./workspace-demo unless --workspace names another; it is made when it is not
    there, and kept.
    """
    from workbench.services import demo as ready

    # Never the folder of the environment variable, which holds somebody's real work.
    workspace = replace(how, folder=how.folder or DEMO_FOLDER).workspace(make=True)
    workspace.lock().close()
    _must_be_free(_HERE, port)
    ready.prepare(workspace, tell=lambda words: click.echo(f"{words} …", err=True))
    address = _address(_HERE, port)
    how.answer(
        {"address": address, "first_start": None},
        f"The demo is served at {address} until you press Ctrl-C.",
    )
    if not no_browser:
        threading.Thread(target=_open_browser, args=(address, port), daemon=True).start()
    click.get_current_context().obj(workspace, host=_HERE, port=port, quietly=True)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        # As the server does: a port that was served a moment ago is free.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as trouble:
            raise WrongPlace(
                f"Port {port} of {host} cannot be used ({trouble.strerror}). Stop what is using "
                "it, or choose another with --port."
            ) from trouble


def _open_browser(address: str, port: int) -> None:
    """Open the browser as soon as something answers there."""
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up:
        with suppress(OSError), socket.create_connection((_HERE, port), timeout=1):
            webbrowser.open(address)
            return
        time.sleep(0.2)
