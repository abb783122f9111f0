"""Importing from the command line: transcripts and codebooks, without asking anything."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.asked import Asked, asked
from workbench.domain.errors import UnreadableFile, WorkbenchError
from workbench.domain.source import KINDS, SETTINGS

if TYPE_CHECKING:
    from workbench.services.desks import Desk
    from workbench.services.taking_in import File

# A little more than the workbench takes: enough to be refused as too large by whoever reads it.
_MOST_BYTES = 101_000_000


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
@click.option(
    "--prepare", is_flag=True, help="Keep them back until they are released on the page."
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
    prepare: bool,
) -> None:
    """Import transcripts from any of the formats that the README lists, and codebooks.

    A folder is read with everything in it, hidden files and YAML files apart, and so is a zip
    file. A file that cannot be read is named, the others still go in, and the exit code is 1. What
    is said of kind, setting and participants is said of every file. A codebook, as YAML or .qdc,
    adds codes and changes nothing that the study says of its own.
    """
    desk = how.desk(project, person=person)
    said: dict[str, object] = {
        "kind": kind, "settings": settings, "participants": participants, "preparing": prepare,
    }  # fmt: skip
    said = {name: given for name, given in said.items() if given}
    told = []
    for path, in_folder in _all_files(files):
        for row in _rows(desk, path, said, in_folder=in_folder):
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


def _rows(desk: "Desk", path: Path, said: dict[str, object], *, in_folder: bool) -> Iterator[dict]:
    """Take in one file, or each member of a zip file, and say in a sentence what came of it."""
    from workbench.services import taking_in

    # A name that is no text, as old archives have them, is shown as far as it is.
    name = os.fsencode(path.name).decode("utf-8", "replace")
    file = os.fsencode(path).decode("utf-8", "replace")
    try:
        for member in taking_in.unpacked(name, _bytes(path, name)):
            inside = f"{file}/{member.name}" if member.packed else file
            yield {"file": inside, "source": None, **_one(desk, member, said, in_folder)}
    except WorkbenchError as refused:
        yield {"file": file, "source": None, "state": "failed", "message": str(refused)}


def _one(desk: "Desk", member: "File", said: dict[str, object], in_folder: bool) -> dict:
    from workbench.services import codebook_files, taking_in

    try:
        if member.refusal:
            raise member.refusal
        if codebook_files.is_codebook(member.data):
            if not in_folder and not member.packed:
                return _codebook(desk, member)
            alone = f"{member.name} is a codebook. Import it by itself to take its codes in."
            return {"state": "left_out", "message": alone}
        not_one = _not_a_transcript(member.name)
        if not_one and (in_folder or member.packed):
            return {"state": "left_out", "message": str(not_one)}
        if not_one:
            raise not_one
        message, source = taking_in.import_file(desk, member.name, member.data, **said)
    except WorkbenchError as refused:
        return {"state": "failed", "message": str(refused)}
    return {
        "source": source,
        "state": "taken_in" if source else "already_here",
        "message": message,
    }


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


def _codebook(desk: "Desk", member: "File") -> dict:
    """Take codes in from a codebook file, in the name of whoever imports."""
    from workbench.services import codebook_files

    taken = codebook_files.take_in(desk, member.name, member.data)
    return {
        "source": None,
        "state": "codebook_taken_in",
        "message": f"{member.name}: {taken.in_words()}",
    }


def _not_a_transcript(name: str) -> UnreadableFile | None:
    """Tell YAML that is no codebook by its ending: as text it looks spoken."""
    if name.lower().endswith((".yaml", ".yml")):
        return UnreadableFile(
            name, "is a YAML file and not a transcript", "If it is one, give it the ending .txt."
        )
    return None
