"""Card sort: up to 40 extracts put into piles that each person makes and names.

With buttons alone. A pile is its maker's own: nobody else moves a card in it. It can become a
draft code, and its cards its maker's own marks, which then count as any others.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from workbench.domain.codebook_change import Place, Reason
from workbench.domain.errors import NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.domain.span import Span
from workbench.services import (
    codebook_changes,
    codebook_view,
    coding,
    projects,
    reading,
    sets,
    steps,
)
from workbench.services.codebook_view import Passage
from workbench.services.desks import Desk
from workbench.store import card_sorts as store
from workbench.store import (
    codebook_passages,
    codebook_versions,
    content_notes,
    visible,
    visible_marks,
)
from workbench.store.project import Writing

CARD_SORT = "card_sort"
MOST = 40
_MOST_PILES = 40


@dataclass(frozen=True, slots=True)
class Card:
    """One extract. Where a content note is on it, its words are sent only once it is opened."""

    guid: Guid
    source: Guid
    name: str
    start: int
    words: str
    warns: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Pile:
    """A pile somebody made: whose it is, what they call it, its cards, and its code if any."""

    guid: Guid
    name: str
    maker: str
    mine: bool
    cards: tuple[Guid, ...]
    code: Guid | None


@dataclass(frozen=True, slots=True)
class CardSort:
    """A card sort as one viewer has it before them: the cards, and everybody's piles."""

    guid: Guid
    name: str
    on: str
    cards: tuple[Card, ...]
    piles: tuple[Pile, ...]

    def mine(self) -> tuple[Pile, ...]:
        """The viewer's own piles."""
        return tuple(pile for pile in self.piles if pile.mine)

    def unsorted(self) -> tuple[Card, ...]:
        """The cards the viewer has in no pile yet."""
        sorted_ones = {card for pile in self.mine() for card in pile.cards}
        return tuple(card for card in self.cards if card.guid not in sorted_ones)


def listed(desk: Desk) -> list[dict]:
    """Every card sort: guid, name, on, cards (how many)."""
    db = desk.project.db
    return [
        {
            "guid": row["guid"],
            "name": row["name"],
            "on": row["at"][:10],
            "cards": len(codebook_passages.of(db, row["guid"])),
        }
        for row in store.listed(db)
    ]


def find(desk: Desk, guid: str, *, opened: Collection[str] = ()) -> CardSort:
    """One card sort; `opened` are the cards whose hard words the viewer wants to see."""
    db = desk.project.db
    row = store.find(db, Guid(guid))
    if row is None:
        raise NotFound("There is no such card sort in this study.")
    passages = codebook_view.passages(desk, Guid(guid))
    may = {each.guid for each in codebook_view.may_leave(desk, passages, purpose="analysis")}
    cards = tuple(_card(desk, each, opened) for each in passages if each.guid in may)
    members, there = projects.members(desk), {card.guid for card in cards}
    piles = tuple(
        Pile(
            pile["guid"],
            pile["name"],
            members.get(pile["person"], "a former member"),
            pile["person"] == desk.viewer.person,
            tuple(card for card in pile["cards"] if card in there),
            pile["code"],
        )
        for pile in store.piles(db, Guid(guid))
    )
    return CardSort(Guid(guid), row["name"], row["at"][:10], cards, piles)


def offered(desk: Desk, *, code: str | None = None, source: str | None = None) -> list[Passage]:
    """Extracts to choose from: passages marked with a code, or the turns of a transcript.

    Words of somebody who said no to analysis are not among them.
    """
    if code:
        found = codebook_view.marked_with(desk, [Guid(code)])
    elif source:
        name = reading.transcript(desk, source)["name"]
        found = [
            Passage(Guid(f"{source}:{turn['start']}"), Guid(source), name, turn["start"],
                    turn["words"])
            for turn in reading.turns_of(desk, Guid(source))
            if turn["role"] != "interviewer" and turn["words"].strip()
        ]  # fmt: skip
    else:
        found = []
    return codebook_view.may_leave(desk, found, purpose="analysis")


def begin(desk: Desk, name: str, places: Iterable[Place]) -> Guid:
    """Begin a card sort with some extracts; anybody in the team may."""
    guid, name = new_guid(), sets.checked_name(name, "The card sort")
    chosen = _few(places)
    if not chosen:
        raise NotReadable("Choose the extracts first: up to 40 of them.")
    with steps.step(desk, CARD_SORT, job=None) as w:
        store.keep(w, guid, {"name": name, "at": w.at, "person": w.person})
        codebook_passages.put(w, guid, chosen)
    return guid


def add(desk: Desk, card_sort: Guid, places: Iterable[Place]) -> int:
    """Put more extracts into a sort, and say how many there are now. None is taken out."""
    find(desk, card_sort)
    with steps.step(desk, CARD_SORT, job=None) as w:
        there = [place for _, place in codebook_passages.of(w.db, card_sort)]
        chosen = _few([*there, *places])
        codebook_passages.put(w, card_sort, chosen)
    return len(chosen)


def put(desk: Desk, card_sort: Guid, card: Guid, pile: Guid | None) -> None:
    """Put a card into one of my own piles, out of any other of mine; None takes it out."""
    with steps.step(desk, CARD_SORT, job=None) as w:
        _there(w, card_sort, card)
        _take_out(w, card_sort, card)
        if pile is not None:
            now = _mine(w, pile)
            store.keep_pile(w, pile, {**now, "cards": [*now["cards"], card]})


