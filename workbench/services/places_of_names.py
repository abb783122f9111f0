"""Where names stand: the places of the same words in all transcripts, and who may look at them.

Nothing here changes anything. An address names words by where they stand, and never has them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.domain.errors import NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.pseudonym import LONGEST_WORDS, key_of, places
from workbench.services.desks import Desk
from workbench.store import replacements, sources
from workbench.store.workspace import Workspace

_AROUND = 60  # characters shown on either side of words


@dataclass(frozen=True, slots=True)
class Where:
    """Where words are, for an address, which never has the words: a place, or a speaker's label.

    `start` and `end` are code points in the newest text of `source`; `speaker` is a GUID and
    stands in their place.
    """

    source: Guid
    start: int = 0
    end: int = 0
    speaker: Guid | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One place of some words with what stands around it, and what was answered for it.

    `key` names the place to `answer`. `replace` is None where nobody has answered. Where `around`
    has words, the place is not in the text but in what stands around it. `likely` is False where
    only the capitals differ, as in hope and Hope.
    """

    key: str
    source: Guid
    name: str
    before: str
    words: str
    after: str
    around: tuple[str, ...]
    replace: bool | None
    likely: bool


@dataclass(frozen=True, slots=True)
class Name:
    """Some words with all their places, and what has been said of them."""

    words: str
    pseudonym: Guid | None
    replacement: str
    not_a_name: bool
    places: tuple[Place, ...]


def name_at(workspace: Workspace, desk: Desk, where: Where) -> Name:
    """The words at a place, with all places in which the same words stand, in any transcript.

    Somebody who was asked to look sees those that are to be replaced, and no others.
    """
    must_see(desk)
    words = words_at(desk, where)
    by_key, said = known(workspace, desk)
    pseudonym = by_key.get(key_of(words))
    state = said.get(pseudonym, {}) if pseudonym else {}
    found = tuple(_places(desk, words, pseudonym))
    if not desk.viewer.may("transcripts"):
        found = tuple(place for place in found if place.replace)
        if not found:
            raise NotAllowed("These words are not among those you were asked to look at.")
    return Name(
        words=words,
        pseudonym=pseudonym if pseudonym in said else None,
        replacement=state.get("replacement", ""),
        not_a_name=bool(state.get("not_a_name")),
        places=found,
    )


def words_at(desk: Desk, where: Where) -> str:
    """The words at a place of the newest text, or of a speaker's label; any member may read them.

    Raises
    ------
    NotFound
        There are none there, or more than a name has.
    """
    if where.speaker:
        found = [
            row for row in replacements.labels(desk.project.db) if row["guid"] == where.speaker
        ]
        words = found[0]["label"] if found else ""
    else:
        words = replacements.text_of(desk.project.db, where.source)["text"][
            max(0, where.start) : where.end
        ]
    words = " ".join(words.split())
    if not words or len(words) > LONGEST_WORDS:
        raise NotFound(
            "There are no such words in this study, or the transcript has changed since. Select "
            f"or type them again: up to {LONGEST_WORDS} characters."
        )
    return words


def to_read(desk: Desk) -> dict[Guid, str]:
    """Every transcript, those being prepared too, for whoever may see what is proposed."""
    must_see(desk)
    return {Guid(text["source"]): text["name"] for text in replacements.texts(desk.project.db)}


def turns_to_read(desk: Desk, source: Guid) -> list[dict]:
    """The turns of a transcript to look through for what was missed: start, who and words."""
    must_see(desk)
    newest = replacements.text_of(desk.project.db, source)
    return [
        {
            "start": turn["start"],
            "who": turn["speaker"] or "",
            "words": newest["text"][turn["start"] : turn["end"]],
        }
        for turn in sources.turns(desk.project.db, newest["version"])
    ]


def first_place(desk: Desk, words: str) -> Where:
    """Where some words stand for the first time, in the order of the transcripts."""
    must_see(desk)
    if not words.strip() or len(words) > LONGEST_WORDS:
        raise NotReadable(
            f"Type or paste the words that should be replaced: up to {LONGEST_WORDS} characters."
        )
    for text in replacements.texts(desk.project.db):
        found = places(text["text"], words)
        if found:
            return Where(text["source"], found[0].start, found[0].end)
    for row in replacements.labels(desk.project.db):
        if places(row["label"], words):
            return Where(row["source"], speaker=row["guid"])
    raise NotFound("These words stand in no transcript. Copy them from one, as they are written.")


def may_see(desk: Desk) -> bool:
    """Say whether this person looks after transcripts, or was asked to look."""
    return desk.viewer.may("transcripts") or (
        desk.viewer.member and desk.viewer.person in replacements.second_readers(desk.project.db)
    )


def is_asked(desk: Desk) -> bool:
    """Say whether this person was asked to look, and has not said yet that they have."""
    readers = replacements.second_readers(desk.project.db)
    return desk.viewer.person is not None and readers.get(desk.viewer.person) == "asked"


def must_see(desk: Desk) -> None:
    """Refuse, in a sentence, whoever may not see what is proposed."""
    if not may_see(desk):
        desk.viewer.must("transcripts")


def known(workspace: Workspace, desk: Desk) -> tuple[dict[str, Guid], dict[Guid, dict]]:
    """Pseudonyms by the words they stand for, and what has been said of each."""
    lines = workspace.replacements.all(desk.project.guid)
    by_key = {key_of(line.words): guid for guid, line in lines.items()}
    return by_key, replacements.pseudonyms(desk.project.db)


def words_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a place, cut at blanks, with dots where it was cut."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = "…" + (before.split(None, 1)[1] if len(before.split()) > 1 else "")
    if end + _AROUND < len(text):
        after = (after.rsplit(None, 1)[0] if len(after.split()) > 1 else "") + "…"
    return before, after


def _places(desk: Desk, words: str, pseudonym: Guid | None) -> Iterator[Place]:
    db = desk.project.db
    answered: dict[str, bool] = {}
    longer: dict[str, list[dict]] = {}
    for place in replacements.answered(db):
        if place["pseudonym"] == pseudonym:
            answered[key_of_place(place)] = bool(place["replace"])
        elif place["replace"] and not place["around"]:
            longer.setdefault(place["source"], []).append(place)
    around = replacements.around(db, words)
    for text in replacements.texts(db):
        source, said = text["source"], text["text"]
        for span in places(said, words):
            if any(
                place["start"] <= span.start and span.end <= place["end"]
                for place in longer.get(source, ())
            ):
                continue
            key = f"{text['version']}:{span.start}:{span.end}"
            before, after = words_around(said, span.start, span.end)
            here = said[span.start : span.end]
            yield Place(
                key=key,
                source=source,
                name=text["name"],
                before=before,
                words=here,
                after=after,
                around=(),
                replace=answered.get(key),
                likely=not (here.islower() and not words.islower()),
            )
        if source in around:
            key = f"{source}:around"
            yield Place(
                key=key,
                source=source,
                name=text["name"],
                before="",
                words=words,
                after="",
                around=tuple(replacements.AROUND[kind] for kind in around[source]),
                replace=answered.get(key),
                likely=True,
            )


def key_of_place(place: dict) -> str:
    """Name a place that was answered for as `name_at` names it."""
    if place["around"]:
        return f"{place['source']}:around"
    return f"{place['version']}:{place['start']}:{place['end']}"
