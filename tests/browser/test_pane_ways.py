"""The four ways to read, content notes and folded passages, as people use them."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.browser.test_pane_access import faults_in
from tests.builders import Study
from tests.people import expect_saved, mark, read, select, settled, visitor
from tests.servers import Server
from workbench.services import content_notes, reading, support, today

pytestmark = pytest.mark.browser
LATE = "I was late, so I nearly didn't."


@pytest.fixture
def page(chromium: Browser, server: Server, study: Study) -> Iterator[Page]:
    page = visitor(chromium, server, study.tokens["Ada"])
    read(page, study.project, study.source)
    yield page
    page.context.close()


def choose_way(page: Page, name: str) -> None:
    page.get_by_role("button", name="Ways to read and mark").click()
    page.get_by_role("button", name=name).click()


def answer(page: Page, name: str) -> Locator:
    return page.locator(".cw-simple").get_by_role("button", name=name, exact=True)


def kept(study: Study, name: str = "Ada") -> list[tuple]:
    """What somebody marked: the words, the code's plain name, presence, and the way."""
    snapshot = reading.snapshot(study.desk(name), study.source)
    codes = {code["guid"]: code["plain_name"] for code in snapshot["codes"]}
    db = study.desk(name).project.db
    ways = dict(db.execute("select guid, way from codings"))
    text = study.text()
    return [
        (text[one["start"] : one["end"]], codes[one["code"]], one["presence"], ways[one["guid"]])
        for one in snapshot["codings"]
        if one["coder"] == study.people[name]
    ]


def notes(study: Study, name: str = "Ada") -> list[tuple]:
    text = study.text()
    return [
        (
            one["words"],
            one["visibility"],
            None if one["start"] is None else text[one["start"] : one["end"]],
        )
        for one in reading.snapshot(study.desk(name), study.source)["notes"]
    ]


def turn_of(study: Study, words: str) -> str:
    return next(line for line in study.text().split("\n") if words in line)


def test_one_turn_at_a_time_makes_the_same_marks_and_nothing_else_is_on_the_screen(
    page: Page, study: Study
) -> None:
    late = turn_of(study, LATE)
    page.get_by_role("button", name="Where I’m reading from (optional)").click()
    page.get_by_label("Another place I read from, in my own words").fill("carer")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    mark(page, "about her boiler", "2")
    choose_way(page, "One turn at a time")
    # It begins at the turn that was being read, and tells what was marked there in another way.
    expect(page.locator(".cw-simple-words")).to_have_text(late)
    expect(page.locator(".cw-simple")).to_contain_text("You marked “about her boiler” as Feeling")
    for hidden in (".cw-text", ".cw-side", ".cw-perspective"):
        expect(page.locator(hidden)).to_be_hidden()
    seen = page.locator(".cw-tools").get_by_role("button")
    expect(seen).to_have_text(["Undo", "Aa", "Ways", "Pause"])

    answer(page, "Being through similar things").click()
    answer(page, "Someone wishes for it").click()
    answer(page, "Something else").click()
    expect_saved(page)
    assert kept(study) == [
        (late, "Being through similar things", "wanted", "simple"),
        (late, "Something else", "not_said", "simple"),
        ("about her boiler", "Feeling safe, or not", "not_said", "detailed"),
    ]

    # One mark of a turn can come from somewhere else than the others, behind one plain button.
    expect(page.locator(".cw-simple .cw-choices").filter(has_text="carer")).to_have_count(0)
    answer(page, "Where I was reading from, for Being through similar things").click()
    carer = answer(page, "carer")
    expect(carer).to_have_attribute("aria-pressed", "true")
    carer.click()
    expect(carer).to_have_attribute("aria-pressed", "false")
    expect_saved(page)
    assert [(one["presence"], one["perspectives"]) for one in study.marks("Ada")] == [
        ("wanted", []),
        ("not_said", ["carer"]),
        ("not_said", ["carer"]),
    ]

    # A sentence is kept when one goes on; skipping leaves nothing.
    page.get_by_label("A sentence of your own").fill("Nobody asked, and that was kind.")
    answer(page, "Next turn").click()
    expect(page.locator(".cw-simple-who")).to_be_focused()
    answer(page, "Skip").click()
    answer(page, "Previous turn").click()
    answer(page, "Previous turn").click()
    expect(page.locator(".cw-simple-mine")).to_contain_text("Nobody asked, and that was kind.")
    expect_saved(page)
    assert notes(study) == [("Nobody asked, and that was kind.", "me", late)]

    # Pressing again takes a mark away; undo brings it back; all by keys as well.
    page.keyboard.press("1")
    expect(answer(page, "Being through similar things")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Control+z")
    expect(answer(page, "Being through similar things")).to_have_attribute("aria-pressed", "true")
    expect(answer(page, "Someone wishes for it").first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".cw-simple-words")).not_to_have_text(late)

    # The way is remembered, and so is the turn.
    expect_saved(page)
    page.wait_for_timeout(700)
    turn = page.locator(".cw-simple-who").text_content() or ""
    page.reload()
    expect(page.locator(".cw-simple-who")).to_have_text(turn)
    choose_way(page, "Any words")
    expect(page.locator(".cw-text")).to_be_visible()
    assert len(kept(study)) == 3


