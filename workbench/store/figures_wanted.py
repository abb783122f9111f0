"""Figures of agreement as a team wants them: the sentence, the answers, whose name may stand."""

from sqlite_utils import Database

from workbench.domain.agreement import Wanted
from workbench.domain.errors import AlreadyThere, NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("figures_wanted", "figures_answered", "figures_named")


def wanted(db: Database) -> Wanted | None:
    """The sentence that figures are on with, and the answers to it; None where they are off."""
    row = one(db, "select * from figures_wanted")
    if row is None:
        return None
    answers = rows(
        db,
        "select person, words from figures_answers where wanted = ? order by rowid",
        row["guid"],
    )
    return Wanted(
        Guid(row["guid"]),
        Guid(row["person"]),
        row["words"],
        row["made_at"][:10],
        tuple((Guid(each["person"]), each["words"]) for each in answers),
    )


def named(db: Database) -> frozenset[Guid]:
    """Those who let their name stand beside a figure."""
    return frozenset(Guid(row["person"]) for row in rows(db, "select person from figures_named"))


def want(w: Writing, words: str) -> None:
    """Turn figures on with a sentence saying for whom they are."""
    guid = new_guid()
    row = {"guid": guid, "person": w.person, "words": words, "made_at": w.at}
    _put_wanted(w, guid, row)


def turn_off(w: Writing) -> None:
    """Turn figures off; the answers stay with who wrote them, and come back by undo."""
    row = one(w.db, "select * from figures_wanted")
    if row is None:
        raise NotFound("Figures of agreement are off already.")
    _put_wanted(w, Guid(row["guid"]), None)


def answer(w: Writing, words: str) -> None:
    """Keep one's own answer to the sentence, in place of an earlier one; none takes it away."""
    about = wanted(w.db)
    if about is None:
        raise NotFound("Figures of agreement have been turned off, so there is nothing to answer.")
    earlier = one(
        w.db,
        "select * from figures_answers where wanted = ? and person = ?",
        about.guid,
        w.person,
    )
    guid = Guid(earlier["guid"]) if earlier else new_guid()
    row = {"guid": guid, "wanted": about.guid, "person": w.person, "words": words}
    _put_answer(w, guid, row if words else None)


def let_name(w: Writing, yes: bool) -> None:
    """Say whether one's own name may stand beside a figure."""
    assert w.person is not None
    before = w.person in named(w.db)
    w.db.execute("delete from figures_named where person = ?", (w.person,))
    if yes:
        w.db.execute("insert into figures_named values (?)", (w.person,))
    w.record("figures_named", "figures", w.person, before={"named": before}, after={"named": yes})


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Give any of these an earlier or later state of itself, unless it has been changed since."""
    if kind == "figures_named":
        let_name(w, bool(to and to["named"]))
        return
    table = kind if kind == "figures_wanted" else "figures_answers"
    if one(w.db, f"select * from {table} where guid = ?", guid) != now:
        raise NotFound("That is no longer as it was left.")
    (_put_wanted if kind == "figures_wanted" else _put_answer)(w, guid, to)


def _put_wanted(w: Writing, guid: Guid, to: dict | None) -> None:
    before = one(w.db, "select * from figures_wanted where guid = ?", guid)
    w.db.execute("delete from figures_wanted where guid = ?", (guid,))
    if to is not None:
        if one(w.db, "select 1 from figures_wanted"):
            raise AlreadyThere(
                "Figures of agreement are on already. Turn them off first to say for whom they "
                "are in another sentence."
            )
        w.db.execute(
            "insert into figures_wanted values (?, ?, ?, ?)",
            (to["guid"], to["person"], to["words"], to["made_at"]),
        )
    w.record("figures_wanted", "figures", guid, before=before, after=to)


def _put_answer(w: Writing, guid: Guid, to: dict | None) -> None:
    before = one(w.db, "select * from figures_answers where guid = ?", guid)
    w.db.execute("delete from figures_answers where guid = ?", (guid,))
    if to is not None:
        w.db.execute(
            "insert into figures_answers values (?, ?, ?, ?)",
            (to["guid"], to["wanted"], to["person"], to["words"]),
        )
    w.record("figures_answered", "figures", guid, before=before, after=to)
