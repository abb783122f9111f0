"""Asking a participant, the letters to them, and looking through what stays after a withdrawal."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.people import browser, settled, visitor
from tests.servers import serving
from tests.withdrawn import WHO, study_with_rare_words
from workbench.services import participants, withdrawing

pytestmark = pytest.mark.browser


def lines(page: Page, link: str) -> list[str]:
    """Follow a link to a letter, and read the file the browser saves."""
    with page.expect_download() as begun:
        settled(page).get_by_role("link", name=link).click()
    saved = Path(begun.value.path()).read_bytes()
    return [paragraph.text for paragraph in docx.Document(BytesIO(saved)).paragraphs]


def test_a_participant_is_asked_answered_for_and_written_to(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path / "workspace")
    everybody = participants.everybody(study.desk("Ada"))
    who = next(each.guid for each in everybody if each.label == WHO)
    with serving(study.workspace.folder) as server, browser() as started:
        ada = visitor(started, server, study.tokens["Ada"])
        ada.goto(f"/participants?project={study.project}&participant={who}")
        settled(ada).get_by_text("Single quotations").first.click()
        for number, (words, answer) in enumerate(
            (
                ("quokka badge", "we would like to use it"),
                ("fluorspar kettle", "they asked for a change"),
            ),
            start=1,
        ):
            card = ada.locator("[data-testid=stVerticalBlock]").filter(has_text=words).last
            # The list opens over what is still unfolding, and would be closed by its moving.
            card.get_by_text(words, exact=True).hover()
            card.get_by_role("combobox", name="Where it stands").click()
            ada.keyboard.type(answer)
            expect(ada.get_by_role("option")).to_have_text([answer])
            ada.keyboard.press("Enter")
            expect(ada.get_by_text(f"Single quotations: {number} asked about")).to_be_visible()
            settled(ada)
        settled(ada).get_by_label("What they want changed").fill("Say pot.")
        card = ada.locator("[data-testid=stForm]").filter(has_text="What they want changed")
        card.get_by_role("button", name="Save").click()
        expect(ada.get_by_text("Single quotations: 2 asked about")).to_be_visible()
        asked = lines(ada, "The quotations we would like to use")
        assert "quokka badge" in asked
        assert "fluorspar kettle" not in asked
        held = lines(ada, "Everything of theirs we hold")
        assert "You asked us for a change. Say pot." in held

        withdrawing.withdraw(study.workspace, study.desk("Ada"), WHO)
        ada.goto(f"/participants?project={study.project}")
        looked = settled(ada).get_by_role("button", name="Looked through", exact=True)
        expect(looked).to_have_count(3)
        looked.first.click()
        expect(looked).to_have_count(2)
        settled(ada).get_by_role("button", name="I have looked through all").click()
        expect(looked).to_have_count(0)
        settled(ada).get_by_text("What our letters to participants say").click()
        ada.get_by_label("Which backups there are").fill("Weekly, kept for a month.")
        ada.get_by_role("button", name="Save", exact=True).click()
        expect(ada.get_by_text("It will be in every letter")).to_be_visible()
        settled(ada).get_by_text("Withdrawals so far: 1").click()
        gone = lines(ada, "Letter on what was taken out")
        assert "Weekly, kept for a month." in gone

        ben = visitor(started, server, study.tokens["Ben"])
        ben.goto(f"/notebook?project={study.project}")
        expect(ben.get_by_text("4 notes of yours are about words")).to_be_visible()
        place = f"/api/v1/projects/{study.project}/participants/{who}/everything.docx"
        assert ben.request.get(f"{server.url}{place}").status == 403
