"""A page left open by one person, in a browser where another has signed in since."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.builders import Study, small_study
from tests.people import browser, visitor
from tests.servers import Server, serving
from workbench.server.gate import COOKIE
from workbench.services import notes

pytestmark = pytest.mark.browser
DRAFT = "Only I should read this."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


@pytest.fixture
def server(study: Study) -> Iterator[Server]:
    with serving(study.workspace.folder) as running:
        yield running


@pytest.fixture
def left_open(study: Study, server: Server) -> Iterator[Page]:
    """Ada's page with words in a field, not saved."""
    with browser() as started:
        page = visitor(started, server, study.tokens["Ada"])
        page.goto(f"/notebook?project={study.project}")
        page.get_by_role("button", name="Sign out").wait_for()
        page.get_by_test_id("stSidebar").get_by_text("Write a note").click()
        field(page).fill(DRAFT)
        field(page).blur()
        yield page


def field(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar").get_by_label("Your note")


def ben_signs_in(page: Page, study: Study, server: Server) -> None:
    page.context.add_cookies([{"name": COOKIE, "value": study.tokens["Ben"], "url": server.url}])


def test_it_is_closed_to_them_when_it_connects_again(
    left_open: Page, study: Study, server: Server
) -> None:
    ben_signs_in(left_open, study, server)
    with server.client(study.tokens["Ada"]) as ada:
        ada.post("/sign-out")  # closes what the page is connected by

    expect(left_open.get_by_text("Somebody else has signed in")).to_be_visible()
    expect(field(left_open)).to_have_count(0)
    expect(left_open.get_by_role("button", name="Save")).to_have_count(0)

    left_open.reload()
    left_open.get_by_text("You are Ben").wait_for()
    expect(left_open.locator("body")).not_to_contain_text(DRAFT)


def back_in_front(page: Page, server: Server) -> None:
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def after_a_new_start_of_the_server(page: Page, server: Server) -> None:
    server.kill()
    server.start()


@pytest.mark.parametrize("event", [back_in_front, after_a_new_start_of_the_server])
def test_it_is_loaded_anew(
    left_open: Page, study: Study, server: Server, event: Callable[[Page, Server], None]
) -> None:
    ben_signs_in(left_open, study, server)
    with left_open.expect_navigation():
        event(left_open, server)

    left_open.get_by_text("You are Ben").wait_for()
    left_open.get_by_test_id("stSidebar").get_by_text("Write a note").click()
    expect(field(left_open)).to_have_value("")
    assert notes.readable(study.desk("Ben")) == []


def test_it_stays_as_it_is_while_nobody_else_signs_in(left_open: Page, server: Server) -> None:
    with left_open.expect_response("**/api/v1/me") as asked:
        back_in_front(left_open, server)

    assert asked.value.ok
    expect(field(left_open)).to_have_value(DRAFT)
