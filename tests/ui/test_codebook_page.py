"""The codebook in a real browser: a code is split, a reader says what becomes of their mark."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.builders import small_study
from tests.people import browser, settled, visitor
from tests.servers import serving

pytestmark = pytest.mark.browser


def press(page: Page, name: str) -> None:
    settled(page).get_by_role("button", name=name, exact=True).click()
    settled(page)


def test_a_code_is_split_its_readers_are_asked_and_the_split_is_taken_back(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    study.do("Ben", study.operation("I felt safe there", "SA1"))
    here = f"project={study.project}"
    code = study.code("SA1")
    with serving(study.workspace.folder) as server, browser() as started:
        ben = visitor(started, server, study.tokens["Ben"])
        ben.goto(f"/read?{here}&source={study.source}")
        expect(ben.locator(".cw-text")).to_contain_text("I felt safe there")
        ada = visitor(started, server, study.tokens["Ada"])
        ada.goto(f"/codebook?{here}&code={code}")
        settled(ada).get_by_text("Split it", exact=True).first.click()
        ada.get_by_label("Part 1", exact=True).fill("Agreeing how we talk")
        ada.get_by_label("Part 2", exact=True).fill("Keeping to it")
        ada.get_by_label("Why", exact=True).locator("visible=true").fill("It held two things")
        press(ada, "Split it")
        expect(ada.get_by_text("Nobody marks with it any more")).to_be_visible()
        expect(ada.locator("p.words", has_text="It held two things")).to_be_visible()

        # The open pane knows at once, and the mark keeps its name.
        ben.get_by_role("combobox", name="Find a code").fill("Agreeing")
        expect(ben.get_by_role("option", name="Agreeing how we talk")).to_be_visible()

        asked = visitor(started, server, study.tokens["Ben"])
        asked.goto(f"/codebook?{here}")
        press(asked, "Look at 1 mark of yours")
        expect(asked.get_by_text("I felt safe there")).to_be_visible()
        press(asked, "Keeping to it")
        press(asked, "It becomes what I chose")
        expect(asked.get_by_text("Nothing waits for you")).to_be_visible()
        names = {row["code"]: row["guid"] for row in study.marks("Ada")}
        assert code not in names
        press(asked, "Undo: what becomes of a mark")
        expect(asked.get_by_text("Nothing waits for you")).to_have_count(0)
        assert [row["code"] for row in study.marks("Ada")] == [code]

        press(ada, "Undo: splitting “Confidentiality and trust”")
        expect(ada.get_by_text("Nobody marks with it any more")).to_have_count(0)
        assert [row["code"] for row in study.marks("Ada")] == [code]
