"""The Who reads what page in a real browser: offering, saying how far I am, taking, a line."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.builders import Study, small_study
from tests.people import browser, settled, visitor
from tests.servers import serving

pytestmark = pytest.mark.browser


def opened(page: Page, study: Study) -> Page:
    page.goto(f"/who-reads-what?project={study.project}")
    page.get_by_role("heading", name="Who reads what").wait_for()
    return settled(page)


def choose(page: Page, field: str, answer: str) -> None:
    page.get_by_role("combobox", name=field).click()
    page.get_by_role("option", name=answer).click()
    page.keyboard.press("Escape")
    # What is pressed while the list is closing closes it, and opens nothing.
    expect(page.get_by_role("option")).to_have_count(0)


def test_a_transcript_is_offered_passed_back_without_a_name_and_taken(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    with serving(study.workspace.folder) as server, browser() as started:
        ada, ben = (visitor(started, server, study.tokens[name]) for name in ("Ada", "Ben"))
        opened(ada, study)
        choose(ada, "Or several at once", "All that nobody has read yet")
        choose(ada, "People", "Ben")
        ada.get_by_role("button", name="Offer").click()
        expect(ada.get_by_text("1 offer made: each is waiting")).to_be_visible()
        expect(ada.get_by_role("cell", name="Ben (asked)")).to_be_visible()
        expect(ada.get_by_role("button", name="Undo: offering “talk”")).to_be_visible()

        opened(ben, study)
        expect(ben.get_by_role("heading", name="Offer transcripts")).to_have_count(0)
        expect(ben.get_by_role("heading", name="Each transcript")).to_have_count(0)
        ben.get_by_role("button", name="How far I am").click()
        ben.get_by_role("button", name="Pass back").click()
        expect(ben.get_by_text("Nothing is waiting for you.")).to_be_visible()
        expect(ben.get_by_role("heading", name="Free to take")).to_be_visible()

        opened(ada, study)
        expect(ada.get_by_role("cell", name="free")).to_be_visible()
        expect(ada.get_by_text("Ben (")).to_have_count(0)
        ben.get_by_role("button", name="Take it").click()
        expect(ben.get_by_text("you were asked to read this")).to_be_visible()
        with ben.expect_download() as saved:
            ben.get_by_role("link", name="Download the list of what I read").click()
        assert "talk,First reading,asked to read" in saved.value.path().read_text("utf-8-sig")

        ben.get_by_text("A line about yourself").click()
        choose(ben, "Your line", "Stuck, please ask me")
        ben.get_by_role("button", name="Save my line").click()
        expect(ben.get_by_text("Your line is saved.")).to_be_visible()
        opened(ada, study)
        expect(ada.get_by_text("Ben: stuck, please ask me")).to_be_visible()
