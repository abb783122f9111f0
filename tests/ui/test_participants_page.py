"""The Participants page in a real browser: consent, IDs and attributes, and taking them back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import Study
from tests.people import browser, choose, in_the_sidebar, settled, visitor
from tests.servers import Server, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def running(study: Study) -> Iterator[tuple[Browser, Server]]:
    with serving(study.workspace.folder) as server, browser() as started:
        yield started, server


@pytest.fixture
def ada(study: Study, running: tuple[Browser, Server]) -> Page:
    page = visitor(*running, study.tokens["Ada"])
    page.goto(f"/participants?project={study.project}")
    return page


def test_a_no_is_recorded_seen_and_taken_back(ada: Page) -> None:
    ada.get_by_role("link", name="P01").click()
    choose(ada, "Analysis", "no")
    expect(ada.get_by_text("said no to analysis and should be withdrawn")).to_be_visible()

    ada.get_by_role("link", name="All participants").click()
    expect(ada.get_by_text("P01 said no to analysis")).to_be_visible()
    ada.get_by_role("button", name="Undo: consent of P01").click()

    expect(ada.get_by_text("consent not recorded")).to_be_visible()
    expect(ada.get_by_role("button", name="Do again: consent of P01")).to_be_visible()


def test_one_answer_is_recorded_for_all_who_have_none(ada: Page) -> None:
    ada.get_by_text("Record consent for several at once").click()
    ada.get_by_text("all for whom it is not recorded (1)").click()
    ada.get_by_role("button", name="Record it for 1 participant").click()

    expect(ada.get_by_text("May they be quoted in reports? Yes 1, no 0")).to_be_visible()


def test_an_id_is_changed_with_where_it_is_used(ada: Page) -> None:
    ada.get_by_role("link", name="P01").click()
    expect(ada.get_by_text("2 turns, as P01")).to_be_visible()
    settled(ada).get_by_text("Change this ID").click()
    ada.get_by_label("Participant ID").fill("PV24")
    ada.get_by_role("button", name="Change it").click()

    expect(ada.get_by_role("heading", name="Participant PV24")).to_be_visible()


def test_a_csv_is_shown_before_it_is_kept(ada: Page) -> None:
    ada.get_by_text("Attributes from a csv file").click()
    ada.locator("input[type=file]").set_input_files(
        {
            "name": "people.csv",
            "mimeType": "text/csv",
            "buffer": b"ID,Age,Since\nP01,34,2 May 2019\nP77,20,\n",
        }
    )
    expect(ada.get_by_text("there is no participant called P77")).to_be_visible()
    expect(ada.get_by_role("cell", name="2 May 2019")).to_be_visible()
    ada.get_by_role("button", name="Save 2 values").click()

    expect(ada.get_by_role("button", name="Undo: what you know of P01")).to_be_visible()
    ada.get_by_role("link", name="P01").click()
    expect(ada.get_by_role("textbox", name="Age")).to_have_value("34")
    ada.get_by_role("textbox", name="Age").fill("thirty")
    ada.get_by_role("button", name="Save what is known").click()
    expect(ada.get_by_text("Age: “thirty” is not a number")).to_be_visible()
    expect(ada.get_by_role("textbox", name="Age")).to_have_value("thirty")


def test_somebody_who_does_not_look_after_transcripts_is_not_shown_the_page(
    study: Study, running: tuple[Browser, Server]
) -> None:
    ben = visitor(*running, study.tokens["Ben"])
    ben.goto(f"/participants?project={study.project}")

    expect(ben.get_by_text("does not include “look after transcripts”")).to_be_visible()
    expect(in_the_sidebar(ben, "Team")).to_have_count(1)
    expect(in_the_sidebar(ben, "Participants")).to_have_count(0)
