"""Importing transcripts from the command line: files and folders, without asking anything."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.asked import Asked, asked
from workbench.domain.errors import UnreadableFile, WorkbenchError
from workbench.domain.source import KINDS, SETTINGS

if TYPE_CHECKING:
    from workbench.services.desks import Desk

# A little more than the workbench takes: enough to be refused as too large by whoever reads it.
_MOST_BYTES = 25_000_000
_CODEBOOK = (
    re.compile(rb"^key:\s*\S", re.M),
    re.compile(rb"^(values|key_decisions|other):", re.M),
)


@click.command("import")
@click.argument("project")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as", "person", metavar="PERSON", help="In whose name.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="The kind of conversation.")
@click.option(
    "--setting",
    "settings",
    multiple=True,
    type=click.Choice(list(SETTINGS)),
    help="Where the peer support that is talked about happens; may be given several times.",
)
@click.option(
    "--participant",
    "participants",
    multiple=True,
    metavar="ID",
    help="Who took part, by participant ID; may be given several times. Else P01, P02….",
)
@asked
def take_in(
    how: Asked,
    project: str,
    files: tuple[Path, ...],
    person: str | None,
    kind: str | None,
    settings: tuple[str, ...],
    participants: tuple[str, ...],
) -> None:
    """Import transcripts: Word documents, plain text and captions.

    A folder is read with everything in it, hidden files and YAML files apart. A file that cannot
    be read is named, the others still go in, and the exit code is 1. What is said of kind, setting
    and participants is said of every file.
    """
    desk = how.desk(project, person=person)
    said: dict[str, object] = {
        "kind": kind, "settings": settings, "participants": participants,
    }  # fmt: skip
    said = {name: given for name, given in said.items() if given}
    told = []
    for path, in_folder in _all_files(files):
        row = _one(desk, path, said, in_folder=in_folder)
        told.append(row)
        if row["state"] == "failed":
            click.echo(row["message"], err=True)
        elif not how.as_json:
            click.echo(row["message"])
    failed = sum(row["state"] == "failed" for row in told)
    taken = sum(row["state"] == "taken_in" for row in told)
    summary = f"{taken} of {len(told)} {'file' if len(told) == 1 else 'files'} taken in."
    how.answer({"project": desk.project.guid, "files": told}, summary)
    if failed:
        click.get_current_context().exit(1)


def _one(desk: "Desk", path: Path, said: dict[str, object], *, in_folder: bool) -> dict:
    """Take one file in, and say in a sentence what came of it."""
    from workbench.services import taking_in

    # A name that is no text, as old archives have them, is shown as far as it is.
    name = os.fsencode(path.name).decode("utf-8", "replace")
    row = {"file": os.fsencode(path).decode("utf-8", "replace"), "source": None}
    try:
        data = _bytes(path, name)
        not_one = _not_a_transcript(path, name, data)
        if not_one is None:
            message, row["source"] = taking_in.import_file(desk, name, data, **said)
            state = "taken_in" if row["source"] else "already_here"
        elif in_folder:
            state, message = "left_out", str(not_one)
        else:
            raise not_one
    except WorkbenchError as refused:
        state, message = "failed", str(refused)
    return {**row, "state": state, "message": message}


def _all_files(named: tuple[Path, ...]) -> Iterator[tuple[Path, bool]]:
    """Every file that was named or lies in a folder that was, folders in order of name."""
    for path in named:
        if not path.is_dir():
            yield path, False
            continue
        for found in sorted(path.rglob("*")):
            inside = found.relative_to(path).parts
            if found.is_file() and not any(part.startswith((".", "~$")) for part in inside):
                yield found, True


def _bytes(path: Path, name: str) -> bytes:
    if not path.is_file():
        raise UnreadableFile(name, "is not there", "Check the name and try again.")
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as trouble:
        raise UnreadableFile(
            name, f"could not be opened ({trouble.strerror})", "Check who may read it."
        ) from trouble


def _not_a_transcript(path: Path, name: str, data: bytes) -> UnreadableFile | None:
    """Tell codebooks by what is in them, and other YAML by its ending: as text it looks spoken."""
    if all(sign.search(data) for sign in _CODEBOOK):
        return UnreadableFile(
            name,
            "is a codebook, and the codebook of a study is chosen when the study is made",
            f"Use `workbench project new NAME --codebook {name}`.",
        )
    if path.suffix.lower() in (".yaml", ".yml"):
        return UnreadableFile(
            name, "is a YAML file and not a transcript", "If it is one, give it the ending .txt."
        )
    return None