def test_a_sentence_begun_is_not_lost_by_another_way_and_the_last_turn_offers_to_finish(
    page: Page, study: Study
) -> None:
    choose_way(page, "One turn at a time")
    finish = page.get_by_role("button", name="I have finished")
    expect(finish).to_be_hidden()
    page.get_by_label("A sentence of your own").fill("For all of us")
    page.get_by_label("The team can read it").check()
    choose_way(page, "Notes only")
    expect_saved(page)
    assert notes(study, "Ben") == [("For all of us", "team", study.text().split("\n")[0])]

    page.locator(".cw-text .cw-words").last.click()
    choose_way(page, "One turn at a time")
    expect(answer(page, "Next turn")).to_be_hidden()
    finish.click()
    finished = page.locator(".cw-simple").get_by_text("You have said that you have finished.")
    expect(finished).to_be_visible()


def test_whole_turns_are_marked_by_click_touch_or_keys_without_dragging(
    chromium: Browser, server: Server, study: Study
) -> None:
    page = visitor(chromium, server, study.tokens["Ada"], has_touch=True)
    read(page, study.project, study.source)
    choose_way(page, "Whole turns")
    late = turn_of(study, LATE)
    page.locator(".cw-words", has_text=LATE).first.tap()
    page.wait_for_function("words => getSelection().toString() === words", arg=late)
    page.get_by_role("button", name=re.compile("^Giving and receiving")).click()
    expect_saved(page)

    page.locator(".cw-text").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".cw-hint")).to_have_text("P01. Marked: Giving and receiving, you.")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".cw-hint")).to_have_text("Interviewer. No marks.")
    page.keyboard.press("1")
    expect_saved(page)

    after = study.text().split("\n")[study.text().split("\n").index(late) + 1]
    assert kept(study) == [
        (late, "Giving and receiving", "not_said", "turn"),
        (after, "Being through similar things", "not_said", "turn"),
    ]
    page.context.close()


def test_notes_only_is_full_taking_part_without_a_single_code(page: Page, study: Study) -> None:
    study.do("Ben", study.operation("about her boiler"))
    choose_way(page, "Notes only")
    expect(page.get_by_role("toolbar", name="Values")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Find a code")).to_be_hidden()

    page.locator(".cw-words", has_text=LATE).first.click()
    page.keyboard.press("1")
    page.get_by_role("button", name="Write a note here").click()
    page.locator(".cw-note textarea").fill("I know this door")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Note on the whole transcript").click()
    page.locator(".cw-note textarea").fill("It stayed with me")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Note on the whole transcript").click()
    page.locator(".cw-note textarea").fill("Between the two of us")
    page.locator(".cw-note").get_by_label("People I pick").check()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".cw-note")).to_contain_text("Pick at least one person")
    page.locator(".cw-note").get_by_label("Ben").check()
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="I have finished").click()
    expect_saved(page)
    assert kept(study) == []
    assert notes(study, "Ben") == [("Between the two of us", "picked", None)]
    assert notes(study) == [
        ("Between the two of us", "picked", None),
        ("It stayed with me", "me", None),
        ("I know this door", "me", turn_of(study, LATE)),
    ]
    assert reading.transcript(study.desk("Ada"), study.source)["state"] == "finished"


