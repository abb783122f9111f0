"""Participants as they are kept: IDs, consent by purpose, and attributes with their values.

Every change names the participant as its object, so that a withdrawal finds and erases all that
the history holds of them.
"""

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere, NotFound
from workbench.domain.ids import Guid
from workbench.domain.participant import Attribute, Participant, in_order
from workbench.store.database import one, rows
from workbench.store.project import Writing
from workbench.store.sources import refuse_withdrawn


def listed(db: Database) -> list[Participant]:
    """Every participant with consents, attributes and transcripts, in order of ID."""
    consents: dict[str, dict[str, bool]] = {}
    for row in rows(db, "select participant, purpose, given from consents"):
        consents.setdefault(row["participant"], {})[row["purpose"]] = bool(row["given"])
    known: dict[str, dict[Guid, str]] = {}
    for row in rows(db, "select participant, attribute, words from participant_attributes"):
        known.setdefault(row["participant"], {})[Guid(row["attribute"])] = row["words"]
    places: dict[str, list[Guid]] = {}
    for row in rows(
        db,
        "select sp.participant, s.guid from source_participants sp join sources s"
        " on s.guid = sp.source where s.state = 'released'"
        " union select k.participant, s.guid from speakers k join sources s"
        " on s.guid = k.source where s.state = 'released' and k.participant is not null",
    ):
        places.setdefault(row["participant"], []).append(Guid(row["guid"]))
    return in_order(
        Participant(
            Guid(row["guid"]),
            row["label"],
            row["role"],
            consents.get(row["guid"], {}),
            known.get(row["guid"], {}),
            tuple(places.get(row["guid"], ())),
        )
        for row in rows(db, "select guid, label, role from participants")
    )


def attributes(db: Database) -> list[Attribute]:
    """Every attribute, in the order they were defined."""
    found = rows(db, "select guid, name, kind from attributes order by rowid")
    return [Attribute(Guid(row["guid"]), row["name"], row["kind"]) for row in found]


def turns_by_source(db: Database, participant: Guid) -> dict[str, dict]:
    """In which transcripts a participant speaks: how many `turns`, and as which `labels`."""
    found: dict[str, dict] = {}
    for row in rows(
        db,
        "select k.source, k.label, count(t.position) as turns from speakers k"
        " left join turns t on t.speaker = k.guid and t.version = (select guid from"
        " source_versions where source = k.source order by number desc limit 1)"
        " where k.participant = ? group by k.guid order by k.rowid",
        participant,
    ):
        place = found.setdefault(row["source"], {"turns": 0, "labels": []})
        place["turns"] += row["turns"]
        place["labels"].append(row["label"])
    return found


def speaking(db: Database, version: str) -> list[dict]:
    """For each turn of a version: start, end, the `participant` or None, the speaker's `role`."""
    return rows(
        db,
        'select t.start, t."end", k.participant, coalesce(k.role, ?) as role from turns t'
        " left join speakers k on k.guid = t.speaker where t.version = ? order by t.position",
        "unknown",
        version,
    )


def rename(w: Writing, guid: Guid, label: str) -> None:
    """Call a participant by another ID, which nobody else may have, however it is spelt."""
    before = _there(w, guid)
    for row in rows(w.db, "select label from participants where guid != ?", guid):
        if row["label"].casefold() == label.casefold():
            raise AlreadyThere(
                f"There is a participant called {row['label']} already. Choose another ID."
            )
    refuse_withdrawn(w, label)
    w.db.execute("update participants set label = ? where guid = ?", (label, guid))
    _record(w, "participant_renamed", guid, {"label": before["label"]}, {"label": label})


def say_role(w: Writing, guid: Guid, role: str) -> None:
    """Say what a participant ID stands for: somebody who took part, a commissioner, a group."""
    before = _there(w, guid)
    w.db.execute("update participants set role = ? where guid = ?", (role, guid))
    _record(w, "participant_role_said", guid, {"role": before["role"]}, {"role": role})


def say_consent(w: Writing, guid: Guid, purpose: str, given: bool | None) -> None:
    """Record a yes, a no or nothing for one purpose."""
    _there(w, guid)
    before = _consent(w.db, guid, purpose)
    w.db.execute("delete from consents where participant = ? and purpose = ?", (guid, purpose))
    if given is not None:
        w.db.execute("insert into consents values (?, ?, ?)", (guid, purpose, int(given)))
    _record(
        w,
        "consent_said",
        guid,
        {"purpose": purpose, "given": before},
        {"purpose": purpose, "given": given},
    )


