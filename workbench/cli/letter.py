"""Letters to a participant from the command line."""

from pathlib import Path

import click

from workbench.cli.asked import Asked, asked
from workbench.cli.giving_out import give_out


@click.command()
@click.argument("project")
@click.argument("out", metavar="OUT.docx", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--kind",
    type=click.Choice(["everything", "quotations", "withdrawal"]),
    default="everything",
    show_default=True,
    help="Everything you hold of them; quotations you ask about; what a withdrawal took out.",
)
@click.option("--participant", metavar="ID", help="Whom it is for; not needed after a withdrawal.")
@asked
def letter(how: Asked, project: str, out: Path, kind: str, participant: str | None) -> None:
    """Write a letter to a participant as a Word document, in plain words and large type.

    After a withdrawal there is nobody left to name: the letter is about the newest one.
    """
    from workbench.services import on_record, participant_letters

    if out.suffix.lower() != ".docx":
        raise click.BadParameter("A letter is a Word document: end its name in .docx.")
    if (participant is None) != (kind == "withdrawal"):
        raise click.UsageError(
            "Say whom the letter is for with --participant ID."
            if participant is None
            else "A letter after a withdrawal names nobody: leave --participant out."
        )
    desk = how.desk(project)
    if kind == "withdrawal":
        _, data = participant_letters.taken_out(desk)
    elif kind == "quotations":
        _, data = participant_letters.quotations_to_use(desk, participant or "")
    else:
        _, data = participant_letters.everything_held(desk, participant or "")
    give_out(desk, out, data, what=on_record.LETTERS[kind])
    how.answer({"file": str(out), "kind": kind, "bytes": len(data)}, f"The letter is in {out}.")
