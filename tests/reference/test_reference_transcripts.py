"""Real transcripts, outside the project: each imports whole, with the speakers a person finds."""

import csv
import html
import os
import re
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.importers.completeness import keeps_its_promises, squeezed
from workbench.importers import as_in_file, proposed_interviewers, read_transcript

pytestmark = pytest.mark.reference

ENDINGS = (
    *(".txt", ".docx", ".vtt", ".md", ".srt", ".html"),
    *(".pdf", ".odt", ".rtf", ".csv", ".xlsx"),
)
TABLE = "a table with a column for the name"
VOICES = "captions with voice names"
NAMELESS = "captions without names"
COLON = "“Name:” at the start"
MARKED = "“Name:” in bold or italics"
TIME_LINE = "name and time on a line of their own"
NO_LABELS = "no speaker labels"
TEACHER = {"Researcher 2": 1, "Teacher 4": 2, "Multiple Students": 1, None: 2}
# Found by looking at the files: how each names its speakers, and how many turns each has.
EXPECTED = {
    "CVSpaendonck__Evaluation_INT_1_-_Business_Application_Manager-_Transcript.md": (
        "a heading with the name",
        {"Interviewer": 55, "Business Process Manager": 55},
        {"Interviewer"},
    ),
    "Caleob__transcript.vtt": ("captions with “Name:”", {"Caleob King": 1}, set()),
    "DanielKerrigan__P1.pdf": (COLON, {"Dan": 46, "Participant": 46}, set()),
    "Digital-Grinnell__dg_1724956748.csv": (
        TABLE,
        {"Stuart Yeager": 1, "Jocelyn Williams Anderson": 1, "Yeager": 119, "Anderson": 117},
        set(),
    ),
    "LauraLP08__macho_meals_fg1.txt": (
        COLON,
        {"David": 22, "Will": 14, "Amir": 9, "Isaiah": 7, "Ibrahim": 6, "Moderator": 1},
        {"Moderator"},
    ),
    "LauraLP08__macho_meals_fg4.txt": (COLON, {"Gregor": 18, "James": 12, "Mark": 9}, set()),
    "Mitchell-38__Interview.odt": (NO_LABELS, {None: 22}, set()),
    "NCDigitalCollections__coll079.md": (MARKED, {"LJ": 113, "JW": 114, None: 9}, {"LJ"}),
    "SecurityEssentials__New_Teams_Format.vtt": (NAMELESS, {None: 1}, set()),
    "SecurityEssentials__TeamsPremium.vtt": (VOICES, {"Charles": 5, "Janaki": 5}, set()),
    "SecurityEssentials__Test_OneDrive_Transcription_2022-11.vtt": (NAMELESS, {None: 49}, set()),
    "SecurityEssentials__teams_transcript.vtt": (
        VOICES,
        {"Speaker, First (Student)": 5, "Interviewer, First": 5},
        {"Interviewer, First"},
    ),
    "ccbogel__ID1.docx": (NO_LABELS, {None: 3}, set()),
    "ccbogel__ID2.odt": (NO_LABELS, {None: 3}, set()),
    "ccbogel__transcript.txt": ("“[name]” at the start", {"id1": 3, "id2": 2, "id3": 2}, set()),
    "doccano__example.utf16.csv": ("a table without a column for the name", {None: 3}, set()),
    "lbur092__Interview.rtf": (NO_LABELS, {None: 3}, set()),
    "ndporter__BSR01_transcript_deidentified.docx": (
        TIME_LINE,
        {"BSR01": 42, "Sara Mannheimer": 41},
        set(),
    ),
    "ndporter__BSR01_transcript_deidentified.txt": (
        TIME_LINE,
        {"BSR01": 42, "Sara Mannheimer": 41},
        set(),
    ),
    "ndporter__Mannheimer_BSR01_Transcript.pdf": (
        TIME_LINE,
        {"BSR01": 42, "Sara Mannheimer": 41},
        set(),
    ),
    "ndporter__Mannheimer_Codebook.pdf": (NO_LABELS, {None: 115}, set()),
    "ndporter__QR01_transcript_deidentified.docx": (
        TIME_LINE,
        {"QR01": 51, "Sara Mannheimer": 52, None: 1},
        set(),
    ),
    "ndporter__QR01_transcript_deidentified.txt": (
        TIME_LINE,
        {"QR01": 51, "Sara Mannheimer": 52, None: 1},
        set(),
    ),
    "poclecoqq__Interview_10.txt": (
        COLON,
        {"interviewee": 55, "interviewer": 55},
        {"interviewer"},
    ),
    "poclecoqq__Interview_12.txt": (
        COLON,
        {"Interviewee": 48, "Interviewer 1": 39, "Interviewer 2": 10},
        {"Interviewer 1", "Interviewer 2"},
    ),
    "ropenscilabs__CoC_Example3.txt": (NO_LABELS, {None: 39}, set()),
    "thechangelog__go-time-13.md": (
        MARKED,
        {
            "Erik St. Martin": 101,
            "Brian Ketelsen": 73,
            "Carlisia Thompson": 34,
            "Francesc Campoy": 64,
        },
        set(),
    ),
    "trinker__trans1.docx": (MARKED, TEACHER, {"Researcher 2"}),
    "trinker__trans2.docx": (MARKED, TEACHER, {"Researcher 2"}),
    "trinker__trans4.xlsx": (TABLE, TEACHER, {"Researcher 2"}),
    "uidaholib__gluck.csv": (TABLE, {"DB": 166, "LG": 165, "KRISTIN": 6, None: 1}, set()),
    "uidaholib__mohammad.csv": (
        TABLE,
        {"Devin Becker": 1, "Kasey Mohammad": 1, "DB": 130, "KM": 130},
        set(),
    ),
}


