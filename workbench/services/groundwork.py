"""Topic guides and consultation notes: what was asked of whom before there was a framework.

Each is kept in versions, and linked to the decision it rests on and to the version of the codebook
it led to, so that the way from consultation to framework can be told.
"""

from dataclasses import dataclass, replace

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.services import notes, sets, steps
from workbench.services.desks import Desk
from workbench.store import codebook_versions
from workbench.store import groundwork as store
from workbench.store.project import Writing

GROUNDWORK = "groundwork"
KINDS = {
    "topic_guide": "topic guide",
    "survey": "survey answers",
    "event": "consultation event",
    "group_interviews": "group interviews",
    "other": "something else",
}
_LONGEST = 60_000


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of it: the words, why it was changed, and when and by whom."""

    guid: Guid
    number: int
    words: str
    why: str
    on: str
    person: Guid | None


@dataclass(frozen=True, slots=True)
class Groundwork:
    """A topic guide or consultation note. `people` says in the team's words who took part.

    `led_to` is the version of the codebook it led to; the newest of `wordings` comes last.
    """

    guid: Guid
    kind: str
    name: str
    people: str = ""
    decision: Guid | None = None
    led_to: Guid | None = None
    wordings: tuple[Wording, ...] = ()


def listed(desk: Desk) -> list[Groundwork]:
    """Everything that came before the framework, in the order it was put in."""
    return [_read(row["guid"], row) for row in store.listed(desk.project.db)]


def find(desk: Desk, guid: str) -> Groundwork:
    """One of them; `NotFound` where there is none."""
    row = store.find(desk.project.db, Guid(guid))
    if row is None:
        raise NotFound("There is no such note or guide in this study.")
    return _read(Guid(guid), row)


def add(desk: Desk, kind: str, name: str, words: str, *, people: str = "") -> Guid:
    """Put in a topic guide or a note on a consultation."""
    guid = new_guid()
    about = _checked(Groundwork(guid, kind, name, people))
    words = notes.checked_words(words, longest=_LONGEST)
    with steps.step(desk, GROUNDWORK, job="codebook") as w:
        _keep(w, replace(about, wordings=(_wording(w, 1, words, ""),)))
    return guid


def reword(desk: Desk, guid: Guid, words: str, *, why: str = "") -> bool:
    """Add a new wording; those before it stay to be read. False where nothing differs."""
    words = notes.checked_words(words, longest=_LONGEST)
    one = find(desk, guid)
    if one.wordings[-1].words == words:
        return False
    with steps.step(desk, GROUNDWORK, job="codebook") as w:
        number = one.wordings[-1].number + 1
        _keep(w, replace(one, wordings=(*one.wordings, _wording(w, number, words, why.strip()))))
    return True


def describe(
    desk: Desk,
    guid: Guid,
    *,
    kind: str,
    name: str,
    people: str,
    decision: Guid | None,
    led_to: Guid | None,
) -> None:
    """Say what it is, who took part, which decision it rests on and what it led to."""
    one = find(desk, guid)
    after = _checked(
        replace(one, kind=kind, name=name, people=people, decision=decision, led_to=led_to)
    )
    if led_to is not None:
        codebook_versions.codes_of(desk.project.db, led_to)  # refused where there is none
    if after != one:
        with steps.step(desk, GROUNDWORK, job="codebook") as w:
            _keep(w, after)


def remove(desk: Desk, guid: Guid) -> None:
    """Take it away with all its wordings; undo brings it back."""
    find(desk, guid)
    with steps.step(desk, GROUNDWORK, job="codebook") as w:
        store.keep(w, guid, None)


def undo(desk: Desk) -> None:
    """Take back one's own last step here."""
    steps.undo(desk, GROUNDWORK, job="codebook")


def redo(desk: Desk) -> None:
    """Do again what one last took back here."""
    steps.redo(desk, GROUNDWORK, job="codebook")


def _checked(one: Groundwork) -> Groundwork:
    if one.kind not in KINDS:
        raise NotReadable("There is no such kind of note.")
    people = " ".join(one.people.split())
    if len(people) > 300:
        raise NotReadable("Say who took part in up to 300 characters.")
    return replace(one, name=sets.checked_name(one.name, "It"), people=people)


def _wording(w: Writing, number: int, words: str, why: str) -> Wording:
    return Wording(new_guid(), number, words, why, w.at, w.person)


def _keep(w: Writing, one: Groundwork) -> None:
    store.keep(
        w,
        one.guid,
        {
            "kind": one.kind,
            "name": one.name,
            "people": one.people,
            "decision": one.decision,
            "led_to": one.led_to,
            "versions": [
                {
                    "guid": each.guid,
                    "number": each.number,
                    "words": each.words,
                    "why": each.why,
                    "at": each.on,
                    "person": each.person,
                }
                for each in one.wordings
            ],
        },
    )


def _read(guid: Guid, row: dict) -> Groundwork:
    return Groundwork(
        guid,
        row["kind"],
        row["name"],
        row["people"],
        row["decision"],
        row["led_to"],
        tuple(
            Wording(
                each["guid"], each["number"], each["words"], each["why"], each["at"],
                each["person"],
            )
            for each in row["versions"]
        ),
    )  # fmt: skip
