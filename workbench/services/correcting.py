"""Correcting a transcript: its words, in a new version that carries every mark, and its structure.

For those who look after transcripts. Every step can be undone on the same page. What becomes of a
mark or note of whose words a correction left none is said by its owner, and by nobody else.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from workbench.domain.errors import AlreadyThere, NotFound, NotReadable, TextDiffers
from workbench.domain.ids import Guid, guid_from, new_guid
from workbench.domain.revision import edits_between, revise
from workbench.domain.source import KINDS, SETTINGS, SPEAKER_ROLES
from workbench.services import steps
from workbench.services.desks import Desk
from workbench.services.taking_in import LONGEST_LABEL
from workbench.store import standing, structure, versions
from workbench.store.project import Writing

LONGEST_WHY = 300
LONGEST_NAME = 200
LONGEST_FIELD = 500
MOST_FIELDS = 40
LONGEST_TURN = 200_000


def scope(source: Guid) -> str:
    """Where the steps of correcting one transcript are undone."""
    return f"correcting {source}"


def speakers(desk: Desk, source: object) -> list[dict]:
    """Everybody who speaks in a transcript: guid, label, role, participant and turns."""
    return structure.speakers(desk.project.db, _there(desk, source))


def turns(desk: Desk, source: object) -> list[dict]:
    """Every turn of a transcript as it is now: start, end, speaker (a GUID or None) and words."""
    guid = _there(desk, source)
    text = standing.newest(desk.project.db, guid)["text"]
    return [
        {**row, "words": text[row["start"] : row["end"]]}
        for row in structure.turns(desk.project.db, guid)
    ]


def version(desk: Desk, source: object) -> str:
    """The version that somebody who begins to correct has before them."""
    return standing.newest(desk.project.db, _there(desk, source))["guid"]


def details(desk: Desk, source: object) -> dict:
    """What a transcript is: name, kind, settings, platform and the fields of its header block."""
    guid, db = _there(desk, source), desk.project.db
    found = structure.as_it_is(db, guid, dict.fromkeys(("name", "kind", "settings", "fields")))
    settings = [setting for setting in found["settings"] if setting != "not_stated"]
    return {**found, "settings": settings, "platform": found["settings"].get("online", "")}


def correct_words(
    desk: Desk, source: object, start: int, words: str, *, seen: str, why: str = ""
) -> None:
    """Say what was said in one turn, word for word; every mark and note is carried over.

    Parameters
    ----------
    start
        Where the turn begins.
    seen
        The version that was corrected. Where it is no longer the newest, nothing is changed.
    why
        What the correction rests on, such as “listened again”.
    """
    words = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    why = " ".join(why.split())
    if not words:
        raise NotReadable(
            "A turn cannot be without words. Write what was said, or join it with its neighbour."
        )
    if len(words) > LONGEST_TURN or len(why) > LONGEST_WHY:
        raise NotReadable(
            f"A turn may have up to {LONGEST_TURN:,} characters, a reason up to {LONGEST_WHY}."
        )
    if "\0" in words + why or any("\ud800" <= one <= "\udfff" for one in words + why):
        raise NotReadable("It holds a character that cannot be kept. Take it out and try again.")
    with _step(desk, source) as (w, guid):
        current = standing.newest(w.db, guid)
        turn = next((one for one in structure.turns(w.db, guid) if one["start"] == start), None)
        if current["guid"] != seen or turn is None:
            raise TextDiffers(
                "Somebody has corrected this transcript since you opened it, so nothing was "
                "changed. Look at the turn as it is now and correct it there."
            )
        old = current["text"][turn["start"] : turn["end"]]
        if old == words:
            raise NotReadable("These are the words that stand there already.")
        revision = revise(current["text"], edits_between(old, words, at=turn["start"]))
        versions.correct(w, guid, revision, why)


def say_kind(desk: Desk, source: object, kind: str) -> None:
    """Say what kind of conversation a transcript is of."""
    if kind not in KINDS:
        raise NotReadable("That is not a kind of conversation the workbench knows.")
    with _step(desk, source) as (w, guid):
        structure.put(w, guid, {"kind": kind})


def say_settings(desk: Desk, source: object, settings: Iterable[str], platform: str = "") -> None:
    """Say where the peer support happens; nothing is “not stated”. A platform is for `online`."""
    chosen = [setting for setting in SETTINGS if setting in set(settings) - {"not_stated"}]
    platform = " ".join(platform.split()) if "online" in chosen else ""
    _check_label(platform, "The name of a platform")
    said = {setting: platform if setting == "online" else "" for setting in chosen}
    with _step(desk, source) as (w, guid):
        structure.put(w, guid, {"settings": said or {"not_stated": ""}})


def say_name(desk: Desk, source: object, name: str) -> None:
    """Call a transcript something else, wherever it is listed."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotReadable(f"A transcript needs a name of up to {LONGEST_NAME} visible characters.")
    with _step(desk, source) as (w, guid):
        structure.put(w, guid, {"name": name})


