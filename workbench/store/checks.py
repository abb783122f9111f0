"""Looking at a project file without changing it: opening it to read, and what is the matter."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sqlite_utils import Database

from workbench.domain.errors import NotFound, WrongPlace
from workbench.domain.revision import revise
from workbench.domain.span import Span
from workbench.store import search, standing, text_prints
from workbench.store.database import DAMAGED, PROMISES, rows
from workbench.store.holdings import CONTENT_FREE, HOLDS_WORDS
from workbench.store.project import ProjectFile
from workbench.store.project_schema import PROJECT

# Kept by SQLite itself, for statistics and search; they hold nothing of their own.
_INTERNAL = ("sqlite_", "_litestream_")


@dataclass(frozen=True, slots=True)
class ReadOnlyProject:
    """A project file open for reading, without the keys to anybody's private text."""

    db: Database
    keys: None = None


@contextmanager
def reading_only(path: Path) -> Iterator[ReadOnlyProject]:
    """Open a project file to read it, wherever it lies, and close it again.

    The file is neither migrated nor written to. `WrongPlace` when it is not a project file of this
    workbench's schema, `NotFound` when it is not there.
    """
    if not path.is_file():
        raise NotFound(f"There is no project file called {path.name} there. Check the path.")
    db = _connected(path)
    try:
        try:
            # All that is read belongs to one moment, whatever a server writes meanwhile.
            db.execute("begin")
            applied = {migration.name for migration in PROJECT.applied(db)}
        except DAMAGED as trouble:
            raise WrongPlace(f"{path.name} is not a workbench project.") from trouble
        known = {migration.name for migration in PROJECT._migrations}
        if not applied:
            raise WrongPlace(f"{path.name} is not a workbench project.")
        if applied - known:
            raise WrongPlace(
                f"{path.name} was made by a newer workbench. Install the newer version to open it."
            )
        if known - applied:
            raise WrongPlace(
                f"{path.name} was made by an older workbench. Put it in a workspace and run "
                "`workbench check` on the study once, which brings it up to date."
            )
        yield ReadOnlyProject(db)
    finally:
        db.close()


def _connected(path: Path) -> Database:
    address = path.resolve().as_uri()
    # With `mode=ro` SQLite would leave its side files behind; `query_only` refuses every write.
    connection = sqlite3.connect(f"{address}?mode=rw", uri=True, isolation_level=None, timeout=10)
    connection.execute("pragma query_only=on")
    try:
        connection.execute("select 1 from sqlite_master limit 1")
    except sqlite3.OperationalError:
        # A folder in which nothing may be written: nobody else is writing there either.
        connection.close()
        connection = sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None)
    except DAMAGED:
        pass  # said by whoever reads next, in a sentence
    return Database(connection)


def troubles(project: ProjectFile) -> list[str]:
    """Say, in sentences, what is the matter with a project file; nothing when it is sound."""
    try:
        broken = _damage(project.db)
        if broken:
            return broken  # what stands on damaged pages cannot be judged
        return [
            *_references(project.db),
            *project.check_history(),
            *_marks(project.db),
            *_quotations(project),
            *_carried(project.db),
            *_turns(project.db),
            *_holdings(project.db),
            *search.troubles(project.db),
            *_promises(project),
        ]
    except DAMAGED as trouble:
        return [
            f"The project file {project.path.name} cannot be read to its end ({trouble}). "
            "Restore it from your backup."
        ]


def damage(db: Database) -> list[str]:
    """What SQLite itself finds amiss with the pages of a file, in its words."""
    found = [row[0] for row in db.execute("pragma integrity_check(20)").fetchall()]
    return [line for line in found if line != "ok"]


def _damage(db: Database) -> list[str]:
    return [
        f"The project file is damaged: {line}. Restore it from your backup." for line in damage(db)
    ]


def _references(db: Database) -> list[str]:
    counted: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in db.execute("pragma foreign_key_check").fetchall():
        counted[table, parent] = counted.get((table, parent), 0) + 1
    return [
        f"{number} of the rows of “{table}” name something in “{parent}” that is not there."
        for (table, parent), number in counted.items()
    ]


def _marks(db: Database) -> list[str]:
    outside = rows(
        db,
        "select c.guid, s.name from coding_positions p join codings c on c.id = p.coding"
        " join sources s on s.guid = c.source join source_versions v on v.guid = p.version"
        ' where p.start < 0 or p.start >= p."end" or p."end" > length(v.text)'
        " or v.source != c.source order by c.id",
    )
    lost = rows(
        db,
        "select c.guid, s.name from codings c join sources s on s.guid = c.source"
        " where not exists (select 1 from coding_positions p join source_versions v"
        " on v.guid = p.version where p.coding = c.id and v.number ="
        " (select max(number) from source_versions where source = c.source)) order by c.id",
    )
    return [
        f"The mark {row['guid']} lies outside the text of “{row['name']}”." for row in outside
    ] + [
        f"The mark {row['guid']} has no place in the newest text of “{row['name']}”."
        for row in lost
    ]


