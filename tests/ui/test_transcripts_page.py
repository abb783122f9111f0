"""Adding transcripts in a real browser: drop files, see what was recognised, save, come back."""

import io
import re

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.builders import Study
from tests.importers.test_answers_and_posts import FILES
from tests.people import choose, go_to, settled
from workbench.services import correcting, notes, participants, reading

pytestmark = pytest.mark.browser
SOON = 60_000  # what reads files has to start first, and lets everybody else go before it


@pytest.fixture
def ada(ada: Page, study: Study) -> Page:
    ada.goto(f"/transcripts?project={study.project}")
    return settled(ada)


def drop(page: Page, **files: bytes) -> None:
    page.locator("input[type=file]").first.set_input_files(
        [
            {"name": name.replace("_", "."), "mimeType": "text/plain", "buffer": data}
            for name, data in files.items()
        ]
    )


def test_a_survey_is_read_as_a_person_says_and_kept_while_they_are_away(
    ada: Page, study: Study
) -> None:
    drop(ada, survey_csv=FILES["survey"])
    expect(ada.get_by_text("3 transcripts, 5 turns, survey answers")).to_be_visible(timeout=SOON)

    choose(ada, "How this table is read", "Survey answers: one transcript for each question")
    expect(ada.get_by_role("button", name="Save 2 transcripts")).to_be_visible(timeout=SOON)
    settled(ada).get_by_text("What each column holds").click()
    choose(ada, re.compile("“Gender”"), "left out")
    expect(ada.get_by_text("Left out: Gender, E-mail.")).to_be_visible(timeout=SOON)

    # Nothing is lost by going elsewhere before it is saved.
    go_to(ada, "Team")
    expect(ada.get_by_role("heading", name="Team")).to_be_visible(timeout=SOON)
    go_to(ada, "Add transcripts")
    expect(ada.get_by_text("Left out: Gender, E-mail.")).to_be_visible(timeout=SOON)
    settled(ada).get_by_role("button", name="Save 2 transcripts").click()
    expect(ada.get_by_text("Choose the kind of conversation for “survey.csv”")).to_be_visible(
        timeout=SOON
    )
    choose(ada, "Kind of conversation", "Survey answer")
    settled(ada).get_by_role("button", name="Save 2 transcripts").click()
    expect(ada.get_by_text("2 transcripts added.")).to_be_visible(timeout=SOON)

    desk = study.desk("Ada")
    assert {row["name"] for row in reading.transcripts(desk)} == {
        "talk", "What helped you most?", "What was missing?",
    }  # fmt: skip
    assert [one.name for one in participants.attributes(desk)] == ["Age"]


def test_several_files_one_of_them_broken_and_comments_in_a_members_name(
    ada: Page, study: Study
) -> None:
    document, saved = docx.Document(), io.BytesIO()
    said = document.add_paragraph("P: It was good.")
    document.add_paragraph("I: Good.")
    document.add_comment(said.runs, text="Was it?", author="R. Smith")
    document.save(saved)
    table = (
        b"speaker,words\nDi Bell,Hello.\nKay Moss,Hi.\nDB,How was it?\nKM,Good.\nDB,Oh?\nKM,Yes."
    )
    files = {
        "tea_docx": saved.getvalue(),
        "b_txt": b"I: Well?\nP: Yes.",
        "broken_pdf": b"%PDF-1.7\n",
    }
    drop(ada, **files, c_csv=table)
    expect(ada.get_by_text("broken.pdf is a damaged PDF")).to_be_visible(timeout=SOON)
    settled(ada).get_by_text("tea · 2 turns").click()
    choose(ada, re.compile("1 comment in the margin by R. Smith"), "Ben")
    choose(ada, "Kind of conversation", "Interview")

    # A file that is taken out of the list again is not saved.
    settled(ada).get_by_role("button", name="Remove b.txt").click()
    expect(ada.get_by_role("button", name="Save 2 transcripts")).to_be_visible(timeout=SOON)
    # Two labels that may be one person's are made one at a press, and not before.
    settled(ada).get_by_text("c · 6 turns").click()
    for label in ("DB", "KM"):
        settled(ada).get_by_role("button", name=f"Call them “{label}”").click()
        expect(ada.get_by_text(f"and “{label}” will be one speaker.")).to_be_visible(timeout=SOON)
    expect(ada.get_by_text(re.compile("is “DB” and P.. is “KM”"))).to_be_visible(timeout=SOON)
    expect(
        ada.get_by_text("In “c” everybody who speaks is taken for a participant.")
    ).to_be_visible()
    choose(ada, "Kind of conversation", "Interview")
    settled(ada).get_by_role("button", name="Save 2 transcripts").click()
    expect(ada.get_by_text("2 transcripts added.")).to_be_visible(timeout=SOON)
    (joined,) = [
        one["guid"] for one in reading.transcripts(study.desk("Ada")) if one["name"] == "c"
    ]
    speakers = correcting.speakers(study.desk("Ada"), joined)
    assert [(one["label"], one["turns"]) for one in speakers] == [("DB", 3), ("KM", 3)]
    assert None not in {one["participant"] for one in speakers}
    expect(ada.get_by_text("broken.pdf is a damaged PDF")).to_be_visible(timeout=SOON)
    (note,) = notes.readable(study.desk("Ada"))
    assert (note["words"], note["quote"]) == ("Was it?", "It was good.")
