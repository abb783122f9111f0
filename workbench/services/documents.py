"""Every document that can be made of a study: which, of what, and as what file."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from workbench.domain.document import EXTRAS, KINDS, PURPOSES
from workbench.domain.errors import NotFound, UnreadableFile
from workbench.domain.ids import guid_from
from workbench.importers.package import Package
from workbench.reports import word_document
from workbench.reports.overheard import Said, overhearing
from workbench.reports.paper import Maker
from workbench.reports.thematic import thematic_summary
from workbench.reports.web_document import WebDocument
from workbench.services import (
    desks,
    other_documents,
    own_template,
    plain_summary,
    projects,
    reporting,
)
from workbench.services.desks import Desk
from workbench.services.material import Material, Purpose, Quoted
from workbench.store import documents as document_store
from workbench.store import project as project_store
from workbench.store import support_groups

Ending = Literal["docx", "html"]
_NAMES = {
    "thematic": "thematic-summary",
    "participants": "summary-for-participants",
    "case": "case-study",
    "codebook": "codebook",
    "decisions": "decisions",
}
_OWN_IDS = "own_ids"
_TEXT = "word/document.xml"
_REFERENCE = re.compile(rb"cw_([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document, and how.

    Parameters
    ----------
    kind
        A key of `domain.document.KINDS`.
    of
        Only a set or a peer support group; a case study is of a peer support group.
    checked
        Whether it is issued: then nothing stands in it that lacks consent, and it is no draft.
    team_copy
        Whether each quotation has a comment that says where it stands.
    template
        A Word file to take page and styles from, instead of the one the study keeps.
    """

    kind: str
    of: str | None = None
    ending: Ending = "docx"
    checked: bool = False
    team_copy: bool = False
    template: bytes | None = None
    read_by: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What its prose, its readers and its issues are kept under."""
        return f"case:{self.of}" if self.kind == "case" else self.kind


@dataclass(frozen=True, slots=True)
class Made:
    """A document as it was made: its name, its bytes, what it quotes, and what else it says."""

    name: str
    data: bytes
    quoted: tuple[Quoted, ...]
    said: tuple[Said, ...] = ()


def make(desk: Desk, wanted: Wanted) -> Made:
    """Make a document as the study stands."""
    desk.viewer.must("outputs")
    must_be_known(wanted)
    if wanted.kind == "case":
        found = support_groups.find(desk.project.db, guid_from(wanted.of))
        if found is None:
            raise NotFound("A case study is of one peer support group. Say which.")
    purpose = purpose_of(wanted)
    # What the public reads needs a yes even in a draft: a no could not be told from silence.
    material = Material(
        desk,
        of=wanted.of,
        purpose=purpose,
        strict=wanted.checked or purpose == "public_summary",
        own_ids_of=wanted.key if has_own_ids(desk, wanted.key) else "",
    )
    said: list[Said] = []
    data = _WRITE[wanted.kind](material, wanted, overhearing(_maker(desk, wanted), said))
    return Made(name_of(desk, wanted), data, tuple(material.quoted), tuple(said))


def name_of(desk: Desk, wanted: Wanted) -> str:
    """Give the file name of a document: the study's name and the kind."""
    study = project_store.details(desk.project.db)["name"]
    return f"{projects.slug_of(study)}-{_NAMES[wanted.kind]}.{wanted.ending}"


def must_be_known(wanted: Wanted) -> None:
    """Refuse a kind of document there is not."""
    if wanted.kind not in KINDS:
        raise NotFound(f"There is no such document. There are: {', '.join(KINDS)}.")


def made_for(folder: Path, token: str | None, project: str, wanted: Wanted) -> tuple[str, bytes]:
    """As `make`, for whoever this sign-in belongs to; for the child process."""
    made = make(desks.from_sign_in(desks.open_workspace(folder), token, project), wanted)
    return made.name, made.data


def extras(desk: Desk) -> list[str]:
    """What the team ticked for the thematic summary beside what it always holds."""
    return [key for key in document_store.choices(desk.project.db, "thematic") if key in EXTRAS]


def choose_extras(desk: Desk, chosen: Iterable[str]) -> None:
    """Tick what the thematic summary should hold beside what it always does."""
    wanted = set(chosen)
    with desk.project.writing(desk.viewer.self()) as w:
        document_store.choose(
            w, "thematic", [key for key in EXTRAS if key in wanted], among=EXTRAS.__contains__
        )


def has_own_ids(desk: Desk, document: str) -> bool:
    """Say whether people have IDs in a document that hold in no other."""
    return _OWN_IDS in document_store.choices(desk.project.db, document)


def choose_own_ids(desk: Desk, document: str, wanted: bool) -> None:
    """Give people IDs that hold in one document alone, or the IDs they have in the study."""
    with desk.project.writing(desk.viewer.self()) as w:
        document_store.choose(w, document, [_OWN_IDS] * wanted, among=_OWN_IDS.__eq__)


def groups_to_choose_from(desk: Desk) -> dict[str, str]:
    """The peer support groups a case study can be of."""
    return {each.guid: each.name for each in support_groups.listed(desk.project.db)}


def purpose_of(wanted: Wanted) -> Purpose:
    """For what its quotations need consent."""
    return "report" if PURPOSES[wanted.kind] == "report" else "public_summary"


def references_in(data: bytes) -> list[str]:
    """The references of the quotations in a Word file or a page of ours, in order."""
    if data[:2] == b"PK":
        package = Package("That file", data, kind="Word document", program="Word")
        with package.opened() as parts:
            if _TEXT not in parts:
                raise UnreadableFile(
                    "That file", "is not a Word document", "Choose the .docx file you were given."
                )
            data = package.bytes_of(_TEXT)
    return list(dict.fromkeys(found.decode() for found in _REFERENCE.findall(data)))


def _maker(desk: Desk, wanted: Wanted) -> Maker:
    if wanted.ending == "html":
        return WebDocument
    if wanted.template is None:
        template = own_template.in_use(desk)
    else:
        template = own_template.checked(wanted.template)
    return partial(word_document.WordDocument, team_copy=wanted.team_copy, template=template)


def _thematic(material: Material, wanted: Wanted, maker: Maker) -> bytes:
    contents = reporting.thematic_contents(material)
    cover = replace(contents.cover, checked=wanted.checked)
    return thematic_summary(replace(contents, cover=cover, read_by=wanted.read_by), make=maker)


_WRITE: dict[str, Callable[[Material, Wanted, Maker], bytes]] = {
    "thematic": _thematic,
    "participants": lambda material, wanted, maker: plain_summary.write(
        material, maker, checked=wanted.checked, read_by=wanted.read_by
    ),
    "case": lambda material, wanted, maker: other_documents.case_study(
        material, maker, wanted.of or "", checked=wanted.checked
    ),
    "codebook": lambda material, wanted, maker: other_documents.codebook(
        material, maker, checked=wanted.checked
    ),
    "decisions": lambda material, wanted, maker: other_documents.decision_log(
        material, maker, checked=wanted.checked
    ),
}