def folder() -> Path:
    place = os.environ.get("WORKBENCH_REFERENCE")
    assert place, "Say where the reference data is: WORKBENCH_REFERENCE=FOLDER make reference."
    transcripts = Path(place) / "transcripts"
    assert transcripts.is_dir(), f"There is no folder of transcripts in {place}."
    return transcripts


def read(name):
    return read_transcript(name, (folder() / name).read_bytes())


def words_of(path: Path) -> str:
    """Read the words of a file in another way than the importer does."""
    read_as = {
        ".docx": _words_in_word,
        ".odt": _words_in_opendocument,
        ".xlsx": _words_in_workbook,
        ".rtf": _words_in_rich_text,
        ".csv": _words_in_table,
        ".vtt": lambda path: html.unescape(path.read_text("utf-8-sig")),
    }
    return read_as.get(path.suffix, lambda path: path.read_text("utf-8-sig"))(path)


def _words_in_word(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        heads, feet = (
            [
                name
                for name in sorted(archive.namelist())
                if re.fullmatch(f"word/{part}.*xml", name)
            ]
            for part in ("header", "footer")
        )
        parts = [archive.read(name).decode() for name in (*heads, "word/document.xml", *feet)]
    runs = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", "".join(parts))
    return html.unescape("".join(runs))


def _words_in_opendocument(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    return html.unescape(re.sub(r"<[^>]*>", "", content[content.index("<office:text") :]))


def _words_in_workbook(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    items = [re.sub(r"<[^>]*>", "", item) for item in re.findall(r"<si>(.*?)</si>", strings)]
    return html.unescape("".join(items[int(n)] for n in re.findall(r"<v>(\d+)</v>", sheet)))


def _words_in_rich_text(path: Path) -> str:
    body = path.read_text("cp1252").split("\n\n", 1)[1]
    return re.sub(r"\\[a-z]+\d* ?|[{}\\]", "", body)


def _words_in_table(path: Path) -> str:
    encoding = "utf-16" if "utf16" in path.name else "utf-8-sig"
    with path.open(encoding=encoding, newline="") as file:
        return html.unescape("".join("".join(row) for row in csv.reader(file)))


def test_every_transcript_in_the_folder_has_an_expectation():
    found = {path.name for path in folder().iterdir() if path.suffix in ENDINGS}
    assert found == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_speakers_are_those_a_person_finds(name):
    convention, turns, interviewers = EXPECTED[name]
    transcript = read(name)
    counts: dict[str | None, int] = {}
    for turn in transcript.turns:
        counts[turn.speaker] = counts.get(turn.speaker, 0) + 1
    assert transcript.convention.startswith(convention)
    assert counts == turns
    assert set(proposed_interviewers(transcript)) == interviewers


@pytest.mark.parametrize("name", [name for name in EXPECTED if not name.endswith(".pdf")])
def test_text_and_structure_are_the_whole_file(name):
    transcript = read(name)
    assert keeps_its_promises(transcript)
    assert squeezed(as_in_file(transcript)) == squeezed(words_of(folder() / name))


@pytest.mark.parametrize("stem", ["BSR01", "QR01"])
def test_an_interview_reads_the_same_from_word_and_from_text(stem, capsys):
    word, plain = (
        read(f"ndporter__{stem}_transcript_deidentified.{ending}") for ending in ("docx", "txt")
    )
    assert word.text == plain.text
    assert word.turns == plain.turns
    assert word.fields == plain.fields
    with capsys.disabled():
        same = sum(one == other for one, other in zip(word.turns, plain.turns, strict=True))
        print(f"\n{stem}: {same} of {len(word.turns)} turns are the same from docx and txt")


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.endswith(".pdf")])
def test_the_whole_of_a_pdf_is_there(name):
    transcript = read(name)
    assert keeps_its_promises(transcript)
    shown = subprocess.run(
        ["pdftotext", str(folder() / name), "-"], capture_output=True, text=True, check=True
    ).stdout
    # Another program may go down the page in another order.
    assert Counter(squeezed(as_in_file(transcript))) == Counter(squeezed(shown))


def test_an_interview_gives_the_same_turns_from_pdf_as_from_word(capsys):
    word = read("ndporter__BSR01_transcript_deidentified.docx")
    printed = read("ndporter__Mannheimer_BSR01_Transcript.pdf")
    spoken = [
        [(turn.speaker, one.text[turn.start : turn.end].split()) for turn in one.turns]
        for one in (word, printed)
    ]
    assert len(spoken[0]) == 83
    assert spoken[0] == spoken[1]
    assert word.fields == printed.fields
    with capsys.disabled():
        same = sum(one == other for one, other in zip(*spoken, strict=True))
        print(f"\nBSR01: {same} of {len(spoken[0])} turns are the same from docx and pdf")
