"""Four people in four browsers, from offering a transcript to opening the readings together.

One works by keyboard only, one joins late, one loses the connection in between.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.builders import Study, small_study
from tests.people import browser, expect_saved, mark, read, select, settled, visitor
from tests.servers import serving
from workbench.services import reading

pytestmark = pytest.mark.browser
ALONE = "You are reading on your own; nobody sees this until it is opened together."
BENS, CLEOS, DOVS, LATE = "A friend took me", "I felt safe", "the washing up", "the biscuits"


def arrange(page: Page, study: Study) -> None:
    page.goto(f"/who-reads-what?project={study.project}")
    page.get_by_role("heading", name="Who reads what").wait_for()
    settled(page)


def choose(page: Page, field: str, *answers: str) -> None:
    page.get_by_role("combobox", name=field).click()
    for answer in answers:
        page.get_by_role("option", name=answer).click()
    page.keyboard.press("Escape")
    # What is pressed while the list is closing closes it, and opens nothing.
    expect(page.get_by_role("option")).to_have_count(0)


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what is focused has these words, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.innerText ?? '').trim()") == words:
            return
    raise AssertionError(f"“{words}” cannot be reached with Tab")


def marked(page: Page, words: str) -> int:
    """How many pieces of marks stand on these words on the screen."""
    return page.locator(".cw-mark", has_text=words).count()


def test_a_transcript_is_offered_read_on_our_own_and_opened_together(
    tmp_path: Path,
) -> None:
    study = small_study(tmp_path / "workspace", names=("Ada", "Ben", "Cleo", "Dov"))
    with serving(study.workspace.folder) as server, browser() as started:
        ada, ben, cleo, dov = (
            visitor(started, server, study.tokens[name]) for name in ("Ada", "Ben", "Cleo", "Dov")
        )
        ada_offers(ada, study)
        ben_reads(ben, study)
        cleo_reads_by_keyboard(cleo, study)
        dov_joins_late(dov, study)
        assert marked(ben, CLEOS) == marked(cleo, BENS) == marked(dov, BENS) == 0

        ben.context.set_offline(True)
        mark_unsaved(ben)
        ada_opens(ada, study)

        for page in (cleo, dov):
            expect(page.locator(".cw-mark", has_text=BENS).first).to_be_visible()
            expect(page.get_by_text(ALONE)).to_be_hidden()
        ben.context.set_offline(False)
        expect_saved(ben)
        expect(dov.locator(".cw-mark", has_text=LATE).first).to_be_visible()
        rounds = study.desk("Ada").project.db.execute("select count(distinct round) from codings")
        assert rounds.fetchone() == (1,)
        compare_says_which_reading(dov, study)


def ada_offers(ada: Page, study: Study) -> None:
    arrange(ada, study)
    ada.get_by_text("On our own first, opened together later").click()
    ada.get_by_label("What this reading is called").fill("Second reading")
    choose(ada, "Transcripts", "talk")
    choose(ada, "People", "Ben", "Cleo")
    ada.get_by_role("button", name="Offer").click()
    expect(ada.get_by_text("“Second reading” has started.")).to_be_visible()
    expect(ada.get_by_text("read by Ben and Cleo.")).to_be_visible()
    expect(ada.get_by_text("Are we ready to open it? Not yet.")).to_be_visible()


def ben_reads(ben: Page, study: Study) -> None:
    ben.goto(f"/?project={study.project}")
    expect(ben.get_by_text("you were asked to read this, on your own first")).to_be_visible()
    ben.get_by_role("button", name="Read “talk”").click()
    ben.locator(".cw-text .cw-turn").first.wait_for()
    expect(ben.get_by_text(ALONE)).to_be_visible()
    mark(ben, BENS, "1")


def cleo_reads_by_keyboard(cleo: Page, study: Study) -> None:
    cleo.goto(f"/?project={study.project}")
    settled(cleo)
    tab_to(cleo, "Read “talk”")
    cleo.keyboard.press("Enter")
    cleo.locator(".cw-text .cw-turn").first.wait_for()
    expect(cleo.get_by_text(ALONE)).to_be_visible()
    expect(cleo.locator(".cw-text")).to_be_focused()
    text = study.text()
    for _ in range(text.index(CLEOS)):
        cleo.keyboard.press("ArrowRight")
    for _ in CLEOS:
        cleo.keyboard.press("Shift+ArrowRight")
    cleo.keyboard.press("2")
    expect_saved(cleo)
    [own] = study.marks("Cleo")
    assert text[own["start"] : own["end"]] == CLEOS
    tab_to(cleo, "I have finished")
    cleo.keyboard.press("Enter")
    said = cleo.locator(".cw-finish").get_by_text("You have said that you have finished.")
    expect(said).to_be_visible()
    expect_saved(cleo)


def dov_joins_late(dov: Page, study: Study) -> None:
    arrange(dov, study)
    dov.get_by_role("button", name="Join this reading").click()
    expect(dov.get_by_text("on your own first in “Second reading”")).to_be_visible()
    read(dov, study.project, study.source)
    mark(dov, DOVS, "3")


def mark_unsaved(ben: Page) -> None:
    select(ben, LATE)
    ben.keyboard.press("4")
    expect(ben.locator(".cw-state")).to_contain_text("Not saved yet")


def ada_opens(ada: Page, study: Study) -> None:
    arrange(ada, study)
    settled(ada).get_by_text("Open together", exact=True).click()
    expect(ada.get_by_text("Not everybody has said that they have finished.")).to_be_visible()
    expect(ada.get_by_text("This cannot be undone.")).to_be_visible()
    settled(ada).get_by_role("button", name="Open it for everybody now").click()
    expect(ada.get_by_role("heading", name="On our own first")).to_have_count(0)


def compare_says_which_reading(page: Page, study: Study) -> None:
    page.goto(f"/compare?project={study.project}")
    expect(page.get_by_role("combobox", name="Which reading")).to_be_visible()
    expect(page.get_by_text("Nobody else has finished reading this")).to_be_visible()
    assert reading.transcript(study.desk("Cleo"), study.source)["state"] == "not_asked"
