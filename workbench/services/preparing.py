"""Preparing transcripts: nobody reads them before they are released, and then what was is gone.

While a transcript is prepared it is corrected as one likes, names are replaced and content notes
are written, by those who look after transcripts. On release every earlier text is erased.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.services import names_found, reading
from workbench.services.desks import Desk, Workspace
from workbench.store import content_notes, sources, standing, structure, versions, withdrawals


@dataclass(frozen=True, slots=True)
class Prepared:
    """One transcript being prepared, and what has been done to it so far.

    `looked_through` says whether it has been looked through for names, `names` how many of them
    wait for an answer, `to_replace` how many places wait to be replaced.
    """

    guid: Guid
    name: str
    kind: str
    turns: int
    corrections: int
    content_notes: int
    looked_through: bool
    names: int
    to_replace: int


def listed(workspace: Workspace, desk: Desk) -> list[Prepared]:
    """Every transcript that is being prepared, in order of name."""
    desk.viewer.must("transcripts")
    db = desk.project.db
    rows = sources.being_prepared(db)
    if not rows:
        return []
    found = names_found.overview(workspace, desk)
    unread = set(found.unread)
    return [
        Prepared(
            Guid(row["guid"]),
            row["name"],
            row["kind"],
            row["turns"],
            corrections=len(standing.line(db, row["guid"])) - 1,
            content_notes=len(content_notes.listed(db, row["guid"])),
            looked_through=row["guid"] not in unread,
            names=_in(found.found, row["guid"]),
            to_replace=_in(found.chosen, row["guid"]),
        )
        for row in rows
    ]


def names(desk: Desk) -> dict[str, str]:
    """The transcripts being prepared, name by GUID, for choosing one; none for anybody else."""
    if not desk.viewer.may("transcripts"):
        return {}
    return {row["guid"]: row["name"] for row in sources.being_prepared(desk.project.db)}


def release(
    workspace: Workspace, desk: Desk, chosen: Sequence[Guid], *, ask: Iterable[str] = ()
) -> bool:
    """Release transcripts for reading, for good; all their earlier text is erased.

    Parameters
    ----------
    ask
        The people who are asked to read them.

    Returns
    -------
    bool
        False where traces of the earlier text stay in the file until the workbench is started
        next, because somebody was reading.
    """
    desk.viewer.must("transcripts")
    people = list(ask)
    with workspace.purging(desk.project), desk.project.writing(desk.viewer.person) as w:
        prepared = {row["guid"] for row in sources.being_prepared(w.db)}
        if not chosen or set(chosen) - prepared:
            raise NotFound(
                "Choose transcripts that are being prepared. Others have been released already."
            )
        for source in chosen:
            versions.keep_only_newest(w, source)
            structure.forget_other_labels(w, source)
            withdrawals.erase_history(w, source)
            sources.release(w, source)
            reading.ask_to_read(w, source, people)
        w.erased = True
    return not workspace.purge_under_way(desk.project.guid)


def _in(groups: Iterable[names_found.Group], source: str) -> int:
    return sum(any(where == source for where in group.sources) for group in groups)
