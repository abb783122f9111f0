"""A whole day of reading together: four people in four browsers, and a shared screen.

One works by keyboard and typing only, one joins late, one drops out and comes back.
"""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.builders import Study, small_study
from tests.people import browser, expect_saved, go_to, mark, settled, visitor
from tests.servers import serving
from workbench.services import together

pytestmark = pytest.mark.browser
SAFE, WEEKS = "I felt safe there", "Some weeks I do not go"
DRAFT = "I was in the middle of saying"


def tab_to(page: Page, words: str, *, times: int = 1) -> None:
    """Press Tab until what is focused is called this, as somebody without a mouse does."""
    found = 0
    for _ in range(120):
        page.keyboard.press("Tab")
        called = page.evaluate(
            "[document.activeElement.innerText, document.activeElement.ariaLabel,"
            " document.activeElement.placeholder,"
            # A fold is called by its words, without the arrow before them.
            " document.activeElement.matches('summary') && document.activeElement"
            ".querySelector('p')?.innerText].map((one) => (one || '').trim())"
        )
        found += words in called
        if found == times:
            return
    raise AssertionError(f"“{words}” cannot be reached with Tab")


def press(page: Page, name: str) -> None:
    settled(page).get_by_role("button", name=name, exact=True).click()
    settled(page)


def marked(page: Page, words: str) -> int:
    return page.locator(".cw-mark", has_text=words).count()


