"""Coding rounds and assignments: who was asked to read what, and how far that is.

A round is for everybody and every transcript, or it has chosen transcripts and is for the people
who were asked or have joined. In a sealed round nobody receives anything of another's reading
until it is opened.

Never kept: time taken, speed, number of marks, order of finishing, last seen. So what a person
says of their own reading leaves no name, no transcript and no time of day in the history.
"""

from collections.abc import Callable
from dataclasses import replace

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere, NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.domain.reading import most_private
from workbench.domain.span import Span
from workbench.store import passages_offered, places
from workbench.store.database import one, rows
from workbench.store.project import Writing

STATES = ("asked", "opened", "finished", "finished_nothing", "passed_back")
FINISHED = ("finished", "finished_nothing")
# Changes that undo can set back, both ways.
CHANGES = ("reading_offered", "offer_taken_back", "round_started", "round_called_off")
# An audience of no one: the live feed tells nobody.
NOBODY = ""


def open_first(w: Writing, codebook_version: Guid) -> Guid:
    """Start the round every project begins with: open, for everybody."""
    guid = _insert(w, "First reading", "open", codebook_version)
    w.db.execute("update rounds set everybody = 1 where guid = ?", (guid,))
    return guid


def start_alone(w: Writing, name: str, sources: list[Guid], codebook_version: Guid) -> Guid:
    """Start a sealed round on chosen transcripts; `join` puts people into it."""
    guid = _insert(w, name, "sealed", codebook_version)
    w.db.conn.executemany(
        "insert into round_sources values (?, ?)", [(guid, source) for source in sources]
    )
    return guid


def _insert(w: Writing, name: str, kind: str, codebook_version: Guid) -> Guid:
    guid = new_guid()
    w.db.execute(
        "insert into rounds (guid, name, kind, state, codebook_version, created_at, created_by)"
        " values (?, ?, ?, 'running', ?, ?, ?)",
        (guid, name, kind, codebook_version, w.at, w.person),
    )
    w.record(
        "round_started", "round", guid, before={"state": "closed"}, after={"state": "running"}
    )
    return guid


def listed(db: Database) -> list[dict]:
    """Every round in the order they were started, each with its chosen `sources`, in order."""
    chosen: dict[str, list[str]] = {}
    for row in rows(
        db,
        "select rs.round, rs.source from round_sources rs join sources s on s.guid = rs.source"
        " order by s.name",
    ):
        chosen.setdefault(row["round"], []).append(row["source"])
    return [
        {**row, "sources": chosen.get(row["guid"], [])}
        for row in rows(
            db,
            "select r.*, v.label as codebook from rounds r"
            " join codebook_versions v on v.guid = r.codebook_version order by r.rowid",
        )
    ]


def find(db: Database, guid: str) -> dict:
    """One round; `NotFound` where there is none."""
    row = one(db, "select * from rounds where guid = ?", guid)
    if row is None:
        raise NotFound("That reading is not in this study.")
    return row


def rename_all(w: Writing, change: Callable[[str], str]) -> None:
    """Change the names of rounds for words that must go: one may be called after a transcript."""
    for row in rows(w.db, "select guid, name from rounds"):
        now = change(row["name"])
        if now != row["name"]:
            w.db.execute("update rounds set name = ? where guid = ?", (now, row["guid"]))


def for_everybody(db: Database) -> dict | None:
    """The round marks belong to where nothing else was arranged."""
    return one(
        db,
        "select * from rounds where state = 'running' and everybody"
        " order by created_at desc, rowid desc",
    )


def mine(db: Database, person: str | None, source: str | None = None) -> dict[str, dict]:
    """For each transcript a person has been asked to read: the round, with their `reading` state.

    Where there are several, they read in the newest one on our own first. `source` asks for one
    transcript alone.
    """
    one_only = "" if source is None else " and a.source = ?"
    return {
        row["source"]: row
        for row in rows(
            db,
            "select r.*, a.source, a.state as reading from assignments a"
            f" join rounds r on r.guid = a.round where a.person = ?{one_only}"
            " and r.state = 'running' order by r.kind = 'sealed', r.created_at, r.rowid",
            person,
            *([] if source is None else [source]),
        )
    }


