"""Reading a transcript through and selecting what was missed, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.builders import Study
from tests.people import choose, settled
from workbench.services import names_found, pseudonyms

pytestmark = pytest.mark.browser

_SELECT = """
(words) => {
  const turn = [...document.querySelectorAll('.sw-words')]
    .find((one) => one.textContent.includes(words));
  const at = turn.firstChild.data.indexOf(words);
  const range = document.createRange();
  range.setStart(turn.firstChild, at);
  range.setEnd(turn.firstChild, at + words.length);
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}
"""


def select(page: Page, words: str) -> None:
    page.get_by_text("Read a transcript through").click()
    choose(page, "Transcript to read through", "talk")
    page.locator(".sw-words").first.wait_for()
    page.evaluate(_SELECT, words)
    page.get_by_role("button", name=f"Add “{words.strip()}”").click()


def test_what_was_missed_is_added_by_selecting_it_by_who_looks_after_it_and_a_second_reader(
    ada: Page, study: Study
) -> None:
    ada.goto(f"/pseudonyms?project={study.project}")
    select(settled(ada), " the washing up")  # behind an emoji, which the browser counts as two
    expect(ada.get_by_role("heading", name="“the washing up”")).to_be_visible()

    pseudonyms.ask_to_look(study.desk("Ada"), study.people["Ben"])
    ben = ada.context.browser
    assert ben is not None
    page = ben.new_context(base_url=ada.url.split("/pseudonyms")[0]).new_page()
    page.context.add_cookies(
        [{"name": "workbench_sign_in", "value": study.tokens["Ben"], "url": ada.url}]
    )
    page.goto(f"/pseudonyms?project={study.project}")
    select(settled(page), "A friend")
    expect(page.get_by_text("Added: “A friend”.")).to_be_visible()
    found = names_found.overview(study.workspace, study.desk("Ada")).found
    assert "A friend" in [group.words for group in found]
