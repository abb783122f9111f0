"""Transcripts as they are kept: text by version, and everything that stands off it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere
from workbench.domain.ids import Guid, new_guid
from workbench.domain.source import Transcript
from workbench.store import text_prints, withdrawn_ids
from workbench.store.database import one, rows
from workbench.store.project import Writing


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """What a person says about a transcript when taking it in.

    `participants` are labels such as P07, in order. `settings` maps a setting to the name of the
    platform (or an empty string). `roles` maps a speaker label to a role, `spoken_by` a speaker
    label to a participant label, `participant_roles` a participant label to a role.
    """

    name: str
    kind: str
    settings: Mapping[str, str]
    participants: Sequence[str]
    roles: Mapping[str, str]
    spoken_by: Mapping[str, str]
    participant_roles: Mapping[str, str]


def hash_of(data: bytes) -> str:
    """What a file is known by; a transcript that is part of one has `/` and its number behind."""
    return hashlib.sha256(data).hexdigest()


def with_hash(db: Database, file_hash: str) -> dict | None:
    """The source that was read from exactly these bytes, or the first of several, if any."""
    return one(
        db,
        "select guid, name from sources where file_hash = ? or file_hash glob ? || '/*'"
        " order by rowid limit 1",
        file_hash,
        file_hash,
    )


def with_text(db: Database, text: str) -> dict | None:
    """A source whose first version has exactly this text, whatever file it came from."""
    return one(
        db,
        "select s.guid, s.name from source_versions v join sources s on s.guid = v.source"
        " where v.text = ? limit 1",
        text,
    )


def add(
    w: Writing,
    transcript: Transcript,
    details: SourceDetails,
    *,
    file_hash: str,
    preparing: bool = False,
) -> Guid:
    """Keep a transcript, whole or not at all; it is released for reading unless it is prepared."""
    source, version = new_guid(), new_guid()
    w.db.execute(
        "insert into sources values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            source,
            details.name,
            details.kind,
            "preparing" if preparing else "released",
            transcript.name,
            file_hash,
            transcript.format,
            transcript.convention,
            w.at,
            w.person,
        ),
    )
    w.db.execute(
        "insert into source_versions values (?, ?, 1, ?, ?, '', null)",
        (version, source, transcript.text, w.at),
    )
    text_prints.keep(w.db, version, transcript.text)
    people = {
        label: participant(w, label, role=details.participant_roles.get(label))
        for label in details.participants
    }
    speakers = {}
    for label in transcript.speakers:
        speakers[label] = new_guid()
        w.db.execute(
            "insert into speakers values (?, ?, ?, ?, ?)",
            (
                speakers[label],
                source,
                label,
                details.roles.get(label, "unknown"),
                people.get(details.spoken_by.get(label, "")),
            ),
        )
    w.db.conn.executemany(
        "insert into turns values (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                version,
                position,
                turn.start,
                turn.end,
                speakers[turn.speaker] if turn.speaker else None,
                turn.begins,
                turn.ends,
            )
            for position, turn in enumerate(transcript.turns)
        ],
    )
    w.db.conn.executemany(
        "insert into structure values (?, ?, ?, ?, ?)",
        [
            (version, position, part.kind, part.at, part.words)
            for position, part in enumerate(transcript.structure)
        ],
    )
    w.db.conn.executemany(
        "insert into source_fields values (?, ?, ?)",
        [(source, name, words) for name, words in transcript.fields.items()],
    )
    w.db.conn.executemany(
        "insert into source_settings values (?, ?, ?)",
        [(source, setting, platform) for setting, platform in details.settings.items()],
    )
    w.db.conn.executemany(
        "insert into source_participants values (?, ?)",
        [(source, guid) for guid in dict.fromkeys(people.values())],
    )
    kind = "source_taken_in" if preparing else "source_released"
    w.record(kind, "source", source, source=source)
    return source


def being_prepared(db: Database) -> list[dict]:
    """Every transcript that is not released yet, in order of name: guid, name, kind, turns."""
    return rows(
        db,
        "select s.guid, s.name, s.kind, (select count(*) from turns t where t.version ="
        " (select guid from source_versions where source = s.guid order by number desc limit 1))"
        " as turns from sources s where s.state = 'preparing'"
        " order by s.name collate nocase, s.guid",
    )


def release(w: Writing, source: Guid) -> None:
    """Let a prepared transcript be read; what it said before is the caller's to erase."""
    w.db.execute("update sources set state = 'released' where guid = ?", (source,))
    w.record("source_released", "source", source, source=source)


