"""Issuing a document: who reads its draft, what was issued, and where its quotations come from."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.domain.document import KINDS
from workbench.domain.errors import NotAllowed, NotReadable
from workbench.domain.ids import Guid, guid_from, new_guid
from workbench.services import (
    before_issue,
    desks,
    documents,
    picking,
    projects,
    reading,
    themes,
)
from workbench.services.desks import Desk
from workbench.services.documents import Made, Wanted
from workbench.services.quotable import Rights
from workbench.store import codes, sources, support_groups
from workbench.store import documents as document_store

LONGEST_REASON, LONGEST_CREDIT = 500, 120


@dataclass(frozen=True, slots=True)
class Issue:
    """A document that was issued: which, its number, its day, by whom, and its fingerprint."""

    guid: Guid
    title: str
    number: int
    on: str
    by: str
    file_name: str
    digest: str
    reason: str
    unfinished: tuple[str, ...]
    codebook: str

    @property
    def words(self) -> str:
        """Name it in a line."""
        return f"{self.title}, issue {self.number}"


@dataclass(frozen=True, slots=True)
class Traced:
    """Where a quotation in a document comes from.

    `rounds` and `readers` are those of the marks this viewer may see on it.
    """

    issue: Issue | None
    words: str
    source: Guid
    name: str
    start: int
    attribution: str
    readings: tuple[tuple[str, str, str], ...]
    rounds: tuple[str, ...]
    codebook: str


def issue(desk: Desk, wanted: Wanted, *, why: str = "") -> tuple[Issue, Made]:
    """Issue a document: it is made without “Draft”, and put on record.

    Parameters
    ----------
    why
        Why it goes out although something is not finished; not needed where nothing is.

    Raises
    ------
    NotAllowed
        Something is not finished, and nobody said why it goes out all the same; or it repeats
        words of somebody who said no, which no reason can let out.
    """
    desk.viewer.must("outputs")
    documents.must_be_known(wanted)
    why = " ".join(why.split())
    if len(why) > LONGEST_REASON or not why.isprintable():
        raise NotReadable(f"Say why in up to {LONGEST_REASON} visible characters.")
    db = desk.project.db
    wanted = replace(wanted, checked=True, read_by=read_by(desk, wanted.key))
    made = documents.make(desk, wanted)
    left = before_issue.left_in(desk, wanted, made)
    refused = [each for each in left if each.must]
    if refused:
        raise NotAllowed(
            "It repeats words of somebody who said no, so it was not issued. "
            + " ".join(each.words for each in refused)
        )
    if left and not why:
        raise NotAllowed(
            "Something is not finished yet: " + " ".join(each.words for each in left) + " Finish "
            "it, or say in one sentence why the document goes out all the same."
        )
    version = codes.latest_version(db) or {}
    number = document_store.next_number(db, wanted.key)
    stem, _, ending = made.name.rpartition(".")
    made = replace(made, name=f"{stem}-{number}.{ending}")
    guid = new_guid()
    quoted = []
    rights = Rights(desk.project, documents.purpose_of(wanted))
    for each in made.quoted:
        current = sources.current_version(db, each.source) or {"guid": ""}
        whose = rights.whose(each.source, each.span)
        quoted.append(
            {
                "quotation": each.reference,
                "source": each.source,
                "version": current["guid"],
                "start": each.span.start,
                "end": each.span.end,
                "participant": " ".join(one.guid for one in whose),
            }
        )
    with desk.project.writing(desk.viewer.self()) as w:
        document_store.issue(
            w,
            {
                "guid": guid,
                "document": wanted.key,
                "number": number,
                "file_name": made.name,
                "digest": hashlib.sha256(made.data).hexdigest(),
                "reason": why,
                "unfinished": " ".join(dict.fromkeys(each.key for each in left)),
                "codebook": version.get("label", ""),
            },
            quoted,
        )
    return next(one for one in issued(desk) if one.guid == guid), made


def issued_for(
    folder: Path, token: str | None, project: str, wanted: Wanted, why: str
) -> tuple[str, bytes]:
    """As `issue`, for whoever this sign-in belongs to; for the child process."""
    desk = desks.from_sign_in(desks.open_workspace(folder), token, project)
    _, made = issue(desk, wanted, why=why)
    return made.name, made.data


def issued(desk: Desk) -> list[Issue]:
    """Every document that was issued, newest first; everybody in the team may know."""
    return [_issue(desk, row) for row in document_store.issued(desk.project.db)]


def issued_with(desk: Desk, participant: Guid) -> list[Issue]:
    """The issued documents that quote a participant, newest first."""
    return [_issue(desk, row) for row in document_store.issued_with(desk.project.db, participant)]


def ask_to_read(desk: Desk, document: str, person: Guid) -> None:
    """Ask somebody to read a draft; the team chooses whom, and nothing is worked out for it."""
    desk.viewer.must("outputs")
    if person not in projects.members(desk):
        raise NotReadable("Ask somebody in the team.")
    with desk.project.writing(desk.viewer.self()) as w:
        document_store.ask_reader(w, document, person)


def say_read(desk: Desk, document: str, *, credit: str = "", changed: str = "") -> None:
    """Say that one has read a draft, and how to be named for it, if at all."""
    credit, changed = " ".join(credit.split())[:LONGEST_CREDIT], changed.strip()
    if len(changed) > LONGEST_REASON * 4:
        raise NotReadable("That is too long. Make it shorter.")
    with desk.project.writing(desk.viewer.self()) as w:
        document_store.say_read(w, document, credit, changed)


def rather_not(desk: Desk, document: str) -> None:
    """Leave the list of those asked to read a draft; nothing tells that one was on it."""
    with desk.project.writing(desk.viewer.self()) as w:
        document_store.stop_reading(w, document, w.person)


def readers(desk: Desk, document: str) -> list[dict]:
    """Who was asked to read a draft: `person`, `name`, `read`, `credit`, `changed`."""
    names = projects.members(desk)
    return [
        {
            "person": row["person"],
            "name": names.get(Guid(row["person"]), "A former member"),
            "read": row["state"] == "read",
            "credit": row["credit"],
            "changed": row["words"],
        }
        for row in document_store.readers(desk.project.db, document)
    ]


def read_by(desk: Desk, document: str) -> tuple[str, ...]:
    """Who is named as having read a document before it was issued: those who chose to be."""
    return tuple(
        row["credit"]
        for row in document_store.readers(desk.project.db, document)
        if row["state"] == "read" and row["credit"]
    )


def trace(desk: Desk, reference: str) -> list[Traced]:
    """Follow a quotation's reference, as it stands in a file, to where it comes from."""
    reference = reference.removeprefix("cw_").strip()
    if "-" not in reference and len(reference) == 32:
        reference = "-".join(
            (reference[:8], reference[8:12], reference[12:16], reference[16:20], reference[20:])
        )
    guid = guid_from(reference)
    found = []
    for row in document_store.find_quotation(desk.project.db, guid):
        found += _traced(desk, [row], _issue(desk, row))
    if not found:
        for shown in themes.quotations(desk):
            if shown.chosen.guid == guid:
                at = {"source": shown.chosen.source, "start": shown.chosen.span.start,
                      "end": shown.chosen.span.end, "version": None}  # fmt: skip
                found += _traced(desk, [at], None)
    return found


