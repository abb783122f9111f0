"""What stands off a text and is corrected without moving a position: turns, speakers, kind.

A correction says how a part of it is to be; the history keeps how that part was and is, so that
it can be set back as long as nobody has changed the same part since.
"""

from sqlite_utils import Database

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.store import search
from workbench.store.database import one, rows
from workbench.store.project import Writing
from workbench.store.standing import newest

CHANGES = ("structure_corrected",)
_TURN = ("start", "end", "speaker", "begins", "ends")


def speakers(db: Database, source: Guid) -> list[dict]:
    """Everybody who speaks, in order of first appearance in the file.

    Each has guid, label, role, the participant's GUID or None, and how many turns are theirs.
    """
    return rows(
        db,
        "select k.guid, k.label, k.role, k.participant, (select count(*) from turns t"
        " where t.speaker = k.guid and t.version = ?) as turns"
        " from speakers k where k.source = ? order by k.rowid",
        newest(db, source)["guid"],
        source,
    )


def turns(db: Database, source: Guid) -> list[dict]:
    """Every turn of the newest version: start, end, speaker (a GUID or None), begins, ends."""
    return _turns(db, newest(db, source)["guid"])


def participants(db: Database, source: Guid) -> list[str]:
    """The GUIDs of those who took part in a transcript, in order."""
    found = rows(
        db, "select participant from source_participants where source = ? order by rowid", source
    )
    return [row["participant"] for row in found]


def put(w: Writing, source: Guid, to: dict) -> None:
    """Correct a part of what stands off a text.

    Parameters
    ----------
    to
        Any of `speakers` (guid to label, role, participant; None takes a speaker away), `turns`
        (`from`, `to` and the `rows` between them), `name`, `kind`, `settings` (setting to
        platform), `fields` (name to words) and `participants` (GUIDs).

    Raises
    ------
    NotReadable
        All of it is like that already.
    """
    before = as_it_is(w.db, source, to)
    if before == to:
        raise NotReadable("That is how it is already, so nothing was changed.")
    for column in ("name", "kind"):
        if column in to:
            w.db.execute(f"update sources set {column} = ? where guid = ?", (to[column], source))
    for table, column, what in (
        ("source_settings", "setting, platform", to.get("settings")),
        ("source_fields", "name, words", to.get("fields")),
        ("source_participants", "participant", to.get("participants")),
    ):
        if what is not None:
            w.db.execute(f"delete from {table} where source = ?", (source,))
            put_in = what.items() if isinstance(what, dict) else [(one,) for one in what]
            w.db.conn.executemany(
                f"insert into {table} (source, {column}) values"
                f" (?, {', '.join('?' * len(column.split(',')))})",
                [(source, *row) for row in put_in],
            )
    _put_speakers(w, source, to.get("speakers", {}))
    if "turns" in to:
        _put_turns(w, source, to["turns"])
    for guid, speaker in to.get("speakers", {}).items():
        if speaker is None:
            w.db.execute("delete from speakers where guid = ?", (guid,))
    w.record(
        "structure_corrected",
        "source",
        source,
        source=source,
        before=before,
        after=as_it_is(w.db, source, to),
    )


def forget_other_labels(w: Writing, source: Guid) -> None:
    """Put a speaker's present label where the file had another one before a turn."""
    version = newest(w.db, source)["guid"]
    label = {row["guid"]: row["label"] for row in speakers(w.db, source)}
    called = {row["start"]: label.get(row["speaker"]) for row in _turns(w.db, version)}
    for row in rows(
        w.db,
        "select position, at, words from structure where version = ? and kind = 'label'",
        version,
    ):
        now = called.get(row["at"])
        if now is None or now not in row["words"]:
            w.db.execute(
                "update structure set words = ? where version = ? and position = ?",
                (now or "", version, row["position"]),
            )


def set_back(w: Writing, kind: str, source: Guid, *, now: dict | None, to: dict | None) -> None:
    """Take a correction back or do it again; `NotFound` where the part has changed since."""
    assert now is not None
    assert to is not None
    if as_it_is(w.db, source, now) != now:
        raise NotFound("That is no longer as it was left.")
    put(w, source, to)


def as_it_is(db: Database, source: Guid, like: dict) -> dict:
    """The parts that `like` names, in the form `put` takes them, as they are now."""
    found: dict = {}
    for column in ("name", "kind"):
        if column in like:
            row = one(db, f"select {column} from sources where guid = ?", source) or {}
            found[column] = row[column]
    if "fields" in like:
        found["fields"] = {
            row["name"]: row["words"]
            for row in rows(
                db, "select name, words from source_fields where source = ? order by rowid", source
            )
        }
    if "settings" in like:
        found["settings"] = {
            row["setting"]: row["platform"]
            for row in rows(
                db,
                "select setting, platform from source_settings where source = ? order by rowid",
                source,
            )
        }
    if "participants" in like:
        found["participants"] = participants(db, source)
    if "speakers" in like:
        found["speakers"] = {
            guid: one(
                db,
                "select label, role, participant from speakers where guid = ? and source = ?",
                guid,
                source,
            )
            for guid in like["speakers"]
        }
    if "turns" in like:
        start, end = like["turns"]["from"], like["turns"]["to"]
        between = [
            [row[name] for name in _TURN]
            for row in turns(db, source)
            if start <= row["start"] and row["end"] <= end
        ]
        found["turns"] = {"from": start, "to": end, "rows": between}
    return found


def _put_speakers(w: Writing, source: Guid, wanted: dict) -> None:
    for guid, speaker in wanted.items():
        if speaker is None:
            continue
        w.db.execute(
            "insert into speakers (guid, source, label, role, participant) values (?, ?, ?, ?, ?)"
            " on conflict (guid) do update set label = excluded.label, role = excluded.role,"
            " participant = excluded.participant",
            (guid, source, speaker["label"], speaker["role"], speaker["participant"]),
        )


def _put_turns(w: Writing, source: Guid, part: dict) -> None:
    version = newest(w.db, source)["guid"]
    kept = [
        [row[name] for name in _TURN]
        for row in _turns(w.db, version)
        if row["end"] < part["from"] or row["start"] > part["to"]
    ]
    search.forget(w, version)  # it finds words by the number of their turn
    w.db.execute("delete from turns where version = ?", (version,))
    w.db.conn.executemany(
        "insert into turns values (?, ?, ?, ?, ?, ?, ?)",
        [
            (version, position, *row)
            for position, row in enumerate(sorted([*kept, *part["rows"]], key=lambda row: row[0]))
        ],
    )


def _turns(db: Database, version: str) -> list[dict]:
    return rows(
        db,
        'select start, "end", speaker, begins, ends from turns where version = ?'
        " order by position",
        version,
    )
