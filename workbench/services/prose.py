"""What the team writes: kept as it is typed, with its history, and never one over another.

Everybody in the team may write; an afterword is its authors' alone.
"""

from typing import TypeGuard

from workbench.domain.errors import NotAllowed, NotReadable
from workbench.services import projects
from workbench.services.desks import Desk
from workbench.store import afterwords
from workbench.store import prose as prose_store

LONGEST = 60_000
AFTERWORD = "afterword:"
_LONGEST_NAME = 90


def current(desk: Desk, about: str, part: str) -> dict:
    """The words as they stand: `number`, `words`, and `beside`, what stands beside them.

    Each of `beside` is `number`, `words` and `by`, the name of who wrote it.
    """
    row = prose_store.main(desk.project.db, about, part) or {"number": 0, "words": ""}
    return _told(desk, about, part, row)


def written(desk: Desk, about: str) -> dict[str, str]:
    """All that is written about something, by part; nothing empty."""
    return prose_store.of(desk.project.db, about)


def standing(desk: Desk, about: str, part: str) -> list[dict]:
    """The words as they stand, and what stands beside them: each `words` and `by`."""
    row = prose_store.main(desk.project.db, about, part)
    return [
        _one(desk, each)
        for each in (*filter(None, (row,)), *prose_store.beside(desk.project.db, about, part))
    ]


def save(desk: Desk, about: object, part: object, words: object, grew_from: object) -> dict:
    """Keep what somebody typed; the answer is that of `current`, for the wording now theirs.

    Where somebody else has written there since, both texts are kept, and the answer has the
    other beside it.
    """
    about, part = _named(about), _named(part)
    checked = _checked(words)
    if not _is_number(grew_from):
        raise NotReadable("Say which wording this grew from.")
    must_be_theirs(desk, about)
    with desk.project.writing(desk.viewer.self()) as w:
        row = prose_store.write(w, about, part, checked, grew_from)
    if row["state"] == "beside":
        theirs = prose_store.main(desk.project.db, about, part) or row
        return {
            "number": row["number"],
            "words": row["words"],
            "beside": [_one(desk, theirs)],
        }
    return _told(desk, about, part, row)


def join(desk: Desk, about: object, part: object, words: object, seen: object) -> dict:
    """Keep words that were made of two texts; those in `seen` stand beside them no longer."""
    about, part = _named(about), _named(part)
    must_be_theirs(desk, about)
    if not isinstance(seen, list) or not all(map(_is_number, seen)):
        raise NotReadable("Say which texts these words were made of.")
    with desk.project.writing(desk.viewer.self()) as w:
        row = prose_store.join(w, about, part, _checked(words), seen)
    return _told(desk, about, part, row)


def history(desk: Desk, about: str, part: str) -> list[dict]:
    """Every wording there has been, newest first: `number`, `words`, `by`, `on`."""
    return [
        {**_one(desk, row), "on": row["made_at"][:10]}
        for row in prose_store.history(desk.project.db, about, part)
    ]


def bring_back(desk: Desk, about: str, part: str, number: int) -> None:
    """Put an earlier wording in place of the present one, which stays in the history."""
    earlier = {row["number"]: row for row in prose_store.history(desk.project.db, about, part)}
    if number not in earlier:
        raise NotReadable("That wording is not there any more. Look at the history again.")
    now = prose_store.main(desk.project.db, about, part) or {"number": 0}
    must_be_theirs(desk, about)
    with desk.project.writing(desk.viewer.self()) as w:
        prose_store.write(w, about, part, earlier[number]["words"], now["number"])


def must_be_theirs(desk: Desk, about: str) -> None:
    """Refuse to let anybody but its authors write in an afterword."""
    if about.startswith(AFTERWORD) and desk.viewer.self() not in afterwords.authors(
        desk.project.db, about.removeprefix(AFTERWORD)
    ):
        raise NotAllowed("An afterword is written by its authors alone.")


def _told(desk: Desk, about: str, part: str, row: dict) -> dict:
    return {
        "number": row["number"],
        "words": row["words"],
        "beside": [_one(desk, each) for each in prose_store.beside(desk.project.db, about, part)],
    }


def _one(desk: Desk, row: dict) -> dict:
    names = projects.members(desk)
    by = names.get(row["person"], "a former member")
    return {"number": row["number"], "words": row["words"], "by": by}


def _is_number(found: object) -> TypeGuard[int]:
    """Say whether something sent can be the number of a wording."""
    return type(found) is int and 0 <= found < 2**31


def _named(found: object) -> str:
    if (
        not isinstance(found, str)
        or not 0 < len(found) <= _LONGEST_NAME
        or (not found.isprintable())
    ):
        raise NotReadable("Say what these words are about.")
    return found


def _checked(words: object) -> str:
    if not isinstance(words, str):
        raise NotReadable("There are no words in what was sent.")
    words = words.replace("\r\n", "\n")
    if len(words) > LONGEST:
        raise NotReadable(f"That is longer than {LONGEST:,} characters. Make it shorter.")
    if "\0" in words or any("\ud800" <= character <= "\udfff" for character in words):
        raise NotReadable("It holds a character that cannot be kept. Take it out and try again.")
    return words