def reading_in(
    db: Database, source: str, person: str | None, *, meant: str | None = None
) -> dict | None:
    """The round a person's next mark in a transcript belongs to, or None where nobody reads.

    Parameters
    ----------
    meant
        The round in which they believed to be when they made it. It is kept to, even if that
        round has been opened or called off since: a mark made offline goes where it was made.
    """
    if meant is not None:
        found = one(
            db,
            "select r.* from rounds r where r.guid = ?1 and ((r.state = 'running' and r.everybody)"
            " or (r.state != 'opened' and exists (select 1 from round_sources"
            " where round = r.guid and source = ?2)) or exists (select 1 from assignments"
            " where round = r.guid and source = ?2 and person = ?3))",
            meant,
            source,
            person,
        )
        if found:
            return found
    return mine(db, person, source).get(source) or for_everybody(db)


def is_alone(coding_round: dict | None) -> bool:
    """Say whether what is done in a round is for its reader alone until it is opened."""
    return (
        coding_round is not None
        and coding_round["kind"] == "sealed"
        and coding_round["state"] != "opened"
    )


def anybody_alone(db: Database) -> bool:
    """Say whether any reading on our own first is under way."""
    return one(db, "select 1 from rounds where kind = 'sealed' and state = 'running'") is not None


def assignment(db: Database, coding_round: str, source: str, person: str) -> str:
    """How far one person is with one transcript; `not_asked` where nobody asked."""
    found = one(
        db,
        "select state from assignments where round = ? and source = ? and person = ?",
        coding_round,
        source,
        person,
    )
    return found["state"] if found else "not_asked"


def assignments(db: Database) -> list[dict]:
    """Every assignment: round, source, person, state. Whoever asks decides who may see which.

    `passage` says whether it is of a passage alone, and `span` where that stands now, if anywhere.
    """
    known = passages_offered.listed(db)
    return [
        {**row, "passage": guid in known, "span": known.get(guid)}
        for row in rows(
            db, "select guid, round, source, person, state from assignments order by rowid"
        )
        for guid in [row.pop("guid")]
    ]


def of_the_whole(row: dict) -> str:
    """How far an assignment is as to the whole transcript: a passage alone does not finish it."""
    return "opened" if row["passage"] and row["state"] in FINISHED else row["state"]


def offer(
    w: Writing, coding_round: dict, source: str, person: str, passage: Span | None = None
) -> bool:
    """Ask somebody to read a transcript or a passage of it; False where they were already."""
    if assignment(w.db, coding_round["guid"], source, person) != "not_asked":
        return False
    span = [passage.start, passage.end] if passage else None
    made = {"round": coding_round["guid"], "source": source, "person": person, "span": span}
    guid = new_guid()
    _put(w, guid, made, "asked")
    if coding_round["kind"] == "sealed":
        # Whether it can be taken back would tell whether its reader has begun.
        w.record("asked_alone", "assignment", guid, audience=NOBODY)
    else:
        w.record("reading_offered", "assignment", guid, audience=NOBODY, after=made)
    return True


def set_assignment(w: Writing, *, coding_round: str, source: str, person: str, state: str) -> None:
    """Keep that somebody opened, finished or passed back.

    What was passed back is forgotten as an offer: the row goes, and with it what the history holds
    of it. The history keeps only that an offer ended, not whose it was.
    """
    quiet = replace(w, person=None, operation=None, at=f"{w.at[:10]}T00:00:00+00:00")
    there = one(
        w.db,
        "select guid from assignments where round = ? and source = ? and person = ?",
        coding_round,
        source,
        person,
    )
    if state != "passed_back":
        made = {"round": coding_round, "source": source, "person": person}
        _put(w, Guid(there["guid"]) if there else new_guid(), made, state)
        quiet.record("reading_said", "assignment", new_guid(), audience=NOBODY)
    elif there:
        _end(w, there["guid"])
        w.erase_payloads(there["guid"])
        _forget_choice(w, coding_round, person)
        quiet.record("offer_ended", "source", source, source=source, audience=NOBODY)


