"""Somebody leaves the team: what of theirs stays in a study, and what is destroyed."""

from workbench.store import chats, notes, perspectives, rounds
from workbench.store.database import rows
from workbench.store.project import Writing


def leave(w: Writing, *, name: str, credit: str, perspectives_stay: bool) -> None:
    """Take out everything that was this person's alone; what they gave the team stays.

    Done again, it does no harm. What they have not finished is free, as if passed back.
    """
    person = w.person
    assert person is not None
    for row in rows(
        w.db,
        "select guid from notes where person = ? and visibility in ('me', 'picked')",
        person,
    ):
        notes.destroy(w, row["guid"])
    w.db.execute("delete from note_readers where person = ?", (person,))
    for row in rows(w.db, "select guid, visibility from perspectives where person = ?", person):
        if row["visibility"] == "me" or not perspectives_stay:
            perspectives.take_back(w, row["guid"])
    for row in rows(
        w.db,
        "select round, source, state from assignments where person = ? and state not in (?, ?)",
        person,
        *rounds.FINISHED,
    ):
        rounds.set_assignment(
            w,
            coding_round=row["round"],
            source=row["source"],
            person=person,
            state="passed_back",
        )
    chats.end_all(w)
    for table in ("own_lines", "perspective_wishes", "figures_named", "second_readers"):
        w.db.execute(f"delete from {table} where person = ?", (person,))
    w.db.execute("update operations set state = 'settled' where person = ?", (person,))
    w.db.execute("delete from payloads where sealed_for = ?", (person,))
    w.erase_payloads(person)  # what they were called
    w.db.execute(
        "update members set name = ?, credit = ?, has_left = 1 where person = ?",
        (name, credit, person),
    )
    w.record("member_left", "member", person, after={"name": name})
