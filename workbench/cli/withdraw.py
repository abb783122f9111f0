"""Withdrawing a participant from the command line, with a dry run that says what it would do."""

import sys
from contextlib import closing
from dataclasses import asdict
from typing import IO, TYPE_CHECKING

import click

from workbench.cli.asked import Asked, asked
from workbench.domain.errors import NotAllowed, NotFound, WrongPlace

if TYPE_CHECKING:
    from workbench.services.desks import Desk, Workspace


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
@click.option(
    "--transcript",
    metavar="NAME",
    help="With --turns: only these turns of this transcript go, and the participant stays.",
)
@click.option("--turns", metavar="NUMBERS", help="Their turns there that go, such as 4,7-9.")
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
    transcript: str | None,
    turns: str | None,
    person: str | None,
) -> None:
    """Withdraw a participant: their transcripts and turns are gone from the study's file.

    This cannot be undone; --dry-run first says what it does. Nobody may be serving the workspace
    meanwhile: stop the server, or use the Participants page.
    """
    from workbench.services import withdrawing

    desk, workspace = how.desk(project, person=person), how.workspace()
    if transcript is not None or turns is not None:
        _some(how, workspace, desk, participant, (transcript, turns), dry_run=dry_run)
        return
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
        _confirm(how, foretold.sentences, foretold.participant)
        done = withdrawing.withdraw(workspace, desk, participant, spoke_as=spoke_as)
    how.answer({**asdict(done), "dry_run": False}, "\n".join(done.sentences))


def _some(
    how: Asked,
    workspace: "Workspace",
    desk: "Desk",
    participant: str,
    which: tuple[str | None, str | None],
    *,
    dry_run: bool,
) -> None:
    """Take some turns of one transcript out, as `--transcript` and `--turns` say."""
    from workbench.services import withdrawing_some

    name, turns = which
    if name is None or turns is None:
        raise click.UsageError("Give --transcript and --turns together.")
    numbers = _numbers(turns)
    spoken = withdrawing_some.spoken(desk, participant)
    sources = [source for source, (called, _) in spoken.items() if name in (called, source)]
    if len(sources) != 1:
        raise NotFound(
            f"{participant} speaks in {'several transcripts' if sources else 'no transcript'} "
            f"called “{name}”. Give its name as it is listed, or its GUID."
        )
    meant = (participant, sources[0], numbers)
    sentences = withdrawing_some.preview(workspace, desk, *meant)
    if dry_run:
        how.answer(
            {"participant": participant, "sentences": sentences, "dry_run": True},
            "\n".join(sentences),
        )
        return
    with closing(_held(workspace)):
        _confirm(how, sentences, participant)
        done = withdrawing_some.withdraw(workspace, desk, *meant)
    how.answer({**asdict(done), "dry_run": False}, "\n".join(done.sentences))


def _numbers(turns: str) -> set[int]:
    """Read numbers and stretches of numbers, such as `4,7-9`."""
    found: set[int] = set()
    for part in turns.split(","):
        first, _, last = part.strip().partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()):
            raise click.UsageError("--turns takes numbers, such as 4,7-9.")
        found |= set(range(int(first), min(int(last or first), 1_000_000) + 1))
    return found


def _confirm(how: Asked, sentences: tuple[str, ...], participant: str) -> None:
    """Have the ID typed once more, where somebody sits at a terminal."""
    if not how.as_json and sys.stdin.isatty():
        click.echo("\n".join(sentences), err=True)
        if click.prompt("Type the participant ID to go on", err=True) != participant:
            raise NotAllowed("That is not the participant ID. Nothing was changed.")


def _held(workspace: "Workspace") -> IO[str]:
    try:
        return workspace.lock()
    except WrongPlace as served:
        raise WrongPlace(
            f"A server is using the workspace {workspace.folder}. Stop it first, or withdraw on "
            "its Participants page. Nothing was changed."
        ) from served
