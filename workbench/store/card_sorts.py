"""Card sorts: extracts to be put into piles, and each person's own piles, which they name.

The extracts of a sort are passages (`codebook_passages`) of its GUID.
"""

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("card_sort_kept", "pile_kept")


def listed(db: Database) -> list[dict]:
    """Every card sort in the order they were begun: guid, name, at, person."""
    return rows(db, "select guid, name, at, person from card_sorts order by rowid")


def find(db: Database, guid: Guid) -> dict | None:
    """One card sort: name, at and person."""
    return one(db, "select name, at, person from card_sorts where guid = ?", guid)


def keep(w: Writing, guid: Guid, to: dict | None) -> None:
    """Begin a sort or rename it; take it away, with all its piles, where `to` is None."""
    before = find(w.db, guid)
    if to is None:
        for pile in piles(w.db, guid):
            keep_pile(w, pile["guid"], None)
        w.db.execute("delete from card_sorts where guid = ?", (guid,))
    else:
        w.db.execute(
            "insert into card_sorts values (?, ?, ?, ?)"
            " on conflict (guid) do update set name = excluded.name",
            (guid, to["name"], to["at"], to["person"]),
        )
    w.record("card_sort_kept", "card_sort", guid, before=before, after=to)


def piles(db: Database, card_sort: Guid) -> list[dict]:
    """Everybody's piles in one sort, in order: guid and what `find_pile` gives."""
    return [
        {"guid": row["guid"], **told}
        for row in rows(
            db, "select guid from piles where card_sort = ? order by position, rowid", card_sort
        )
        if (told := find_pile(db, row["guid"])) is not None
    ]


def find_pile(db: Database, guid: Guid) -> dict | None:
    """One pile: card_sort, person, name, position, code and cards."""
    row = one(db, "select card_sort, person, name, position, code from piles where guid = ?", guid)
    if row is None:
        return None
    cards = rows(db, "select card from pile_cards where pile = ? order by card", guid)
    return {**row, "cards": [card["card"] for card in cards]}


def keep_pile(w: Writing, guid: Guid, to: dict | None) -> None:
    """Make a pile, change its name, code or cards, or take it away where `to` is None."""
    before = find_pile(w.db, guid)
    if to is None:
        w.db.execute("delete from piles where guid = ?", (guid,))
    else:
        w.db.execute(
            "insert into piles values (?, ?, ?, ?, ?, ?) on conflict (guid) do update set"
            " name = excluded.name, position = excluded.position, code = excluded.code",
            (guid, to["card_sort"], to["person"], to["name"], to["position"], to["code"]),
        )
        w.db.execute("delete from pile_cards where pile = ?", (guid,))
        w.db.conn.executemany(
            "insert into pile_cards values (?, ?)", [(guid, card) for card in to["cards"]]
        )
    w.record("pile_kept", "pile", guid, before=before, after=find_pile(w.db, guid))


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Let a sort or a pile be as it was; `NotFound` where it has been changed since."""
    if kind == "card_sort_kept":
        if find(w.db, guid) != now or (to is None and _others_piles(w, guid)):
            raise NotFound("Somebody has sorted these cards since.")
        keep(w, guid, to)
        return
    if find_pile(w.db, guid) != now:
        raise NotFound("That pile has been changed since.")
    keep_pile(w, guid, to)


def _others_piles(w: Writing, card_sort: Guid) -> bool:
    return any(pile["person"] != w.person for pile in piles(w.db, card_sort))
