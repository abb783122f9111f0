"""Real transcripts, outside the project: each imports whole, with the speakers a person finds."""

import html
import os
import re
import zipfile
from pathlib import Path

import pytest

from tests.importers.completeness import keeps_its_promises, squeezed
from workbench.importers import as_in_file, proposed_interviewers, read_transcript

pytestmark = pytest.mark.reference

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
    "LauraLP08__macho_meals_fg1.txt": (
        COLON,
        {"David": 22, "Will": 14, "Amir": 9, "Isaiah": 7, "Ibrahim": 6, "Moderator": 1},
        {"Moderator"},
    ),
    "LauraLP08__macho_meals_fg4.txt": (COLON, {"Gregor": 18, "James": 12, "Mark": 9}, set()),
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
    "ccbogel__transcript.txt": ("“[name]” at the start", {"id1": 3, "id2": 2, "id3": 2}, set()),
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
    if path.suffix != ".docx":
        words = path.read_text("utf-8-sig")
        return html.unescape(words) if path.suffix == ".vtt" else words
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


def test_every_transcript_in_the_folder_has_an_expectation():
    found = {
        path.name for path in folder().iterdir() if path.suffix in (".txt", ".docx", ".vtt", ".md")
    }
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


@pytest.mark.parametrize("name", EXPECTED)
def test_text_and_structure_are_the_whole_file(name):
    transcript = read(name)
    assert keeps_its_promises(transcript)
    assert squeezed(as_in_file(transcript)) == squeezed(words_of(folder() / name))


@pytest.mark.parametrize("stem", ["BSR01", "QR01"])
def test_an_interview_reads_the_same_from_word_and_from_text(stem):
    word, plain = (
        read(f"ndporter__{stem}_transcript_deidentified.{ending}") for ending in ("docx", "txt")
    )
    assert word.text == plain.text
    assert word.turns == plain.turns
    assert word.fields == plain.fields


@pytest.mark.parametrize("ending", ["pdf", "odt", "rtf", "xlsx", "csv"])
def test_other_formats_are_refused_in_a_sentence(ending):
    for path in folder().glob(f"*.{ending}"):
        with pytest.raises(Exception, match="Save it as Word") as refusal:
            read(path.name)
        assert type(refusal.value).__name__ == "UnreadableFile"
