"""A study with one rare name in every place where a name can come to stand."""

import sqlite3
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.builders import Study, small_study
from tests.withdrawn import raw_bytes
from workbench.domain.ids import Guid, new_guid
from workbench.services import coding, notes, places_of_names, pseudonyms, reading, taking_in
from workbench.services.places_of_names import Name, Where
from workbench.services.taking_in import SourceDetails
from workbench.store import codes, project, sources
from workbench.store.database import rows

NAME = "Zebedee"
FIRST = """Study: the Zebedee enquiry

Interviewer: Who took you there? 👩🏽‍🦽

Zebedee: My brother Zebedee did, and zebedee was late. Zebedee's bus, e\u0301, from Ombersley.

Interviewer: And שלום to Zebedeeson?
"""
SECOND = """Interviewer: Who else?

P05: Nobody but Zebedee 🙂 and I hope so. Ring 943 476 5919.
"""


@dataclass
class Named(Study):
    """`small_study` with two transcripts that say the name."""

    first: Guid = field(init=False)
    second: Guid = field(init=False)

    def where(self, source: Guid, words: str) -> Where:
        """The first place of some words in a transcript."""
        start = reading.text_of(self.desk("Ada"), source).index(words)
        return Where(source, start, start + len(words))

    def name(self, words: str = NAME) -> Name:
        """The name with all its places, as Ada sees it."""
        where = places_of_names.first_place(self.desk("Ada"), words)
        return places_of_names.name_at(self.workspace, self.desk("Ada"), where)

    def say_yes(
        self, words: str = NAME, replacement: str = "brother", *, all_of: bool = True
    ) -> int:
        """Say that the likely places, or all of them, are to be replaced, and the others stay."""
        found = self.name(words)
        yes = {place.key for place in found.places if place.likely or all_of}
        return pseudonyms.answer(
            self.workspace,
            self.desk("Ada"),
            places_of_names.first_place(self.desk("Ada"), words),
            replacement=replacement,
            replace=yes,
            leave={place.key for place in found.places} - yes,
        )

    def mark_in(self, name: str, source: Guid, words: str) -> Guid:
        """Mark words of one transcript in somebody's name."""
        where = self.where(source, words)
        return coding.mark(
            self.desk(name), source, start=where.start, end=where.end, code=self.code("SA")
        )

    def quoted_in(self, source: Guid) -> dict[Guid, str]:
        """Every mark of one transcript with the words it quotes now."""
        snapshot = reading.snapshot(self.desk("Ada"), source)
        text = snapshot["source"]["text"]
        return {row["guid"]: text[row["start"] : row["end"]] for row in snapshot["codings"]}


def study_with_a_name(folder: Path) -> Named:
    """Plant the name through every service that keeps any words."""
    small = small_study(folder)
    study = Named(small.workspace, small.project, small.source, small.people, small.tokens)
    ada = study.desk("Ada")
    study.first = _take_in(study, "talk with Zebedee.txt", FIRST)
    study.second = _take_in(study, "another.txt", SECOND)
    with ada.project.writing(ada.viewer.person) as w:
        sources.rename(w, study.second, "where Zebedee is named")
        sources.rename(w, study.second, "the other")
        codes.add(w, new_guid(), name="Nobody but Zebedee", parent=None)
        project.describe(w, name="Small study", about="A study with Zebedee in it.")
        project.describe(w, name="Small study", about="A study.")
    study.mark_in("Ada", study.first, "My brother Zebedee did")
    study.mark_in("Ben", study.first, "Zebedee's")
    study.mark_in("Ben", study.first, "e\u0301, from Ombersley")
    study.mark_in("Ben", study.second, NAME)
    gone = study.mark_in("Ben", study.second, "Nobody but Zebedee 🙂")
    coding.apply_operations(
        study.desk("Ben"),
        study.second,
        [{"id": new_guid(), "kind": "remove_coding", "coding": gone}],
    )
    notes.write(study.desk("Ben"), "What I thought of Zebedee, for me.", visibility="me")
    reworded = notes.write(
        study.desk("Ben"), "For the team: Zebedee again.", visibility="team", source=study.second
    )
    notes.change(study.desk("Ben"), reworded, words="For the team: him again.")
    return study


def still_named(study: Named, name: str = NAME) -> int:
    """How often a name stands in any raw byte of a workspace, or in any blob that unpacks."""
    held = raw_bytes(study.workspace)
    for path in study.workspace.folder.rglob("*"):
        if path.is_file() and path.suffix in (".sqlite3", ".workbench"):
            held += b"".join(_unpacked(path))
    return held.lower().count(name.lower().encode())


def _unpacked(path: Path) -> list[bytes]:
    from sqlite_utils import Database

    db = Database(sqlite3.connect(path))
    found = []
    for table in db.table_names():
        for row in rows(db, f'select * from "{table}"'):
            for value in row.values():
                if isinstance(value, bytes):
                    for form in (zlib.MAX_WBITS, -zlib.MAX_WBITS, zlib.MAX_WBITS | 16):
                        with suppress(zlib.error):
                            found.append(zlib.decompress(value, form))
    db.close()
    return found


def _take_in(study: Study, name: str, text: str) -> Guid:
    transcript = taking_in.recognise(name, text.encode())
    details = SourceDetails(
        name=transcript.name,
        kind="interview",
        settings={"group": ""},
        participants=["P05"],
        roles={},
        spoken_by={"Zebedee": "P05", "P05": "P05"},
        participant_roles={},
    )
    return taking_in.take_in(study.desk("Ada"), transcript, text.encode(), details)[0]
