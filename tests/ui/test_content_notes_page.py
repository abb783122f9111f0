"""The Content notes page and the Team page's words for today, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.builders import small_study
from tests.people import browser, in_the_sidebar, settled, visitor
from tests.servers import serving
from workbench.services import content_notes, today

pytestmark = pytest.mark.browser


def test_a_content_note_is_written_for_some_turns_and_taken_back_and_today_is_set(
    tmp_path: Path,
) -> None:
    study = small_study(tmp_path / "workspace")
    with serving(study.workspace.folder) as server, browser() as chromium:
        page = visitor(chromium, server, study.tokens["Ada"])
        page.goto(f"/content-notes?project={study.project}")
        settled(page)
        page.get_by_text("A passage", exact=True).click()
        expect(page.get_by_text("And now?")).to_be_visible()
        page.get_by_label("From turn").fill("3")
        page.get_by_label("To turn").fill("2")
        page.get_by_label("What it talks about").fill("A first day")
        page.get_by_role("button", name="Add this note").click()
        expect(page.get_by_text("Turns 2 to 3")).to_be_visible()
        noted = content_notes.of(study.desk("Ben"), study.source)
        assert [(one["words"], one["turns"]) for one in noted] == [("A first day", (2, 3))]

        page.get_by_role("button", name="Take away").click()
        expect(page.get_by_text("Turns 2 to 3")).to_have_count(0)
        page.get_by_role("button", name="Undo: a content note").click()
        expect(page.get_by_text("Turns 2 to 3")).to_be_visible()

        page.goto(f"/team?project={study.project}")
        settled(page).get_by_text("When someone needs to look at something today").click()
        page.get_by_label("Whom to tell, with a phone number").fill("Grace, 020 7946 0000")
        page.get_by_label("Their e-mail address").fill("not an address")
        page.get_by_role("button", name="Save whom to tell").click()
        expect(page.get_by_text("That is not an e-mail address.")).to_be_visible()
        page.get_by_label("Their e-mail address").fill("grace@example.org")
        page.get_by_role("button", name="Save whom to tell").click()
        expect(page.get_by_text("Saved. Readers see it from now on.")).to_be_visible()
        assert today.said(study.desk("Ben"))["email"] == "grace@example.org"

        # Somebody without that job has neither the page in the list nor its fields.
        ben = visitor(chromium, server, study.tokens["Ben"])
        ben.goto(f"/content-notes?project={study.project}")
        settled(ben)
        expect(ben.get_by_role("alert")).to_contain_text("look after transcripts")
        expect(in_the_sidebar(ben, "Content notes")).to_have_count(0)
