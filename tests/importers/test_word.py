"""Word documents with everything that hangs on them, made here and read back."""

import io
import time
import zipfile

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.importers.completeness import squeezed
from workbench.domain.source import Structure
from workbench.importers import as_in_file, read_transcript

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def add(document, *runs, style=None):
    paragraph = document.add_paragraph(style=style)
    for words in runs:
        run = paragraph.add_run(words.strip("*"))
        run.italic = words.startswith("*") or None
    return paragraph


def test_names_in_italics_with_a_tab_are_labels(document, read_word, said):
    for runs in [("*Teacher *", "*4*", "*:*", "\tGood day."), ("",), ("[Cross talk 3:00]",)]:
        add(document, *runs)
    for runs in [("*Several People*", "*:*", "\tHello."), ("*Teacher 4:*", "\tWell. "), ("So.",)]:
        add(document, *runs)
    transcript = read_word(document)
    assert said(transcript) == [
        ("Teacher 4", "Good day."),
        (None, "[Cross talk 3:00]"),
        ("Several People", "Hello."),
        ("Teacher 4", "Well. \nSo."),
    ]


def test_a_name_and_time_before_a_line_break_is_a_label(document, read_word, said):
    for words in [
        "Ana Lind   0:03\nShall we?",
        "Ben   0:07\nYes.\nPlease.",
        "Ana Lind   0:09\nOh.",
    ]:
        add(document, words)
    assert said(read_word(document)) == [
        ("Ana Lind", "Shall we?"),
        ("Ben", "Yes.\nPlease."),
        ("Ana Lind", "Oh."),
    ]


def test_word_headings_are_kept_beside_the_text(document, read_word, said):
    document.add_heading("Garden group", 0)
    add(document, "I: One?")
    document.add_heading("Tea", 2)
    add(document, "P: Two.")
    transcript = read_word(document)
    assert said(transcript) == [("I", "One?"), ("P", "Two.")]
    assert [(s.kind, s.at, s.words) for s in transcript.structure if s.kind == "heading"] == [
        ("heading", 0, "Garden group"),
        ("heading", 5, "Tea"),
    ]


def test_a_table_with_a_column_of_speakers_is_a_conversation(document, read_word, said):
    rows = [
        ("No", "Time", "Speaker", "Words"),
        ("1", "00:01", "Ana", "Shall we begin with the garden?"),
        ("2", "00:05", "Ben", "Yes.\nAnd then the tea, which is what most come for."),
        ("3", "00:09", "", "If there is any left by the time that we get there."),
        ("4", "00:12", "Ana", "There will be."),
    ]
    table = document.add_table(rows=len(rows), cols=4)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    transcript = read_word(document)
    assert [speaker for speaker, _ in said(transcript)] == ["Ana", "Ben", "Ana"]
    assert said(transcript)[1][1].endswith(
        "come for.\nIf there is any left by the time that we get there."
    )
    assert transcript.turns[1].begins == 5
    everything = "".join(cell for row in rows for cell in row)
    assert squeezed(as_in_file(transcript)) == squeezed(everything)


def test_any_other_table_is_read_cell_by_cell(document, read_word, said):
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "what we like", "what we would rather not do"
    assert [words for _, words in said(read_word(document))] == [
        "what we like",
        "what we would rather not do",
    ]


def test_tracked_changes_are_read_as_accepted(document, read_word):
    paragraph = add(document, "It was ")
    for tag, words, kind in [("w:del", "dull", "w:delText"), ("w:ins", "fun", "w:t")]:
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kind)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    transcript = read_word(document)
    assert transcript.text == "It was fun"
    assert transcript.remarks == (
        "Tracked changes were read as accepted: 1 insertion in the text, 1 deletion left out.",
    )


