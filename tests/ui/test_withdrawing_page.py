"""Withdrawing on the Participants page, beside somebody who is reading the same words."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.people import browser, read, visitor
from tests.servers import serving
from tests.withdrawn import WHO, still_there, study_with_rare_words
from workbench.services import participants

pytestmark = pytest.mark.browser


def test_a_participant_is_withdrawn_by_typing_their_id_while_others_read(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path / "workspace")
    everybody = participants.everybody(study.desk("Ada"))
    who = next(each.guid for each in everybody if each.label == WHO)
    with serving(study.workspace.folder) as server, browser() as started:
        ben = visitor(started, server, study.tokens["Ben"])
        read(ben, study.project, study.group)
        ada = visitor(started, server, study.tokens["Ada"])
        ada.goto(f"/participants?project={study.project}&participant={who}")
        ada.get_by_text("They want to withdraw").click()
        ada.get_by_text("Everything they said").click()
        expect(ada.get_by_text("This cannot be undone.")).to_be_visible()
        drawn = ada.get_by_test_id("stApp")
        expect(drawn).to_have_attribute("data-test-script-state", "notRunning")

        ada.get_by_role("button", name="for good").click()
        expect(ada.get_by_text("That is not the ID, so nothing was changed.")).to_be_visible()
        assert len(still_there(study)) > 20
        ada.get_by_label("Type the participant ID").fill(WHO)
        ada.get_by_role("button", name="for good").click()

        expect(ada.get_by_text("1 transcript is gone whole")).to_be_visible()
        expect(ada.get_by_text("Withdrawals so far: 1")).to_be_visible()
        expect(ben.locator(".cw-text")).to_contain_text("taken out at this person's request")
        expect(ben.locator(".cw-text")).not_to_contain_text("pangolin")
        assert still_there(study) == []  # beside a server that goes on running

        ben.goto(f"/notebook?project={study.project}")
        expect(ben.get_by_text("4 notes of yours are about words")).to_be_visible()
        ben.get_by_role("button", name="Nothing of theirs is in it now").first.click()
        expect(ben.get_by_text("3 notes of yours are about words")).to_be_visible()
