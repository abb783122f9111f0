"""Groups and sets in a real browser: made, filled in, chosen by elsewhere, and taken back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.builders import small_study
from tests.people import browser, settled, visitor
from tests.servers import serving
from workbench.domain.ids import new_guid

pytestmark = pytest.mark.browser


def choose(page: Page, field: str, answer: str) -> None:
    page.get_by_role("combobox", name=field).click()
    page.get_by_role("option", name=answer, exact=True).click()
    page.keyboard.press("Escape")
    settled(page)


def test_a_group_and_a_set_are_made_and_transcripts_are_chosen_by_them(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    for name, presence in (("Ada", "there"), ("Ben", "missing")):
        study.do(name, study.operation("I felt safe there", "SA", presence=presence))
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    study.do("Ben", study.operation("Now I bring the biscuits", "KD1.3"))
    here = f"project={study.project}"
    with serving(study.workspace.folder) as server, browser() as started:
        ada = visitor(started, server, study.tokens["Ada"])
        ada.goto(f"/groups?{here}")
        settled(ada).get_by_label("Name of another group").fill("Tuesdays")
        ada.get_by_role("button", name="Add a peer support group").click()
        expect(ada.get_by_role("heading", name="Tuesdays")).to_be_visible()
        settled(ada)
        choose(ada, "Participants who took part", "P01")
        expect(ada.get_by_text("Transcripts of this group: “talk”")).to_be_visible()
        ada.get_by_role("textbox", name="Is there someone who runs it?").fill("Two of us in turn")
        ada.get_by_role("button", name="Save these answers").click()
        expect(ada.get_by_text("Saved.")).to_be_visible()
        settled(ada)
        choose(ada, "Is there someone who runs it?", "Now I bring the biscuits (talk)")
        expect(ada.get_by_role("link", name="“Now I bring the biscuits”")).to_be_visible()

        ada.goto(f"/groups?{here}")
        said = "area not known · setting not known · 1 participant"
        expect(settled(ada).get_by_text(said)).to_be_visible()
        ada.get_by_text("Sets from a csv file").click()
        ada.locator("input[type=file]").last.set_input_files(
            {
                "name": "sets.csv",
                "mimeType": "text/csv",
                "buffer": b"set,transcript\nEmpty,walks\nBoth,talk\n",
            }
        )
        expect(ada.get_by_text("There is no transcript called “walks”")).to_be_visible()
        settled(ada).get_by_role("button", name="Save 1 set").click()
        expect(ada.get_by_role("link", name="Both")).to_be_visible()

        ben = visitor(started, server, study.tokens["Ben"])
        for page in ("read", "compare", "overview"):
            ben.goto(f"/{page}?{here}")
            choose(settled(ben), "Which transcripts", "Set: Both")
        expect(ben.get_by_text("So far that is 1 transcript of 1.")).to_be_visible()
        ada.goto(f"/report?{here}")
        choose(settled(ada), "Which transcripts", "Peer support group: Tuesdays")
        made = ada.get_by_role("link", name="Make the report")
        expect(made).to_have_attribute(
            "href", re.compile(r"report\.docx\?kind=thematic&of=[0-9a-f-]{36}$")
        )
        for page, title in (("groups", "Groups and sets"), ("participants", "Participants")):
            ben.goto(f"/{page}?{here}")
            expect(ben.get_by_text("does not include “look after transcripts”")).to_be_visible()
            expect(ben.get_by_role("heading", name=title)).to_be_visible()

        ada.goto(f"/groups?{here}")
        settled(ada).get_by_role("button", name="Undo: the set “Both”").click()
        expect(ada.get_by_role("link", name="Both")).to_have_count(0)
