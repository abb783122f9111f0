"""What we decided, in a real browser: a decision, a dissent nobody else can edit, and undo."""

import pytest
from playwright.sync_api import Page, expect

from tests.builders import Study
from tests.people import browser, settled, visitor
from tests.servers import serving
from workbench.domain.deciding import About
from workbench.services import deciding, discussing

pytestmark = pytest.mark.browser


def press(page: Page, name: str) -> None:
    settled(page).get_by_role("button", name=name, exact=True).first.click()
    settled(page)


def test_a_decision_is_written_and_a_dissent_is_added_taken_back_and_kept(study: Study) -> None:
    start = study.text().index("I felt safe there")
    talk = discussing.open_discussion(
        study.desk("Ada"), About(source=study.source, start=start, end=start + 17)
    )
    with serving(study.workspace.folder) as server, browser() as started:
        ada = visitor(started, server, study.tokens["Ada"])
        ada.goto(f"/decided?project={study.project}&discussion={talk}")
        expect(settled(ada).get_by_text("I felt safe there")).to_be_visible()
        ada.get_by_label("What do you see here?").fill("Safe is not calm.")
        press(ada, "Say this")
        expect(ada.get_by_text("Safe is not calm.", exact=True)).to_be_visible()
        press(ada, "Save what came of it")
        ada.get_by_role("link", name="All decisions and discussions").click()
        expect(settled(ada).get_by_text("talk · both stand")).to_be_visible()
        ada.get_by_label("A decision, in one sentence").fill("We keep both readings.")
        press(ada, "Save")
        expect(ada.get_by_text("made by one person alone")).to_be_visible()

        ben = visitor(started, server, study.tokens["Ben"])
        ben.goto(f"/decided?project={study.project}")
        settled(ben).get_by_role("link", name="We keep both readings.").click()
        ben.get_by_text("I saw it differently").click()
        settled(ben).get_by_label("What you saw differently, and why.").fill(
            "One of them is mine."
        )
        ben.get_by_text("without a name", exact=True).click()
        press(ben, "Save")
        expect(ben.get_by_text("Who saw it differently, and why")).to_be_visible()
        press(ben, "Undo: what I saw differently")
        expect(ben.get_by_text("One of them is mine.")).to_have_count(0)
        press(ben, "Do again: what I saw differently")

        ada.reload()
        settled(ada).get_by_role("link", name="We keep both readings.").click()
        expect(settled(ada).get_by_text("One of them is mine.")).to_be_visible()
        assert ada.get_by_role("button", name="Word it differently").count() == 1  # the sentence
        expect(ada.get_by_text("A team member", exact=False)).to_be_visible()
    (made,) = deciding.listed(study.desk("Ada"))
    assert [each.words for each in made.said("dissent")] == ["One of them is mine."]