def _quotations(project: ProjectFile) -> Iterator[str]:
    """Whether every mark has the words its reader chose: text and place are as they were kept."""
    for name in text_prints.changed(project.db):
        yield f"The text of “{name}” is not the text that was put in. Restore it from your backup."
    for row in rows(
        project.db,
        "select c.id, c.guid, s.name, (select max(revision) from changes where object = c.guid"
        " and kind in ('coding_added', 'coding_changed')) as last"
        " from codings c join sources s on s.guid = c.source order by c.id",
    ):
        payload = project.payload_in(project.db, project.keys, row["last"]) if row["last"] else {}
        said = {
            at["version"]: at for at in ((payload or {}).get("after") or {}).get("positions", [])
        }
        for at in rows(
            project.db,
            'select version, start, "end" from coding_positions where coding = ?',
            row["id"],
        ):
            chosen = said.get(at["version"])
            if chosen and (chosen["start"], chosen["end"]) != (at["start"], at["end"]):
                yield (
                    f"The mark {row['guid']} in “{row['name']}” does not stand on the words that "
                    "its reader chose."
                )
                break


def _carried(db: Database) -> list[str]:
    """Whether every mark quotes the same words in each version, where they were not corrected.

    A mark that its reader has put on other words is left out: only where it was put is known.
    """
    found = []
    for source in rows(
        db,
        "select guid, name from sources where guid in"
        " (select source from source_versions group by source having count(*) > 1) order by name",
    ):
        versions = standing.line(db, source["guid"])
        for was, version in pairwise(versions):
            revision = version.revision
            assert revision is not None
            if revise(was.text, revision.edits).text != version.text:
                found.append(
                    f"Version {version.number} of “{source['name']}” does not follow from the "
                    "one before it."
                )
                continue
            for row in rows(
                db,
                'select c.guid, a.start, a."end", b.start as start_now, b."end" as end_now'
                " from coding_positions a join coding_positions b on b.coding = a.coding"
                " join codings c on c.id = a.coding"
                " where a.version = ? and b.version = ? and b.lost = 0 and not exists"
                " (select 1 from changes where object = c.guid and kind = 'coding_changed')",
                was.guid,
                version.guid,
            ):
                span = Span(row["start"], row["end"])
                corrected = any(
                    edit.start < span.end and span.start < edit.end for edit in revision.edits
                )
                stands = Span(row["start_now"], row["end_now"])
                if not corrected and revision.carried(span) != stands:
                    found.append(
                        f"The mark {row['guid']} does not stand on its words in version "
                        f"{version.number} of “{source['name']}”."
                    )
    return found


def _turns(db: Database) -> list[str]:
    found = []
    for version in rows(
        db,
        "select v.guid, v.text, s.name, exists (select 1 from changes where source = s.guid"
        " and kind = 'structure_corrected') as split"
        " from source_versions v join sources s on s.guid = v.source order by s.name, v.number",
    ):
        text = version["text"]
        turns = rows(
            db,
            'select start, "end" from turns where version = ? order by position',
            version["guid"],
        )
        at = 0  # where the next turn has to begin
        for number, turn in enumerate(turns, start=1):
            between = text[at - 1 : at]
            # A turn that somebody split off begins after the blank that stood there.
            joined = number == 1 or between == "\n" or (version["split"] and between.isspace())
            if turn["start"] != at or not joined or not at < turn["end"] <= len(text):
                found.append(
                    f"Turn {number} of “{version['name']}” does not follow from the one before "
                    "it, or does not lie inside the text."
                )
                break
            at = turn["end"] + 1
        else:
            if turns and at - 1 != len(text):
                found.append(f"The text of “{version['name']}” goes on after its last turn.")
    return found


def _holdings(db: Database) -> list[str]:
    there = {
        f"{table}.{column['name']}"
        for table in db.table_names()
        if not table.startswith(_INTERNAL)
        for column in rows(db, f'pragma table_info("{table}")')
        if column["type"].lower() in ("text", "blob", "")
    }
    registered = HOLDS_WORDS.keys() | CONTENT_FREE
    return [
        f"The project file lacks “{name}”, which it should have."
        for name in sorted(registered - there)
    ] + [
        f"The project file has “{name}”, and nobody has said how it is erased."
        for name in sorted(there - registered)
    ]


def _promises(project: ProjectFile) -> list[str]:
    return [
        f"The project file was opened with {name} {kept}, not {PROMISES[name]}."
        for name, kept in project.file.pragmas().items()
        if kept != PROMISES[name]
    ]