def give(w: Writing, guid: Guid, attribute: Guid, words: str) -> None:
    """Give a participant the value of an attribute; no words take it away."""
    _there(w, guid)
    _attribute(w.db, attribute)
    before = _value(w.db, guid, attribute)
    w.db.execute(
        "delete from participant_attributes where participant = ? and attribute = ?",
        (guid, attribute),
    )
    if words:
        w.db.execute(
            "insert into participant_attributes values (?, ?, ?)", (guid, attribute, words)
        )
    _record(
        w,
        "attribute_given",
        guid,
        {"attribute": attribute, "words": before},
        {"attribute": attribute, "words": words},
    )


def values_of(db: Database, participant: str) -> dict[str, str]:
    """What is known of a participant: attribute to value."""
    return {
        row["attribute"]: row["words"]
        for row in rows(
            db,
            "select attribute, words from participant_attributes where participant = ?",
            participant,
        )
    }


def define(w: Writing, attribute: Attribute) -> None:
    """Add an attribute; its name is like no other's, however it is spelt."""
    for other in attributes(w.db):
        if other.name.casefold() == attribute.name.casefold():
            raise AlreadyThere(
                f"There is an attribute called “{other.name}” already. Choose another name."
            )
    w.db.execute(
        "insert into attributes values (?, ?, ?)",
        (attribute.guid, attribute.name, attribute.kind),
    )
    _record(w, "attribute_defined", attribute.guid, None, _as_dict(attribute))


def remove(w: Writing, guid: Guid) -> None:
    """Take an attribute away with everybody's value of it; undo brings all of it back."""
    attribute = _attribute(w.db, guid)
    for row in rows(
        w.db, "select participant from participant_attributes where attribute = ?", guid
    ):
        give(w, row["participant"], guid, "")
    w.db.execute("delete from attributes where guid = ?", (guid,))
    _record(w, "attribute_removed", guid, _as_dict(attribute), None)


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Take one change, of one of the kinds in `CHANGES`, back or do it again.

    `NotFound` where things are no longer as the change left them (`now`): somebody has changed
    them since, and what they did stays.
    """
    if kind in ("attribute_defined", "attribute_removed"):
        if to is None:
            held = one(
                w.db, "select 1 from participant_attributes where attribute = ? limit 1", guid
            )
            if held or _as_dict(_attribute(w.db, guid)) != now:
                raise NotFound("That attribute is in use or has been changed.")
            remove(w, guid)
        else:
            define(w, Attribute(guid, to["name"], to["kind"]))
        return
    assert now is not None
    assert to is not None
    there = _there(w, guid)
    if kind == "participant_renamed":
        _expect(there["label"] == now["label"])
        rename(w, guid, to["label"])
    elif kind == "participant_role_said":
        _expect(there["role"] == now["role"])
        say_role(w, guid, to["role"])
    elif kind == "consent_said":
        _expect(_consent(w.db, guid, now["purpose"]) == now["given"])
        say_consent(w, guid, to["purpose"], to["given"])
    else:
        _expect(_value(w.db, guid, now["attribute"]) == now["words"])
        give(w, guid, to["attribute"], to["words"])


CHANGES = (
    "participant_renamed",
    "participant_role_said",
    "consent_said",
    "attribute_given",
    "attribute_defined",
    "attribute_removed",
)


def _expect(unchanged: bool) -> None:
    if not unchanged:
        raise NotFound("That is no longer as it was left.")


def _there(w: Writing, guid: Guid) -> dict:
    found = one(w.db, "select label, role from participants where guid = ?", guid)
    if found is None:
        raise NotFound("There is no such participant in this study.")
    return found


def _attribute(db: Database, guid: Guid) -> Attribute:
    found = one(db, "select name, kind from attributes where guid = ?", guid)
    if found is None:
        raise NotFound("There is no such attribute in this study.")
    return Attribute(guid, found["name"], found["kind"])


def _consent(db: Database, guid: Guid, purpose: str) -> bool | None:
    found = one(
        db, "select given from consents where participant = ? and purpose = ?", guid, purpose
    )
    return bool(found["given"]) if found else None


def _value(db: Database, guid: Guid, attribute: Guid) -> str:
    found = one(
        db,
        "select words from participant_attributes where participant = ? and attribute = ?",
        guid,
        attribute,
    )
    return found["words"] if found else ""


def _as_dict(attribute: Attribute) -> dict:
    return {"name": attribute.name, "kind": attribute.kind}


def _record(w: Writing, kind: str, guid: Guid, before: dict | None, after: dict | None) -> None:
    of = "attribute" if kind in ("attribute_defined", "attribute_removed") else "participant"
    w.record(kind, of, guid, before=before, after=after)
