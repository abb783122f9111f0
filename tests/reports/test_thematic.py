import itertools
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from time import process_time

import docx
import pytest
from docx.oxml.ns import qn

from workbench.reports.contents import (
    CodebookEntry,
    Cover,
    Part,
    Produced,
    Quotation,
    ThematicContents,
    ValueSection,
)
from workbench.reports.shorter import codebook_document
from workbench.reports.thematic import thematic_summary

KNOWLEDGE = [
    "Who we are",
    "Who did what, and when",
    "How we decided",
    "How we read",
    "Where we read differently, and what it taught us",
    "How the framework changed",
]


def read_back(contents):
    return docx.Document(BytesIO(thematic_summary(contents)))


def headings(document, *levels):
    wanted = {f"Heading {level}" for level in levels or (1, 2, 3)}
    return [p.text for p in document.paragraphs if p.style.name in wanted]


def styled(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def with_quotation(contents, words, attribution="[P07, group]"):
    value = replace(contents.values[0], quotations=(Quotation(words, attribution),))
    return replace(contents, values=(value,))


def test_the_sections_come_in_their_order(contents):
    document = read_back(contents)

    assert styled(document, "Title") == ["What peer support is made of"]
    assert headings(document, 1) == [
        "Summary",
        "About the data",
        "The values at a glance",
        "What we heard, value by value",
        "How the values work together",
        "What did not fit",
        "How this knowledge was produced",
        "What to be careful about",
        "Afterword",
        "Appendix: the codebook",
    ]


def test_each_value_has_its_parts(contents):
    document = read_back(replace(contents, values=contents.values[:1]))

    assert headings(document, 3)[:5] == [
        "What we heard",
        "What it looked like",
        "When it was missing, one-sided or hard",
        "Where our readings differed",
        "How it links",
    ]
    assert "Being through similar things" in styled(document, "Plain Name")


def test_no_heading_level_is_skipped(contents):
    for checked in (True, False):
        document = read_back(replace(contents, cover=replace(contents.cover, checked=checked)))
        levels = [
            int(p.style.name[-1])
            for p in document.paragraphs
            if p.style.name.startswith("Heading")
        ]

        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_quotation_stands_in_its_own_words_with_its_attribution_on_the_next_line(contents):
    document = read_back(contents)
    quotation = contents.values[0].quotations[1]

    at = next(n for n, p in enumerate(document.paragraphs) if p.text == quotation.words)
    quote, attribution = document.paragraphs[at : at + 2]
    assert quote.style.name == "Quote"
    assert quote.style.paragraph_format.keep_with_next
    assert attribution.style.name == "Attribution"
    assert attribution.text == "[P03, one-to-one]"


@pytest.mark.parametrize(
    "words",
    [
        "<b>not bold</b> & <w:p/> &amp; **nor this** _x0041_",
        "שלום, kind of",
        "قالت إنها شعرت بالأمان",
        "👩🏽‍🤝‍👩🏿 yeah 😀 e\u0301",
        "  two spaces  kept ",
        "a line\nanother, and a\ttab",
    ],
)
def test_a_quotation_is_never_changed_or_read_as_markup(contents, words):
    document = read_back(with_quotation(contents, words))

    assert words in styled(document, "Quote")


def test_characters_word_cannot_hold_are_replaced_and_the_rest_stays(contents):
    document = read_back(with_quotation(contents, "a\x00b\x0bc\x1bd\ufffee\ud800f"))

    assert "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf" in styled(document, "Quote")


def test_hostile_characters_are_harmless_everywhere(contents):
    hostile = "\x00<b>\x1f\uffff\u202e😀"
    nasty = replace(
        contents,
        cover=Cover(hostile * 90, hostile, hostile, (hostile,), hostile),
        summary=hostile,
        values=(ValueSection("EC", hostile, hostile, hostile, hostile, hostile),),
        codebook=(CodebookEntry(hostile, hostile, hostile, 0, hostile, hostile, hostile),),
        pyramid=replace(contents.pyramid, alt_text=hostile, caption=hostile),
        produced=replace(contents.produced, perspectives=(hostile,), codebook=hostile),
    )

    assert "\ufffd<b>\ufffd\ufffd\u202e😀" in headings(read_back(nasty), 2)


def test_words_written_from_right_to_left_are_set_so(contents):
    document = read_back(with_quotation(contents, "… قالت"))

    quote = next(p for p in document.paragraphs if p.text == "… قالت")
    assert quote._p.pPr.find(qn("w:bidi")) is not None
    assert quote.runs[0].font.rtl


def test_pictures_have_words_for_people_who_do_not_see_them(contents):
    document = read_back(contents)

    described = [p.get("descr") for p in document.element.body.iter(qn("wp:docPr"))]
    assert described == ["Six values in three rows."] * 2


def test_both_readings_stand_side_by_side(contents):
    document = read_back(contents)

    table = next(t for t in document.tables if t.cell(0, 1).text == "One reading")
    assert [cell.text for cell in table.rows[0].cells] == [
        "Extract",
        "One reading",
        "Another reading",
        "What we made of it",
    ]
    assert table.cell(1, 0).text == "I mostly sit at the back and listen.\n[P02, online]"


def test_every_table_repeats_its_first_row_and_has_no_merged_cells(contents):
    document = read_back(contents)

    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table.style.name == "Workbench Table"
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))