def test_a_deleted_paragraph_end_joins_paragraphs(document, read_word):
    for words in ["One", " and two", " and three"]:
        paragraph = add(document, words)
        marks = OxmlElement("w:rPr")
        marks.append(OxmlElement("w:del"))
        paragraph._p.get_or_add_pPr().append(marks)
    assert read_word(document).text == "One and two and three"


def test_margin_comments_and_page_headers_are_kept_beside_the_text(document, read_word):
    document.sections[0].header.paragraphs[0].text = "Garden study"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    paragraph = add(document, "It was fun.")
    document.add_comment(paragraph.runs, text="Was it?", author="Nobody")
    add(document, "Yes.")
    transcript = read_word(document)
    assert transcript.text == "It was fun.\nYes."
    assert [(s.kind, s.at, s.words) for s in transcript.structure] == [
        ("header", 0, "Garden study"),
        ("note", 11, "Was it?"),
        ("header", 16, "Page 1"),
    ]
    assert transcript.remarks == (
        "1 comment in the margin is not part of the conversation and was left out of the text; "
        "it is kept beside it.",
        "What stands at the head and foot of the pages was left out of the text; "
        "it is kept beside it.",
    )


def test_hidden_words_are_kept_beside_the_text(document, read_word):
    paragraph = add(document, "Seen", " unseen")
    paragraph.runs[1].font.hidden = True
    transcript = read_word(document)
    assert transcript.text == "Seen"
    assert "1 stretch of hidden words is not part" in transcript.remarks[0]


def test_links_tabs_and_hyphens_are_words_too(document, read_word):
    paragraph = add(document, "a\tb")
    link, run, text = (OxmlElement(tag) for tag in ("w:hyperlink", "w:r", "w:t"))
    text.text = " see this"
    text.set(qn("xml:space"), "preserve")
    run.extend([OxmlElement("w:noBreakHyphen"), text])
    link.append(run)
    paragraph._p.append(link)
    assert read_word(document).text == "a\tb\u2011 see this"


@pytest.mark.timeout(60)
def test_eight_thousand_words_are_read_at_once(document, read_word):
    for number in range(800):
        add(document, f"*P{number % 4:02}: *", "ten words of talk about tea and the garden again")
    begun = time.process_time()
    assert len(read_word(document).turns) == 800
    assert time.process_time() - begun < 3  # saving included


def test_footnotes_are_kept_beside_the_paragraph_they_hang_on(document):
    main = '<w:r><w:t>P: Tea.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>Mint tea.</w:t></w:r></w:p></w:footnote>'
    add(document, "I: What?")
    saved, changed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                part = part.replace("<w:sectPr", f"<w:p>{main}</w:p><w:sectPr", 1)
            elif name == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="n" Type="{NOTES}" Target="footnotes.xml"/>'
                part = part.replace("</Relationships>", relation + "</Relationships>")
            new.writestr(name, part.encode("utf-8", "surrogateescape"))
        new.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>')
    transcript = read_transcript("talk.docx", changed.getvalue())
    assert transcript.text == "What?\nTea."
    assert transcript.structure[-1] == Structure("note", 10, "Mint tea.")
    assert transcript.remarks == (
        "1 footnote is not part of the conversation and was left out of the text; "
        "it is kept beside it.",
    )


def test_comments_keep_the_words_they_are_about(document, read_word):
    first = add(document, "*I: *", "How was ", "the tea", "?")
    second = add(document, "*P01: *", "It was good 🙂.\nAnd warm.")
    third = add(document, "*I: *", "Good.")
    for number, (runs, words, author) in enumerate(
        [
            (first.runs[2:3], "Which tea?", "R. Smith"),
            (second.runs, "The whole turn", "Ada"),
            ([second.runs[1], third.runs[1]], "Both", ""),
            (third.runs[:1], "On the label", "Ada"),
        ]
    ):
        document.add_comment(runs, text=words, author=author, initials=str(number))
    transcript = read_word(document)
    assert transcript.text == "How was the tea?\nIt was good 🙂.\nAnd warm.\nGood."
    assert [
        (transcript.text[c.start : c.end], c.words, c.author) for c in transcript.comments
    ] == [
        ("the tea", "Which tea?", "R. Smith"),
        ("It was good 🙂.\nAnd warm.", "The whole turn", "Ada"),
        ("It was good 🙂.\nAnd warm.\nGood.", "Both", ""),
        ("Good.", "On the label", "Ada"),
    ]


