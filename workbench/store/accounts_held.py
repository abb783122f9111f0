"""What the workspace file holds of one person, and taking all of it out."""

import sqlite3
from pathlib import Path

from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import Guid
from workbench.store import jobs, reading_places
from workbench.store.database import DAMAGED, one, rows
from workbench.store.project import members
from workbench.store.sign_ins import guesses_at
from workbench.store.workspace import Workspace

_ERASING = "erasing "


def of(workspace: Workspace, person: Guid) -> dict:
    """What is kept of somebody's account, without what somebody could sign in with."""
    db = workspace.file.db
    account = one(
        db,
        "select name, email, password_hash is not null as has_a_password, created_at"
        " from people where guid = ?",
        person,
    )
    second = one(db, "select in_use from second_steps where person = ?", person)
    return {
        "account": account or {},
        "identifier": person,
        "second_step": {
            "in_use": bool(second and second["in_use"]),
            "codes_on_paper_left": db.execute(
                "select count(*) from recovery_codes where person = ?", (person,)
            ).fetchone()[0],
        },
        "accounts_elsewhere": rows(
            db, "select issuer, subject from elsewhere where person = ?", person
        ),
        "sign_ins": rows(
            db,
            "select began_at, ends_at, rests_at as ends_unless_used_by, browser from sign_ins"
            " where person = ? order by began_at",
            person,
        ),
        "links_made_by_you_or_for_you": rows(
            db,
            "select purpose, made_at, ends_at, used_at from links where person = ?1 or made_by ="
            " ?1 order by made_at",
            person,
        ),
        "work_begun": rows(
            db,
            "select kind, state, made_at from jobs where person = ? order by made_at",
            person,
        ),
        "sign_ins_that_failed_in_the_last_hour": [
            row["at"] for name in _tried(account) for row in rows(
                db, "select at from attempts where name = ? order by at", name
            )
        ],
        "how_you_like_the_pane": reading_places.settings(workspace, person),
        "places_kept_in_transcripts": db.execute(
            "select count(*) from reading_places where person = ?", (person,)
        ).fetchone()[0],
    }  # fmt: skip


def _tried(account: dict | None) -> list[str]:
    """The words under which attempts to sign in as somebody are kept."""
    named = [(account or {}).get("name", ""), (account or {}).get("email", "")]
    return list(dict.fromkeys(name.lower()[:200] for name in named if name))


def began_at(workspace: Workspace, sign_in: str) -> str:
    """When a sign-in began."""
    found = one(workspace.file.db, "select began_at from sign_ins where guid = ?", sign_in)
    return found["began_at"] if found else ""


def begin_erasing(workspace: Workspace, person: Guid, chosen: str) -> list[str]:
    """Put on record that an account goes, and let nobody in with it from this moment on.

    The sign-ins that ended are returned.
    """
    with workspace.file.transaction() as db:
        ended = [
            row["guid"] for row in rows(db, "select guid from sign_ins where person = ?", person)
        ]
        db.execute(
            "insert or replace into settings values (?, ?)", (f"{_ERASING}{person}", chosen)
        )
        db.execute("update people set password_hash = null where guid = ?", (person,))
        for table in ("sign_ins", "elsewhere", "second_steps", "recovery_codes"):
            db.execute(f"delete from {table} where person = ?", (person,))
        db.execute("delete from links where person = ?1 or made_by = ?1", (person,))
    return ended


def under_way(workspace: Workspace) -> list[tuple[Guid, str]]:
    """Whose account is being taken out, with what they chose."""
    return [
        (Guid(row["name"].removeprefix(_ERASING)), row["body"])
        for row in rows(
            workspace.file.db, "select name, body from settings where name like ?", f"{_ERASING}%"
        )
    ]


def erase(workspace: Workspace, person: Guid) -> None:
    """Take an account out of the workspace file, with every trace of its name; again is harmless.

    `workspace.file.owe_erasure` stands in the same transaction, so that a crash between it and the
    last line leaves word that old pages are still to be written over.
    """
    for row in rows(workspace.file.db, "select guid from jobs where person = ?", person):
        jobs.end(workspace, row["guid"])
    account = workspace.person(person)
    with workspace.file.transaction() as db:
        guessed = [guesses_at(what, person).lower() for what in ("password", "second step")]
        for name in [*_tried(account), *guessed]:
            db.execute("delete from attempts where name = ?", (name,))
        db.execute("delete from people where guid = ?", (person,))
        db.execute("delete from settings where name = ?", (f"{_ERASING}{person}",))
        workspace.file.owe_erasure()
    forget(workspace)


def forget(workspace: Workspace) -> None:
    """Leave nothing of an account that was taken out in old pages of the workspace file."""
    if workspace.file.erasure_owed():
        workspace.file.forget_earlier_pages()


def not_in(workspace: Workspace, earlier: Path) -> list[Guid]:
    """The accounts here that the workspace file which stood here before had no more.

    Where the two have nobody in common, they are of different workspaces, and nobody is named.
    """
    looking = sqlite3.connect(f"{earlier.absolute().as_uri()}?mode=ro", uri=True)
    try:
        known = {guid for (guid,) in looking.execute("select guid from people")}
    except DAMAGED:
        return []
    finally:
        looking.close()
    here = [Guid(row["guid"]) for row in workspace.people()]
    return [guid for guid in here if guid not in known] if known & set(here) else []


def left_behind(workspace: Workspace, person: Guid) -> list[Guid]:
    """The studies that somebody has left and that keep what they gave the team."""
    found = []
    for row in workspace.projects():
        try:
            db = workspace.project(row["guid"]).db
        except WorkbenchError:  # its file is not there; whoever opens that study is told
            continue
        if any(each["person"] == person and each["has_left"] for each in members(db)):
            found.append(Guid(row["guid"]))
    return found
