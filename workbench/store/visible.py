"""The one place that decides what a viewer may see of readings, notes and perspectives.

Every page, route, live message, export and report reads through here.
"""

from collections.abc import Iterable

from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.domain.people import Viewer
from workbench.domain.reading import ReadSoFar
from workbench.store import held_back, note_sharing, standing
from workbench.store import project as project_store
from workbench.store import rounds as round_store
from workbench.store.aliases import aliases
from workbench.store.aliases import names as alias_names
from workbench.store.database import rows
from workbench.store.perspectives import readable
from workbench.store.project import ProjectFile
from workbench.store.visible_marks import OF_ALL, marks

_SHARED = "visibility in ('team', 'report')"
# A note written while its writer read on their own waits for that round to be opened.
_NOT_HELD_BACK = (
    "not exists (select 1 from held_back where object = notes.guid"
    " and round in (select guid from rounds where state != 'opened'))"
)
# What a file's margin said stands with its transcript, which nobody reads while it is prepared.
_RELEASED = (
    "(source is null or source not in (select guid from sources where state = 'preparing'))"
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
    return marks(project, viewer, source=source, only=only, coding_round=coding_round).all()


def notes(
    project: ProjectFile, viewer: Viewer, *, source: Guid | None = None, only: str | None = None
) -> list[dict]:
    """Every note the viewer may read, newest first, with its words.

    `start` and `end` are its place in the newest version of the text. `corrected_away` has the
    words it was about where a correction left none of them, and is None otherwise. `links` are the
    kind and GUID of what else it is about, and `readers` whom it is for, told to its writer alone.
    """
    where, values = "", [viewer.person]
    for name, value in (("source", source), ("guid", only)):
        if value is not None:
            values.append(Guid(value))
            where += f" and {name} = ?{len(values)}"
    others = f"person is not ?1 and {_NOT_HELD_BACK} and {_RELEASED}"
    # Each kind is looked for by a way of its own that does not lead past others' private notes:
    # even how long it takes tells nothing of them.
    ways = (
        "notes where person = ?1",
        f"notes where {_SHARED} and {others}",
        "(select note from note_readers where person = ?1) cross join notes on guid = note"
        f" where not {_SHARED} and {others}",
    )
    found = rows(
        project.db,
        " union all ".join(f"select notes.rowid as row, notes.* from {way}{where}" for way in ways)
        + " order by made_at desc, row desc",
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
        "select s.guid from sources s where exists"
        f" (select 1 from codings c where c.source = s.guid and {OF_ALL})"
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
        # What is for somebody else is never come across, so a look at it takes no time.
        "select c.kind, c.object_kind, c.object from (select ? as source union select null) w,"
        " (select ? as audience union select null) a"
        " cross join changes c indexed by changes_by_source"
        " on c.source is w.source and c.audience is a.audience"
        " where c.revision > ? and c.revision <= ? order by c.revision",
        source,
        viewer.person,
        revision,
        latest,
    )
    return found, latest


def touched_since(project: ProjectFile, revision: int) -> tuple[set[str | None], int]:
    """Which transcripts were touched since a revision, and up to where; None stands for all.

    It tells the server whom to look for again, and is shown to nobody.
    """
    latest = project.revision()
    found = project.db.execute(
        "select distinct source from changes where revision > ? and revision <= ?",
        (revision, latest),
    )
    return {source for (source,) in found}, latest
