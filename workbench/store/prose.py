"""What the team writes, kept with every earlier wording; two people's words are never mixed.

What is written about something is in parts. Each saving gets a number; the words saved last are
the main ones. Words that grew from an older number than the main ones stand beside them until
somebody puts them together.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere
from workbench.domain.ids import new_guid
from workbench.store.database import one, rows
from workbench.store.project import ProjectFile, Writing

# While one person goes on writing for so long, it is one wording and not a row of them.
_ONE_WORDING = timedelta(minutes=15)
_FIELDS = "number, words, person, made_at, state"
_OPENED_BEFORE = (
    "Words that had to go were taken out of this text after you opened the page, so what you type "
    "there is not kept. Copy what is yours, open the page again and put it in there."
)


def main(db: Database, about: str, part: str) -> dict | None:
    """The words as they stand: number, words, person, made_at, state."""
    return one(
        db,
        f"select {_FIELDS} from prose where about = ? and part = ? and state = 'main'"
        " order by number desc limit 1",
        about,
        part,
    )


def of(db: Database, about: str) -> dict[str, str]:
    """All that is written about something, as it stands, by part; nothing empty."""
    return {
        row["part"]: row["words"]
        for row in rows(
            db,
            "select part, words from prose p where about = ? and state = 'main' and number ="
            " (select max(number) from prose where about = p.about and part = p.part"
            " and state = 'main') order by part",
            about,
        )
        if row["words"].strip()
    }


def beside(db: Database, about: str, part: str) -> list[dict]:
    """What others wrote at the same time and nobody has put together with the rest yet."""
    return rows(
        db,
        f"select {_FIELDS} from prose where about = ? and part = ? and state = 'beside'"
        " order by number",
        about,
        part,
    )


def history(db: Database, about: str, part: str) -> list[dict]:
    """Every wording there has been, newest first."""
    return rows(
        db,
        f"select {_FIELDS} from prose where about = ? and part = ? order by number desc",
        about,
        part,
    )


def write(w: Writing, about: str, part: str, words: str, grew_from: int) -> dict:
    """Keep what somebody wrote; the row that now holds it is returned.

    Parameters
    ----------
    grew_from
        The number of the wording it grew from; 0 where there was none.

    Raises
    ------
    AlreadyThere
        Words had to go from it since: what grew from there would bring them back.
    """
    _must_be_since(w, about, part, grew_from)
    standing = main(w.db, about, part)
    latest = standing["number"] if standing else 0
    if standing and standing["words"] == words:
        return standing
    if grew_from == latest:
        if standing and _goes_on(w, standing):
            return _reword(w, about, part, standing["number"], words)
        return _insert(w, about, part, words, "main")
    own = next((row for row in beside(w.db, about, part) if row["number"] == grew_from), None)
    if own and own["person"] == w.person:
        return _reword(w, about, part, grew_from, words)
    return _insert(w, about, part, words, "beside")


def join(w: Writing, about: str, part: str, words: str, seen: list[int]) -> dict:
    """Keep words made of the main ones and of those that stood beside them, which are now past.

    `AlreadyThere` as in `write`.
    """
    _must_be_since(w, about, part, max(seen, default=0))
    w.db.conn.executemany(
        "update prose set state = 'joined' where about = ? and part = ? and number = ?"
        " and state = 'beside'",
        [(about, part, number) for number in seen],
    )
    return _insert(w, about, part, words, "main")


def change_all(w: Writing, change: Callable[[str], str]) -> None:
    """Change every wording there has been, for words that must go.

    What stands gets new numbers: a page that was opened before is noticed, and cannot bring them
    back.
    """
    touched: dict[tuple[str, str], None] = {}
    for row in rows(w.db, "select guid, about, part, words from prose"):
        now = change(row["words"])
        if now != row["words"]:
            w.db.execute("update prose set words = ? where guid = ?", (now, row["guid"]))
            touched[row["about"], row["part"]] = None
    for about, part in touched:
        since = _next(w.db, about, part)
        stand = [*filter(None, [main(w.db, about, part)]), *beside(w.db, about, part)]
        for number, row in enumerate(stand, since):
            _renumber(w, about, part, row["number"], number)
        w.record("prose_cut", "prose", about, after={"part": part, "since": since})


def _must_be_since(w: Writing, about: str, part: str, number: int) -> None:
    """Refuse what grew from a wording out of which words had to go."""
    cuts = (
        (ProjectFile.payload_in(w.db, w.keys, row["revision"]) or {}).get("after") or {}
        for row in rows(
            w.db, "select revision from changes where object = ? and kind = 'prose_cut'", about
        )
    )
    if 0 < number < max((cut["since"] for cut in cuts if cut.get("part") == part), default=0):
        raise AlreadyThere(_OPENED_BEFORE)


def _goes_on(w: Writing, row: dict) -> bool:
    since = datetime.fromisoformat(w.at) - datetime.fromisoformat(row["made_at"])
    return row["person"] == w.person and since < _ONE_WORDING


def _next(db: Database, about: str, part: str) -> int:
    return db.execute(
        "select coalesce(max(number), 0) + 1 from prose where about = ? and part = ?",
        (about, part),
    ).fetchone()[0]


def _reword(w: Writing, about: str, part: str, number: int, words: str) -> dict:
    """Give a wording other words and a new number, so that whoever read the old one is noticed."""
    after = _next(w.db, about, part)
    _renumber(w, about, part, number, after)
    w.db.execute(
        "update prose set words = ? where about = ? and part = ? and number = ?",
        (words, about, part, after),
    )
    return _row(w.db, about, part, after)


def _renumber(w: Writing, about: str, part: str, was: int, now: int) -> None:
    w.db.execute(
        "update prose set number = ? where about = ? and part = ? and number = ?",
        (now, about, part, was),
    )


def _insert(w: Writing, about: str, part: str, words: str, state: str) -> dict:
    number = _next(w.db, about, part)
    w.db.execute(
        "insert into prose values (?, ?, ?, ?, ?, ?, ?, ?)",
        (new_guid(), about, part, number, words, w.person, w.at, state),
    )
    w.record("prose_written", "prose", about)
    return _row(w.db, about, part, number)


def _row(db: Database, about: str, part: str, number: int) -> dict:
    (found,) = rows(
        db,
        f"select {_FIELDS} from prose where about = ? and part = ? and number = ?",
        about,
        part,
        number,
    )
    return found