def _put(w: Writing, guid: Guid, made: dict, state: str) -> None:
    w.db.execute(
        "insert into assignments values (?, ?, ?, ?, ?)"
        " on conflict (round, source, person) do update set state = excluded.state",
        (guid, made["round"], made["source"], made["person"], state),
    )
    if made.get("span"):
        passages_offered.put(w, guid, made["source"], Span(*made["span"]))


def _end(w: Writing, guid: str) -> None:
    places.forget(w, [guid])
    w.db.execute("delete from assignments where guid = ?", (guid,))


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Take an offer or the start of a round back, or do it again, where nobody has acted on it."""
    if kind in ("round_started", "round_called_off"):
        _set_running(w, guid, (to or {})["state"])
        return
    there = one(w.db, "select state from assignments where guid = ?", guid)
    if to is None:
        if there is None or there["state"] != "asked":
            raise NotFound("That offer has been taken up or has ended.")
        _end(w, guid)
        w.record("offer_taken_back", "assignment", guid, audience=NOBODY, before=now)
        return
    if assignment(w.db, to["round"], to["source"], to["person"]) != "not_asked":
        raise AlreadyThere("They have been asked again since.")
    _put(w, guid, to, "asked")
    w.record("reading_offered", "assignment", guid, audience=NOBODY, after=to)


def _set_running(w: Writing, guid: Guid, state: str) -> None:
    """Call a round off, or take it up again. Marks made in it stay their readers' own."""
    before = find(w.db, guid)["state"]
    if {before, state} != {"running", "closed"}:
        raise NotFound("That reading has been opened since.")
    w.db.execute("update rounds set state = ? where guid = ?", (state, guid))
    kind = "round_started" if state == "running" else "round_called_off"
    w.record(kind, "round", guid, before={"state": before}, after={"state": state})


def choose_shown(w: Writing, coding_round: Guid, shown: str) -> None:
    """Say how one's own reading may be shown when the round is opened."""
    w.db.execute(
        "insert into round_people (round, person, shown) values (?, ?, ?)"
        " on conflict (round, person) do update set shown = excluded.shown",
        (coding_round, w.person, shown),
    )
    w.record("showing_chosen", "round", coding_round, audience=w.person)


def stay_unnamed(w: Writing, coding_round: str, person: str) -> None:
    """See that somebody who has something in a round opened without names stands there so."""
    w.db.execute(
        "insert into round_people (round, person, alias) select guid, ?2, ?3 from rounds"
        " where guid = ?1 and state = 'opened' and shown != 'named'"
        " on conflict (round, person) do update set alias = coalesce(alias, excluded.alias)",
        (coding_round, person, new_guid()),
    )


def chosen_shown(db: Database, coding_round: str) -> dict[str, str]:
    """How each person who has said so wants their own reading shown."""
    return {
        row["person"]: row["shown"]
        for row in rows(db, "select person, shown from round_people where round = ?", coding_round)
    }


def _forget_choice(w: Writing, coding_round: str, person: str) -> None:
    """Forget how somebody wanted to be shown who has nothing in the round any more."""
    w.db.execute(
        "delete from round_people where round = ?1 and person = ?2 and not exists"
        " (select 1 from assignments where round = ?1 and person = ?2) and not exists"
        " (select 1 from codings where round = ?1 and coder = ?2) and not exists"
        # What stands without a name stays so.
        " (select 1 from held_back where round = ?1 and person = ?2)",
        (coding_round, person),
    )


def open_together(w: Writing, guid: Guid, shown: str) -> None:
    """Open a sealed round for everybody at once, as the most private choice anyone made has it."""
    if one(w.db, "select 1 from rounds where guid = ? and state = 'running'", guid) is None:
        raise AlreadyThere("That reading is open already, or was called off.")
    shown = most_private([shown, *chosen_shown(w.db, guid).values()])
    w.db.execute("update rounds set state = 'opened', shown = ? where guid = ?", (shown, guid))
    for row in rows(
        w.db,
        "select person from assignments where round = ?1 union select coder from codings"
        " where round = ?1 union select person from held_back where round = ?1",
        guid,
    ):
        w.db.execute(
            "insert into round_people (round, person, alias) values (?, ?, ?)"
            " on conflict (round, person) do update set alias = excluded.alias",
            (guid, row["person"], None if shown == "named" else new_guid()),
        )
    w.record("round_opened", "round", guid)
