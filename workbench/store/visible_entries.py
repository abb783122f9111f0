"""What a viewer may see of what people said in discussions and decisions, and under what name.

Like `visible`, which sends here for it: every page, export and report reads through this.
"""

from workbench.domain.deciding import UNNAMED, Discussion, Entry
from workbench.domain.ids import Guid
from workbench.domain.people import Viewer
from workbench.store import discussions as store
from workbench.store import entries as entry_store
from workbench.store import project as project_store
from workbench.store.database import rows
from workbench.store.project import ProjectFile

FORMER = "a former member"


def entries(
    project: ProjectFile, viewer: Viewer, *, of: str | None = None
) -> dict[str, list[Entry]]:
    """Every entry the viewer may see as it now stands, by what it belongs to; or `of` one thing.

    One that was corrected stands once, at its first place, with what it said before.
    """
    db = project.db
    opened = _opened(project)
    names = {row["person"]: row["name"] for row in project_store.members(db)}
    headings = {row["guid"]: row["name"] for row in rows(db, "select guid, name from headings")}
    chains: dict[str, list[dict]] = {}  # by the guid of the newest in each
    for row in entry_store.listed(db, of):
        if not _may_see(row, viewer, opened):
            continue
        before = chains.pop(row["instead_of"], []) if row["instead_of"] else []
        chains[row["guid"]] = [*before, row]
    found: dict[str, list[Entry]] = {}
    for chain in sorted(chains.values(), key=lambda chain: chain[0]["made_at"]):
        newest = chain[-1]
        signed = {
            "named": names.get(newest["person"], FORMER),
            "heading": headings.get(newest["heading"], UNNAMED),
            "unnamed": UNNAMED,
        }[newest["signed"]]
        found.setdefault(newest["of"], []).append(
            Entry(
                guid=Guid(newest["guid"]),
                of=newest["of"],
                kind=newest["kind"],
                words=newest["words"],
                by=signed,
                mine=viewer.person is not None and newest["person"] == viewer.person,
                on=chain[0]["made_at"][:10],
                choice=newest["choice"],
                about=newest["about"],
                signed=newest["signed"],
                earlier=tuple(row["words"] for row in chain[:-1]),
            )
        )
    return found


def discussions(
    project: ProjectFile, viewer: Viewer, *, only: str | None = None
) -> list[Discussion]:
    """Every discussion the viewer may see, in the order they were opened; or one of them."""
    said = entries(project, viewer, of=only)
    opened = _opened(project)
    return [
        Discussion(
            guid=Guid(row["guid"]),
            on=row["made_at"][:10],
            source=row["source"],
            source_name=row["source_name"] or "",
            start=row["start"],
            end=row["end"],
            quote=row["quote"] or "",
            gone=row["start"] is None and not theme and row["code"] is None,
            code=row["code"],
            code_name=row["code_name"] or "",
            theme=theme,
            day=row["day"],
            withdrawn=bool(row["withdrawn"]),
            entries=tuple(own),
        )
        for row in store.listed(project.db, only)
        if _may_see(row, viewer, opened)
        for own in [said.get(row["guid"], [])]
        for theme in [next((each.words for each in own if each.kind == "theme"), "")]
    ]


def _opened(project: ProjectFile) -> set[str]:
    return {
        row["guid"] for row in rows(project.db, "select guid from rounds where state = 'opened'")
    }


def _may_see(row: dict, viewer: Viewer, opened: set[str]) -> bool:
    """Say whether somebody may see what was said by one who reads those words on their own."""
    own = viewer.person is not None and row["person"] == viewer.person
    return row["waits_for"] is None or row["waits_for"] in opened or own
