"""The coding pane as one person uses it: finding, comfort, changing a mark, and new codes."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.at_the_pane import hint, marked, open_for, selected
from tests.builders import Study
from tests.people import expect_saved, mark, read, select, visitor
from tests.servers import Server

pytestmark = pytest.mark.browser


# Finding


def test_words_are_found_stepped_through_and_left_chosen_to_be_marked(
    page: Page, study: Study
) -> None:
    page.keyboard.press("f")
    page.keyboard.type("TUESDAY")
    count = page.locator(".cw-count")
    expect(count).to_have_text("1 of 2")
    page.keyboard.press("Enter")
    expect(count).to_have_text("2 of 2")
    page.keyboard.press("Enter")
    expect(count).to_have_text("1 of 2")
    page.keyboard.press("Shift+Enter")
    expect(count).to_have_text("2 of 2")
    assert page.evaluate("CSS.highlights.get('cw-found-now').size") == 1

    page.keyboard.press("Escape")
    assert selected(page) == "Tuesday"
    page.keyboard.press("2")
    expect_saved(page)
    assert marked(study) == ["Tuesdays"]


def test_finding_works_by_touch_alone_and_says_when_there_is_nothing(
    chromium: Browser, server: Server, study: Study
) -> None:
    page = visitor(chromium, server, study.tokens["Ada"], has_touch=True)
    page.set_viewport_size({"width": 390, "height": 800})
    read(page, study.project, study.source)
    page.get_by_role("button", name="Find in this transcript").tap()
    page.get_by_label("Find words in this transcript").fill("no such words")
    expect(page.locator(".cw-count")).to_have_text("Not in this transcript.")
    page.get_by_label("Find words in this transcript").fill("boiler")
    page.get_by_role("button", name="Next", exact=True).tap()
    expect(page.locator(".cw-count")).to_have_text("2 of 3")
    page.get_by_role("button", name="Close", exact=True).first.tap()
    assert selected(page) == "boiler"
    for menu in ("Ways to read and mark", "Which marks are shown", "Finish"):
        page.get_by_role("button", name=menu, exact=True).tap()
        for choice in page.locator(".cw-menu:not([hidden]) button").all():
            box = choice.bounding_box()
            assert box is not None
            assert 0 <= box["x"] <= 390 - box["width"], f"{menu} is cut off"
        page.keyboard.press("Escape")
    page.context.close()


def test_what_is_found_stays_painted_while_a_colleague_marks_beside_it(
    page: Page, study: Study
) -> None:
    page.keyboard.press("f")
    page.keyboard.type("boiler")
    expect(page.locator(".cw-count")).to_have_text("1 of 3")

    study.do("Ben", study.operation("forty minutes about a boiler"))

    expect(page.locator(".cw-mark", has_text="boiler").first).to_be_visible()
    page.wait_for_timeout(100)
    inside = page.evaluate(
        "[...CSS.highlights.get('cw-found-now'), ...CSS.highlights.get('cw-found')]"
        ".map((range) => range.startContainer.isConnected"
        " && range.startContainer.data.slice(range.startOffset, range.endOffset))"
    )
    assert inside == ["boiler"] * 3


def test_keys_go_on_to_the_next_mark_unmarked_words_and_note(page: Page, study: Study) -> None:
    text = study.text()
    mark(page, "Thanks for doing this.", "1")
    select(page, "Best morning")
    page.keyboard.press("m")
    page.locator(".cw-note textarea").fill("Stay with this")
    page.keyboard.press("Control+Enter")
    expect_saved(page)
    page.keyboard.press("Control+Home")

    page.keyboard.press("u")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert selected(page) == text[text.index("How did you come") :][:3]
    page.keyboard.press("o")
    expect(hint(page)).to_have_text("Note: Stay with this")
    expect(page.locator(".cw-notes")).to_contain_text("Stay with this")
    page.keyboard.press("Shift+n")
    page.keyboard.press("t")
    assert selected(page).startswith("Thanks for doing this.")
    page.keyboard.press("Shift+o")
    expect(hint(page)).to_have_text("There is no note before this.")


# Going back to the line


def test_reopening_goes_back_to_the_line_and_keeps_no_words_in_the_browser(
    page: Page, study: Study
) -> None:
    with page.expect_response(re.compile("/place$")):
        select(page, "I bring the milk.")

    read(page, study.project, study.source)

    expect(page.get_by_text("I bring the milk.").first).to_be_in_viewport()
    page.keyboard.press("a")
    page.get_by_label("Large", exact=True).check()
    kept = page.evaluate("({...localStorage, ...sessionStorage})")
    assert [key for key in kept if ".pane.comfort." in key]
    assert study.source not in json.dumps(kept)
    assert study.people["Ada"] not in json.dumps(kept)
    words = set(re.findall(r"\w{5,}", study.text()))
    assert not words & set(re.findall(r"\w{5,}", json.dumps(list(kept.values()))))


def test_the_line_is_found_again_on_another_device_and_is_nobody_elses(
    page: Page, chromium: Browser, server: Server, study: Study
) -> None:
    with page.expect_response(re.compile("/place$")):
        select(page, "I bring the milk.")
    phone = visitor(chromium, server, study.tokens["Ada"], has_touch=True)
    phone.set_viewport_size({"width": 390, "height": 800})
    read(phone, study.project, study.source)
    expect(phone.get_by_text("I bring the milk.").first).to_be_in_viewport()
    phone.context.close()
    other = open_for("Ben", chromium, server, study)
    expect(other.get_by_text("I bring the milk.").first).not_to_be_in_viewport()
    other.context.close()


def test_a_line_that_was_scrolled_to_is_gone_back_to_without_a_caret_there(
    page: Page, study: Study
) -> None:
    with page.expect_response(re.compile("/place$")):
        page.locator(".cw-scroller").evaluate("(node) => node.scrollTo(0, 1500)")
    first = page.evaluate(
        "[...document.querySelectorAll('.cw-turn')].find((turn) =>"
        " turn.getBoundingClientRect().bottom >"
        " document.querySelector('.cw-scroller').getBoundingClientRect().top + 40).innerText"
    )

    read(page, study.project, study.source)

    expect(page.get_by_text(first.strip()[-60:])).to_be_in_viewport()


# Reading comfort


def test_comfort_is_chosen_by_keyboard_remembered_and_another_persons_is_their_own(
    page: Page, chromium: Browser, server: Server, study: Study
) -> None:
    words = page.locator(".cw-words").first
    before = words.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    page.keyboard.press("a")
    page.keyboard.press("ArrowRight")
    with page.expect_response(re.compile("/my-settings$")):
        page.get_by_label("Blue-grey").check()
    with page.expect_response(re.compile("/my-settings$")):
        page.get_by_label("Dyslexia-friendly").check()
    page.keyboard.press("Escape")
    expect(page.locator(".cw-comfort")).to_be_hidden()

    def look() -> list:
        return words.evaluate(
            "(node) => { const own = getComputedStyle(node); const page ="
            " getComputedStyle(document.querySelector('.cw-scroller'));"
            " return [parseFloat(own.fontSize), own.fontFamily, page.backgroundColor]; }"
        )

    size, face, colour = look()
    assert size == pytest.approx(before * 1.2)
    assert "Atkinson" in face
    assert colour == "rgb(232, 238, 244)"
    page.evaluate("localStorage.clear()")  # as on another device
    read(page, study.project, study.source)
    assert look() == [size, face, colour]

    # Ben signs in with the same browser: his page looks as usual.
    page.context.clear_cookies()
    other = open_for("Ben", chromium, server, study)
    page.context.add_cookies(other.context.cookies())
    read(page, study.project, study.source)
    assert look()[0] == pytest.approx(before)
    other.context.close()


def test_changing_the_size_keeps_the_line_in_view(page: Page) -> None:
    select(page, "I bring the milk.")
    page.keyboard.press("a")
    page.get_by_label("Largest").check()
    expect(page.get_by_text("I bring the milk.")).to_be_in_viewport()
    page.get_by_role("button", name="All as usual").click()
    expect(page.get_by_label("Paper")).to_be_checked()
    expect(page.get_by_text("I bring the milk.")).to_be_in_viewport()


# Changing a mark afterwards


def test_a_mark_grows_and_shrinks_by_words_and_that_is_undone(page: Page, study: Study) -> None:
    mark(page, "about her boiler", "2")
    for key, words in [
        ("[", "was about her boiler"),
        ("]", "about her boiler"),
        ("}", "about her boiler. I"),
        ("{", "about her boiler"),
        ("{", "about her"),
    ]:
        page.keyboard.press(key)
        expect(hint(page)).to_have_text(f"The mark now stands on: “{words}”")
        expect_saved(page)
        assert marked(study) == [words]
    page.keyboard.press("Control+z")
    expect_saved(page)
    assert marked(study) == ["about her boiler"]
    page.keyboard.press("Control+y")
    expect_saved(page)
    assert marked(study) == ["about her"]


def test_a_mark_keeps_one_word_and_another_readers_mark_is_left_alone(
    page: Page, study: Study
) -> None:
    study.do("Ben", study.operation("all looking"))
    mark(page, "boiler", "2")
    for key in ("]", "{"):
        page.keyboard.press(key)
        expect(hint(page)).to_have_text(
            "A mark keeps one word at least. The Delete key removes it."
        )
    assert "boiler" in marked(study)
    select(page, "all looking")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("{")
    expect(hint(page)).to_have_text("None of your marks is here.")
    assert "all looking" in marked(study)


def test_the_chosen_words_are_taken_instead_and_steps_are_made_with_buttons(
    page: Page, study: Study
) -> None:
    mark(page, "moved her coat", "3")
    select(page, "A woman moved her coat off a chair")
    page.get_by_role("button", name=re.compile("Take the selected words instead")).click()
    expect_saved(page)
    assert marked(study) == ["A woman moved her coat off a chair"]
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Begin one word later").click()
    shorter = page.get_by_role("button", name="End one word earlier")
    shorter.press("Enter")
    expect_saved(page)
    assert marked(study) == ["woman moved her coat off a"]
    # Whoever uses the keyboard there stays there, and can press again.
    expect(shorter).to_be_focused()
    page.keyboard.press("Enter")
    expect_saved(page)
    assert marked(study) == ["woman moved her coat off"]
