"""Peer support groups: what participants took part in, and the choices those groups make."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workbench.domain.codebook import Code
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.domain.source import SETTINGS
from workbench.domain.support_group import NOT_KNOWN, KeyDecision, SupportGroup
from workbench.services import sets, steps
from workbench.services.desks import Desk
from workbench.services.sets import GROUPS_AND_SETS
from workbench.store import codes, sources, support_groups, visible
from workbench.store import sets as set_store

LONGEST = 2_000


def listed(desk: Desk) -> list[SupportGroup]:
    """Every peer support group of the study, in order of name."""
    desk.viewer.must("transcripts")
    return support_groups.listed(desk.project.db)


def add(desk: Desk, name: str) -> Guid:
    """Add a group of which nothing but the name is known yet."""
    made = SupportGroup(new_guid(), sets.checked_name(name, "A peer support group"))
    with steps.step(desk, GROUPS_AND_SETS) as w:
        support_groups.keep(w, made.guid, made)
    return made.guid


def describe(
    desk: Desk,
    guid: Guid,
    *,
    name: str | None = None,
    area: str | None = None,
    about: str | None = None,
    settings: Iterable[str] | None = None,
    participants: Iterable[Guid] | None = None,
) -> None:
    """Say something of a group; None leaves that as it is, and nothing said is not known."""
    desk.viewer.must("transcripts")
    one = _one(desk, guid)
    settings = one.settings if settings is None else tuple(dict.fromkeys(settings))
    if set(settings) - (set(SETTINGS) - {"not_stated"}):
        raise NotReadable("That is no setting that the workbench knows.")
    _keep(
        desk,
        one,
        replace(
            one,
            name=one.name if name is None else sets.checked_name(name, "A peer support group"),
            area=one.area if area is None else _short(area),
            about=one.about if about is None else _short(about),
            settings=settings,
            participants=one.participants if participants is None else tuple(participants),
        ),
    )


def decide(desk: Desk, guid: Guid, answers: Mapping[Guid, str]) -> None:
    """Say what a group chose in key decisions; no words mean that it is not known."""
    one = after = _one(desk, guid)
    for code, words in answers.items():
        known = _decision(desk, guid, code)
        after = _with(after, code, replace(known, words=_short(words) or NOT_KNOWN))
    _keep(desk, one, after)


def rest_on(desk: Desk, guid: Guid, code: Guid, passages: Iterable[Guid]) -> None:
    """Say which marked passages a key decision rests on.

    Passages this viewer cannot see are left as they are.
    """
    offered = {row["coding"] for row in passages_on(desk, guid, code)}
    one, known = _one(desk, guid), _decision(desk, guid, code)
    unseen = [coding for coding in known.passages if coding not in offered]
    chosen = [coding for coding in dict.fromkeys(passages) if coding in offered]
    _keep(desk, one, _with(one, code, replace(known, passages=(*unseen, *chosen))))


def remove(desk: Desk, guid: Guid) -> None:
    """Take a group away; undo brings it back. Participants and transcripts stay."""
    one = _one(desk, guid)
    _keep(desk, one, None)


def key_decisions(desk: Desk) -> list[Code]:
    """The choices groups make, as the study's codebook has them."""
    book = codes.codebook(desk.project.db)
    return [
        code
        for code in book.codes
        if code.kind == "key_decision" and code.parent is None and code.status != "retired"
    ]


def passages_on(desk: Desk, guid: Guid, decision: Guid) -> list[dict]:
    """Passages in a group's transcripts that this viewer sees marked with a key decision.

    Each is `coding`, `source`, `name`, `start` and `words`; a passage several people marked alike
    is there once, as the mark that was chosen or else the first.
    """
    db = desk.project.db
    under, chosen = _under(desk, decision), _decision(desk, guid, decision).passages
    names = {row["guid"]: row["name"] for row in sources.listed(db)}
    found: dict[tuple[str, int, int], dict] = {}
    for source in sorted(set_store.of_group(db, guid), key=lambda each: names.get(each, "")):
        version = sources.current_version(db, source)
        if version is None:
            continue
        for coding in visible.codings(desk.project, desk.viewer, source=source):
            place = (source, coding.span.start, coding.span.end)
            if coding.code in under and (place not in found or coding.guid in chosen):
                found[place] = {
                    "coding": coding.guid,
                    "source": source,
                    "name": names[source],
                    "start": coding.span.start,
                    "words": version["text"][coding.span.start : coding.span.end],
                }
    return list(found.values())


def undo(desk: Desk) -> None:
    """Take back one's own last step on groups and sets."""
    steps.undo(desk, GROUPS_AND_SETS)


def redo(desk: Desk) -> None:
    """Do again what one last took back."""
    steps.redo(desk, GROUPS_AND_SETS)


def _under(desk: Desk, decision: Guid) -> set[Guid]:
    """A key decision's code with all codes that stand under it."""
    book = codes.codebook(desk.project.db)
    under = {code.key for code in book.codes if code.guid == decision}
    for code in book.codes:  # a code comes before those under it
        if code.parent in under:
            under.add(code.key)
    return {code.guid for code in book.codes if code.key in under}


def _one(desk: Desk, guid: Guid) -> SupportGroup:
    desk.viewer.must("transcripts")
    found = support_groups.find(desk.project.db, guid)
    if found is None:
        raise NotFound("There is no such peer support group in this study.")
    return found


def _decision(desk: Desk, guid: Guid, code: Guid) -> KeyDecision:
    if code not in {each.guid for each in key_decisions(desk)}:
        raise NotFound("There is no such key decision in this study's codebook.")
    return _one(desk, guid).decisions.get(code, KeyDecision())


def _with(one: SupportGroup, code: Guid, known: KeyDecision) -> SupportGroup:
    # What is not known and rests on nothing is not kept.
    decisions = {
        each: what
        for each, what in {**one.decisions, code: known}.items()
        if what != KeyDecision()
    }
    return replace(one, decisions=decisions)


def _keep(desk: Desk, before: SupportGroup, after: SupportGroup | None) -> None:
    if before == after:
        return
    with steps.step(desk, GROUPS_AND_SETS) as w:
        if support_groups.find(w.db, before.guid) != before:
            raise NotFound("Somebody has changed this group meanwhile. Look again and repeat it.")
        support_groups.keep(w, before.guid, after)


def _short(words: str) -> str:
    words = words.strip()
    if len(words) > LONGEST:
        raise NotReadable(f"That is longer than {LONGEST:,} characters. Make it shorter.")
    return words
