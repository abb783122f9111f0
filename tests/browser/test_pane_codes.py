"""The coding pane as one person uses it: new codes, whose marks are shown, what codes are for."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.at_the_pane import codes_of, hint, marked, open_for, selected
from tests.builders import Study
from tests.people import expect_saved, mark, read, select
from tests.servers import Server
from workbench.services import perspectives

pytestmark = pytest.mark.browser


def test_the_selected_words_become_a_code_and_a_colleague_can_use_it_at_once(
    page: Page, chromium: Browser, server: Server, study: Study
) -> None:
    other = open_for("Ben", chromium, server, study)
    select(other, "all looking")
    select(page, "I bring the milk.")
    page.keyboard.press("v")
    expect_saved(page)
    expect(page.locator(".cw-mark", has_text="I bring the milk.")).to_have_attribute(
        "data-letters", re.compile("N[0-9]+")
    )
    assert marked(study) == ["I bring the milk."]

    # Ben's page follows without losing the words he has chosen.
    expect(other.locator(".cw-mark", has_text="I bring the milk.")).to_be_visible()
    assert selected(other) == "all looking"
    other.keyboard.press("/")
    other.keyboard.type("bring the m")
    expect(other.get_by_role("option").first).to_contain_text("I bring the milk")
    other.keyboard.press("Enter")
    expect_saved(other)
    assert sorted(marked(study)) == ["I bring the milk.", "all looking"]

    # It is in use by Ben now, so undo takes the mark back and leaves the code.
    page.keyboard.press("Control+z")
    expect_saved(page)
    page.keyboard.press("Control+z")
    expect(hint(page)).to_have_text(
        "Others may be using that code by now, so it stays in the codebook."
    )
    assert marked(study) == ["all looking"]
    assert "I bring the milk" in codes_of(study)
    other.context.close()


def test_a_new_code_is_made_while_typing_and_one_that_is_there_is_not_made_twice(
    page: Page, study: Study
) -> None:
    select(page, "about her boiler")
    page.keyboard.press("/")
    page.keyboard.type("warm machinery")
    option = page.get_by_role("option", name="New code “warm machinery”")
    expect(option).to_be_visible()
    page.keyboard.press("Enter")
    expect(hint(page)).to_have_text("New code, and the words are marked with it: warm machinery")
    expect_saved(page)
    assert marked(study) == ["about her boiler"]

    select(page, "half ten")
    page.keyboard.press("/")
    page.keyboard.type("Warm Machinery")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect_saved(page)
    assert codes_of(study).count("warm machinery") == 1
    assert sorted(marked(study)) == ["about her boiler", "half ten"]


def test_a_code_made_by_mistake_goes_again_with_undo(page: Page, study: Study) -> None:
    page.keyboard.press("/")
    page.keyboard.type("mistyped thing")
    page.get_by_role("option", name="New code “mistyped thing”").click()
    expect(hint(page)).to_contain_text("New code: mistyped thing.")
    expect_saved(page)
    assert "mistyped thing" in codes_of(study)
    page.get_by_role("button", name="Undo").click()
    expect_saved(page)
    assert "mistyped thing" not in codes_of(study)
    page.get_by_role("button", name="Redo").click()
    expect_saved(page)
    assert "mistyped thing" in codes_of(study)


# What is shown, and by whom


def test_marks_are_shown_by_reader_by_value_only_mine_one_readers_or_none(
    page: Page, study: Study
) -> None:
    mark(page, "about her boiler", "2")
    study.do("Ben", study.operation("her boiler", "TW"))
    study.do("Ben", study.operation("half ten", "CC"))
    words = page.locator(".cw-mark", has_text="her boiler").last
    expect(words).to_have_attribute("data-codings", re.compile(" "))
    by_reader = words.get_attribute("style")

    def show(name: str) -> None:
        page.get_by_role("button", name="Which marks are shown").click()
        page.get_by_role("button", name=re.compile(f"^{name}")).click()

    show("Everybody’s, by value")
    assert words.get_attribute("style") != by_reader
    assert (
        page.locator(".cw-text").evaluate("one => one.style.getPropertyValue('--cw-lanes')") == "6"
    )
    show("Only mine")
    expect(page.locator(".cw-mark")).to_have_text(["about her boiler"])
    show("Only Ben’s")
    expect(page.locator(".cw-mark")).to_have_text(["half ten", "her boiler"])
    show("None")
    expect(page.locator(".cw-mark")).to_have_count(0)
    # It is only a way of looking: nothing is taken away, and it is remembered.
    assert len(marked(study)) == 3
    read(page, study.project, study.source)
    expect(page.locator(".cw-mark")).to_have_count(0)
    show("Everybody’s, by reader")
    expect(page.locator(".cw-mark")).to_have_count(3)


def test_the_margin_lists_every_mark_of_the_turn_and_leads_to_its_words(
    page: Page, study: Study
) -> None:
    study.do("Ben", study.operation("half ten", "CC"))
    turn = next(line for line in study.text().split("\n") if "half ten" in line)
    select(page, turn[:12])
    entry = page.get_by_role("region", name="Marks in this turn").get_by_role("button")
    expect(entry).to_contain_text("Ben")
    expect(entry).to_contain_text("half ten")
    entry.click()
    assert selected(page) == "half ten"
    expect(page.get_by_role("region", name="Marks here")).to_contain_text("Ben")
    page.keyboard.press("h")
    expect(hint(page)).to_contain_text(", Ben.")


def test_two_codes_in_one_moment_go_on_the_same_words_and_nothing_beside_them_is_drawn_again(
    page: Page, study: Study
) -> None:
    study.do("Ben", study.operation("half ten", "CC"))
    turn = next(line for line in study.text().split("\n") if "half ten" in line)
    words = " ".join(turn.split()[:2])
    expect(page.locator(".cw-mark")).to_have_text(["half ten"])
    page.evaluate("window.beside = document.querySelector('.cw-mark')")
    select(page, words)
    listed = page.get_by_role("region", name="Marks in this turn").get_by_role("button")
    expect(listed).to_contain_text("half ten")
    page.evaluate(
        """() => {
          window.listed = document.querySelector('.cw-turn-mark');
          for (const key of ['1', '2']) {
            const asked = {key, code: `Digit${key}`, bubbles: true, cancelable: true};
            document.querySelector('.cw-text').dispatchEvent(new KeyboardEvent('keydown', asked));
          }
        }"""
    )
    expect_saved(page)
    assert marked(study).count(words) == 2
    assert selected(page) == words
    assert page.evaluate("[window.beside, window.listed].every((one) => one.isConnected)")
    page.keyboard.press("Control+z")
    expect_saved(page)
    assert marked(study).count(words) == 1
    assert selected(page) == words


def test_codes_used_lately_have_keys_of_their_own_and_a_code_says_what_it_is_for(
    page: Page, study: Study
) -> None:
    select(page, "about her boiler")
    page.keyboard.press("/")
    page.keyboard.type("kettle time")
    page.keyboard.press("Enter")
    expect_saved(page)
    select(page, "half ten")
    page.keyboard.press("7")
    expect(hint(page)).to_have_text("Marked as kettle time")
    expect_saved(page)
    read(page, study.project, study.source)
    select(page, "I bring the milk.")
    page.keyboard.press("7")
    expect_saved(page)
    assert len(marked(study)) == 3
    page.keyboard.press("d")
    expect(hint(page)).to_contain_text("kettle time · Nobody has written yet what it is for.")


def test_one_mark_alone_is_read_from_somewhere_else_and_that_is_undone(
    page: Page, study: Study
) -> None:
    perspectives.add(study.desk("Ada"), "I ran a group once")
    read(page, study.project, study.source)
    mark(page, "about her boiler", "2")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="More").click()
    group = page.get_by_role("group", name=re.compile("^Where I was reading from"))
    group.get_by_role("button", name="I ran a group once").click()
    expect_saved(page)
    assert [one["perspectives"] for one in study.marks("Ada")] == [[]]
    mark(page, "half ten", "2")
    assert [one["perspectives"] for one in study.marks("Ada")] == [["I ran a group once"], []]
    for _ in range(2):
        page.keyboard.press("Control+z")
        expect_saved(page)
    assert [one["perspectives"] for one in study.marks("Ada")] == [["I ran a group once"]]
