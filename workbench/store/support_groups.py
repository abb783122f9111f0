"""Peer support groups as they are kept: each change holds a whole group before and after."""

from dataclasses import asdict, replace

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere, NotFound
from workbench.domain.ids import Guid
from workbench.domain.support_group import KeyDecision, SupportGroup
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("support_group_kept",)


def listed(db: Database) -> list[SupportGroup]:
    """Every peer support group, in order of name."""
    settings: dict[str, list[str]] = {}
    for row in rows(db, "select * from support_group_settings order by rowid"):
        settings.setdefault(row["support_group"], []).append(row["setting"])
    people: dict[str, list[Guid]] = {}
    for row in rows(db, "select * from support_group_participants order by rowid"):
        people.setdefault(row["support_group"], []).append(Guid(row["participant"]))
    passages: dict[tuple[str, str], list[Guid]] = {}
    for row in rows(db, "select * from support_group_passages order by rowid"):
        own = passages.setdefault((row["support_group"], row["code"]), [])
        own.append(Guid(row["coding"]))
    decisions: dict[str, dict[Guid, KeyDecision]] = {}
    for row in rows(db, "select * from support_group_decisions order by rowid"):
        decisions.setdefault(row["support_group"], {})[Guid(row["code"])] = KeyDecision(
            row["words"], tuple(passages.get((row["support_group"], row["code"]), ()))
        )
    return [
        SupportGroup(
            Guid(row["guid"]),
            row["name"],
            row["area"],
            row["about"],
            tuple(settings.get(row["guid"], ())),
            tuple(people.get(row["guid"], ())),
            decisions.get(row["guid"], {}),
        )
        for row in rows(db, "select * from support_groups order by name collate nocase, guid")
    ]


def find(db: Database, guid: Guid) -> SupportGroup | None:
    """One peer support group, or None where there is none of that GUID."""
    return next((group for group in listed(db) if group.guid == guid), None)


def keep(w: Writing, guid: Guid, to: SupportGroup | None) -> None:
    """Add a group, change it, or take it away where `to` is None.

    Raises
    ------
    AlreadyThere
        Another group has that name, however it is spelt.
    """
    before = find(w.db, guid)
    for other in listed(w.db):
        if to and other.guid != guid and other.name.casefold() == to.name.casefold():
            raise AlreadyThere(
                f"There is a peer support group called “{other.name}” already. "
                "Choose another name."
            )
    w.db.execute("delete from support_groups where guid = ?", (guid,))
    if to is not None:
        to = _still_possible(w.db, to)
        _write(w.db, to)
    w.record(
        "support_group_kept",
        "support_group",
        guid,
        before=_as_dict(before),
        after=_as_dict(to),
    )


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Give a group an earlier or later state of itself, unless it has been changed since."""
    if _as_dict(find(w.db, guid)) != now:
        raise NotFound("That is no longer as it was left.")
    keep(w, guid, _from_dict(to))


def _write(db: Database, group: SupportGroup) -> None:
    db.execute(
        "insert into support_groups (guid, name, area, about) values (?, ?, ?, ?)",
        (group.guid, group.name, group.area, group.about),
    )
    for table, values in (
        ("support_group_settings", [(group.guid, each) for each in group.settings]),
        ("support_group_participants", [(group.guid, each) for each in group.participants]),
        (
            "support_group_decisions",
            [(group.guid, code, each.words) for code, each in group.decisions.items()],
        ),
        (
            "support_group_passages",
            [
                (group.guid, code, coding)
                for code, each in group.decisions.items()
                for coding in each.passages
            ],
        ),
    ):
        if values:
            places = ", ".join("?" * len(values[0]))
            db.conn.executemany(f"insert into {table} values ({places})", values)


def _still_possible(db: Database, group: SupportGroup) -> SupportGroup:
    """Leave out whoever has withdrawn since this was written down."""
    there = [
        guid
        for guid in group.participants
        if one(db, "select 1 from participants where guid = ?", guid)
    ]
    return replace(group, participants=tuple(dict.fromkeys(there)))


def _as_dict(group: SupportGroup | None) -> dict | None:
    if group is None:
        return None
    told = asdict(group)
    return {
        **told,
        "settings": list(group.settings),
        "participants": list(group.participants),
        "decisions": {
            code: {"words": each.words, "passages": list(each.passages)}
            for code, each in group.decisions.items()
        },
    }


def _from_dict(told: dict | None) -> SupportGroup | None:
    if told is None:
        return None
    return SupportGroup(
        Guid(told["guid"]),
        told["name"],
        told["area"],
        told["about"],
        tuple(told["settings"]),
        tuple(Guid(guid) for guid in told["participants"]),
        {
            Guid(code): KeyDecision(
                each["words"], tuple(Guid(coding) for coding in each["passages"])
            )
            for code, each in told["decisions"].items()
        },
    )
