"""A study with rare words in every place a participant's words can come to stand."""

import io
import sqlite3
import zipfile
import zlib
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import docx

from tests.builders import Study, small_study
from workbench.domain.ids import Guid, new_guid
from workbench.services import (
    arrivals,
    coding,
    correcting,
    notes,
    participants,
    prose,
    reading,
    taking_in,
    themes,
)
from workbench.services.arrivals import Arrival
from workbench.services.desks import Workspace
from workbench.services.taking_in import SourceDetails
from workbench.store import codes, sources

WHO = "Xq-zebedee-7"
FIRST_ID = "Wy-zebedee-6"
ALONE = """Study: the quillfeather enquiry
Place: Ombersley-under-Vex

Interviewer: What did the marzipan lantern mean to you?

Zebedee: I buried my quokka badge under the floorboards for eleven years.

Zebedee: Nobody ever asked me about the zanzibarite, and I was glad 🙂 of it.
"""
TOGETHER = """Date: 3 May 2026
Present: Zebedee, Marigold, Teasel

Facilitator: Shall we begin?

Marigold: I came for the tea and stayed.

Zebedee: My pangolin waistcoat was the only warm thing I owned.

Teasel: We all had one of those 👩🏽‍🦽 somewhere.

Zebedee: Then the fluorspar kettle broke.

Zebedee: It whistled like a bandersnatch.

Marigold: And we sang שלום together.
"""
# Words that stand nowhere but with the one who withdraws, in text and all around it.
RARE = (
    WHO, FIRST_ID, "quillfeather", "Ombersley-under-Vex", "marzipan lantern", "quokka",
    "floorboards", "zanzibarite", "pangolin", "waistcoat", "fluorspar", "bandersnatch", "Zebedee",
    "hedgerow-94", "solo-numbat", "mistlethorn", "glimmerquist",
)  # fmt: skip


@dataclass
class Shared(Study):
    """`small_study` with one interview of `WHO` alone and one group they were in."""

    alone: Guid = field(init=False)
    group: Guid = field(init=False)

    def in_group(self, name: str, *operations: dict) -> list[dict]:
        """Carry operations out in the group's transcript."""
        return coding.apply_operations(self.desk(name), self.group, list(operations))["results"]

    def mark(self, name: str, source: Guid, words: str, *, key: str = "SA") -> Guid:
        """Mark words of one transcript in somebody's name."""
        start = reading.text_of(self.desk(name), source).index(words)
        return coding.mark(
            self.desk(name), source, start=start, end=start + len(words), code=self.code(key)
        )

    def quoted(self, source: Guid) -> dict[Guid, str]:
        """Every mark of one transcript with the words it quotes now."""
        snapshot = reading.snapshot(self.desk("Ada"), source)
        text = snapshot["source"]["text"]
        return {row["guid"]: text[row["start"] : row["end"]] for row in snapshot["codings"]}


def study_with_rare_words(folder: Path) -> Shared:
    """Plant the words through every service that keeps any."""
    small = small_study(folder)
    study = Shared(small.workspace, small.project, small.source, small.people, small.tokens)
    ada = study.desk("Ada")
    study.alone = _take_in(
        study, "solo-numbat Zebedee.txt", ALONE, "interview", {"Zebedee": FIRST_ID}
    )
    study.group = _take_in(
        study, "group_Zebedee_Marigold.txt", TOGETHER, "focus_group",
        {"Zebedee": FIRST_ID, "Marigold": "P20", "Teasel": "P21"}, group="FG1",
    )  # fmt: skip
    person = next(each for each in participants.everybody(ada) if each.label == FIRST_ID)
    participants.rename(ada, person.guid, WHO)
    place = participants.define(ada, "Place", "text")
    participants.give(ada, person.guid, {place: "hedgerow-94"})
    participants.say_consent(ada, [person.guid], "report", True)
    with ada.project.writing(ada.viewer.person) as w:
        sources.rename(w, study.alone, "the talk about zanzibarite")
        codes.add(w, new_guid(), name="Pangolin waistcoat was the only", parent=None)
        codes.add(w, new_guid(), name="The tea and", parent=None)
    for source, words in ((study.alone, "quokka badge"), (study.group, "fluorspar kettle")):
        study.mark("Ada", source, words)
        marked = study.mark("Ben", source, words)
        remove = {"id": new_guid(), "kind": "remove_coding", "coding": marked}
        coding.apply_operations(study.desk("Ben"), source, [remove])
        start = reading.text_of(ada, source).index(words)
        for visibility in ("me", "team"):
            notes.write(
                study.desk("Ben"),
                f"What I thought of this, for {visibility}.",
                visibility=visibility,
                source=source,
                span=(start, start + len(words)),
            )
        quotation = themes.choose(ada, study.code("SA"), "hard", (source, start, start + 20))
        themes.trim(ada, quotation, f"{words} [the bandersnatch]")
        themes.check(study.desk("Ben"), quotation, ["event"], "A hedgerow-94 like any other.")
    _corrected_twice(study)
    _on_its_way_in(study)
    number = 0
    for line in (each for each in (ALONE + TOGETHER).splitlines() if "Zebedee: " in each):
        written = f"As they put it: {line} That is what we heard from {WHO}."
        number = prose.save(ada, study.code("SA"), "claim", written, number)["number"]
        number = prose.save(study.desk("Ben"), study.code("SA"), "claim", "So.", number)["number"]
    return study


