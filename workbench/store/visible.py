"""The one place that decides what a viewer may see of readings, notes and perspectives.

Every page, route, live message, export and report reads through here.
"""

from collections.abc import Iterable
from dataclasses import replace

from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.domain.people import Viewer
from workbench.domain.reading import ReadSoFar
from workbench.domain.span import Span
from workbench.store import held_back, note_sharing, standing
from workbench.store import project as project_store
from workbench.store import rounds as round_store
from workbench.store.aliases import aliases
from workbench.store.aliases import names as alias_names
from workbench.store.database import rows
from workbench.store.perspectives import readable
from workbench.store.project import ProjectFile

_MAY_SEE = "(r.kind = 'open' or r.state = 'opened' or c.coder = :viewer)"
_SHARED = "visibility in ('team', 'report')"
# A note written while its writer read on their own waits for that round to be opened.
_NOT_HELD_BACK = (
    "not exists (select 1 from held_back h join rounds r on r.guid = h.round"
    " where h.object = notes.guid and r.state != 'opened')"
)
# What a file's margin said stands with its transcript, which nobody reads while it is prepared.
_RELEASED = (
    "not exists (select 1 from sources s where s.guid = notes.source and s.state = 'preparing')"
)
# After one of these, a client drops what it holds of the transcript and asks again.
CHANGES_OF_VISIBILITY = frozenset(
    {
        "note_shared",
        "perspective_shared",
        "perspective_taken_back",
        "round_started",
        "round_called_off",
        "round_opened",
        "source_corrected",
        "content_note_kept",
        "structure_corrected",
        "source_withdrawn",
        "names_replaced",
        "headings_worded",
        "perspective_placed",
        "codebook_put_in",
        "codebook_changed",
    }
)


def codings(
    project: ProjectFile,
    viewer: Viewer,
    *,
    source: Guid | None = None,
    only: Iterable[str] | None = None,
    coding_round: str | None = None,
) -> list[Coding]:
    """Every coding the viewer may see, in the newest version of its text, in order of place.

    Whose it is, and where that person read from, is shown as the round was opened.
    """
    where = [_MAY_SEE]
    values: dict[str, str | None] = {"viewer": viewer.person}
    if source is not None:
        where.append("c.source = :source")
        values["source"] = source
    if coding_round is not None:
        where.append("c.round = :round")
        values["round"] = coding_round
    if only is not None:
        wanted = list(only)
        where.append(f"c.guid in ({', '.join(f':g{n}' for n in range(len(wanted)))})")
        values |= {f"g{n}": guid for n, guid in enumerate(wanted)}
    found = project.db.execute(
        'select c.id, c.guid, c.source, p.start, p."end", c.code, c.coder, c.round, c.presence,'
        " c.lens, c.made_at, c.flags, p.lost, e.entered_by from codings c"
        " left join entered_marks e on e.guid = c.guid"
        " join rounds r on r.guid = c.round"
        " join coding_positions p on p.coding = c.id"
        " join source_versions v on v.guid = p.version and v.number ="
        " (select max(number) from source_versions where source = c.source)"
        f' where {" and ".join(where)} order by p.start, p."end" desc, c.id',
        values,
    ).fetchall()
    carried = _snapshots(project, [row[0] for row in found] if only is not None else None, source)
    known, me = aliases(project.db), viewer.person
    # Who is shown, and how they are hidden: once for each reader, not for each of their marks.
    shown = {
        pair: (known.reader(*pair, me), known.hides(*pair, me))
        for pair in {(row[7], row[6]) for row in found}
    }
    return [
        _with_perspectives(
            Coding(
                guid=row[1],
                source=row[2],
                span=Span(row[3], row[4]),
                code=row[5],
                coder=shown[row[7], row[6]][0],
                coding_round=row[7],
                presence=row[8],
                lens=row[9],
                on=row[10][:10],
                flags=tuple(row[11].split()) if row[11] else (),
                corrected_away=standing.words_lost(project.db, row[0]) if row[12] else None,
                # Without names, who helped is not told either.
                entered_by=None if shown[row[7], row[6]][1] else row[13],
            ),
            carried.get(row[0], ()),
            viewer,
            project,
            hides=shown[row[7], row[6]][1],
        )
        for row in found
    ]


