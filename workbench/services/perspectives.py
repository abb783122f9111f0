"""Where I'm reading from: a person's own words, several or none, theirs to share or take back."""

from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.services.desks import Desk
from workbench.services.lookalikes import looks_like
from workbench.services.notes import checked_words
from workbench.store import perspectives as perspective_store
from workbench.store.project import Writing

LONGEST, LONGEST_HEADING = 300, 120
# How somebody wants to be met with the question; nothing kept means as they last left it.
WISHES = {
    "rather_not": "I’d rather not say",
    "each_time": "I’ll decide each time",
}
VISIBILITIES = {"me": "only me", "team": "the team", "report": "may appear in reports"}


def keep(w: Writing, guid: Guid, words: object, *, visibility: str) -> None:
    """Keep a perspective inside a transaction that is already open."""
    if visibility not in VISIBILITIES:
        raise NotReadable("A perspective is for you alone, for the team, or for reports.")
    perspective_store.add(w, guid, checked_words(words, longest=LONGEST).strip(), visibility)


def add(desk: Desk, words: str, *, visibility: str = "me") -> Guid:
    """Write down one more place one reads from, and read from it at once."""
    guid = new_guid()
    with desk.project.writing(desk.viewer.self()) as w:
        keep(w, guid, words, visibility=visibility)
    return guid


def mine(desk: Desk) -> list[dict]:
    """One's own perspectives: guid, words, visibility, in_use, headings (GUIDs)."""
    me, db = desk.viewer.self(), desk.project.db
    placed = perspective_store.places(db, me)
    return [
        {**row, "headings": placed.get(row["guid"], [])}
        for row in perspective_store.own(db, desk.project.keys, me)
    ]


def read_from(desk: Desk, chosen: list[Guid]) -> None:
    """Say which of one's own the next marks carry; none is fine."""
    with desk.project.writing(desk.viewer.self()) as w:
        perspective_store.read_from(w, chosen)


def wish(desk: Desk) -> str | None:
    """How the viewer wants to be met with the question, one of `WISHES` or None; theirs alone."""
    return perspective_store.wish(desk.project.db, desk.project.keys, desk.viewer.self())


def wish_for(desk: Desk, which: str | None) -> None:
    """Keep one's own wish, or None to forget it. Either wish begins with nothing chosen."""
    if which is not None and which not in WISHES:
        raise NotReadable("That is not one of the answers to choose from.")
    with desk.project.writing(desk.viewer.self()) as w:
        perspective_store.wish_for(w, which)
        if which is not None:
            perspective_store.read_from(w, [])


def sit_down(desk: Desk) -> None:
    """Begin a sitting: whoever decides each time begins it with nothing chosen."""
    if wish(desk) == "each_time" and any(row["in_use"] for row in mine(desk)):
        read_from(desk, [])


def share(desk: Desk, perspective: Guid, visibility: str) -> None:
    """Change who may see a perspective, on every mark that carries it."""
    if visibility not in VISIBILITIES:
        raise NotReadable("A perspective is for you alone, for the team, or for reports.")
    with desk.project.writing(desk.viewer.self()) as w:
        perspective_store.share(w, perspective, visibility)


def take_back(desk: Desk, perspective: Guid) -> None:
    """Erase a perspective everywhere; the marks stay. This cannot be undone."""
    with desk.project.writing(desk.viewer.self()) as w:
        perspective_store.take_back(w, perspective)


def headings(desk: Desk) -> list[dict]:
    """The team's shared headings: guid, name."""
    return perspective_store.headings(desk.project.db)


def headings_with_nobody(desk: Desk) -> list[str]:
    """The headings under which nobody has put anything yet, by name."""
    return perspective_store.headings_with_nobody(desk.project.db)


def word_headings(desk: Desk, names: list[str]) -> None:
    """Word the two to six headings the team compares by; none switches it off."""
    desk.viewer.must("reading")
    names = [" ".join(name.split()) for name in names if name.strip()]
    if len(names) not in (0, 2, 3, 4, 5, 6) or len(set(names)) != len(names):
        raise NotReadable("Word two to six headings, each different from the others.")
    if any(len(name) > LONGEST_HEADING or not name.isprintable() for name in names):
        raise NotReadable(f"A heading may have up to {LONGEST_HEADING} visible characters.")
    for number, name in enumerate(names):
        other = looks_like(name, names[:number])
        if other is not None:
            raise NotReadable(f"“{other}” is there twice, in letters that look alike.")
    with desk.project.writing(desk.viewer.self()) as w:
        perspective_store.set_headings(w, names)


def place(desk: Desk, perspective: Guid, under: list[Guid]) -> None:
    """Put one of one's own perspectives under any, several or none of the headings."""
    known = {row["guid"] for row in headings(desk)}
    if set(under) - known:
        raise NotReadable("That heading is not there any more.")
    with desk.project.writing(desk.viewer.self()) as w:
        perspective_store.place(w, perspective, under)
