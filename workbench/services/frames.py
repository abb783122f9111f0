"""A study as data frames, for analysis in Python: read-only, and what every member may see.

Each call reads the file anew and closes it again, so that it may be used beside a running server.
"""

from collections import Counter
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import pandas as pd

from workbench.domain.ids import Guid
from workbench.domain.people import Viewer
from workbench.domain.span import Span
from workbench.services import leaving, quoting
from workbench.store import checks, codes, participants, sources, visible
from workbench.store import project as project_store

SOURCES = ["guid", "name", "text", "kind", "setting", "participants", "version"]
CODINGS = [
    "guid", "source", "start", "end", "text", "code", "coder", "presence", "lens", "round",
]  # fmt: skip
CODEBOOK = ["id", "name", "plain_name", "parent", "definition", "status"]


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """One project file. Nothing private and nothing sealed is ever in its frames.

    Nor are the words of somebody who said no to analysis: spaces stand for them, so that every
    position still holds, and marks on them are left out.
    """

    path: Path

    def sources(self) -> pd.DataFrame:
        """Every transcript that can be read, one to a row, in order of name.

        `text` is the newest version's and `version` that version's GUID. `setting` names the
        settings with a comma between them, so that it can be compared and grouped; `participants`
        is a tuple of participant IDs.
        """
        with checks.reading_only(self.path) as project:
            texts, _ = _texts(project)
            found = [
                {
                    **row,
                    "text": texts[row["guid"]],
                    "setting": ", ".join(row["settings"]),
                    "participants": tuple(row["participants"]),
                }
                for row in sources.listed(project.db)
            ]
        return pd.DataFrame(found, columns=SOURCES)

    def codings(self) -> pd.DataFrame:
        """Every mark that every member may see, in order of transcript and place.

        `start` and `end` are code points in the text of the source, half-open. `code` is an `id`
        of the codebook, `source` a `guid` of the sources, `round` the GUID of the coding round.
        """
        with checks.reading_only(self.path) as project:
            texts, refused = _texts(project)
            keys = {code.guid: code.key for code in codes.all_codes(project.db)}
            names = _names(project_store.members(project.db))
            anybody = Viewer.checked(None, "a script", member=True)
            names = visible.readers(project, anybody) | names  # type: ignore[arg-type]
            place: dict[object, int] = {guid: number for number, guid in enumerate(texts)}
            found = [
                {
                    "guid": coding.guid,
                    "source": coding.source,
                    "start": coding.span.start,
                    "end": coding.span.end,
                    "text": texts[coding.source][coding.span.start : coding.span.end],
                    "code": keys[coding.code],
                    "coder": names.get(coding.coder, coding.coder),
                    "presence": coding.presence,
                    "lens": coding.lens,
                    "round": coding.coding_round,
                }
                # It has the database, and no keys, since nothing private is read.
                for coding in visible.codings(project, anybody)  # type: ignore[arg-type]
                if coding.source in texts
                and quoting.may_be_quoted(coding.span, refused[coding.source])
            ]
        found.sort(key=lambda row: place[row["source"]])
        return pd.DataFrame(found, columns=CODINGS)

    def codebook(self) -> pd.DataFrame:
        """Every code in the order of the codebook, each before those under it.

        `id` is the short name a code has in the codebook file, and `parent` that of the code above
        it, or None.
        """
        with checks.reading_only(self.path) as project:
            found = [
                {
                    "id": code.key,
                    "name": code.name,
                    "plain_name": code.plain_name,
                    "parent": code.parent,
                    "definition": code.definition,
                    "status": code.status,
                }
                for code in codes.all_codes(project.db)
            ]
        return pd.DataFrame(found, columns=CODEBOOK)


def open_project(path: str | PathLike[str]) -> OpenedProject:
    """Open a project file (`….workbench`) to read it, inside a workspace folder or on its own.

    Raises
    ------
    NotFound
        There is no such file.
    WrongPlace
        The file is not a project of this version of the workbench.
    """
    opened = OpenedProject(Path(path))
    with checks.reading_only(opened.path):
        return opened


def _texts(
    project: checks.ReadOnlyProject,
) -> tuple[dict[Guid, str], dict[Guid, tuple[Span, ...]]]:
    """Every text without the words of those who refused analysis, and where those stood."""
    texts: dict[Guid, str] = {}
    refused: dict[Guid, tuple[Span, ...]] = {}
    db = project.db
    people = participants.listed(db)
    for row in sources.listed(db):
        guid = Guid(row["guid"])
        refused[guid] = leaving.withheld(project, guid, purpose="analysis", people=people)
        text = (sources.current_version(db, guid) or {})["text"]
        texts[guid] = leaving.without(text, refused[guid])
    return texts, refused


def _names(members: list[dict]) -> dict[str, str]:
    """Name each member, with a part of the GUID where two have the same name."""
    often = Counter(member["name"] for member in members)
    return {
        member["person"]: member["name"]
        if often[member["name"]] == 1
        else f"{member['name']} ({member['person'][:8]})"
        for member in members
    }
