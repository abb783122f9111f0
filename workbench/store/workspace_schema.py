"""What the workspace file and the file of keys hold. A landed migration is never edited."""

from sqlite_utils import Database, Migrations

from workbench.store.database import run_statements

WORKSPACE = Migrations("workspace")
KEYS = Migrations("keys")


@WORKSPACE()
def m001_first(db: Database) -> None:
    """Accounts, sign-ins, who may do what in which project, invitations, jobs."""
    run_statements(
        db,
        """
        create table people (
            guid text primary key, name text not null unique, email text not null default '',
            password_hash text, invented integer not null default 0, created_at text not null);
        create table sign_ins (
            guid text primary key, token_hash blob not null unique,
            person text not null references people(guid) on delete cascade,
            began_at text not null, ends_at text not null);
        create table projects (
            guid text primary key, slug text not null, name text not null,
            file_name text not null unique, created_at text not null);
        create table memberships (
            project text not null references projects(guid) on delete cascade,
            person text not null references people(guid) on delete cascade,
            job text not null, primary key (project, person, job)) without rowid;
        create table links (
            token_hash blob primary key, purpose text not null, project text, jobs text not null,
            person text,
            made_by text, made_at text not null, ends_at text not null, used_at text)
            without rowid;
        create table attempts (name text not null, at text not null);
        create table settings (name text primary key, body text not null) without rowid;
        create table jobs (
            guid text primary key, kind text not null, person text not null, project text,
            state text not null, done integer not null default 0, total integer not null default 0,
            made_at text not null)
        """,
    )


@WORKSPACE()
def m002_trust(db: Database) -> None:
    """Sign-ins that rest, second steps, other organisations' accounts, and which backups exist.

    `rests_at` is when a sign-in ends unless it is used again; no time of use is kept beside it.
    """
    run_statements(
        db,
        """
        alter table sign_ins add column rests_at text;
        alter table sign_ins add column browser text not null default '';
        create table second_steps (
            person text primary key references people(guid) on delete cascade,
            sealed blob not null, last_used integer not null default 0,
            in_use integer not null default 0) without rowid;
        create table recovery_codes (
            code_hash blob primary key,
            person text not null references people(guid) on delete cascade) without rowid;
        create table elsewhere (
            issuer text not null, subject text not null,
            person text not null references people(guid) on delete cascade,
            primary key (issuer, subject)) without rowid;
        create table backups (
            guid text primary key, made_at text not null, place text not null,
            kind text not null check (kind in ('asked', 'scheduled', 'kept')),
            with_keys integer not null default 0)
        """,
    )


@WORKSPACE()
def m004_pane(db: Database) -> None:
    """Where people stopped reading, sealed for them; in which transcript is not told either."""
    run_statements(
        db,
        """
        create table reading_places (
            person text not null references people(guid) on delete cascade,
            about text not null, sealed blob not null, primary key (person, about)) without rowid
        """,
    )


@KEYS()
def m001_keys(db: Database) -> None:
    """One wrapped key per person; without the workspace key file it says nothing."""
    run_statements(
        db,
        "create table person_keys (person text primary key, wrapped blob not null, "
        "made_at text not null)",
    )
