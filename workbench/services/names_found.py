"""Names found in the transcripts: the same words together, with what was answered for them.

Nothing here changes anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.domain.pseudonym import KINDS, Candidate, key_of, names_somebody
from workbench.services.desks import Desk
from workbench.services.places_of_names import Where, first_place, known, must_see, words_around
from workbench.store import replacements
from workbench.store.real_words import RealWords
from workbench.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Group:
    """The same words wherever they were found: how they are written and what they may be.

    `context` is what stands around them in one place, `where`. `places` and `transcripts` count
    those that were found or answered for, in `sources`; the same words may stand in more.
    `replacement` is what was written for them before, or is to be written now.
    """

    words: str
    kind: str
    places: int
    transcripts: int
    where: Where
    context: str = ""
    replacement: str = ""
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Overview:
    """What was found and what was said of it.

    `unread` are transcripts nobody has had looked through, as they read now. `found` waits for an
    answer, `chosen` is to be replaced, `left` is no name or stays as it is.
    """

    unread: tuple[Guid, ...]
    found: tuple[Group, ...]
    chosen: tuple[Group, ...]
    left: tuple[Group, ...]


@dataclass(slots=True)
class _Gathered:
    words: str
    where: Where
    kinds: set[str] = field(default_factory=set)
    places: int = 0
    sources: set[str] = field(default_factory=set)

    def group(self, texts: dict[Guid, str], replacement: str = "") -> Group:
        return Group(
            words=self.words,
            kind=min(self.kinds, key=list(KINDS).index, default="added"),
            places=self.places,
            transcripts=len(self.sources),
            where=self.where,
            context=_context(texts[self.where.source], self.where),
            replacement=replacement,
            sources=frozenset(self.sources),
        )


def overview(workspace: Workspace, desk: Desk) -> Overview:
    """Everything found in all transcripts, by words, with what has been said of it."""
    desk.viewer.must("transcripts")
    db = desk.project.db
    by_key, said = known(workspace, desk)
    texts, found = replacements.texts(db), replacements.found(db)
    by_source = {text["source"]: text["text"] for text in texts}
    looked = replacements.looked_through(db)
    answered: dict[str, list[dict]] = {}
    for place in replacements.answered(db):
        answered.setdefault(place["source"], []).append(place)
    waiting: dict[str, _Gathered] = {}
    left: dict[str, _Gathered] = {}
    for words, where, kind in _everything_found(desk, texts, found):
        key = key_of(words)
        pseudonym = by_key.get(key)
        own = answered.get(where.source, ())
        if any(_answers(place, where, pseudonym) for place in own if place["replace"]):
            continue
        is_left = (pseudonym is not None and said.get(pseudonym, {}).get("not_a_name")) or any(
            _answers(place, where, pseudonym) for place in own
        )
        one = (left if is_left else waiting).setdefault(key, _Gathered(words, where))
        one.kinds.add("before" if _replacement(said, pseudonym) and not is_left else kind)
        one.places += 1
        one.sources.add(where.source)
    return Overview(
        unread=tuple(text["source"] for text in texts if text["version"] not in looked),
        found=_in_order(
            one.group(by_source, _replacement(said, by_key.get(key)))
            for key, one in waiting.items()
        ),
        chosen=tuple(chosen(workspace, desk)),
        left=_in_order(one.group(by_source) for one in left.values()),
    )


def chosen(workspace: Workspace, desk: Desk) -> list[Group]:
    """What is to be replaced, for those who look after transcripts or were asked to look."""
    must_see(desk)
    lines = workspace.replacements.all(desk.project.guid)
    said = replacements.pseudonyms(desk.project.db)
    texts = {text["source"]: text["text"] for text in replacements.texts(desk.project.db)}
    gathered: dict[Guid, _Gathered] = {}
    for place in replacements.answered(desk.project.db):
        guid = place["pseudonym"]
        if not place["replace"] or guid not in lines:
            continue
        where = _where(desk, place, lines[guid])
        one = gathered.setdefault(guid, _Gathered(lines[guid].words, where))
        one.places += not place["around"]
        one.sources.add(place["source"])
    return sorted(
        (one.group(texts, said[guid]["replacement"]) for guid, one in gathered.items()),
        key=lambda group: group.words.casefold(),
    )


def _replacement(said: dict[Guid, dict], pseudonym: Guid | None) -> str:
    return said[pseudonym]["replacement"] if pseudonym in said else ""


def _everything_found(
    desk: Desk, texts: Iterable[dict], found: dict[str, list[Candidate]]
) -> Iterator[tuple[str, Where, str]]:
    for text in texts:
        for one in found.get(text["version"], ()):
            words = text["text"][one.span.start : one.span.end]
            yield words, Where(text["source"], one.span.start, one.span.end), one.kind
    for row in replacements.labels(desk.project.db):
        if names_somebody(row["label"]):
            yield row["label"], Where(row["source"], speaker=row["guid"]), "speaker"


def _context(text: str, where: Where) -> str:
    """What stands around a place, on one line; nothing for a speaker's label."""
    if where.start == where.end:
        return ""
    before, after = words_around(text, where.start, where.end)
    return " ".join(f"{before}{text[where.start : where.end]}{after}".split())


def _answers(place: dict, where: Where, pseudonym: Guid | None) -> bool:
    """Say whether an answered place is this one, or a longer one that is to be replaced."""
    if where.speaker or place["around"]:
        same = place["around"] and place["pseudonym"] == pseudonym
        return bool(where.speaker and same)
    if place["replace"]:
        return place["start"] < where.end and where.start < place["end"]
    return (place["start"], place["end"]) == (where.start, where.end)


def _in_order(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(
        sorted(groups, key=lambda one: (list(KINDS).index(one.kind), one.words.casefold()))
    )


def _where(desk: Desk, place: dict, line: RealWords) -> Where:
    if not place["around"]:
        return Where(place["source"], place["start"], place["end"])
    try:
        return first_place(desk, line.words)
    except NotFound:
        return Where(place["source"])
