"""What a study has come to: the report, where readings differ, and whether the file is sound."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.agreement import agreement as figures
from workbench.cli.asked import Asked, asked
from workbench.cli.giving_out import give_out
from workbench.cli.seen_from import by_heading
from workbench.domain.coding import PRESENCES
from workbench.domain.errors import NotFound

if TYPE_CHECKING:
    from workbench.services.desks import Desk


@click.command()
@click.argument("project")
@click.argument("out", metavar="OUT.docx", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--kind",
    type=click.Choice(["thematic", "participants", "codebook", "case", "decisions"]),
    default="thematic",
    show_default=True,
    help="Which report.",
)
@click.option("--set", "chosen", metavar="NAME", help="Only a set or a peer support group.")
@click.option(
    "--template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A Word document of your own, for its page and its styles.",
)
@click.option("--team-copy", is_flag=True, help="With a comment on each quotation.")
@asked
def report(
    how: Asked,
    project: str,
    out: Path,
    kind: str,
    chosen: str | None,
    template: Path | None,
    team_copy: bool,
) -> None:
    """Write a document, as a draft for the team: Word, or a web page where OUT ends in .html.

    A case study is of one peer support group: name it with --set.
    """
    from workbench.services import documents, on_record, sets

    ending = out.suffix.lower().removeprefix(".")
    if ending not in ("docx", "html"):
        raise click.BadParameter("A report is a Word document: end its name in .docx (or .html).")
    desk = how.desk(project)
    data = documents.make(
        desk,
        documents.Wanted(
            kind,
            sets.called(desk, chosen) if chosen else None,
            ending,  # type: ignore[arg-type]
            team_copy=team_copy,
            template=template.read_bytes() if template else None,
        ),
    ).data
    give_out(desk, out, data, what=on_record.LEAVING[f"report.{ending}"])
    how.answer({"file": str(out), "kind": kind, "bytes": len(data)}, f"The report is in {out}.")


@click.command()
@click.argument("project")
@click.option("--source", metavar="S", help="One transcript, by its name or identifier.")
@click.option("--set", "chosen_by", metavar="NAME", help="Only a set or a peer support group.")
@click.option(
    "--by",
    type=click.Choice(["coder", "perspective"]),
    default="coder",
    show_default=True,
    help="Whose readings stand side by side: people's, or those from the team's shared headings.",
)
@click.option(
    "--unit",
    type=click.Choice(["turn", "sentence", "character"]),
    default="character",
    show_default=True,
    help="Compare whole turns or sentences, or the stretches as marked.",
)
@click.option("--agreement", is_flag=True, help="Agreement figures, where a team has them on.")
@asked
def compare(
    how: Asked,
    project: str,
    source: str | None,
    chosen_by: str | None,
    by: str,
    unit: str,
    agreement: bool,
) -> None:
    """Show where readings differ, as every member of the team may see them.

    Passages with words of somebody who said no to analysis are left out.
    """
    from workbench.services import on_record, perspectives, reading, sets

    desk = how.desk(project)
    among = sets.chosen(desk, sets.called(desk, chosen_by) if chosen_by else None)
    listed = [
        row
        for row in reading.transcripts(desk)
        if source in (None, row["guid"], row["name"]) and (among is None or row["guid"] in among)
    ]
    if source is not None and len(listed) != 1:
        what = "is no transcript" if not listed else f"are {len(listed)} transcripts"
        raise NotFound(
            f"There {what} called {source} in this study. `workbench compare` without --source "
            "shows them all; --json gives the identifier of each."
        )
    if agreement:
        only = None if source is None and among is None else [row["guid"] for row in listed]
        told, words = figures(desk, by=by, unit=unit, among=only)
        on_record.taken_away(desk, on_record.LEAVING["agreement.{ending}"])
        how.answer(told, words)
        return
    if by == "perspective" and not perspectives.headings(desk):
        click.echo(
            "The team has no shared headings yet, so readings are compared by reader.", err=True
        )
        by = "coder"
    chosen = listed[0]["guid"] if source is not None else None
    differing = _differences(desk, chosen, by, unit)
    found = [
        {
            "guid": row["guid"],
            "name": row["name"],
            "differences": [one for one in differing if one["source"] == row["guid"]],
        }
        for row in listed
    ]
    tables = [_table(row) for row in found if row["differences"]] or ["No readings differ here."]
    told = {"project": desk.project.guid, "by": by, "unit": unit, "transcripts": found}
    if by == "perspective":
        told["seen_from"], words = by_heading(desk, [row["guid"] for row in listed])
        tables += [words] if words else []
    on_record.taken_away(desk, on_record.COMPARED)
    how.answer(told, "\n\n".join(tables))


@click.command()
@click.argument("project")
@click.option("--refill-search", is_flag=True, help="Empty the search index and fill it anew.")
@asked
def check(how: Asked, project: str, refill_search: bool) -> None:
    """Look a study over for anything that does not fit together; exit 1 where something does.

    Nothing is changed, unless --refill-search asks for the index of words to be made anew first.
    """
    from workbench.services import checking, searching

    desk = how.desk(project)
    if refill_search:
        searching.refill(how.workspace(), desk)
    found = [*checking.check(desk), *checking.check_around(how.workspace(), desk)]
    sound = f"The study {desk.project.path.name} is sound."
    how.answer({"project": desk.project.guid, "sound": not found, "troubles": found},
               "\n".join(found) or sound)  # fmt: skip
    if found:
        click.get_current_context().exit(1)


def _differences(desk: "Desk", source: str | None, by: str, unit: str) -> list[dict]:
    from workbench.services import comparing, leaving, settled, units

    if unit == "character":
        found = comparing.compare(desk, source=source, by=by, leaving=True)  # type: ignore[arg-type]
    else:
        found = units.compare(desk, source=source, by=by, unit=unit, leaving=True)  # type: ignore[arg-type]
    differing = [one for one in found if one["differs"]]
    # What is printed here goes into files and other programs.
    left = leaving.may_leave(desk.project, differing, purpose="analysis")
    if len(left) < len(differing):
        click.echo(
            "Passages with words of somebody who said no to analysis are left out.", err=True
        )
    came = settled.by_transcript(desk, {one["source"] for one in left})
    return [
        one
        | {
            "talked_about": [
                {
                    "discussion": each.discussion,
                    "start": each.span.start,
                    "end": each.span.end,
                    "outcome": each.outcome,
                    "code": each.code,
                    "told": each.told(),
                    "words": list(each.words),
                }
                for each in settled.at(came.get(one["source"], ()), one["start"], one["end"])
            ]
        }
        for one in left
    ]


def _table(transcript: dict) -> str:
    """One transcript's differences, each with a line for each reading of it."""
    lines = [transcript["name"]]
    for one in transcript["differences"]:
        lines += ["", f"  {one['start']}–{one['end']}  “{_shortened(one['words'])}”"]
        lines += [f"    in “{one['round']}”"]
        lines += [f"    {words}" for words in one["kinds"]]
        rows = dict.fromkeys(
            (each["reader"], each["code"],
             "" if each["presence"] == "not_said" else PRESENCES[each["presence"]])
            for each in one["readings"]
        )  # fmt: skip
        rows |= dict.fromkeys((who, "read it, nothing marked", "") for who in one["unmarked_by"])
        rows |= dict.fromkeys((who, "has not finished reading", "") for who in one["not_finished"])
        rows |= dict.fromkeys((who, "was not asked to read it", "") for who in one["not_asked"])
        wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
        lines += [
            f"      {who:{wide[0]}}  {code:{wide[1]}}  {presence}".rstrip()
            for who, code, presence in rows
        ]
        for each in one["talked_about"]:
            lines += [f"    {each['told']}", *(f"      “{words}”" for words in each["words"])]
    return "\n".join(lines)


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 70 else f"{words[:68].rstrip()} …"