def test_flags_are_let_on_and_off_and_today_opens_what_the_study_says(
    page: Page, study: Study
) -> None:
    mark(page, "about her boiler", "2")
    page.keyboard.press("Enter")
    here = page.locator(".cw-here-list")
    here.get_by_role("button", name="Not sure").click()
    here.get_by_role("button", name="More").click()
    here.get_by_role("button", name="Discuss together").click()
    here.get_by_role("button", name="Could identify someone").click()
    here.get_by_role("button", name="Could identify someone").click()
    expect_saved(page)
    assert [(one["presence"], one["flags"]) for one in study.marks("Ben")] == [
        ("unsure", ["discuss"])
    ]

    here.get_by_role("button", name="Someone needs to look at this today").click()
    sheet = page.get_by_role("dialog", name="Someone needs to look at this today")
    expect(sheet).to_contain_text("This study has not said yet whom to tell.")
    before = study.desk("Ada").project.revision()
    words = {"contact": "Grace", "email": "grace@example.org", "procedure": "Ring Grace first."}
    today.say(study.desk("Ada"), words)
    support.say(study.desk("Ada"), "Ring Jo, who listens.", date(2030, 1, 1))
    read(page, study.project, study.source)
    select(page, "about her boiler")
    page.keyboard.press("Enter")
    here.get_by_role("button", name="Someone needs to look at this today").click()
    expect(sheet).to_contain_text("Ring Grace first.")
    link = sheet.get_by_role("link", name="Write an e-mail").get_attribute("href") or ""
    assert link.startswith("mailto:grace@example.org?subject=")
    assert study.source in link
    assert "boiler" not in link
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Pause", exact=True).click()
    paused = page.locator(".cw-paused")
    expect(paused).to_contain_text("Ring Jo, who listens.")
    expect(paused).to_contain_text("ask somebody for a chat under “Support, or a chat”")
    # The same from here, whichever way one reads and without a mark, and back to the pause.
    paused.get_by_role("button", name="Someone needs to look at this today").click()
    expect(sheet).to_contain_text("Ring Grace first.")
    assert sheet.get_by_role("link", name="Write an e-mail").get_attribute("href") == link
    page.keyboard.press("Escape")
    expect(sheet).not_to_be_visible()
    expect(paused).to_be_visible()
    # Opening either is known to nobody: what the study holds more is Ada's words alone.
    assert study.desk("Ada").project.revision() == before + 2
    support.say(study.desk("Ada"), "", None)
    today.say(study.desk("Ada"), dict.fromkeys(words, ""))


def test_content_notes_come_first_and_folded_words_are_not_on_the_page_until_opened(
    chromium: Browser, server: Server, study: Study
) -> None:
    late = turn_of(study, LATE)
    number = study.text().split("\n").index(late) + 1
    ada = study.desk("Ada")
    content_notes.keep(ada, study.source, "A room of strangers", turns=(number, number))
    study.do("Ben", study.operation("poster in the library"))
    page = visitor(chromium, server, study.tokens["Ada"])
    sent: list[str] = []

    def keep_answer(response: Response) -> None:
        if "/reading" in response.url:
            sent.append(json.dumps(response.json(), ensure_ascii=False))

    page.on("response", keep_answer)
    page.goto(f"/read?project={study.project}&source={study.source}")
    settled(page)
    expect(page.get_by_text(f"A room of strangers (turn {number})")).to_be_visible()
    assert sent == []  # nothing of the transcript before a person has chosen

    page.get_by_role("button", name="Fold the hard parts").click()
    folded = page.get_by_role("button", name="Folded: A room of strangers. Open")
    expect(folded).to_be_visible()
    assert LATE not in page.content()
    assert all(LATE not in one for one in sent)

    # Everything else is read and marked as ever; folded words cannot be marked by accident.
    mark(page, "Thanks for doing this.", "1")
    page.locator(".cw-text").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Shift+End")
    page.keyboard.press("2")
    expect(page.locator(".cw-hint")).to_contain_text("Some of these words are folded.")
    choose_way(page, "One turn at a time")
    for _ in range(number - 1):
        answer(page, "Next turn").click()
    expect(folded.last).to_be_visible()
    choose_way(page, "Any words")

    page.locator(".cw-text").get_by_role("button", name="Folded: A room").click()
    expect(page.locator(".cw-words", has_text=LATE).first).to_be_visible()
    mark(page, "about her boiler", "2")
    page.get_by_role("button", name="Fold again: A room of strangers").click()
    expect(folded.first).to_be_visible()
    assert LATE not in page.content()
    assert [words for words, *_ in kept(study)] == ["Thanks for doing this.", "about her boiler"]

    page.get_by_role("link", name="What it talks about").click()
    page.get_by_role("button", name="Extracts only").click()
    expect(page.locator(".cw-words", has_text="poster in the library")).to_be_visible()
    expect(page.locator(".cw-words", has_text="And the first time you went?")).to_have_count(0)

    page.get_by_role("link", name="What it talks about").click()
    page.get_by_role("button", name="Not this one").click()
    expect(page.get_by_text("Choose a transcript to read.")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_any_way_of_reading(
    chromium: Browser, server: Server, study: Study, scheme: str, width: int
) -> None:
    ada = study.desk("Ada")
    content_notes.keep(ada, study.source, "A poster", turns=(2, 3))
    page = visitor(chromium, server, study.tokens["Ada"], color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/read?project={study.project}&source={study.source}&how=folded")
    page.locator(".cw-text .cw-turn").first.wait_for()
    page.get_by_role("button", name="Ways to read and mark").click()
    assert faults_in(page) == []
    page.keyboard.press("Escape")
    for way in ("Whole turns", "Notes only", "One turn at a time"):
        choose_way(page, way)
        assert faults_in(page) == []
    answer(page, "Being through similar things").click()
    page.get_by_label("A sentence of your own").fill("A sentence")
    assert faults_in(page) == []
    page.context.close()