def new_pile(desk: Desk, card_sort: Guid, name: str, card: Guid | None = None) -> Guid:
    """Make a pile of my own, with a card to begin it where one is given."""
    guid, name = new_guid(), sets.checked_name(name, "A pile")
    me = desk.viewer.self()
    with steps.step(desk, CARD_SORT, job=None) as w:
        if store.find(w.db, card_sort) is None:
            raise NotFound("There is no such card sort in this study.")
        mine = [pile for pile in store.piles(w.db, card_sort) if pile["person"] == me]
        if len(mine) >= _MOST_PILES:
            raise NotReadable(f"You have {_MOST_PILES} piles. Put some of them together first.")
        if card is not None:
            _there(w, card_sort, card)
            _take_out(w, card_sort, card)
        store.keep_pile(
            w,
            guid,
            {
                "card_sort": card_sort,
                "person": me,
                "name": name,
                "position": len(mine),
                "code": None,
                "cards": [card] if card is not None else [],
            },
        )
    return guid


def rename(desk: Desk, pile: Guid, name: str) -> None:
    """Call one of my own piles otherwise."""
    name = sets.checked_name(name, "A pile")
    with steps.step(desk, CARD_SORT, job=None) as w:
        store.keep_pile(w, pile, {**_mine(w, pile), "name": name})


def remove(desk: Desk, pile: Guid) -> None:
    """Take one of my own piles apart; its cards can be sorted again."""
    with steps.step(desk, CARD_SORT, job=None) as w:
        _mine(w, pile)
        store.keep_pile(w, pile, None)


def become(desk: Desk, pile: Guid, *, under: str = "other", why: str = "") -> Guid:
    """Make a draft code out of one of my own piles, with its cards as what prompted it."""
    with steps.step(desk, CARD_SORT, job=None) as w:
        now = _mine(w, pile)
        cards = dict(codebook_passages.of(w.db, now["card_sort"]))
        chosen = tuple(cards[card] for card in now["cards"] if card in cards)
        codebook_versions.keep(w)
        made = codebook_changes.add_in(w, now["name"], under=under)
        sort = (store.find(w.db, now["card_sort"]) or {"name": ""})["name"]
        said = why.strip() or f"A pile in the card sort “{sort}”"
        reason = Reason(why=said, asked_by=desk.viewer.name, passages=chosen)
        codebook_changes.tell(w, "added", reason, codes=[made], into=[made])
        store.keep_pile(w, pile, {**now, "code": made})
    return made


def mark(desk: Desk, pile: Guid) -> int:
    """Mark the words of every card in one of my own piles with its code, as my own marks."""
    db = desk.project.db
    now = store.find_pile(db, pile)
    if now is None or now["person"] != desk.viewer.self() or not now["code"]:
        raise NotFound("That pile is not yours, or there is no code made of it yet.")
    code, marked = Guid(now["code"]), 0
    sort = find(desk, now["card_sort"])
    cards = {card.guid for card in sort.cards} & set(now["cards"])
    mine = {
        Place(each.source, each.span)
        for each in visible.codings(
            desk.project,
            desk.viewer,
            only=visible_marks.carrying(desk.project, [code], coder=desk.viewer.self()),
        )
    }
    for guid, place in codebook_passages.of(db, sort.guid):
        if guid in cards and place not in mine:
            start, end = place.span.start, place.span.end
            coding.mark(desk, place.source, start=start, end=end, code=code, way="cards")
            marked += 1
    return marked


def undo(desk: Desk) -> None:
    """Take back my own last step in card sorts."""
    steps.undo(desk, CARD_SORT, job=None)


def redo(desk: Desk) -> None:
    """Do again what I last took back there."""
    steps.redo(desk, CARD_SORT, job=None)


def _few(places: Iterable[Place]) -> list[Place]:
    chosen = list(dict.fromkeys(places))
    if len(chosen) > MOST:
        raise NotReadable(f"A card sort has up to {MOST} extracts, and these are {len(chosen)}.")
    return chosen


def _mine(w: Writing, pile: Guid) -> dict:
    now = store.find_pile(w.db, pile)
    if now is None:
        raise NotFound("That pile is no longer there.")
    if now["person"] != w.person:
        raise NotAllowed("That pile is somebody else’s. Make one of your own.")
    return now


def _take_out(w: Writing, card_sort: Guid, card: Guid) -> None:
    for pile in store.piles(w.db, card_sort):
        if pile["person"] == w.person and card in pile["cards"]:
            told = {part: said for part, said in pile.items() if part != "guid"}
            left = [each for each in pile["cards"] if each != card]
            store.keep_pile(w, pile["guid"], {**told, "cards": left})


def _there(w: Writing, card_sort: Guid, card: Guid) -> None:
    if card not in {guid for guid, _ in codebook_passages.of(w.db, card_sort)}:
        raise NotFound("That card is no longer there: its words were taken out.")


def _card(desk: Desk, each: Passage, opened: Collection[str]) -> Card:
    span = Span(each.start, each.start + len(each.words))
    warned = [
        note["words"]
        for note in content_notes.listed(desk.project.db, each.source)
        if note["start"] is not None and span.overlaps(Span(note["start"], note["end"]))
    ]
    folded = bool(warned) and each.guid not in opened
    words = "" if folded else each.words
    return Card(each.guid, each.source, each.name, each.start, words, "; ".join(warned), folded)
