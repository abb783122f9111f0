"""What a press does is done, whatever arrives after it, and the page says what came of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.builders import Study
from tests.people import settled
from workbench.services import notes, perspectives, projects

pytestmark = pytest.mark.browser
# A press, and others elsewhere in the midst of the drawing that it began.
_PRESS_AND_GO_ON = """
async (button) => {
  const others = document.querySelectorAll('[data-testid="stSidebar"] [type=radio]');
  button.click();
  for (let i = 0; i < 12; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    others[(i + 1) % 2].click();
  }
}
"""


def test_a_press_is_never_lost_and_always_answered(ada: Page, study: Study) -> None:
    a_note_is_removed_though_something_else_follows_at_once(ada, study)
    a_note_is_reworded_or_left(ada, study)
    the_study_and_ones_own_name_are_saved(ada, study)
    headings_are_worded_and_a_perspective_erased(ada, study)
    the_next_thing_is_one_press_away(ada, study)


def a_note_is_removed_though_something_else_follows_at_once(page: Page, study: Study) -> None:
    for _ in range(4):
        notes.write(study.desk("Ada"), "The kettle again.")
    page.goto(f"/notebook?project={study.project}")
    for left in (3, 2, 1, 0):
        settled(page).get_by_role("button", name="Remove").first.evaluate(_PRESS_AND_GO_ON)
        expect(page.get_by_role("button", name="Remove")).to_have_count(left)

    assert notes.mine(study.desk("Ada")) == []
    settled(page).get_by_role("button", name="Undo: removing a note").click()
    expect(page.get_by_text("Taken back: removing a note.")).to_be_visible()
    expect(page.get_by_text("The kettle again.")).to_be_visible()


def a_note_is_reworded_or_left(page: Page, study: Study) -> None:
    settled(page).get_by_role("button", name="Reword").click()
    page.get_by_role("button", name="Leave it as it was").click()
    settled(page).get_by_role("button", name="Reword").click()
    field = page.get_by_test_id("stForm").get_by_label("Your note")
    field.fill("")
    settled(page).get_by_test_id("stForm").get_by_role("button", name="Save").click()
    expect(page.get_by_text("There are no words in it yet.")).to_be_visible()
    field.fill("The kettle, once more.")
    settled(page).get_by_test_id("stForm").get_by_role("button", name="Save").click()

    expect(page.get_by_text("Your note is saved.")).to_be_visible()
    assert [note["words"] for note in notes.mine(study.desk("Ada"))] == ["The kettle, once more."]


def the_study_and_ones_own_name_are_saved(page: Page, study: Study) -> None:
    page.goto(f"/team?project={study.project}")
    settled(page).get_by_text("How documents name you").click()
    page.get_by_role("textbox", name="Your name in documents").fill("Ada O.")
    settled(page).get_by_role("button", name="Save this name").click()
    expect(page.get_by_text("The next report you make uses it.")).to_be_visible()
    settled(page).get_by_text("The study’s name, and what it is about").click()
    page.get_by_label("Its name").fill("Harbour study")
    settled(page).get_by_role("button", name="Save the study").click()
    expect(page.get_by_text("The study is saved.")).to_be_visible()

    settled(page).get_by_role("button", name="Make an invitation").click()
    expect(page.get_by_text("Only this computer can open this link.")).to_be_visible()
    assert projects.credit(study.desk("Ada")) == "Ada O."
    assert projects.info(study.desk("Ada"))["name"] == "Harbour study"


def headings_are_worded_and_a_perspective_erased(page: Page, study: Study) -> None:
    page.goto(f"/reading-from?project={study.project}")
    settled(page).get_by_label("I am reading from").fill("I ran a group once")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("I ran a group once")).to_be_visible()
    settled(page).get_by_text("Word the headings").click()
    page.get_by_label("One heading on each line").fill("Alone")
    settled(page).get_by_role("button", name="Save the headings").click()
    expect(page.get_by_text("each different from the others")).to_be_visible()
    page.get_by_label("One heading on each line").fill("Lived experience\nResearch")
    settled(page).get_by_role("button", name="Save the headings").click()
    expect(page.get_by_text("The headings are saved for the whole team.")).to_be_visible()
    settled(page).get_by_role("button", name="Take it back").click()
    page.get_by_role("button", name="Erase these words").click()
    expect(page.get_by_text("Those words are erased.")).to_be_visible()

    assert perspectives.mine(study.desk("Ada")) == []
    assert len(perspectives.headings(study.desk("Ada"))) == 2


def the_next_thing_is_one_press_away(page: Page, study: Study) -> None:
    page.goto(f"/?project={study.project}")
    settled(page).get_by_role("button", name="Compare readings").click()
    expect(page.get_by_role("heading", name="Compare", exact=True)).to_be_visible()
