"""The workspace: accounts, sign-ins, which members may do what, and where the projects are."""

import secrets
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import IO

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere, NotFound, WorkbenchError, WrongPlace
from workbench.domain.ids import Guid, new_guid, now
from workbench.store import project as project_store
from workbench.store import purge, sign_ins
from workbench.store.database import DatabaseFile, one, rows
from workbench.store.holding import hold, refuse_half_restored
from workbench.store.keys import Keys
from workbench.store.project import ENDING, ProjectFile
from workbench.store.real_words import ReplacementsList
from workbench.store.sign_ins import later, token_hash
from workbench.store.workspace_schema import WORKSPACE

MEMBER = "member"
IDLE_HOURS, DEFAULT_IDLE_HOURS = "server sign-in-idle-hours", 72.0


def _purge(project: str) -> str:
    """Name the setting that says that a project's purge is under way."""
    return f"purge {project}"


def _alike(name: str) -> str:
    """What names have in common that are one name: capitals and ways of writing a letter apart."""
    return unicodedata.normalize("NFKC", name).casefold()


def _end_password_links(db: Database, person: str | None) -> None:
    db.execute("delete from links where purpose = 'password' and person = ?", (person,))


class Workspace:
    """A workspace folder. Opening one that is not there makes it."""

    def __init__(self, folder: Path) -> None:
        try:
            # What people said and wrote is here: nobody else on this machine needs to look.
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (folder / "projects").mkdir(exist_ok=True, mode=0o700)
        except OSError as trouble:
            raise WrongPlace(
                f"The workspace folder {folder} cannot be used: {trouble.strerror}. "
                "Name another with --workspace."
            ) from trouble
        self.folder = folder
        refuse_half_restored(folder)
        self.file = DatabaseFile(folder / "workspace.sqlite3", WORKSPACE, "a workbench workspace")
        self.keys = Keys(folder)
        self.on_project_open: list[Callable[[ProjectFile], None]] = []
        self._open: dict[Guid, ProjectFile] = {}
        self._lock = Lock()
        self._finish_purges()

    @cached_property
    def replacements(self) -> ReplacementsList:
        """Which real words the pseudonyms of its studies stand for."""
        return ReplacementsList(self.folder, self.keys)

    # People and sign-ins

    def add_person(
        self,
        name: str,
        *,
        email: str = "",
        password_hash: str | None = None,
        invented: bool = False,
    ) -> Guid:
        """Keep an account; its name and e-mail must be new, since people sign in with them.

        Nor may a name be somebody's e-mail, or the other way round.
        """
        guid = new_guid()
        with self.file.transaction() as db:
            # SQLite's lower() knows only plain letters, so names are compared here.
            taken = {
                _alike(word)
                for row in rows(db, "select name, email from people")
                for word in row.values()
                if word
            }
            for word in (name, email):
                if _alike(word) in taken:
                    raise AlreadyThere(f"There is already somebody called {word} here.")
            db.execute(
                "insert into people values (?, ?, ?, ?, ?, ?)",
                (guid, name, email, password_hash, invented, now()),
            )
        return guid

    def person(self, guid: str) -> dict | None:
        """One account, by GUID."""
        return one(self.file.db, "select guid, name, email from people where guid = ?", guid)

    def person_called(self, name: str) -> dict | None:
        """One account, by the name people sign in with, or by e-mail, whatever the case."""
        # SQLite's lower() knows only plain letters, so names are compared here.
        wanted = _alike(name.strip())
        return next(
            (
                row
                for row in rows(self.file.db, "select * from people order by rowid")
                if wanted and wanted in (_alike(row["name"]), _alike(row["email"]))
            ),
            None,
        )

    def people(self) -> list[dict]:
        """Everybody who has an account here: guid, name."""
        return rows(self.file.db, "select guid, name from people order by rowid")

    def only_person(self) -> dict | None:
        """The one account here, when there is exactly one."""
        found = rows(self.file.db, "select guid, name from people limit 2")
        return found[0] if len(found) == 1 else None

    def invented_people(self) -> list[dict]:
        """The people of the demo, who can be chosen without a password."""
        return rows(
            self.file.db, "select guid, name from people where invented = 1 order by rowid"
        )

    def set_password(self, person: Guid, password_hash: str) -> None:
        """Replace the password of one account; links to choose one are of no use any more."""
        with self.file.transaction() as db:
            db.execute(
                "update people set password_hash = ? where guid = ?", (password_hash, person)
            )
            _end_password_links(db, person)

    def password_hash(self, person: str) -> str:
        """What is kept of somebody's password; empty where they have none."""
        found = one(self.file.db, "select password_hash from people where guid = ?", person)
        return (found or {}).get("password_hash") or ""

    def is_empty(self) -> bool:
        """Say whether nobody has an account yet."""
        return one(self.file.db, "select 1 from people limit 1") is None

    def begin_sign_in(self, person: Guid, *, days: float, browser: str = "") -> str:
        """Keep a new sign-in and give its token, which is kept nowhere."""
        return sign_ins.begin(self.file, person, days=days, rest=self._rest(), browser=browser)

    def signed_in(self, token: str) -> dict | None:
        """Who a token belongs to: sign_in, guid, name; None when it has ended."""
        return sign_ins.whose(self.file, token, rest=self._rest)

    def end_sign_ins(self, *, token: str, everywhere: bool) -> list[str]:
        """End this sign-in, or all of that person's; the GUIDs of those ended are returned."""
        found = self.signed_in(token)
        if found is None:
            return []
        if everywhere:
            return sign_ins.end_all(self.file, found["guid"])
        return sign_ins.end(self.file, found["guid"], found["sign_in"])

    def end_other_sign_ins(self, signed_in: dict) -> list[str]:
        """End a person's every sign-in but this one; those that ended are returned."""
        return sign_ins.end_all(self.file, signed_in["guid"], but=signed_in["sign_in"])

    def forget_sign_ins(self, person: Guid) -> list[str]:
        """End every sign-in of a person; those that ended are returned."""
        return sign_ins.end_all(self.file, person)

    def _rest(self) -> float:
        """For how many hours a sign-in lasts that is not used."""
        return float(self.setting(IDLE_HOURS) or DEFAULT_IDLE_HOURS)

    def failed_attempts(self, name: str, *, minutes: float) -> int:
        """How often signing in under a name has failed lately; old ones are forgotten."""
        since = later(minutes=-minutes)
        return self.file.db.execute(
            "select count(*) from attempts where name = ? and at > ?", (name.lower(), since)
        ).fetchone()[0]

    def note_attempt(self, name: str) -> None:
        """Remember for a while that signing in under a name failed."""
        with self.file.transaction() as db:
            db.execute("delete from attempts where at < ?", (later(hours=-1),))
            db.execute("insert into attempts values (?, ?)", (name.lower()[:200], now()))

    # One-time links

    def make_link(
        self,
        purpose: str,
        *,
        project: str | None = None,
        jobs: str = "",
        person: str | None = None,
        made_by: str | None,
        days: float,
    ) -> str:
        """Keep a one-time link and give its token."""
        token = secrets.token_urlsafe(24)
        with self.file.transaction() as db:
            if purpose == "first_start":
                db.execute("delete from links where purpose = 'first_start'")
            if purpose == "password":
                _end_password_links(db, person)
            db.execute(
                "insert into links values (?, ?, ?, ?, ?, ?, ?, ?, null)",
                (
                    token_hash(token),
                    purpose,
                    project,
                    jobs,
                    person,
                    made_by,
                    now(),
                    later(days=days),
                ),
            )
        return token

    def link(self, token: str, purpose: str) -> dict | None:
        """What a one-time link is for, while it can be used."""
        return one(
            self.file.db,
            "select * from links where token_hash = ? and purpose = ? and used_at is null"
            " and ends_at > ?",
            token_hash(token),
            purpose,
            now(),
        )

    def use_link(self, token: str) -> None:
        """Use a one-time link up; `NotFound` when somebody was quicker."""
        with self.file.transaction() as db:
            used = db.execute(
                "update links set used_at = ? where token_hash = ? and used_at is null",
                (now(), token_hash(token)),
            )
            if used.rowcount != 1:
                raise NotFound("That link has been used already. Ask for a new one.")

    # Projects and who may do what in them

    def projects(self) -> list[dict]:
        """Every project here: guid, slug, name."""
        return rows(self.file.db, "select guid, slug, name from projects order by name, guid")

    def new_project(self, *, name: str, about: str, slug: str, by: Guid | None) -> ProjectFile:
        """Make a project file; workspace first, then the file."""
        guid_part = secrets.token_hex(4)
        path = self.folder / "projects" / f"{slug}-{guid_part}{ENDING}"
        made = project_store.create(path, self.keys, name=name, about=about, by=by)
        self.put_on_list(made.guid, name=name, slug=slug, file_name=path.name)
        return self._remember(made)

    def put_on_list(self, guid: Guid, *, name: str, slug: str, file_name: str) -> None:
        """Take a project file that stands in its folder among the projects of this workspace."""
        with self.file.transaction() as db:
            db.execute(
                "insert into projects values (?, ?, ?, ?, ?)", (guid, slug, name, file_name, now())
            )

    def project(self, guid: Guid) -> ProjectFile:
        """Open one project; the same handle serves the whole process."""
        with self._lock:
            if guid in self._open:
                return self._open[guid]
        found = one(self.file.db, "select file_name from projects where guid = ?", guid)
        if found is None:
            raise NotFound("There is no such study here.")
        path = self.folder / "projects" / found["file_name"]
        if not path.exists():
            raise WrongPlace(
                f"The file of that study, {path.name}, is not in the workspace. Put it back from "
                "your backup."
            )
        opened = ProjectFile(guid, path, self.keys)
        if self.purge_under_way(guid):
            self._finish_purge(opened)
        return self._remember(opened)

    def rename_project(self, guid: Guid, name: str) -> None:
        """Keep the list of projects in step with a study's new name."""
        with self.file.transaction() as db:
            db.execute("update projects set name = ? where guid = ?", (name, guid))

    def drop_project(self, guid: Guid) -> None:
        """Take a project out of the workspace and delete its file. For the demo's reset only."""
        opened = self.project(guid)
        with self.file.transaction() as db:
            db.execute("delete from projects where guid = ?", (guid,))
        with self._lock:
            self._open.pop(guid, None)
        opened.file.close()
        for ending in ("", "-wal", "-shm"):
            opened.path.with_name(opened.path.name + ending).unlink(missing_ok=True)

    def jobs_of(self, project: Guid, person: Guid) -> frozenset[str] | None:
        """A member's jobs in a project; None when not a member."""
        found = rows(
            self.file.db,
            "select job from memberships where project = ? and person = ?",
            project,
            person,
        )
        return frozenset(row["job"] for row in found) - {MEMBER} if found else None

    def put_in_team(self, project: Guid, person: Guid, jobs: frozenset[str]) -> None:
        """Make a person a member with these jobs and no others."""
        with self.file.transaction() as db:
            db.execute(
                "delete from memberships where project = ? and person = ?", (project, person)
            )
            for job in {MEMBER, *jobs}:
                db.execute("insert into memberships values (?, ?, ?)", (project, person, job))

    def memberships(self, person: Guid) -> list[dict]:
        """The projects a person is a member of: guid, name."""
        return rows(
            self.file.db,
            "select p.guid, p.name from memberships m join projects p on p.guid = m.project"
            " where m.person = ? and m.job = ? order by p.name, p.guid",
            person,
            MEMBER,
        )

    # Settings and the lock of a running server

    def setting(self, name: str) -> str | None:
        """One of the workspace's own settings."""
        found = one(self.file.db, "select body from settings where name = ?", name)
        return found["body"] if found else None

    def set_setting(self, name: str, body: str) -> None:
        """Keep one of the workspace's own settings."""
        with self.file.transaction() as db:
            db.execute(
                "insert into settings values (?, ?)"
                " on conflict (name) do update set body = excluded.body",
                (name, body),
            )

    @contextmanager
    def purging(self, project: ProjectFile) -> Iterator[None]:
        """Delete inside this block what must leave no trace in a project's file.

        On leaving it, the file is written anew. That it is under way stands in the workspace
        first, so that a purge that was cut short is finished when the workspace is next opened.
        """
        self.set_setting(_purge(project.guid), now())
        try:
            yield
        finally:
            # Again, since another process may have opened the project, and found nothing to purge.
            self.set_setting(_purge(project.guid), now())
            self._finish_purge(project)

    def purge_under_way(self, project: Guid) -> bool:
        """Say whether a project's file may still hold pages of what was deleted."""
        return self.setting(_purge(project)) is not None

    def _finish_purge(self, project: ProjectFile) -> None:
        if purge.purge(project):
            with self.file.transaction() as db:
                db.execute("delete from settings where name = ?", (_purge(project.guid),))

    def _finish_purges(self) -> None:
        for row in rows(
            self.file.db,
            "select p.guid from projects p join settings s on s.name = ? || p.guid",
            _purge(""),
        ):
            with suppress(WorkbenchError):  # it is told to whoever opens that study
                self.project(row["guid"])

    def lock(self) -> IO[str]:
        """Hold the workspace as the one running server; released when the file is closed."""
        return hold(self.folder)

    def _remember(self, opened: ProjectFile) -> ProjectFile:
        with self._lock:
            known = self._open.setdefault(opened.guid, opened)
        if known is opened:
            for told in self.on_project_open:
                told(opened)
        return known
