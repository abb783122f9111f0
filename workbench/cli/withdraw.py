"""Withdrawing a participant from the command line, with a dry run that says what it would do."""

import sys
from contextlib import closing
from dataclasses import asdict
from typing import IO, TYPE_CHECKING

import click

from workbench.cli.asked import Asked, asked
from workbench.domain.errors import NotAllowed, WrongPlace

if TYPE_CHECKING:
    from workbench.services.desks import Workspace


@click.command()
@click.argument("project")
@click.argument("participant")
@click.option("--dry-run", is_flag=True, help="Say what would be gone, and change nothing.")
@click.option("--quotes-only", is_flag=True, help="Keep the transcripts; quote nothing of theirs.")
@click.option(
    "--speaker",
    "speakers",
    multiple=True,
    metavar="LABEL",
    help="Which speaker they are where no speaker is linked to them; may be given several times.",
)
@click.option("--did-not-speak", is_flag=True, help="They are no speaker in those transcripts.")
@click.option("--as", "person", metavar="PERSON", help="In whose name.")
@asked
def withdraw(
    how: Asked,
    project: str,
    participant: str,
    dry_run: bool,
    quotes_only: bool,
    speakers: tuple[str, ...],
    did_not_speak: bool,
    person: str | None,
) -> None:
    """Withdraw a participant: their transcripts and turns are gone from the study's file.

    This cannot be undone; --dry-run first says what it does. Nobody may be serving the workspace
    meanwhile: stop the server, or use the Participants page.
    """
    from workbench.services import withdrawing

    desk, workspace = how.desk(project, person=person), how.workspace()
    spoke_as = speakers if speakers or did_not_speak else None
    foretold = withdrawing.preview(workspace, desk, participant, spoke_as=spoke_as)
    if quotes_only:
        if not dry_run:
            withdrawing.quotes_only(desk, participant)
        would_be = "would be" if dry_run else "is"
        words = f"Nothing of {foretold.participant} {would_be} quoted any more. The words stay."
        how.answer(
            {"participant": foretold.participant, "quotes_only": True, "dry_run": dry_run}, words
        )
        return
    if dry_run:
        how.answer({**asdict(foretold), "dry_run": True}, "\n".join(foretold.sentences))
        return
    for name, labels in foretold.unclear.items():
        raise NotAllowed(
            f"In “{name}” no speaker is linked to {foretold.participant}. Name theirs with "
            f"--speaker LABEL ({', '.join(labels) or 'it has no labels'}), or say "
            "--did-not-speak. Nothing was changed."
        )
    with closing(_held(workspace)):
        if not how.as_json and sys.stdin.isatty():
            click.echo("\n".join(foretold.sentences), err=True)
            if click.prompt("Type the participant ID to go on", err=True) != foretold.participant:
                raise NotAllowed("That is not the participant ID. Nothing was changed.")
        done = withdrawing.withdraw(workspace, desk, participant, spoke_as=spoke_as)
    how.answer({**asdict(done), "dry_run": False}, "\n".join(done.sentences))


def _held(workspace: "Workspace") -> IO[str]:
    try:
        return workspace.lock()
    except WrongPlace as served:
        raise WrongPlace(
            f"A server is using the workspace {workspace.folder}. Stop it first, or withdraw on "
            "its Participants page. Nothing was changed."
        ) from served
