"""The `workbench` command."""

import sys
from contextlib import redirect_stdout, suppress
from typing import TYPE_CHECKING

import click

from workbench.cli import workbench

if TYPE_CHECKING:
    from workbench.services.desks import Workspace


def start(workspace: "Workspace", *, host: str, port: int, quietly: bool = False) -> None:
    """Serve a workspace. Only now is the web imported: no other command waits for it."""
    from workbench import serving

    # Streamlit greets on standard output, where nothing but the command's own answer belongs.
    # What stops it may be the key that was pressed or, where it is ending already, nothing more.
    with redirect_stdout(sys.stderr), suppress(KeyboardInterrupt):
        serving.start(workspace, host=host, port=port, quietly=quietly)
    click.echo("\nStopped. Everything that was done is kept.", err=True)


def main() -> None:
    """Run the command line."""
    workbench(obj=start, prog_name="workbench")


if __name__ == "__main__":
    main()
