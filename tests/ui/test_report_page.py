"""What was found is looked at, an afterword is written, and the summary is issued."""

import re
from io import BytesIO
from pathlib import Path

import docx
import docx.shared
import pytest
from playwright.sync_api import Page, expect

from tests.builders import Study
from tests.people import chosen, go_to, settled
from workbench.services import on_record

pytestmark = pytest.mark.browser
MINE = "I took the minutes and none of the biscuits."
WHY = "The group meets tomorrow."
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_summary_goes_out_with_an_afterword_and_stays_on_record(study: Study, ada: Page) -> None:
    study.do("Ada", study.operation("I felt safe there", "SA"))
    ada.goto(f"overview?project={study.project}")
    settled(ada).get_by_role("button", name="Show them").click()
    expect(ada.get_by_role("heading", name="The choices groups make")).to_be_visible()
    settled(ada).get_by_role("link", name="place 1").click()
    expect(ada).to_have_url(re.compile(r"/read\?.*at=\d+"))
    ada.locator(".cw-text .cw-turn").first.wait_for()

    go_to(ada, "Search")
    settled(ada).get_by_label("Words, a “phrase”").fill("bringing biscuit*")
    ada.get_by_role("button", name="Search", exact=True).click()
    expect(ada.get_by_text("1 turn. Also looked for: bring.")).to_be_visible()
    expect(ada.locator(".found mark")).to_have_text(["bring", "biscuits"])
    expect(ada.get_by_role("link", name="In “talk”")).to_be_visible()

    go_to(ada, "Report")
    settled(ada).get_by_role("button", name="Begin an afterword").click()
    settled(ada).get_by_label("Text of the afterword").fill(MINE)
    expect(ada.get_by_text("Saved", exact=True).first).to_be_visible()
    settled(ada).get_by_label("Signed (names, or nothing)").fill("One of us")
    ada.get_by_text("It may be printed", exact=True).click()
    ada.get_by_role("button", name="Save", exact=True).click()
    expect(ada.get_by_text("Saved. It will be printed.")).to_be_visible()

    settled(ada).get_by_role("button", name="What is not finished?").click()
    expect(ada.get_by_text("Nobody has been asked to read the draft.")).to_be_visible()
    settled(ada).get_by_label("Why does it go out all the same?").fill(WHY)
    issue = ada.get_by_role("button", name="Issue it")
    issue.click()
    expect(ada.get_by_text("Tick that you mean to issue it.")).to_be_visible()
    ada.get_by_label("I mean to issue this document").check()
    with ada.expect_download() as saved:
        issue.click()
    expect(ada.get_by_text("Thematic summary, issue 1")).to_be_visible()
    settled(ada).get_by_text("Thematic summary, issue 1").click()
    expect(ada.get_by_text(f"issued by Ada. Unfinished then: {WHY}")).to_be_visible()

    summary = docx.Document(BytesIO(Path(saved.value.path()).read_bytes()))
    printed = "\n".join(each.text for each in summary.paragraphs)
    assert f"{MINE}\nOne of us" in printed
    assert "Draft, not checked" not in printed

    in_a_template_of_their_own(ada, study)


def in_a_template_of_their_own(page: Page, study: Study) -> None:
    settled(page).get_by_text("In a Word template of your own").click()
    field = settled(page).locator(".st-key-own_template input[type=file]")
    field.set_input_files({"name": "none.docx", "mimeType": _WORD, "buffer": b"no Word file"})
    expect(chosen(page, "none.docx")).to_be_visible()
    keep = page.get_by_role("button", name="Keep it", exact=True)
    keep.click()
    expect(page.get_by_text("is not a Word document (.docx)")).to_be_visible()
    ours, kept = docx.Document(), BytesIO()
    ours.add_paragraph("Words of another document")
    ours.sections[0].left_margin = docx.shared.Cm(5)
    ours.save(kept)
    field.set_input_files({"name": "ours.docx", "mimeType": _WORD, "buffer": kept.getvalue()})
    expect(chosen(page, "ours.docx")).to_be_visible()
    keep.click()
    expect(page.get_by_text("made in your own template, kept on")).to_be_visible()
    page.get_by_role("button", name="Use the workbench’s own look again").click()
    page.get_by_role("button", name="Undo: what was done with the template").click()
    expect(page.get_by_text("made in your own template, kept on")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Make the report", exact=True).click()
    made = docx.Document(BytesIO(Path(saved.value.path()).read_bytes()))
    margin = made.sections[0].left_margin
    assert margin is not None
    assert round(margin.cm, 2) == 5
    printed = "\n".join(each.text for each in made.paragraphs)
    assert MINE in printed
    assert "Words of another document" not in printed
    assert saved.value.suggested_filename == "small-study-thematic-summary.docx"
    told = [(row["who"], row["what"]) for row in on_record.shown(study.desk("Ben"))]
    assert ("Ada", "took away the report in Word") in told
