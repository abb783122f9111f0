"""Asking for a chat, leaving the team and erasing one's account, as somebody does it."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.builders import small_study
from tests.people import browser, choose, settled, visitor
from tests.servers import serving
from workbench.services import notes, projects, second_step
from workbench.store import second_steps

pytestmark = pytest.mark.browser


def test_a_chat_is_asked_for_the_team_is_left_and_the_account_erased(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    notes.write(study.desk("Ben"), "Mine alone, to take away.")
    second_step.set_up(study.workspace, study.tokens["Ben"])
    clock = second_step._clock(second_steps.secret(study.workspace, study.people["Ben"])[0])
    now = clock.generate(int(time.time())).decode()
    codes = second_step.take_up(study.workspace, study.tokens["Ben"], now)
    with serving(study.workspace.folder) as server, browser() as started:
        ada, ben = (visitor(started, server, study.tokens[name]) for name in ("Ada", "Ben"))
        ben.goto(f"/team?project={study.project}")
        settled(ben).get_by_text("Support, or a chat").click()
        choose(ben, "Ask for a chat with", "Ada")
        ben.get_by_role("button", name="Ask them").click()
        expect(ben.get_by_text("They see it on their Home page.")).to_be_visible()
        ada.goto(f"/?project={study.project}")
        expect(ada.get_by_text("Ben would like a chat.")).to_be_visible()
        settled(ada).get_by_role("button", name="I have seen this").click()
        expect(ada.get_by_text("Ben would like a chat.")).to_have_count(0)

        settled(ben).locator(".stMain").get_by_text("Leave the team").click()
        with ben.expect_download() as saved:
            ben.get_by_role("link", name="Download what I wrote").click()
        assert "Mine alone, to take away." in saved.value.path().read_text()
        settled(ben).get_by_text("A former member").click()
        expect(ben.get_by_text("under the name “a former member”")).to_be_visible()
        settled(ben).get_by_role("button", name="I want to leave").click()
        ben.get_by_role("button", name="Leave the team now").click()
        expect(ben.get_by_text("You are not in the team of a study here.")).to_be_visible()
        expect(ben.get_by_text("Your account remains until you erase it")).to_be_visible()
        assert list(projects.members(study.desk("Ada")).values()) == ["Ada"]

        ben.goto("/account")
        with ben.expect_popup() as opened:
            ben.get_by_role("link", name="Erase my account").click()
        page = opened.value
        expect(page.get_by_role("heading", name="Erase my account")).to_be_visible()
        page.get_by_label("A code from your app").fill("000000")
        page.get_by_label("Type ERASE").fill("erase")
        page.get_by_role("button", name="Erase my account now").click()
        expect(page.get_by_text("That code does not fit.")).to_be_visible()
        page.get_by_label("A code from your app").fill(codes[0])
        page.get_by_label("Type ERASE").fill("erase")
        page.get_by_role("button", name="Erase my account now").click()
        expect(page.get_by_text("This page is your receipt.")).to_be_visible()
        page.get_by_role("link", name="To the sign-in page").click()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert [row["name"] for row in study.workspace.people()] == ["Ada"]
