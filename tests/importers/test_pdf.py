"""PDFs: letters in places, put back into the paragraphs that somebody wrote."""

import resource
import time

import pytest

from tests.importers.completeness import keeps_its_promises, squeezed
from tests.importers.making import pdf
from workbench.domain.errors import TooLarge, UnreadableFile
from workbench.importers import as_in_file, read_transcript

FIRST = (
    "Ana: Shall we begin with the tea, which is what most people come to this for, and then "
    "go on to"
)
SECOND = "the garden?"
LOCKED = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{0}>/U<{0}>>>/ID[<00><00>]".format("00" * 32)


def rows(*words, top=780, left=60, step=14):
    return [(left, top - step * n, 10, row) for n, row in enumerate(words) if row]


def test_rows_become_paragraphs_within_and_across_pages(said):
    long = (
        "Ben: Yes, and when all of it has been drunk then we might go out into the garden and "
        "see to"
    )
    pages = [rows(FIRST, SECOND, "Ben: Yes.", "Ana: Good.", long), rows("the beds.", "Ana: So.")]
    transcript = read_transcript("talk.pdf", pdf(*pages))
    assert keeps_its_promises(transcript)
    assert transcript.format == "pdf"
    assert said(transcript) == [
        ("Ana", f"{FIRST[5:]} {SECOND}"),
        ("Ben", "Yes."),
        ("Ana", "Good."),
        ("Ben", long[5:] + " the beds."),
        ("Ana", "So."),
    ]


def test_page_heads_numbers_and_line_numbers_are_kept_beside_the_text(said):
    pages, count = [], 0
    for number in range(1, 4):
        page = [(60, 820, 8, "Garden study, May"), (280, 30, 8, f"Page {number} of 3")]
        for n, words in enumerate((FIRST, f"{SECOND} {'Tea. ' * number}", "Ben: Yes.")):
            count += 1
            page += [(40, 780 - 14 * n, 10, str(count)), (60, 780 - 14 * n, 10, words)]
        pages.append(page)
    transcript = read_transcript("talk", pdf(*pages))
    assert said(transcript) == [
        turn
        for n in (1, 2, 3)
        for turn in [("Ana", f"{FIRST[5:]} {SECOND}{' Tea.' * n}"), ("Ben", "Yes.")]
    ]
    assert [s.words for s in transcript.structure if s.kind == "header"] == [
        words for n in (1, 2, 3) for words in ("Garden study, May", f"Page {n} of 3")
    ]
    assert [s.words for s in transcript.structure if s.kind == "number"] == list("123456789")
    assert "9 numbers in the margin are not part" in transcript.remarks[2]
    everything = "".join(words for page in pages for _, _, _, words in sorted(page, key=_place))
    assert squeezed(as_in_file(transcript)) == squeezed(everything)


def _place(row):
    return -row[1], row[0]


def test_bold_names_and_larger_titles_are_recognised(said):
    page = [(60, 800, 20, "Garden"), *rows("ANNA:", "Tea?", "BERT:", "Yes.", "ANNA:", "Good.")]
    transcript = read_transcript("talk", pdf(page))
    assert said(transcript) == [("ANNA", "Tea?"), ("BERT", "Yes."), ("ANNA", "Good.")]
    assert transcript.structure[0].kind == "heading"


def test_a_word_divided_at_the_end_of_a_row_keeps_its_hyphen_and_is_told_of():
    words = FIRST[:-5] + " self-"
    transcript = read_transcript("talk", pdf(rows(words, "help.", "Ben: Yes.", "Ana: So.")))
    assert "self-help." in transcript.text
    assert "1 row ends with a hyphen" in " ".join(transcript.remarks)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf([], images=True), "is a scanned PDF"),
        (pdf([]), "is a PDF with no words"),
        (pdf(rows("Ana: Tea."), trailer=LOCKED), "protected by a password"),
        (b"%PDF-1.7\n", "is a damaged PDF"),
        (pdf(rows("Ana: Tea."))[:300], "is a damaged PDF"),
    ],
    ids=["scanned", "empty", "password", "nothing", "cut off"],
)
def test_a_pdf_without_readable_words_is_refused_in_a_sentence(data, why):
    with pytest.raises(UnreadableFile, match=why):
        read_transcript("talk.pdf", data)


@pytest.mark.timeout(120)
def test_a_pdf_made_to_take_for_ever_is_stopped():
    endless = pdf(rows("Ana: Tea.")).replace(
        b"/WinAnsiEncoding", b"/WinAnsiEncoding/ToUnicode 6 0 R"
    )
    ranges = b"begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange\n"
    ranges += b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap "
    at = endless.index(b"stream\nBT") + 7
    # What it takes of the processor: on the clock it depends on how many others are at work.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises((TooLarge, UnreadableFile)):
        read_transcript("talk.pdf", endless[:at] + ranges + endless[at:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 10


@pytest.mark.timeout(60)
def test_eight_thousand_words_are_read_in_some_seconds():
    pages = [
        rows(*[f"P{n % 3:02}: " + f"ten words of talk on tea {p * n} " * 2 for n in range(50)])
        for p in range(13)
    ]
    begun = time.process_time()
    transcript = read_transcript("talk.pdf", pdf(*pages))
    assert len(transcript.turns) > 500
    assert time.process_time() - begun < 5