def _snapshots(
    project: ProjectFile, numbers: list[int] | None, source: Guid | None
) -> dict[int, list[dict]]:
    """The snapshots each coding carries, each with the headings its perspective stands under."""
    where: str = ""
    values: list = []
    if numbers is not None:
        where, values = f" where cs.coding in ({', '.join('?' * len(numbers))})", numbers
    elif source is not None:
        where = " where cs.coding in (select id from codings where source = ?)"
        values = [source]
    snapshots = {row["guid"]: row for row in rows(project.db, "select * from snapshots")}
    placed: dict[str, list[str]] = {}
    for row in rows(project.db, "select heading, perspective from heading_places"):
        placed.setdefault(row["perspective"], []).append(row["heading"])
    carried: dict[int, list[dict]] = {}
    for coding, guid in project.db.execute(
        f"select cs.coding, cs.snapshot from coding_snapshots cs{where}"
        " order by cs.coding, (select p.position from perspectives p join snapshots s"
        " on s.perspective = p.guid where s.guid = cs.snapshot), cs.snapshot",
        values,
    ):
        row = snapshots[guid]
        row["headings"] = placed.get(row["perspective"], [])
        carried.setdefault(coding, []).append(row)
    return carried


def _with_perspectives(
    coding: Coding,
    carried: Iterable[dict],
    viewer: Viewer,
    project: ProjectFile,
    *,
    hides: str | None,
) -> Coding:
    # Without names, whether a perspective was recorded is not told either.
    words: list[str] = []
    headings: list[str] = []
    hidden = hides is not None
    for row in carried:
        if row["visibility"] == "me" and row["person"] != viewer.person:
            hidden = True
            continue
        if hides is not None:
            headings.extend(row["headings"] if hides == "heading" else ())
            continue
        if "readable" not in row:
            row["readable"] = readable(project.keys, row)
        words.append(row["readable"])
        headings.extend(row["headings"])
    if not words and not hidden:
        return coding
    return replace(
        coding,
        perspectives=tuple(words),
        perspective_hidden=hidden,
        headings=tuple(dict.fromkeys(Guid(heading) for heading in headings)),
    )


def notes(
    project: ProjectFile, viewer: Viewer, *, source: Guid | None = None, only: str | None = None
) -> list[dict]:
    """Every note the viewer may read, newest first, with its words.

    `start` and `end` are its place in the newest version of the text. `corrected_away` has the
    words it was about where a correction left none of them, and is None otherwise. `links` are the
    kind and GUID of what else it is about, and `readers` whom it is for, told to its writer alone.
    """
    where = [
        f"({_SHARED} or person = ? or guid in (select note from note_readers where person = ?))"
    ]
    values: list[str | None] = [viewer.person, viewer.person]
    where.append(f"(person = ? or ({_NOT_HELD_BACK} and {_RELEASED}))")
    values.append(viewer.person)
    if source is not None:
        where.append("source = ?")
        values.append(source)
    if only is not None:
        where.append("guid = ?")
        values.append(only)
    found = rows(
        project.db,
        f"select * from notes where {' and '.join(where)} order by made_at desc, rowid desc",
        *values,
    )
    known, written = aliases(project.db), held_back.held_in(project.db)
    picked = _picked(project, viewer)
    return [
        {
            "guid": row["guid"],
            "kind": row["kind"],
            "author": known.reader(written.get(row["guid"], ""), row["person"], viewer.person),
            "mine": row["person"] == viewer.person,
            "visibility": row["visibility"],
            "words": picked.get(row["guid"]) or readable(project.keys, row),
            "source": row["source"],
            "links": note_sharing.links(project.db, row["guid"]),
            "readers": note_sharing.readers(project.db, row["guid"])
            if row["person"] == viewer.person
            else [],
            **place,
            "on": row["made_at"][:10],
        }
        for row, place in zip(found, standing.places_of_notes(project.db, found), strict=True)
    ]


def _picked(project: ProjectFile, viewer: Viewer) -> dict[str, str]:
    """The words of the notes that others picked this viewer to read."""
    return {
        row["note"]: readable(project.keys, {**row, "guid": row["note"]})
        for row in rows(
            project.db,
            "select note, person, sealed from note_readers where person = ?",
            viewer.person,
        )
    }