def say_fields(desk: Desk, source: object, fields: Mapping[str, str]) -> None:
    """Say what the header block says, such as date or place; an empty field is taken away."""
    said = {" ".join(name.split()): " ".join(words.split()) for name, words in fields.items()}
    said = {name: words for name, words in said.items() if words}
    if "" in said:
        raise NotReadable("A field needs a name, such as “Place”. Write what it is.")
    if len(said) > MOST_FIELDS or any(
        len(name) > LONGEST_LABEL
        or len(words) > LONGEST_FIELD
        or not f"{name}{words}".isprintable()
        for name, words in said.items()
    ):
        raise NotReadable(
            f"There may be {MOST_FIELDS} fields, each with a name of up to {LONGEST_LABEL} and "
            f"words of up to {LONGEST_FIELD} visible characters."
        )
    with _step(desk, source) as (w, guid):
        structure.put(w, guid, {"fields": said})


def without_speakers(desk: Desk, source: object) -> None:
    """Work without speakers: nobody is named for any turn. The turns and the words stay."""
    with _step(desk, source) as (w, guid):
        there = structure.speakers(w.db, guid)
        if not there:
            raise NotReadable("Nobody is named as a speaker here, so nothing was changed.")
        nobody = [{**turn, "speaker": None} for turn in structure.turns(w.db, guid)]
        gone = {speaker["guid"]: None for speaker in there}
        structure.put(w, guid, {"turns": _part(nobody), "speakers": gone})


def say_speaker(
    desk: Desk, source: object, speaker: Guid, *, label: str, role: str, participant: str | None
) -> None:
    """Correct a speaker in the whole transcript: label, what they do in it, whose ID is theirs.

    `AlreadyThere` where another speaker is called that: the two can be merged.
    """
    label = _label(label)
    if role not in SPEAKER_ROLES:
        raise NotReadable("That is not something a speaker can be.")
    with _step(desk, source) as (w, guid):
        _known(w, guid, speaker)
        if any(
            one["label"] == label and one["guid"] != speaker
            for one in structure.speakers(w.db, guid)
        ):
            raise AlreadyThere(
                f"There is a speaker called {label} already. Merge the two, if they are the same."
            )
        said = {"label": label, "role": role, "participant": participant}
        wanted: dict = {"speakers": {speaker: said}}
        taking_part = structure.participants(w.db, guid)
        if participant is not None and participant not in taking_part:
            wanted["participants"] = [*taking_part, participant]
        structure.put(w, guid, wanted)


def merge(desk: Desk, source: object, speaker: Guid, into: Guid) -> None:
    """Give all turns of one speaker to another, who is the same person, and keep that label."""
    if speaker == into:
        raise NotReadable("Choose two speakers to merge.")
    with _step(desk, source) as (w, guid):
        for one in (speaker, into):
            _known(w, guid, one)
        spoken = structure.turns(w.db, guid)
        for turn in spoken:
            turn["speaker"] = into if turn["speaker"] == speaker else turn["speaker"]
        structure.put(w, guid, {"turns": _part(spoken), "speakers": {speaker: None}})


