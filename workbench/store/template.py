"""The Word file whose page and styles documents are made with: one for a study, or none."""

from base64 import b64decode, b64encode

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.store.database import one
from workbench.store.project import Writing, details

CHANGES = ("template_kept",)


def kept(db: Database) -> dict | None:
    """The file there is, with the time from which it has been kept: kept_at, file."""
    return one(db, "select kept_at, file from template")


def keep(w: Writing, file: bytes | None) -> None:
    """Keep a file in place of the one there is; None takes that away."""
    _put(w, None if file is None else {"kept_at": w.at, "file": file})


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Give the study its earlier or later file again, unless somebody has kept another since."""
    if _told(kept(w.db)) != now:
        raise NotFound("Another template has been kept since.")
    _put(w, None if to is None else {**to, "file": b64decode(to["file"])})


def _put(w: Writing, row: dict | None) -> None:
    before = kept(w.db)
    w.db.execute("delete from template")
    if row:
        w.db.execute("insert into template (kept_at, file) values (:kept_at, :file)", row)
    w.record(
        "template_kept", "project", details(w.db)["guid"], before=_told(before), after=_told(row)
    )


def _told(row: dict | None) -> dict | None:
    """A file as history holds it."""
    return row and {**row, "file": b64encode(row["file"]).decode()}