def coding_rounds(project: ProjectFile, viewer: Viewer) -> list[dict]:
    """The rounds whose readings the viewer may see beside one another, as `rounds.listed` has."""
    return [
        row
        for row in round_store.listed(project.db)
        if row["kind"] == "open" or row["state"] == "opened"
    ]


def marked_sources(project: ProjectFile) -> set[str]:
    """The transcripts in which every member may see a mark."""
    found = project.db.execute(
        "select s.guid from sources s where exists (select 1 from codings c join rounds r"
        f" on r.guid = c.round where c.source = s.guid and {_MAY_SEE})",
        {"viewer": None},
    )
    return {guid for (guid,) in found.fetchall()}


def reading_states(
    project: ProjectFile, viewer: Viewer
) -> dict[tuple[str, str], dict[Guid, ReadSoFar]]:
    """How far readers are, by round and transcript; of a round on our own only what is one's own.

    A reader who is not named stands here as they do in `readers`. Whoever was asked for a passage
    alone finishes that and no more: nothing is said of words they were not asked to read.
    """
    known, me = aliases(project.db), viewer.person
    open_to_all = {row["guid"] for row in coding_rounds(project, viewer)}
    found: dict[tuple[str, str], dict[Guid, ReadSoFar]] = {}
    for row in round_store.assignments(project.db):
        if row["round"] in open_to_all or row["person"] == me:
            who = known.reader(row["round"], row["person"], me)
            # Of a passage of which no word is left, nobody is asked to read anything.
            lost = row["passage"] and row["span"] is None
            found.setdefault((row["round"], row["source"]), {})[who] = ReadSoFar(
                "not_asked" if lost else row["state"], row["span"]
            )
    return found


def readers(project: ProjectFile, viewer: Viewer, *, leaving: bool = False) -> dict[Guid, str]:
    """What to call everybody whose reading the viewer may see; the members come first.

    Parameters
    ----------
    leaving
        Whether the names go into a file, a document or another program, as everything does that
        no person in particular looks at.
    """
    members = {Guid(row["person"]): row["name"] for row in project_store.members(project.db)}
    return members | alias_names(project.db, leaving=leaving or viewer.person is None)


def headings_of_readers(project: ProjectFile, viewer: Viewer) -> dict[Guid, frozenset[Guid]]:
    """The headings each reader has put a perspective under that others may see.

    A reader who is shown under their headings and not by name stands here as in `readers`; one who
    is shown under neither has none there.
    """
    found: dict[Guid, set[Guid]] = {}
    for row in rows(
        project.db,
        "select p.person, hp.heading from heading_places hp join perspectives p"
        " on p.guid = hp.perspective where p.visibility != 'me' and p.ended_at is null",
    ):
        found.setdefault(Guid(row["person"]), set()).add(Guid(row["heading"]))
    known = aliases(project.db)
    for (coding_round, person), alias in known.of.items():
        if known.shown[coding_round] == "heading" and person in found:
            found[alias] = found[Guid(person)]
    return {reader: frozenset(headings) for reader, headings in found.items()}


def behind_headings(
    project: ProjectFile, codings: Iterable[Coding]
) -> dict[Guid, frozenset[Guid]]:
    """Whose marks stand under each heading, a reader without a name told as who they are.

    It is for deciding what may be shown and is shown to nobody.
    """
    who = {alias: Guid(person) for (_, person), alias in aliases(project.db).of.items()}
    behind: dict[Guid, set[Guid]] = {}
    for coding in codings:
        for heading in coding.headings:
            behind.setdefault(heading, set()).add(who.get(coding.coder, coding.coder))
    return {heading: frozenset(people) for heading, people in behind.items()}


def changes_since(
    project: ProjectFile, viewer: Viewer, source: Guid, revision: int
) -> tuple[list[dict], int]:
    """What has happened to a transcript that this viewer may know of, and up to where.

    The list names objects, not contents: kind, object_kind, object.
    """
    latest = project.revision()
    found = rows(
        project.db,
        "select kind, object_kind, object from changes where revision > ? and revision <= ?"
        " and (source = ? or source is null) and (audience is null or audience = ?)"
        " order by revision",
        revision,
        latest,
        source,
        viewer.person,
    )
    return found, latest
