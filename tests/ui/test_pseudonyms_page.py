"""Pseudonyms in a real browser: from finding to replacing, with a second reader between."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.named import NAME, still_named, study_with_a_name
from tests.people import browser, in_the_sidebar, read, settled, visitor
from tests.servers import serving
from workbench.services import notes, reading

pytestmark = pytest.mark.browser


def test_names_are_found_answered_looked_at_and_replaced_while_others_read(
    tmp_path: Path,
) -> None:
    study = study_with_a_name(tmp_path / "workspace")
    for note in notes.mine(study.desk("Ben")):
        if note["visibility"] == "team":
            notes.remove(study.desk("Ben"), note["guid"])
    with serving(study.workspace.folder) as server, browser() as started:
        ben = visitor(started, server, study.tokens["Ben"])
        ben.goto(f"/pseudonyms?project={study.project}")
        expect(ben.get_by_text("does not include “look after transcripts”")).to_be_visible()
        expect(in_the_sidebar(ben, "Pseudonyms")).to_have_count(0)

        sent = {"headers": {"origin": server.url}}
        door = f"/api/v1/projects/{study.project}/replacements.csv"
        assert ben.request.post(door, **sent).status == 403
        assert visitor(started, server).request.post(door, **sent).status == 401

        ada = visitor(started, server, study.tokens["Ada"])
        ada.goto(f"/pseudonyms?project={study.project}")
        settled(ada).get_by_role("button", name="Look through 3 transcripts").click()
        expect(ada.get_by_role("link", name="943 476 5919")).to_be_visible(timeout=60_000)
        expect(ada.get_by_text("looks for names. It misses some")).to_be_visible()

        settled(ada).get_by_label("Words that were missed").fill(NAME)
        ada.get_by_role("button", name="Show where they stand").click()
        expect(ada.get_by_role("heading", name=NAME)).to_be_visible()
        assert NAME.lower() not in ada.url.lower()
        expect(ada.get_by_role("checkbox", name="zebedee was late").first).to_be_visible()
        settled(ada).get_by_role("textbox", name="Write instead").fill("brother")
        ada.get_by_role("button", name="Replace where ticked").click()
        expect(ada.get_by_text(f"“{NAME}”: 3 places will be replaced.")).to_be_visible()
        expect(ada.get_by_role("textbox", name="Write instead")).to_have_value("")
        settled(ada).get_by_role("button", name="Tells nothing").click()
        expect(ada.get_by_text("is left as it is everywhere")).to_be_visible()

        settled(ada).get_by_role("link", name="All names").click()
        expect(ada.get_by_role("link", name=f"“{NAME}” → [brother]")).to_be_visible()
        settled(ada).get_by_role("button", name="See what").scroll_into_view_if_needed()
        ada.get_by_label("Ask somebody to look").click()
        ada.get_by_role("option", name="Ben").click()
        expect(ada.get_by_text("Ben is asked to look.")).to_be_visible()
        ada.keyboard.press("Escape")

        ben.goto(f"/?project={study.project}")
        ben.get_by_role("link", name="Look at names before").click()
        expect(ben.get_by_text("You were asked to look")).to_be_visible()
        settled(ben).get_by_role("link", name=f"“{NAME}” → [brother]").click()
        expect(
            ben.get_by_text("It is to be replaced by [brother] in these places")
        ).to_be_visible()
        settled(ben).get_by_role("link", name="All names").click()
        settled(ben).get_by_role("button", name="I have looked").click()
        expect(ben.get_by_text("You said that you have looked.")).to_be_visible()
        read(ben, study.project, study.second)

        settled(ada).get_by_role("button", name="See what replacing them does").click()
        expect(ada.get_by_text("This cannot be undone.")).to_be_visible()
        settled(ada).get_by_role("button", name="Replace them for good").click()
        expect(ada.get_by_text("Tick that you have read it.")).to_be_visible()
        settled(ada).get_by_text("I have read this, and I know").click()
        ada.get_by_role("button", name="Replace them for good").click()
        expect(ada.get_by_text("It is done. 3 places in 2 transcripts")).to_be_visible()
        expect(ben.locator(".cw-text")).to_contain_text("Nobody but [brother]")

        settled(ada).get_by_text("The list of what was replaced (1)").click()
        settled(ada).get_by_role("button", name="Open the list").click()
        expect(ada.get_by_role("rowheader", name=NAME)).to_be_visible()
        ada.once("dialog", lambda asked: asked.accept())
        with ada.expect_download() as file:
            ada.get_by_role("button", name="Export it as a csv file").click()
        assert f"{NAME},[brother]" in Path(file.value.path()).read_text("utf-8-sig")

        ben.goto(f"/notebook?project={study.project}")
        settled(ben).get_by_role("button", name="Replace it here too").click()
        expect(ben.get_by_text("What I thought of [brother], for me.")).to_be_visible()

        settled(ada).get_by_text("mean to destroy it").click()
        ada.get_by_role("button", name="Destroy the list").click()
        expect(ada.get_by_text("The list is destroyed.")).to_be_visible()
    # Left in the text are the place nobody ticked and a longer name.
    assert still_named(study, "Zebedee's") == 0
    left = reading.text_of(study.desk("Ada"), study.first)
    assert left.count("[brother]") == 2
    assert "and zebedee was late" in left