def test_a_comment_ends_with_its_words_where_word_marks_the_end_behind_them(document, read_word):
    first, second = add(document, "I: How was the tea?"), add(document, "P: Good.")
    document.add_comment(first.runs, text="Which tea?", author="Ada")
    end = first._p.find(qn("w:commentRangeEnd"))
    second._p.insert(0, end)
    (comment,) = read_word(document).comments
    assert (comment.start, comment.end) == (0, len("How was the tea?"))


def test_a_comment_in_a_table_keeps_its_words_too(document, read_word):
    table = document.add_table(rows=4, cols=2)
    for row, cells in zip(
        table.rows, [("I", "Well?"), ("P", "It was good."), ("I", "And?"), ("P", "No.")],
        strict=True,
    ):  # fmt: skip
        row.cells[0].text, row.cells[1].text = cells
    document.add_comment(table.cell(1, 1).paragraphs[0].runs, text="Really?", author="Ada")
    transcript = read_word(document)
    (comment,) = transcript.comments
    assert transcript.text[comment.start : comment.end] == "It was good."


def rows_in(document, rows):
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words


def test_a_header_block_in_a_table_becomes_fields(document, read_word, said):
    header = [("Date", "3 May 2026"), ("Place", "Town hall"), ("Interviewer", "Ana Silva")]
    rows_in(document, header)
    for words in ("I: Shall we?", "P07: Yes.", "I: And?", "P07: No."):
        add(document, words)
    transcript = read_word(document)
    assert transcript.fields == dict(header)
    assert said(transcript)[0] == ("I", "Shall we?")
    assert squeezed("Date 3 May 2026 Place Town hall") in squeezed(as_in_file(transcript))


def test_a_column_called_line_with_numbers_is_not_what_was_said(document, read_word, said):
    rows_in(document, [("Line", "Speaker", "Transcript"), ("1", "INT", "Shall we?"),
                       ("2", "P01", "Yes.")])  # fmt: skip
    transcript = read_word(document)
    assert said(transcript) == [("INT", "Shall we?"), ("P01", "Yes.")]
    assert [s.words for s in transcript.structure if s.kind == "number"] == ["1", "2"]


def test_numbered_paragraphs_behind_a_header_block_keep_their_speakers(document, read_word, said):
    for words in ("Study: Harbour", "Date: 3 May 2026", "Place: Hall", "Pseudonym: Reed", ""):
        add(document, words)
    for number, words in enumerate(["I: One?", "R: Two.", "I: Three?", "R: Four.", "I: So."], 1):
        add(document, f"{number}. {words}")
    transcript = read_word(document)
    assert said(transcript)[:2] == [("I", "One?"), ("R", "Two.")]
    assert transcript.fields["Pseudonym"] == "Reed"


def test_what_a_program_writes_behind_the_conversation_is_nobodys_words(read, said):
    transcript = read(
        "Ana  0:03\nWe?\n\nBen  0:07\nYes.\n\nAna  0:09\nSo.\n\nTranscribed by https://otter.ai\n"
    )
    assert said(transcript)[-1] == ("Ana", "So.")


def test_times_from_and_to_in_one_bracket_are_times(read, said):
    transcript = read("[00:00.000 --> 00:02.000]  Shall we?\n[00:02.000 --> 00:04.000]  Yes.\n")
    assert [(turn.begins, words) for turn, (_, words) in zip(
        transcript.turns, said(transcript), strict=True
    )] == [(0.0, "Shall we?"), (2.0, "Yes.")]  # fmt: skip
