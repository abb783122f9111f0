"""Adding people from the command line."""

import sys
from typing import TYPE_CHECKING

import click

from workbench.cli.asked import Asked, asked, options

if TYPE_CHECKING:
    from workbench.domain.ids import Guid
    from workbench.services.desks import Workspace


@click.group()
@options
def person() -> None:
    """Look after the people of a workspace."""


@person.command("add")
@click.argument("name")
@click.option("--email", default="", help="They may sign in with it as well as with the name.")
@click.option("--password-stdin", is_flag=True, help="Read a password from standard input.")
@click.option("--project", metavar="PROJECT", help="The study whose team they join.")
@asked
def add(how: Asked, name: str, email: str, password_stdin: bool, project: str | None) -> None:
    """Add somebody to the workspace.

    They join the team of the study named with --project, with every job in it. Where the workspace
    has just one study they join that; where it has several and none is named, they join no team
    until they are invited. With --project, somebody who has an account already is put into one
    more team.
    """
    from workbench.domain.errors import AlreadyThere
    from workbench.domain.ids import Guid
    from workbench.domain.people import JOBS
    from workbench.services import accounts, desks, projects

    workspace = how.workspace(make=True)
    name = accounts.checked_name(name)
    listed = workspace.projects()
    study = None
    if project is not None:
        study = desks.find_project(workspace, project)
    elif len(listed) == 1:
        study = Guid(listed[0]["guid"])

    known = workspace.person_called(name) if project and not email and not password_stdin else None
    if known is not None:
        guid, name = Guid(known["guid"]), known["name"]
        if study is not None and workspace.jobs_of(study, guid) is not None:
            raise AlreadyThere(f"{name} is in the team of that study already.")
    else:
        password = None
        if password_stdin:
            password = sys.stdin.readline().rstrip("\r\n")
        guid = accounts.add_person(workspace, name, email=email, password=password)

    words = f"{name} has an account in this workspace"
    team = None
    if study is not None:
        projects.put_in_team(workspace, study, guid, name, frozenset(JOBS))
        team = next(row["name"] for row in listed if row["guid"] == study)
        words += f" and is in the team of “{team}”"
    words += "."
    link = None
    if known is None and not password_stdin:
        link, where = _link(workspace, guid)
        words += (
            f" They choose a password at {where} (once, within {accounts.LINK_DAYS:.0f} days)."
        )
    how.answer({"guid": guid, "name": name, "project": study, "link": link}, words)


@person.command("password")
@click.argument("name")
@click.option("--without-second-step", is_flag=True, help="Turn their second step off as well.")
@asked
def password(how: Asked, name: str, without_second_step: bool) -> None:
    """Make a link with which somebody chooses a new password.

    Whoever has the link can sign in as that person, so give it to nobody else. Their private notes
    are kept, and they are signed out everywhere else.
    """
    from workbench.domain.errors import NotFound
    from workbench.domain.ids import Guid
    from workbench.services import accounts, second_step

    workspace = how.workspace()
    known = workspace.person_called(name)
    if known is None:
        raise NotFound(f"There is nobody called {name} in this workspace.")
    if without_second_step:
        second_step.turn_off_for(workspace, Guid(known["guid"]))
    link, where = _link(workspace, Guid(known["guid"]))
    how.answer(
        {"guid": known["guid"], "name": known["name"], "link": link},
        f"{known['name']} chooses a new password at {where} "
        f"(once, within {accounts.LINK_DAYS:.0f} days). Their private notes are kept.",
    )


def _link(workspace: "Workspace", guid: "Guid") -> tuple[str, str]:
    """Make a link for choosing a password, and say where that is."""
    from workbench.services import accounts, server_settings

    address = server_settings.value(workspace, "address")
    link = f"{address}/new-password/{accounts.password_link(workspace, guid)}"
    return link, link if address else f"the address of your server followed by {link}"


@person.command("erase")
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Say what goes and what stays, and change nothing.")
@click.option(
    "--readings-under",
    default="",
    metavar="NAME",
    help="What their readings are called from now on; “a former member” unless given.",
)
@click.option(
    "--perspectives-go", is_flag=True, help="Take back what they shared of where they read from."
)
@asked
def erase(
    how: Asked, name: str, dry_run: bool, readings_under: str, perspectives_go: bool
) -> None:
    """Erase somebody's account, for somebody who asked for it and cannot do it themselves.

    They can: on the page Your account, where they also take away what they wrote. Their private
    notes are destroyed unread. It cannot be undone; --dry-run first says what it does. Nobody may
    be serving the workspace meanwhile.
    """
    from contextlib import closing

    from workbench.domain.errors import NotAllowed, NotFound, WrongPlace
    from workbench.domain.ids import Guid
    from workbench.services import erasing_account

    workspace = how.workspace()
    known = workspace.person_called(name)
    if known is None:
        raise NotFound(f"There is nobody called {name} in this workspace.")
    guid = Guid(known["guid"])
    told = erasing_account.foretold_for(workspace, guid)
    if dry_run:
        how.answer(
            {"name": known["name"], "sentences": told.sentences, "first": told.first,
             "dry_run": True},
            "\n".join((*told.sentences, *told.first)),
        )  # fmt: skip
        return
    try:
        held = workspace.lock()
    except WrongPlace as served:
        raise WrongPlace(
            f"A server is using the workspace {workspace.folder}. Stop it first, or have them do "
            "it on their page Your account. Nothing was changed."
        ) from served
    with closing(held):
        if not how.as_json and sys.stdin.isatty():
            click.echo("\n".join(told.sentences), err=True)
            if click.prompt("Type their name to go on", err=True) != known["name"]:
                raise NotAllowed("That is not their name. Nothing was changed.")
        receipt = erasing_account.erase_for(
            workspace, guid, name=readings_under, perspectives_stay=not perspectives_go
        )
    how.answer(
        {"on": receipt.on, "sentences": receipt.sentences, "dry_run": False},
        "\n".join(receipt.sentences),
    )