def participant(w: Writing, label: str, *, role: str | None = None) -> Guid:
    """Find the participant of that label, or make one; never of somebody who withdrew."""
    found = one(w.db, "select guid from participants where label = ?", label)
    if found:
        return Guid(found["guid"])
    refuse_withdrawn(w, label)
    guid = new_guid()
    w.db.execute("insert into participants values (?, ?, ?)", (guid, label, role or "participant"))
    w.record("participant_added", "participant", guid)
    return guid


def refuse_withdrawn(w: Writing, label: str) -> None:
    """Refuse an ID whose owner withdrew: what is out under it would seem to be another's."""
    if withdrawn_ids.holds(w.db, w.keys, label):
        raise AlreadyThere(
            f"{label} was the ID of somebody who has withdrawn, so it is not given again. Choose "
            "another ID."
        )


def participant_labels(db: Database) -> list[str]:
    """Every participant's label."""
    return [row["label"] for row in rows(db, "select label from participants order by label")]


def participant_count(db: Database) -> int:
    """How many people took part; a focus group's own ID is not a person."""
    return db.execute("select count(*) from participants where role != 'group'").fetchone()[0]


def listed(db: Database) -> list[dict]:
    """Every released transcript with its kind, settings and participants, in order of name."""
    found = rows(
        db,
        "select s.guid, s.name, s.kind, s.format, s.convention, s.created_at, v.guid as version,"
        " length(v.text) as characters,"
        " (select count(*) from turns t where t.version = v.guid) as turns"
        " from sources s join source_versions v on v.source = s.guid and v.number ="
        " (select max(number) from source_versions where source = s.guid)"
        " where s.state = 'released' order by s.name collate nocase, s.guid",
    )
    settings: dict[str, list[dict]] = {}
    for row in rows(db, "select source, setting, platform from source_settings order by rowid"):
        settings.setdefault(row["source"], []).append(row)
    people: dict[str, list[dict]] = {}
    for row in rows(
        db,
        "select sp.source, p.label, p.role from source_participants sp"
        " join participants p on p.guid = sp.participant order by sp.rowid",
    ):
        people.setdefault(row["source"], []).append(row)
    for source in found:
        own = settings.get(source["guid"], [])
        source["settings"] = [row["setting"] for row in own] or ["not_stated"]
        source["platforms"] = {row["setting"]: row["platform"] for row in own if row["platform"]}
        source["participants"] = [row["label"] for row in people.get(source["guid"], [])]
        source["commissioners"] = [
            row["label"] for row in people.get(source["guid"], []) if row["role"] == "commissioner"
        ]
    return found


def current_version(db: Database, source: Guid, *, prepared: bool = False) -> dict | None:
    """The newest version of a released transcript: guid and text.

    `prepared` also gives that of one being prepared, which is for those who look after them.
    """
    return one(
        db,
        "select v.guid, v.text from source_versions v join sources s on s.guid = v.source"
        " where v.source = ? and (s.state = 'released' or ?) order by v.number desc limit 1",
        source,
        prepared,
    )


def turns(db: Database, version: str) -> list[dict]:
    """The turns of one version with their speakers' labels and roles, in order."""
    return rows(
        db,
        'select t.start, t."end", s.label as speaker, coalesce(s.role, ?) as role, t.begins'
        " from turns t left join speakers s on s.guid = t.speaker"
        " where t.version = ? order by t.position",
        "unknown",
        version,
    )


def participants_speaking(db: Database, version: str) -> list[tuple[int, int, str]]:
    """For each turn spoken by a known participant: start, end and participant label."""
    return [
        (row["start"], row["end"], row["label"])
        for row in rows(
            db,
            'select t.start, t."end", p.label from turns t join speakers s on s.guid = t.speaker'
            " join participants p on p.guid = s.participant where t.version = ?"
            " order by t.position",
            version,
        )
    ]


def structure(db: Database, version: str) -> list[dict]:
    """What an importer moved out of the text, in the order of the file."""
    return rows(
        db, "select kind, at, words from structure where version = ? order by position", version
    )


def fields(db: Database, source: Guid) -> list[tuple[str, str]]:
    """What a header block said of a transcript, as name and words."""
    found = rows(
        db, "select name, words from source_fields where source = ? order by rowid", source
    )
    return [(row["name"], row["words"]) for row in found]


def rename(w: Writing, source: Guid, name: str) -> None:
    """Call a transcript something else."""
    before = one(w.db, "select name from sources where guid = ?", source)
    w.db.execute("update sources set name = ? where guid = ?", (name, source))
    w.record(
        "source_renamed", "source", source, source=source, before=before, after={"name": name}
    )
