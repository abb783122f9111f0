"""Tables with one row for each turn, as CSV and as Excel workbooks."""

import pytest

from tests.importers.completeness import keeps_its_promises, squeezed
from tests.importers.making import xlsx
from workbench.domain.errors import UnreadableFile
from workbench.importers import as_in_file, read_transcript

ROWS = [
    ("speaker", "words", "tags", "timestamp"),
    ("", "(Tea is poured)", "", ""),
    ("Ana:", "Shall we begin, then?", "", "0:00:05"),
    ("Ben:", "Yes & no.\nFirst tea.", "tea", ""),
    ("", "Then the rest.", "", ""),
    ("Ana:", "Good.", "", "0:01:00"),
]
TURNS = [
    (None, "(Tea is poured)"),
    ("Ana", "Shall we begin, then?"),
    ("Ben", "Yes & no.\nFirst tea.\nThen the rest."),
    ("Ana", "Good."),
]


def csv_of(rows, separator=","):
    return "\r\n".join(separator.join(f'"{cell}"' if cell else "" for cell in row) for row in rows)


FILES = {
    "comma": csv_of(ROWS).encode(),
    "semicolon": csv_of(ROWS, ";").encode("utf-8-sig"),
    "tab": csv_of(ROWS, "\t").encode("utf-16"),
    "stated": b"sep=|\r\n" + csv_of(ROWS, "|").encode(),
    "workbook": xlsx(ROWS),
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_each_row_is_a_turn_and_a_blank_name_means_as_above(data, said):
    transcript = read_transcript("talk", data)
    assert keeps_its_promises(transcript)
    assert said(transcript) == TURNS
    assert transcript.turns[1].begins == 5
    assert transcript.convention == "a table with a column for the name"
    stated = "sep=|" if data.startswith(b"sep") else ""
    assert squeezed(as_in_file(transcript)) == stated + squeezed("".join("".join(r) for r in ROWS))


def test_commas_in_the_last_column_need_no_quotation_marks(said):
    words = b"speaker,words\nAna, Well, I think, yes.\nBen,No.\nAna,So, then."
    assert said(read_transcript("talk.csv", words)) == [
        ("Ana", "Well, I think, yes."),
        ("Ben", "No."),
        ("Ana", "So, then."),
    ]


def test_columns_without_names_are_known_by_what_is_in_them(said):
    words = "Ana,Shall we begin?\nBen,Yes.\nAna,With tea?\nBen,Of course with tea.\n"
    transcript = read_transcript("talk", words.encode())
    assert transcript.format == "csv"
    assert said(transcript)[0] == ("Ana", "Shall we begin?")


def test_prose_with_commas_is_no_table():
    words = "Well, we had tea\nYes, it was good\nWell, it was late\nYes, very late"
    assert read_transcript("talk", words.encode()).format == "txt"


def test_a_table_without_speakers_has_a_turn_for_each_row(said):
    transcript = read_transcript("talk", "text,mood\nTea.,good\nNo tea.,bad\n".encode("utf-16"))
    assert said(transcript) == [(None, "Tea."), (None, "No tea.")]
    assert transcript.convention.startswith("a table without a column for the name")


def test_characters_written_as_codes_are_read_and_told_of(said):
    words = "speaker,words\nAna,Tea&#8212;now &#0; &amp; here\nBen,No\n"
    transcript = read_transcript("talk", words.encode())
    assert said(transcript)[0] == ("Ana", "Tea—now &#0; & here")
    assert transcript.remarks[0].startswith("2 characters written as a code")


def test_cells_show_times_strings_and_what_formulas_gave(said):
    cells = (
        '<row r="1"><c r="A1" t="str"><v>Time</v></c><c r="B1" t="str"><v>Speaker</v></c>'
        '<c r="C1" t="str"><v>Text</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>0.0006944444</v></c><c r="B2" t="str"><v>Ana</v></c>'
        '<c r="C2" t="s"><v>0</v></c></row>'
        '<row r="3"><c r="B3" t="str"><f>A1</f><v>Ben</v></c><c r="C3"><v>7</v></c></row>'
    )
    transcript = read_transcript("talk", xlsx([], cells=cells))
    assert said(transcript) == [("Ana", "Shared"), ("Ben", "7")]
    assert transcript.turns[0].begins == 60
    assert "1 cell holds a formula" in transcript.remarks[0]


def test_a_sheet_without_a_conversation_is_kept_beside_the_text(said):
    transcript = read_transcript("talk", xlsx(ROWS, [("Age", "Tea"), ("30", "Yes")]))
    assert said(transcript) == TURNS
    assert "1 sheet of the workbook has no column" in transcript.remarks[0]
    assert squeezed("Age Tea 30 Yes") in squeezed(as_in_file(transcript))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'speaker,words\nAna,"Tea\nBen,No', "quotation mark"),
        (b"speaker,words,tags\nAna,Tea,a,b,c\nBen,No,a", "line 2, has more cells"),
        (xlsx([("Age", "Tea"), ("30", "Yes")]), "no column is known"),
        (xlsx([]), "has no words"),
    ],
    ids=range(4),
)
def test_a_table_that_cannot_be_read_is_refused_in_a_sentence(data, why):
    with pytest.raises(UnreadableFile, match=why):
        read_transcript("talk", data)
