"""Codebooks as files: taken into a study that has one already, and given out.

What a study says of a code is never overwritten by a file: a file adds codes, and guidance where
there is none yet.
"""

import re
from dataclasses import dataclass, replace

from workbench import __version__
from workbench.domain.codebook import Code
from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.exporters.codebook_qdc import codebook_qdc
from workbench.exporters.codebook_yaml import codebook_yaml
from workbench.figures.palette import tone_of
from workbench.importers import codebook_qdc as qdc
from workbench.importers import codebook_yaml as in_yaml
from workbench.services import codebook_changes, codebook_view, projects
from workbench.services.desks import Desk
from workbench.store import codebook_changes as store
from workbench.store import codes
from workbench.store.project import Writing

_YAML = (re.compile(rb"^key:\s*\S", re.M), re.compile(rb"^(values|key_decisions|other):", re.M))
ENDINGS = ("yaml", "qdc")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a codebook file: codes added, filled in, alike, and worded otherwise here."""

    added: int
    filled: int
    alike: int
    otherwise: tuple[str, ...]

    def in_words(self) -> str:
        """Say it in a sentence or two."""
        told = f"{self.added} added as drafts, {self.filled} filled in, {self.alike} here already."
        if self.otherwise:
            told += (
                f" {len(self.otherwise)} say something else here and stay as they are: "
                f"{', '.join(self.otherwise[:5])}{' …' if len(self.otherwise) > 5 else ''}."
            )
        return f"Codes: {told}"


def is_codebook(data: bytes) -> bool:
    """Say whether a file is a codebook, by what is in it."""
    return all(sign.search(data) for sign in _YAML) or qdc.is_codebook(data)


def take_in(desk: Desk, name: str, data: bytes) -> TakenIn:
    """Take a codebook file into a study, as one step that can be undone.

    A code is known again by its GUID (.qdc) or its key (YAML), or else by its name.
    """
    by_guid = data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    book = (qdc if by_guid else in_yaml).read_codebook(name, data)
    with codebook_changes.step(desk, "codebook") as w:
        taking = _Taking(w, by_guid=by_guid)
        for code in book.codes:
            taking.take(code)
        if taking.touched:
            codebook_changes.tell(
                w,
                "taken_in",
                codebook_changes.Reason(why=f"From the file {name}"),
                codes=taking.touched,
                into=taking.touched,
            )
        else:
            raise NotReadable(
                f"Nothing in {name} is new here. Codes that say something else here stay as they "
                "are."
            )
    return TakenIn(taking.added, taking.filled, taking.alike, tuple(taking.otherwise))


def give_out(desk: Desk, ending: str) -> tuple[str, bytes]:
    """The codebook as a file: its name, and what is in it."""
    book = codebook_view.book(desk)
    about = projects.info(desk)
    name = f"{projects.slug_of(about['name'])}-codebook-v{book.version}.{ending}"
    if ending == "yaml":
        return name, codebook_yaml(book)
    if ending == "qdc":
        origin = f"Co-production Analysis Workbench {__version__}"
        return name, codebook_qdc(book, colour=lambda code: tone_of(code.key).line, origin=origin)
    raise NotReadable("A codebook can be given out as YAML or as .qdc.")


class _Taking:
    """One file on its way into the codebook."""

    def __init__(self, w: Writing, *, by_guid: bool) -> None:
        self.w, self.by_guid = w, by_guid
        self.touched: list[Guid] = []
        self.added = self.filled = self.alike = 0
        self.otherwise: list[str] = []
        self._here: dict[str, Guid] = {}  # where each key of the file stands in this codebook
        known = codes.all_codes(w.db)
        self._by_key = {code.key.casefold(): code for code in known}
        self._by_guid = {code.guid: code for code in known}
        self._by_name = {code.name.casefold(): code for code in known if code.status != "retired"}

    def take(self, code: Code) -> None:
        """Add one code, or fill in what is not said of it here."""
        known = self._by_guid.get(code.guid) if self.by_guid else None
        if known is None and not self.by_guid:
            known = self._by_key.get(code.key.casefold())
        known = known or self._by_name.get(code.name.casefold())
        if known is None:
            self._add(code)
            return
        self._here[code.key] = known.guid
        row = store.row_of(self.w.db, known.guid)
        said = {part: getattr(code, part) for part in codebook_changes.GUIDANCE}
        filled = {part: words for part, words in said.items() if words and not row[part]}
        if any(words and row[part] and words != row[part] for part, words in said.items()):
            self.otherwise.append(known.name)
        elif not filled:
            self.alike += 1
        if filled:
            store.put(self.w, known.guid, {**row, **filled})
            self.touched.append(known.guid)
            self.filled += 1

    def _add(self, code: Code) -> None:
        guid = code.guid
        if codes.is_taken(self.w.db, guid):
            guid = new_guid()
        parent = self._here.get(code.parent or "")
        row = store.new_row(self.w, guid, name=code.name, parent=parent)
        if not self.by_guid and code.key.casefold() not in self._by_key:
            row["key"] = code.key
        if parent is None:
            row["kind"] = code.kind
        else:
            above = store.row_of(self.w.db, parent)
            below = store.children(self.w.db, parent)
            row["kind"] = above["kind"]
            row["position"] = (below[-1] if below else above)["position"] + 0.5
        for part in ("plain_name", "seed_phrase", *codebook_changes.GUIDANCE):
            row[part] = getattr(code, part)
        store.put(self.w, guid, row)
        self._here[code.key] = guid
        made = replace(code, guid=guid, key=row["key"])
        self._by_key[made.key.casefold()] = self._by_name[made.name.casefold()] = made
        self.touched.append(guid)
        self.added += 1
