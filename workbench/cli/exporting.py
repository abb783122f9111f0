"""Giving a study out as a file, from the command line."""

from pathlib import Path

import click

from workbench.cli.asked import Asked, asked
from workbench.cli.giving_out import give_out


@click.command()
@click.argument("project")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--to",
    metavar="FORMAT",
    help="xlsx, csv or json: marks. yaml or qdc: the codebook. docx or html: the summary. By the "
    "ending of OUT unless given.",
)
@asked
def export(how: Asked, project: str, out: Path, to: str | None) -> None:
    """Give a study out as a file for another program.

    Marks are those every member may see. What somebody who said no to analysis said stays out.
    """
    from workbench.services import exporting, on_record

    wanted = (to or out.suffix.removeprefix(".")).lower()
    desk = how.desk(project)
    data = exporting.export(desk, wanted)
    give_out(desk, out, data, what=on_record.EXPORTED[wanted])
    how.answer({"file": str(out), "format": wanted, "bytes": len(data)}, f"The study is in {out}.")
