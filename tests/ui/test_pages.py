"""Pages in a real browser, where Streamlit's own ways would lose a person's place or words."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.builders import Study
from tests.people import go_to, settled

pytestmark = pytest.mark.browser


@pytest.fixture
def ada(ada: Page, study: Study) -> Page:
    ada.goto(f"/read?project={study.project}")
    return ada


def type_a_note(page: Page) -> Locator:
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_text("Write a note").click()
    sidebar.get_by_label("Your note").fill("The biscuits again.")
    settled(page)  # the fold opens slowly, and until then what is below it is on the move
    return sidebar


def test_a_note_written_while_reading_leaves_the_pane_as_it_is(ada: Page) -> None:
    ada.get_by_role("link", name="talk").click()
    ada.locator(".cw-text").wait_for()
    ada.evaluate("document.querySelector('.cw-pane').dataset.mine = 'yes'")

    type_a_note(ada).get_by_role("button", name="Save").click()

    expect(ada.get_by_text("Your note is saved.")).to_be_visible()
    expect(ada.locator(".cw-pane[data-mine=yes]")).to_be_visible()


def test_what_is_typed_is_still_there_on_the_next_page(ada: Page) -> None:
    sidebar = type_a_note(ada)

    go_to(ada, "Team")

    expect(ada.get_by_role("heading", name="Team")).to_be_visible()
    expect(ada).to_have_title("Team · Co-production Analysis Workbench")
    expect(sidebar.get_by_label("Your note")).to_have_value("The biscuits again.")


def test_somebody_who_comes_back_signed_out_goes_to_sign_in(ada: Page, study: Study) -> None:
    expect(ada.get_by_role("button", name="Sign out")).to_be_visible()
    study.workspace.end_sign_ins(token=study.tokens["Ada"], everywhere=True)

    ada.evaluate("window.dispatchEvent(new Event('focus'))")

    ada.wait_for_url("**/sign-in?next=%2Fread**")
