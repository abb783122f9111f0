"""Backups, restoring them, and what whoever runs the server may set."""

import os
from pathlib import Path

import click

from workbench.cli.asked import FOLDER, VARIABLE, Asked, asked

_path = click.Path(path_type=Path)
_file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("out", required=False, type=_path)
@click.option("--with-keys", type=_file, metavar="OUT2", help="Keep the keys too, in this file.")
@click.option("--scheduled", is_flag=True, hidden=True)
@asked
def backup(how: Asked, out: Path | None, with_keys: Path | None, scheduled: bool) -> None:
    """Make a consistent copy of the whole workspace in one file, while people work.

    OUT is a new file or a folder; without it the file goes to the server's own folder for backups.
    Private notes are in it and cannot be read without the keys, which --with-keys writes to a file
    of their own: keep the two apart.
    """
    from workbench.services import backing_up, on_record

    made, troubles = backing_up.back_up(
        how.workspace(), out, keys_out=with_keys, scheduled=scheduled
    )
    if not scheduled:
        on_record.backed_up(how.workspace(), with_keys=with_keys is not None)
    words = [f"The backup is {made}. Every byte of it was read again and is as it was written."]
    if with_keys:
        words.append(f"The keys to private text are in {with_keys}: keep it somewhere else.")
    words += troubles
    how.answer({"file": str(made), "troubles": troubles}, "\n".join(words))
    if troubles:
        click.get_current_context().exit(1)


@click.command()
@click.argument("file", type=_file)
@click.option("--keys", type=_file, metavar="OUT2", help="A backup of keys to put back as well.")
@asked
def restore(how: Asked, file: Path, keys: Path | None) -> None:
    """Put a backup in the workspace, or one study's file. What was there is kept beside it.

    Nobody may be serving the workspace meanwhile. A file that ends in .workbench becomes a study
    of this workspace, or takes the place of the same study.
    """
    from workbench.services import restoring

    folder = how.folder or Path(os.environ.get(VARIABLE) or FOLDER)
    done = restoring.restore(folder, file, keys=keys)
    how.answer(
        {"sentences": done.sentences, "kept": str(done.kept) if done.kept else None},
        "\n".join(done.sentences),
    )


@click.command()
@click.argument("name", required=False)
@click.argument("value", required=False)
@asked
def settings(how: Asked, name: str | None, value: str | None) -> None:
    """List what whoever runs the server may set, or set NAME to VALUE."""
    from workbench.services import server_settings

    workspace = how.workspace()
    if name is not None and value is not None:
        server_settings.change(workspace, name, value)
    chosen = [name] if name is not None else list(server_settings.SETTINGS)
    if name is not None and name not in server_settings.SETTINGS:
        from workbench.domain.errors import NotFound

        raise NotFound(f"There is no setting called {name}. `workbench settings` lists them.")
    found = {one: server_settings.value(workspace, one) for one in chosen}
    words = [
        f"{one} = {words or '(empty)'}\n    {server_settings.SETTINGS[one].about}"
        for one, words in found.items()
    ]
    how.answer(found, "\n".join(words))
