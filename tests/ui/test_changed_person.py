"""A page left open by one person, in a browser where another has signed in since."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.builders import Study
from tests.calm import press_at_once
from tests.people import browser, go_to, visitor
from tests.servers import Server, serving
from workbench.server.gate import COOKIE
from workbench.services import notes

pytestmark = pytest.mark.browser
DRAFT = "Only I should read this."


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


def test_nothing_is_done_in_their_name_when_it_connects_again(
    left_open: Page, study: Study, server: Server
) -> None:
    ben_signs_in(left_open, study, server)
    with server.client(study.tokens["Ada"]) as ada, left_open.expect_event("websocket"):
        ada.post("/sign-out")  # closes what the page is connected by
    press_at_once(left_open.get_by_role("button", name="Save").first)

    expect(left_open.get_by_text("Somebody else has signed in")).to_be_visible()
    expect(field(left_open)).to_have_count(0)
    assert notes.readable(study.desk("Ben")) == []


def another_page_is_opened(page: Page, server: Server) -> None:
    page.context.new_page().goto(f"{server.url}/team")


def somebody_comes_back(page: Page, server: Server) -> None:
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def the_server_starts_anew(page: Page, server: Server) -> None:
    with page.expect_event("websocket"):
        server.kill()
        server.start()
    go_to(page, "Team")


@pytest.mark.parametrize(
    "event", [another_page_is_opened, somebody_comes_back, the_server_starts_anew]
)
def test_it_is_loaded_anew_when(
    left_open: Page, study: Study, server: Server, event: Callable[[Page, Server], None]
) -> None:
    ben_signs_in(left_open, study, server)
    event(left_open, server)

    expect(field(left_open)).to_be_hidden(timeout=20_000)
    left_open.get_by_text("You are Ben").wait_for()
    left_open.get_by_test_id("stSidebar").get_by_text("Write a note").click()
    expect(field(left_open)).to_have_value("")


def test_nothing_is_done_in_another_name_after_a_restart_even_where_it_is_not_loaded_anew(
    left_open: Page, study: Study, server: Server
) -> None:
    ben_signs_in(left_open, study, server)
    left_open.route(
        "**/*",
        lambda route: (
            route.abort("aborted") if route.request.is_navigation_request() else route.fallback()
        ),
    )
    with left_open.expect_event("websocket"):
        server.kill()
        server.start()
    with contextlib.suppress(TimeoutError):  # where the page knows first, there is no such button
        left_open.get_by_role("button", name="Save").first.click(timeout=3_000)

    expect(left_open.get_by_text("Somebody else has signed in")).to_be_visible()
    expect(field(left_open)).to_have_count(0)
    assert notes.readable(study.desk("Ben")) == []


def test_what_is_pressed_after_a_restart_is_done(
    left_open: Page, study: Study, server: Server
) -> None:
    with left_open.expect_event("websocket"):
        server.kill()
        server.start()
    left_open.get_by_role("button", name="Save").first.click()

    expect(left_open.get_by_text("Your note is saved.")).to_be_visible()
    assert [note["words"] for note in notes.mine(study.desk("Ada"))] == [DRAFT]


def test_it_stays_as_it_is_while_nobody_else_signs_in(left_open: Page, server: Server) -> None:
    with left_open.expect_response("**/api/v1/me") as asked:
        somebody_comes_back(left_open, server)

    assert asked.value.ok
    expect(field(left_open)).to_have_value(DRAFT)
