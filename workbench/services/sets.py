"""Sets, and choosing transcripts by a set or by a peer support group, in one way everywhere."""

from collections.abc import Iterable

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from, new_guid
from workbench.domain.support_group import TranscriptSet
from workbench.services import steps
from workbench.services.desks import Desk
from workbench.services.taking_in import LONGEST_LABEL
from workbench.store import sets as set_store
from workbench.store import support_groups

# Groups and sets stand on one page, and undo there takes back the last step on either.
GROUPS_AND_SETS = "groups"


def listed(desk: Desk) -> list[TranscriptSet]:
    """Every set of the study, in order of name."""
    return set_store.listed(desk.project.db)


def add(desk: Desk, name: str) -> Guid:
    """Make a set with no transcripts in it yet."""
    made = TranscriptSet(new_guid(), checked_name(name, "A set"))
    with steps.step(desk, GROUPS_AND_SETS) as w:
        set_store.keep(w, made.guid, made)
    return made.guid


def change(
    desk: Desk, guid: Guid, *, name: str | None = None, sources: Iterable[Guid] | None = None
) -> None:
    """Call a set something else, or choose its transcripts anew; None leaves either as it is."""
    with steps.step(desk, GROUPS_AND_SETS) as w:
        before = set_store.find(w.db, guid)
        if before is None:
            raise NotFound("There is no such set in this study.")
        set_store.keep(
            w,
            guid,
            TranscriptSet(
                guid,
                before.name if name is None else checked_name(name, "A set"),
                before.sources if sources is None else tuple(sources),
            ),
        )


def remove(desk: Desk, guid: Guid) -> None:
    """Take a set away; its transcripts stay, and undo brings it back."""
    with steps.step(desk, GROUPS_AND_SETS) as w:
        if set_store.find(w.db, guid) is None:
            raise NotFound("There is no such set in this study.")
        set_store.keep(w, guid, None)


def to_choose_from(desk: Desk) -> dict[str, str]:
    """Every set and peer support group by which transcripts can be chosen: GUID to words."""
    return {
        **{each.guid: f"Set: {each.name}" for each in listed(desk)},
        **{
            each.guid: f"Peer support group: {each.name}"
            for each in support_groups.listed(desk.project.db)
        },
    }


def chosen(desk: Desk, choice: str | None) -> frozenset[Guid] | None:
    """The transcripts of a set or a peer support group by its GUID; None means all of them."""
    if not choice:
        return None
    guid = guid_from(choice)
    found = set_store.find(desk.project.db, guid)
    if found is not None:
        return frozenset(found.sources)
    if support_groups.find(desk.project.db, guid) is None:
        raise NotFound("There is no such set or peer support group in this study.")
    return set_store.of_group(desk.project.db, guid)


def called(desk: Desk, name: str) -> Guid:
    """Find a set or a peer support group by its name, however it is spelt, or by its GUID."""
    named = [(each.name, each.guid) for each in listed(desk)]
    named += [(each.name, each.guid) for each in support_groups.listed(desk.project.db)]
    for own, guid in named:
        if name.strip().casefold() in (own.casefold(), guid):
            return guid
    there = ", ".join(to_choose_from(desk).values()) or "none yet"
    raise NotFound(f"There is no set or peer support group called {name}. There are: {there}.")


def checked_name(name: str, what: str) -> str:
    """Tidy the name of a set or a group, or say why it cannot have it."""
    name = " ".join(name.split())
    if not name:
        raise NotReadable(f"{what} needs a name. Write one first.")
    if len(name) > LONGEST_LABEL or not name.isprintable():
        raise NotReadable(f"A name may have up to {LONGEST_LABEL} visible characters.")
    return name
