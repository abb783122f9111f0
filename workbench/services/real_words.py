"""The list of replacements: real words and what stands for them, kept apart from the study.

Only those who look after transcripts open it, and each opening stands in the study's history,
without what was read.
"""

import csv
import io
from dataclasses import dataclass

from workbench.domain.errors import NotFound
from workbench.services import projects
from workbench.services.desks import Desk
from workbench.services.pseudonyms import PSEUDONYMS
from workbench.store import operations, replacements
from workbench.store.workspace import Workspace

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """Real words, what stands for them, and the names of the transcripts they were in."""

    words: str
    replacement: str
    transcripts: tuple[str, ...]


def count(workspace: Workspace, desk: Desk) -> int:
    """How many names have been replaced and are on the list."""
    desk.viewer.must("transcripts")
    lines = workspace.replacements.all(desk.project.guid).values()
    return sum(bool(line.said_in) for line in lines)


def opened(workspace: Workspace, desk: Desk) -> list[Line]:
    """Open the list: every name that has been replaced. That it was opened is put on record."""
    return _lines(workspace, desk, "opened")


def exported(workspace: Workspace, desk: Desk) -> tuple[str, bytes]:
    """Give the list as a CSV file: its name and its bytes. That it left is put on record."""
    lines = _lines(workspace, desk, "exported")
    if not lines:
        raise NotFound("Nothing has been replaced yet, so there is no list to export.")
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(["Real words", "Replacement", "Transcripts"])
    for line in lines:
        table.writerow(map(_safe, (line.words, line.replacement, "; ".join(line.transcripts))))
    name = f"Replacements in {projects.info(desk)['name']}.csv"
    return name, file.getvalue().encode("utf-8-sig")


def destroy(workspace: Workspace, desk: Desk) -> None:
    """Destroy the list with its key; what was replaced stays replaced.

    What waits to be replaced, and what was said to be no name, goes with it.
    """
    desk.viewer.must("transcripts")
    workspace.replacements.destroy(desk.project.guid)
    with desk.project.writing(desk.viewer.self()) as w:
        replacements.forget_answers(w)
        operations.settle_scope(w, PSEUDONYMS)
        replacements.opened(w, desk.project.guid, "destroyed")


def _lines(workspace: Workspace, desk: Desk, what: str) -> list[Line]:
    desk.viewer.must("transcripts")
    with desk.project.writing(desk.viewer.self()) as w:
        replacements.opened(w, desk.project.guid, what)
    names = {row["source"]: row["name"] for row in replacements.texts(desk.project.db)}
    said = replacements.pseudonyms(desk.project.db)
    return sorted(
        (
            Line(
                line.words,
                said[line.pseudonym]["replacement"] if line.pseudonym in said else "",
                tuple(sorted({names[source] for source, _ in line.said_in if source in names})),
            )
            for line in workspace.replacements.all(desk.project.guid).values()
            if line.said_in
        ),
        key=lambda line: line.words.casefold(),
    )


def _safe(words: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words
