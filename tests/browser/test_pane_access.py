"""The coding pane for people who do not see it as drawn: axe in every panel, width and scheme."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import Study, small_study
from tests.people import expect_saved, mark, read, select, visitor
from tests.servers import Server, serving
from workbench.ui.coding_pane import FRONTEND

pytestmark = pytest.mark.browser
AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults_in(page: Page) -> list:
    """What axe finds in the pane as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))  # a script tag would not be let run
    found = page.evaluate(
        "(tags) => axe.run('.cw-pane', {runOnly: {type: 'tag', values: tags}})", RULES
    )
    return [
        (fault["id"], [node["html"][:120] for node in fault["nodes"]])
        for fault in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_the_pane_with_each_panel_open(
    chromium: Browser, server: Server, study: Study, scheme: str, width: int
) -> None:
    page = visitor(chromium, server, study.tokens["Ada"], color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    read(page, study.project, study.source)
    mark(page, "about her boiler", "2")
    assert page.locator(".cw-pane").get_attribute("data-theme") == scheme
    assert faults_in(page) == []
    page.keyboard.press("f")
    page.keyboard.type("boiler")
    assert faults_in(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    for tint in ("Cream", "Blue-grey", "Paper"):
        page.get_by_label(tint).check()
        assert faults_in(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("something new")
    assert faults_in(page) == []
    page.keyboard.press("Escape")
    select(page, "about her")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="More").click()
    assert faults_in(page) == []
    page.context.close()


# Heard instead of seen: what the accessibility tree says


def tree(page: Page) -> str:
    """The pane as assistive technology is given it."""
    return page.locator(".cw-pane").aria_snapshot()


def test_marks_are_heard_with_their_codes_and_readers_made_and_removed_by_keyboard(
    chromium: Browser, server: Server, study: Study
) -> None:
    study.do("Ben", study.operation("her boiler", "TW"))
    page = visitor(chromium, server, study.tokens["Ada"])
    read(page, study.project, study.source)
    heard = tree(page)
    assert 'toolbar "Transcript"' in heard
    assert 'textbox "The words of Talk' in heard
    assert 'toolbar "Values"' in heard
    assert 'combobox "Find a code"' in heard

    select(page, "about her boiler")
    page.keyboard.press("h")
    live = page.locator(".cw-hidden[aria-live=polite]")
    expect(live).to_have_text("P01. Marked: Giving and receiving, Ben.")
    page.keyboard.press("2")
    expect(live).to_have_text("Marked as Feeling safe, or not")
    expect_saved(page)
    # Read by line, the words are words alone: no element among them has a meaning of its own.
    marked = page.locator(".cw-words", has_text="about her boiler")
    expect(marked.locator(".cw-mark").first).to_be_visible()
    assert "mark" not in marked.aria_snapshot()
    expect(marked.locator(":is(mark, [role], [aria-label], [title])")).to_have_count(0)
    # The marks are a list beside the text: a code, whose it is, and what can be done with mine.
    heard = tree(page)
    assert 'region "Marks here"' in heard
    assert 'button "Remove my mark, Feeling safe, or not"' in heard
    assert 'group "Is it here? For Feeling safe, or not"' in heard
    assert heard.count("Ben") >= 1
    page.keyboard.press("Delete")
    expect(live).to_have_text("Mark removed: Feeling safe, or not")
    page.keyboard.press("Control+z")
    expect(live).to_have_text("Undone")
    expect_saved(page)
    page.context.close()


def test_every_control_has_a_name_a_size_and_a_place_in_the_order_of_the_keyboard(
    chromium: Browser, server: Server, study: Study
) -> None:
    page = visitor(chromium, server, study.tokens["Ada"])
    read(page, study.project, study.source)
    mark(page, "about her boiler", "2")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.cw-pane :is(button, input, a, select)')]
          .filter((one) => one.checkVisibility() && !/radio|checkbox/.test(one.type))
          .map((one) => [one.ariaLabel ?? one.textContent, one.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.width < 23.5 || box.height < 23.5))
          .map(([name]) => name)"""
    )
    assert small == []
    page.locator(".cw-bar button").first.focus()
    stops = []
    for _ in range(9):
        stops.append(
            page.evaluate(
                "() => { const one = document.activeElement;"
                " return one.closest('[role=toolbar]')?.ariaLabel ?? one.ariaLabel"
                " ?? one.textContent; }"
            )
        )
        page.keyboard.press("Tab")
    order = [stop for k, stop in enumerate(stops) if stop not in stops[:k]]
    assert order[1] == "Transcript"
    assert order[2].startswith("The words of")
    page.locator(".cw-bar button").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.context.close()


def test_streamlits_own_keys_do_nothing_while_somebody_reads(
    chromium: Browser, server: Server, study: Study
) -> None:
    page = visitor(chromium, server, study.tokens["Ada"])
    read(page, study.project, study.source)
    page.evaluate("document.querySelector('.cw-text').mark = 'the same'")
    select(page, "about her boiler")
    runs = page.locator('[data-testid="stApp"]')
    for key in ("r", "c", "Shift+R", "Shift+C"):
        page.keyboard.press(key)
        expect(runs).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.querySelector('.cw-text').mark") == "the same"
    page.context.close()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)])
def test_at_320_pixels_and_at_400_per_cent_nothing_runs_out_of_the_page(
    chromium: Browser, server: Server, study: Study, width: int, height: int
) -> None:
    # 1280 by 1024 at 400 per cent is 320 by 256.
    page = visitor(chromium, server, study.tokens["Ada"])
    page.set_viewport_size({"width": width, "height": height})
    read(page, study.project, study.source)
    for way in ("Any words", "Whole turns", "Notes only", "One turn at a time"):
        page.get_by_role("button", name="Ways to read and mark").click()
        page.get_by_role("button", name=way).click()
        over = page.evaluate(
            """() => [document.documentElement.scrollWidth > innerWidth + 1,
              ...[...document.querySelectorAll('.cw-pane *')]
                .filter((one) => one.checkVisibility({opacityProperty: true}))
                .filter((one) => !one.closest('.cw-hidden, svg'))
                .map((one) => [one.className, one.getBoundingClientRect()])
                .filter(([, box]) => box.width > 1 && box.right > innerWidth + 1)
                .map(([name]) => name)]"""
        )
        assert over == [False], (way, over)
    page.get_by_role("button", name="Ways to read and mark").click()
    page.get_by_role("button", name="Any words").click()
    mark(page, "about her boiler", "2")
    expect(page.locator(".cw-text")).to_be_visible()
    seen = page.locator(".cw-scroller").evaluate("(one) => one.getBoundingClientRect().height")
    assert seen > 60
    page.context.close()


def test_with_forced_colours_marks_are_lines_and_with_less_motion_nothing_moves(
    chromium: Browser, server: Server, study: Study
) -> None:
    page = visitor(
        chromium, server, study.tokens["Ada"], forced_colors="active", reduced_motion="reduce"
    )
    read(page, study.project, study.source)
    mark(page, "about her boiler", "2")
    one = page.locator(".cw-mark").first
    assert one.evaluate("(one) => getComputedStyle(one).borderBottomStyle") == "solid"
    expect(one).to_have_attribute("data-letters", "S")
    assert faults_in(page) == []
    page.goto(f"/read?project={study.project}&source={study.source}&at=900")
    page.locator(".cw-glow").wait_for()
    assert page.evaluate("document.getAnimations().length") == 0
    page.context.close()


def test_six_readers_on_the_same_words_each_have_a_line(chromium: Browser, tmp_path: Path) -> None:
    names = ("Ada", "Ben", "Cy", "Di", "Edo", "Fay")
    study = small_study(tmp_path / "workspace", names=names)
    for name, key in zip(names, ("EC", "SA", "CC", "TW", "HC", "FR"), strict=True):
        study.do(name, study.operation("I felt safe there", key))
    with serving(study.workspace.folder) as server:
        page = visitor(chromium, server, study.tokens["Ada"])
        read(page, study.project, study.source)
        piece = page.locator(".cw-mark", has_text="I felt safe there")
        lines = piece.evaluate(
            "(one) => getComputedStyle(one).backgroundImage.match(/repeating/g)"
        )
        assert len(lines) == 6
        expect(piece).not_to_have_attribute("data-more", re.compile("."))
        select(page, "felt safe")
        told = page.get_by_role("region", name="Marks here")
        for name in names[1:]:
            expect(told).to_contain_text(name)
        overlap = piece.evaluate(
            """(one) => {
              const style = getComputedStyle(one);
              const lines = parseFloat(getComputedStyle(one.parentElement).lineHeight);
              return lines - parseFloat(style.fontSize) - parseFloat(style.paddingBottom);
            }"""
        )
        assert overlap >= 0  # the lines keep clear of the words below
        assert faults_in(page) == []
        page.context.close()