def test_a_whole_day_from_one_button_to_a_write_up_nobody_wrote(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace", names=("Ada", "Ben", "Cai", "Dov"))
    with serving(study.workspace.folder) as server, browser() as started:
        ada, ben, cai, dov = (
            visitor(started, server, study.tokens[name]) for name in ("Ada", "Ben", "Cai", "Dov")
        )
        ada_begins(ada, study)
        ben_reads_by_keyboard(ben, study)
        cai_reads(cai, study)
        assert marked(ben, WEEKS) == marked(cai, SAFE) == 0
        ada_opens(ada)

        room = ada.context.new_page()
        the_room_follows(ada, room, study)
        cai_begins_to_type(cai)
        ben_talks_by_typing(ben, room)
        cai_drops_out_and_back(cai)
        dov_joins_late(dov, room, study)
        what_came_of_it(ada, room)

        day = together.listed(study.desk("Ada"))[0]
        came = f"/api/v1/projects/{study.project}/days/{day.guid}/day.docx"
        with server.client(study.tokens["Dov"]) as client:
            cells = table_cells(client.get(came).content)
        # The first place, as the group left it: both readings, in the order of names.
        assert cells[1:3] == [["Ben", "Safety"], ["Cai", "left it unmarked"]]


def ada_begins(ada: Page, study: Study) -> None:
    ada.goto(f"/read?project={study.project}&source={study.source}")
    ada.locator(".cw-text .cw-turn").first.wait_for()
    press(ada, "Read this together")
    expect(ada.get_by_role("heading", name="“talk” together")).to_be_visible()
    expect(settled(ada).get_by_text("Are we ready to open? Not yet.")).to_be_visible()
    expect(ada.get_by_text("Reading it closely takes about 5 minutes")).to_be_visible()


def ben_reads_by_keyboard(ben: Page, study: Study) -> None:
    ben.goto(f"/?project={study.project}")
    settled(ben)
    tab_to(ben, "“talk” together")
    ben.keyboard.press("Enter")
    ben.get_by_role("heading", name="“talk” together").wait_for()
    settled(ben)
    tab_to(ben, "Read “talk”")
    ben.keyboard.press("Enter")
    ben.locator(".cw-text .cw-turn").first.wait_for()
    expect(ben.locator(".cw-text")).to_be_focused()
    for _ in range(study.text().index(SAFE)):
        ben.keyboard.press("ArrowRight")
    for _ in SAFE:
        ben.keyboard.press("Shift+ArrowRight")
    ben.keyboard.press("2")
    expect_saved(ben)
    tab_to(ben, "I have finished")
    ben.keyboard.press("Enter")
    expect(ben.locator(".cw-finish").get_by_text("You have said that")).to_be_visible()
    expect_saved(ben)


def cai_reads(cai: Page, study: Study) -> None:
    cai.goto(f"/?project={study.project}")
    settled(cai).get_by_role("link", name="“talk” together").click()
    settled(cai).get_by_role("link", name="Read “talk”").click()
    cai.locator(".cw-text .cw-turn").first.wait_for()
    mark(cai, WEEKS, "3")
    cai.get_by_role("button", name="I have finished").click()
    expect_saved(cai)


def ada_opens(ada: Page) -> None:
    settled(ada).get_by_role("link", name="Open", exact=True).click()
    expect(settled(ada).get_by_text("This cannot be undone.")).to_be_visible()
    press(ada, "Open together now")
    expect(ada.get_by_text("One place at a time")).to_be_visible()
    expect(ada.get_by_role("button", name="Undo: beginning")).to_have_count(0)


def the_room_follows(ada: Page, room: Page, study: Study) -> None:
    """The shared screen goes where the host goes, by itself, and has nothing private on it."""
    room.goto(f"/together?project={study.project}")
    settled(room).get_by_role("link", name="“talk” together").click()
    settled(room).get_by_role("link", name="Shared screen").click()
    expect(room.locator(".st-key-room .quote")).to_have_text(SAFE)
    expect(room.get_by_test_id("stSidebar")).to_be_hidden()
    press(ada, "Next")
    expect(room.locator(".st-key-room .quote")).to_have_text(WEEKS)
    press(ada, "Previous")
    expect(room.locator(".st-key-room .quote")).to_have_text(SAFE)


def cai_begins_to_type(cai: Page) -> None:
    go_to(cai, "Read this together")
    settled(cai).get_by_role("link", name="“talk” together").click()
    settled(cai).get_by_label("What do you see here?").fill(DRAFT)


def ben_talks_by_typing(ben: Page, room: Page) -> None:
    tab_to(ben, "Talking it through")
    ben.keyboard.press("Enter")
    tab_to(ben, "Read this together")
    ben.keyboard.press("Enter")
    ben.get_by_role("heading", name="Read this together").wait_for()
    settled(ben)
    tab_to(ben, "“talk” together")
    ben.keyboard.press("Enter")
    expect(ben.get_by_text("One place at a time")).to_be_visible()
    settled(ben)
    tab_to(ben, "What do you see here?")
    ben.keyboard.type("Safe, because nobody asked.")
    tab_to(ben, "Say this")
    ben.keyboard.press("Enter")
    expect(ben.locator(".st-key-what_was_said").get_by_text("Safe, because")).to_be_visible()
    expect(room.get_by_text("Safe, because nobody asked.")).to_be_visible()


def cai_drops_out_and_back(cai: Page) -> None:
    """What others said meanwhile is there, and so is what was being typed."""
    said = cai.locator(".st-key-what_was_said")
    expect(said.get_by_text("Safe, because nobody asked.")).to_be_visible()
    expect(cai.get_by_label("What do you see here?")).to_have_value(DRAFT)
    cai.context.set_offline(True)
    cai.context.set_offline(False)
    cai.reload()
    expect(settled(cai).locator(".st-key-what_was_said").get_by_text("Safe,")).to_be_visible()
    cai.get_by_label("What do you see here?").fill("I left it: it was only a sentence.")
    press(cai, "Say this")
    expect(cai.locator(".st-key-what_was_said").get_by_text("only a sentence")).to_be_visible()


def dov_joins_late(dov: Page, room: Page, study: Study) -> None:
    dov.goto(f"/?project={study.project}")
    settled(dov).get_by_role("link", name="“talk” together").click()
    expect(settled(dov).locator(".st-key-what_was_said").get_by_text("Safe,")).to_be_visible()
    dov.get_by_label("What do you see here?").fill("I do not feel safe in rooms.")
    dov.get_by_text("without a name", exact=True).click()
    press(dov, "Say this")
    expect(room.get_by_text("I do not feel safe in rooms.")).to_be_visible()
    expect(room.get_by_text("A team member")).to_be_visible()
    assert room.get_by_text("Dov").count() == 0


def what_came_of_it(ada: Page, room: Page) -> None:
    press(ada, "Save what came of it")
    expect(room.get_by_text("What came of it: both stand.")).to_be_visible()
    ada.get_by_text("How we go on").click()
    press(ada, "We have finished")
    expect(ada.get_by_text("Nobody has to write it.")).to_be_visible()
    expect(room.get_by_text("We have finished. Thank you.")).to_be_visible()
    for words in (
        "Safe, because nobody asked.",
        "I do not feel safe in rooms.",
        "What came of it: both stand.",
        "What we did not come to",
    ):
        expect(ada.get_by_text(words, exact=True)).to_be_visible()
    for gap in ("Ground rules", "Plan for the day", "not filled in", "Looking back"):
        assert ada.get_by_role("heading", name=gap).count() == 0


def table_cells(data: bytes) -> list[list[str]]:
    document = docx.Document(BytesIO(data))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