def say_who(desk: Desk, source: object, start: int, who: Guid | None, label: str = "") -> None:
    """Say who says a turn: a speaker of this transcript, somebody with a new label, or nobody."""
    with _step(desk, source) as (w, guid):
        turn = _turn(w, guid, start)
        wanted: dict = {}
        if label:
            label = _label(label)
            same = [one for one in structure.speakers(w.db, guid) if one["label"] == label]
            who = Guid(same[0]["guid"]) if same else new_guid()
            if not same:
                said = {"label": label, "role": "unknown", "participant": None}
                wanted["speakers"] = {who: said}
        elif who is not None:
            _known(w, guid, who)
        structure.put(w, guid, {**wanted, "turns": _part([{**turn, "speaker": who}])})


def split(desk: Desk, source: object, start: int, at: int) -> None:
    """Let a new turn begin with the word at a place inside a turn. No position moves."""
    with _step(desk, source) as (w, guid):
        turn, text = _turn(w, guid, start), standing.newest(w.db, guid)["text"]
        if not (turn["start"] < at - 1 and at < turn["end"] and text[at - 1].isspace()):
            raise NotReadable(
                "A turn is split between two words. Choose where the new one begins."
            )
        if not (text[turn["start"] : at].strip() and text[at : turn["end"]].strip()):
            raise NotReadable("Both parts of a turn need words. Choose another place.")
        parts = [{**turn, "end": at - 1, "ends": None}, {**turn, "start": at, "begins": None}]
        structure.put(w, guid, {"turns": _part(parts)})


def join(desk: Desk, source: object, start: int) -> None:
    """Make one turn of a turn and the next, said by whoever says the first. No position moves."""
    with _step(desk, source) as (w, guid):
        turn = _turn(w, guid, start)
        later = [one for one in structure.turns(w.db, guid) if one["start"] > start]
        if not later:
            raise NotReadable("That is the last turn, so there is none to join it with.")
        joined = {**turn, "end": later[0]["end"], "ends": later[0]["ends"]}
        structure.put(w, guid, {"turns": _part([joined])})


def undo(desk: Desk, source: Guid) -> None:
    """Take back one's own last step of correcting a transcript."""
    steps.undo(desk, scope(source))


def redo(desk: Desk, source: Guid) -> None:
    """Do again what one last took back there."""
    steps.redo(desk, scope(source))


@contextmanager
def _step(desk: Desk, source: object) -> Iterator[tuple[Writing, Guid]]:
    """One undoable step of correcting one transcript."""
    guid = _there(desk, source)
    with steps.step(desk, scope(guid)) as w:
        yield w, guid


def _there(desk: Desk, source: object) -> Guid:
    desk.viewer.must("transcripts")
    guid = guid_from(source)
    standing.newest(desk.project.db, guid)
    return guid


def _part(turns: list[dict]) -> dict:
    """Turns that follow one another, as `structure.put` takes them."""
    names = ("start", "end", "speaker", "begins", "ends")
    return {
        "from": turns[0]["start"],
        "to": turns[-1]["end"],
        "rows": [[turn[name] for name in names] for turn in turns],
    }


def _turn(w: Writing, source: Guid, start: int) -> dict:
    found = [one for one in structure.turns(w.db, source) if one["start"] == start]
    if not found:
        raise NotFound("That turn is no longer there. Look at the transcript as it is now.")
    return found[0]


def _known(w: Writing, source: Guid, speaker: Guid) -> None:
    if all(one["guid"] != speaker for one in structure.speakers(w.db, source)):
        raise NotFound("That speaker is no longer in this transcript.")


def _label(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        raise NotReadable("A speaker needs a label. Write one first.")
    _check_label(words, "A speaker label")
    return words


def _check_label(words: str, what: str) -> None:
    if len(words) > LONGEST_LABEL or not words.isprintable():
        raise NotReadable(f"{what} may have up to {LONGEST_LABEL} visible characters.")
