"""Making studies and looking at them from the command line."""

from pathlib import Path

import click

from workbench.cli.asked import Asked, asked, options


@click.group()
@options
def project() -> None:
    """Make studies and see what is in them."""


@project.command("new")
@click.argument("name")
@click.option(
    "--codebook",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A codebook in YAML; the six values if none.",
)
@click.option(
    "--as",
    "person",
    metavar="PERSON",
    help="Who makes it, and is first in its team; whoever is here, if there is only one.",
)
@asked
def new(how: Asked, name: str, codebook: Path | None, person: str | None) -> None:
    """Make a study with a codebook and one reading under way."""
    from workbench.domain.errors import NotFound
    from workbench.domain.ids import Guid
    from workbench.services import accounts, lookalikes, projects

    name = accounts.checked_name(name)
    # Read before anything is made, so that a mistake in it leaves nothing behind.
    book = projects.load_codebook(codebook)
    workspace = how.workspace(make=True)
    # Somebody alone in a workspace need not say who they are; with several, nobody is assumed.
    by = workspace.person_called(person) if person else workspace.only_person()
    if person and by is None:
        raise NotFound(
            f"There is nobody called {person} in this workspace. Add them with "
            "`workbench person add` first."
        )
    other = lookalikes.looks_like(name, (row["name"] for row in workspace.projects()))
    if other is not None:
        click.echo(f"This name looks like another study’s: “{other}”.", err=True)
    made = projects.new_project(
        workspace,
        name,
        codebook=codebook,
        by=Guid(by["guid"]) if by else None,
        by_name=by["name"] if by else "",
    )
    row = next(row for row in workspace.projects() if row["guid"] == made.guid)
    how.answer(
        {**row, "file": str(made.path), "codebook": book.name, "codes": len(book.codes)},
        f"The study “{name}” is made, with the codebook “{book.name}”. "
        f"Its short name is {row['slug']}, its long identifier {row['guid']}.",
    )


@project.command("list")
@asked
def list_(how: Asked) -> None:
    """List the studies of the workspace."""
    found = how.workspace().projects()
    lines = [f"{row['name']}  ({row['slug']}, {row['guid']})" for row in found]
    how.answer({"projects": found}, "\n".join(lines) or "There is no study here yet.")


@project.command("info")
@click.argument("study", metavar="PROJECT")
@asked
def info(how: Asked, study: str) -> None:
    """Say what a study holds."""
    from workbench.services import projects

    found = projects.info(how.desk(study))
    lines = [
        found["name"],
        *([found["about"]] if found["about"] else []),
        f"Identifier    {found['guid']}",
        f"Transcripts   {found['transcripts']}",
        f"Participants  {found['participants']}",
        f"Codebook      {found['codebook']}, {found['codes']} codes",
        f"Team          {', '.join(found['team']) or 'nobody yet'}",
    ]
    how.answer(found, "\n".join(lines))
