"""What every command is asked beside its own words: which workspace, and words or JSON."""

import errno
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.domain.errors import NotFound, WorkbenchError

if TYPE_CHECKING:
    from workbench.services.desks import Desk, Workspace

VARIABLE, FOLDER = "WORKBENCH_WORKSPACE", "workspace"
_OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}


@dataclass(frozen=True, slots=True)
class Asked:
    """How one command was called.

    `folder` is the workspace that was named with --workspace, or None.
    """

    folder: Path | None
    as_json: bool

    def workspace(self, *, make: bool = False) -> "Workspace":
        """Open the workspace; `NotFound` when it is not there, unless this command makes one."""
        from workbench.services import desks

        folder = self.folder or Path(os.environ.get(VARIABLE) or FOLDER)
        # A folder that was mistyped would otherwise quietly become an empty workspace.
        if not make and not (folder / "workspace.sqlite3").is_file():
            raise NotFound(
                f"There is no workspace in the folder {folder}. Make a study with "
                "`workbench project new`, or name another folder with --workspace."
            )
        return desks.open_workspace(folder)

    def desk(self, project: str, *, person: str | None = None) -> "Desk":
        """Sit down at a project, in a member's name or nobody's."""
        from workbench.services import desks

        return desks.from_command_line(self.workspace(), project, person)

    def answer(self, found: dict, words: str) -> None:
        """Print what came of the command: one JSON object, or words for people."""
        click.echo(json.dumps(found, ensure_ascii=False) if self.as_json else words)


def options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Take --workspace and --json here; what stands last on the line holds."""

    def keep(context: click.Context, option: click.Parameter, given: object) -> None:
        if given:
            context.meta[f"workbench.{option.name}"] = given

    for add in (
        click.option(
            "--json", "as_json", is_flag=True, callback=keep, expose_value=False,
            help="Print one JSON object instead of words.",
        ),
        click.option(
            "--workspace", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
            callback=keep, expose_value=False,
            help=f"The workspace folder; else ${VARIABLE}, else ./{FOLDER}.",
        ),
    ):  # fmt: skip
        function = add(function)
    return function


def asked(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a command of a function whose first argument is how it was called.

    What a person can do something about ends in one sentence on standard error and exit 1.
    """

    @options
    @wraps(function)
    def command(**given: object) -> None:
        context = click.get_current_context()
        how = Asked(
            context.meta.get("workbench.workspace"), bool(context.meta.get("workbench.as_json"))
        )
        try:
            function(how, **given)
        except WorkbenchError as refused:
            click.echo(str(refused), err=True)
            context.exit(1)
        except OSError as trouble:
            if trouble.errno not in _OF_THE_DISK:
                raise
            where = trouble.filename or "The disk"
            click.echo(
                f"{where} cannot be written to ({trouble.strerror}), so this was broken off. Make "
                "room, or see that you may write there, then try again.",
                err=True,
            )
            context.exit(1)

    return command