def trace_issue(desk: Desk, guid: str) -> list[Traced]:
    """Everything an issued document quotes, with where each comes from."""
    row = next(
        (one for one in document_store.issued(desk.project.db) if one["guid"] == guid), None
    )
    if row is None:
        raise NotReadable("There is no such issued document.")
    quoted = document_store.issued_quotations(desk.project.db, guid)
    return _traced(desk, quoted, _issue(desk, row))


def trace_file(desk: Desk, data: bytes) -> list[Traced]:
    """Everything a Word file or page of ours quotes, by the references it carries."""
    return [
        traced for reference in documents.references_in(data) for traced in trace(desk, reference)
    ]


def _traced(desk: Desk, quoted: list[dict], made: Issue | None) -> list[Traced]:
    known = {row["guid"]: row for row in reading.transcripts(desk)}
    found = []
    for row in quoted:
        if row["source"] not in known:
            continue  # withdrawn since
        start, end = row["start"], row["end"]
        version = sources.current_version(desk.project.db, row["source"]) or {}
        moved = row["version"] not in (None, version["guid"])
        marked = picking.marked_at(desk, row["source"], start, end)
        found.append(
            Traced(
                made,
                "" if moved else version["text"][start:end],
                Guid(row["source"]),
                known[row["source"]]["name"],
                start,
                picking.attribution_at(desk, row["source"], start, end),
                marked.readings,
                marked.rounds,
                made.codebook if made else "",
            )
        )
    return found


def _issue(desk: Desk, row: dict) -> Issue:
    kind, _, of = row["document"].partition(":")
    title = KINDS.get(kind, kind)
    if of:
        group = support_groups.find(desk.project.db, Guid(of))
        title = f"{title}: {group.name if group else 'a group'}"
    return Issue(
        Guid(row["guid"]),
        title,
        row["number"],
        row["made_at"][:10],
        projects.members(desk).get(Guid(row["person"] or ""), "a former member"),
        row["file_name"],
        row["digest"],
        row["reason"],
        tuple(row["unfinished"].split()),
        row["codebook"],
    )