def test_how_this_knowledge_was_produced_is_always_there_in_full():
    for checked in (True, False):
        bare = ThematicContents(Cover("A study", checked=checked), produced=Produced())
        document = read_back(bare)

        assert "How this knowledge was produced" in headings(document, 1)
        assert [words for words in headings(document, 2) if words in KNOWLEDGE] == KNOWLEDGE


def test_reading_is_counted_in_transcripts(contents):
    document = read_back(contents)

    table = next(t for t in document.tables if t.cell(0, 0).text == "Round")
    assert [cell.text for cell in table.rows[1].cells][2:] == ["9", "8"]


def test_a_part_nobody_told_of_says_so_and_two_peoples_parts_stand_apart():
    parts = (Part("Writing", "A: wrote\n\nB: cut", ""), Part("Reading", "", "We read aloud."))
    document = read_back(ThematicContents(Cover("A study"), produced=Produced(parts=parts)))

    (table,) = [one for one in document.tables if one.cell(0, 0).text == "Stage"]
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        ["Writing", "A: wrote\nB: cut", "Nobody has said"],
        ["Reading", "Nobody has said", "We read aloud."],
    ]


def test_the_codebook_repeats_no_name_and_says_a_status_only_where_there_are_several():
    one = CodebookEntry("A1", "Soup", plain_name="Soup", status="draft")
    other = CodebookEntry("A2", "Bread", plain_name="Something to eat", status="draft")

    def lines(*entries):
        data = codebook_document(Cover("A study", checked=True), entries, {}, ())
        return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]

    words = lines(one, other)
    assert "Soup" not in words
    assert "Something to eat" in words
    assert not any(line.startswith(("Status", "Not written")) for line in words)
    assert "Status: agreed" in lines(one, replace(other, status="agreed"))


def test_a_draft_says_on_every_page_that_nobody_checked_it_and_what_empty_sections_are_for():
    document = read_back(ThematicContents(Cover("A study")))

    section = document.sections[0]
    assert "Draft, not checked" in section.first_page_footer.paragraphs[0].text
    assert "Draft, not checked" in section.footer.paragraphs[0].text
    assert styled(document, "To Write")[0].startswith("To write: one page in plain words")


def test_a_checked_summary_leaves_out_what_is_empty_and_says_nothing_of_a_draft(contents):
    checked = replace(contents, cover=replace(contents.cover, checked=True), summary="")
    document = read_back(checked)

    assert "Summary" not in headings(document)
    assert not styled(document, "To Write")
    assert document.sections[0].first_page_footer.paragraphs[0].text == ""
    foot = document.sections[0].footer.paragraphs[0].text
    assert foot == f"{contents.cover.title}\tPage 1 of 1"


def test_the_contents_name_every_heading_before_word_has_opened_the_document(contents):
    document = read_back(contents)

    entries = [p for p in document.paragraphs if p.style.name.startswith("toc ")]
    assert [entry.text for entry in entries] == headings(document, 1, 2)
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    assert links == marks
    fields = [field.text.split()[0] for field in document.element.iter(qn("w:instrText"))]
    assert fields[0] == "TOC"
    assert document.settings.element.find(qn("w:updateFields")) is not None


def test_every_field_that_begins_also_ends(contents):
    document = read_back(contents)

    kinds = [mark.get(qn("w:fldCharType")) for mark in document.element.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_the_file_says_what_it_is_in_british_english(contents):
    document = read_back(contents)

    properties = document.core_properties
    assert properties.title == "What peer support is made of"
    assert properties.author == "Ama Mensah; J. Okafor; a member of the team"
    assert properties.language == "en-GB"
    language = document.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"


def test_the_page_is_a4_and_text_is_sans_serif_and_not_justified(contents):
    document = read_back(contents)

    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert document.styles["Normal"].font.name == "Arial"
    assert 11 <= document.styles["Quote"].font.size.pt <= 12
    assert all(p.alignment is None for p in document.paragraphs)
    assert not list(document.element.iter(qn("w:txbxContent")))


def test_four_hundred_quotations_and_a_long_codebook_take_less_than_five_seconds(contents):
    quotations = tuple(
        Quotation("I, kind of, knew they would be there. " * 8, f"[P{n:02}, group]")
        for n in range(67)
    )
    long = replace(
        contents,
        values=tuple(replace(value, quotations=quotations) for value in contents.values),
        codebook=contents.codebook * 10,
    )

    start = process_time()
    thematic_summary(long)

    assert process_time() - start < 5


@pytest.mark.office
def test_libreoffice_opens_the_summary_and_shows_its_words(contents, tmp_path):
    (tmp_path / "summary.docx").write_bytes(thematic_summary(contents))
    office = shutil.which("soffice")
    assert office, "LibreOffice Writer is needed for this test: install libreoffice-writer."

    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path),
            tmp_path / "summary.docx",
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )

    words = (tmp_path / "summary.txt").read_text(encoding="utf-8-sig")
    assert "They never said nothing about it, it was just [pause] there." in words
    assert "[P07, group]" in words
    assert words.index("Contents") < words.index("Appendix: the codebook")