def _corrected_twice(study: Shared) -> None:
    """Leave a word in a version between two others, of each transcript."""
    for source, words in ((study.alone, "eleven years"), (study.group, "I owned")):
        for was, now in ((words, f"{words}, mistlethorn"), (f"{words}, mistlethorn", words)):
            ada = study.desk("Ada")
            turn = next(one for one in correcting.turns(ada, source) if was in one["words"])
            seen = correcting.version(ada, source)
            said = turn["words"].replace(was, now)
            correcting.correct_words(ada, source, turn["start"], said, seen=seen, why=now)


def _on_its_way_in(study: Shared) -> None:
    """Leave a packed file in the workspace, with what was recognised in another."""
    told = docx.Document()
    told.add_paragraph("Zebedee: My glimmerquist was never found.")
    file = io.BytesIO()
    told.save(file)
    ada = study.desk("Ada")
    arrivals.add(study.workspace, ada, "Zebedee again.docx", file.getvalue())
    number = arrivals.add(study.workspace, ada, "Zebedee once more.txt", b"Zebedee: A waistcoat.")
    batch = arrivals.mine(study.workspace, ada)
    assert batch is not None
    seen = taking_in.look("Zebedee once more.txt", b"Zebedee: My glimmerquist.\n\nZebedee: Gone.")
    arrivals.note(batch.folder, Arrival(number, "Zebedee once more.txt", "seen", seen))


def raw_bytes(workspace: Workspace) -> bytes:
    """Every byte of every file of a workspace."""
    files = [path for path in workspace.folder.rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files)


def unpacked_bytes(workspace: Workspace) -> bytes:
    """What is packed in a workspace: members of archives, and every packed blob of a database."""
    found = []
    for path in workspace.folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if data.startswith(b"SQLite format 3"):
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
                for (table,) in db.execute("select name from sqlite_master where type = 'table'"):
                    for row in db.execute(f'select * from "{table}"'):
                        found += [_unpacked(cell) for cell in row if isinstance(cell, bytes)]
        else:
            found.append(_unpacked(data))
    return b"".join(found)


def _unpacked(data: bytes) -> bytes:
    """The bytes that are packed in others, in whichever way; none where nothing is."""
    for wbits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        with suppress(zlib.error):
            return zlib.decompress(data, wbits)
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
    return b""


def still_there(study: Shared) -> list[str]:
    """What of the withdrawn words is in any raw byte of the workspace, or packed in any.

    Rare words; whole turns of three words or more; and runs of five words that stand nowhere else.
    """
    said = [
        line.partition(": ")[2] for line in (ALONE + TOGETHER).splitlines() if "Zebedee: " in line
    ]
    said += ["What did the marzipan lantern mean to you?"]
    runs = [
        " ".join(words[at : at + 5])
        for words in (line.split() for line in said)
        for at in range(len(words) - 4)
    ]
    turns = [line for line in said if len(line.split()) >= 3]
    held = raw_bytes(study.workspace) + unpacked_bytes(study.workspace)
    return [words for words in (*RARE, *turns, *runs) if words.encode() in held]


def _take_in(
    study: Study, name: str, text: str, kind: str, people: dict[str, str], *, group: str = ""
) -> Guid:
    transcript = taking_in.recognise(name, text.encode())
    asking = {"Interviewer", "Facilitator"}
    details = SourceDetails(
        name=transcript.name,
        kind=kind,
        settings={"group": ""},
        participants=[*([group] if group else []), *people.values()],
        roles={
            label: "interviewer" if label in asking else "participant"
            for label in transcript.speakers
        },
        spoken_by=people,
        participant_roles={group: "group"} if group else {},
    )
    return taking_in.take_in(study.desk("Ada"), transcript, text.encode(), details)[0]
