"""The Correct page and the Prepare page in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.builders import Study
from tests.people import choose, settled
from workbench.services import corrected, correcting, preparing, reading, taking_in

pytestmark = pytest.mark.browser


def test_words_and_turns_are_corrected_a_lost_mark_is_settled_and_a_label_merged(
    ada: Page, study: Study
) -> None:
    study.do("Ada", study.operation("why I came"))
    ada.goto(f"/correct?project={study.project}&source={study.source}")
    settled(ada).get_by_role("button", name="2 · P01").click()
    settled(ada).get_by_label("What was said").fill("A friend took me along.")
    ada.get_by_role("button", name="Save the words").click()
    expect(ada.get_by_text("For you to settle (1)")).to_be_visible()
    assert study.text().startswith("How did you come to the group?\nA friend took me along.\n")

    settled(ada).get_by_role("button", name="Let it stand on these words").click()
    expect(ada.get_by_text("For you to settle (1)")).to_have_count(0)
    assert corrected.waiting(study.desk("Ada"), study.source) == []

    choose(ada, "A new turn begins with", "took me along.")
    ada.get_by_role("button", name="Split there").click()
    expect(ada.get_by_text("Turn 3 · P01")).to_be_visible()
    settled(ada).get_by_label("A new label").fill("p 01")
    choose(ada, "Who says it", "Somebody else, with the label beside")
    ada.get_by_role("button", name="Save who says it").click()
    expect(settled(ada).get_by_text("Turn 3 · p 01")).to_be_visible()

    ada.get_by_text("Who speaks").click()
    settled(ada).get_by_role("button", name="Give all turns to “P01”").click()
    expect(ada.get_by_text("All turns of p 01 are now those of P01.")).to_be_visible()
    settled(ada).get_by_role("button", name="Undo: correcting speakers").click()
    expect(ada.get_by_text("“p 01” may be the same person as “P01”.")).to_be_visible()
    choose(ada, "This label", "p 01")
    choose(ada, "is the same person as", "P01")
    ada.get_by_role("button", name="Merge them").click()
    expect(ada.get_by_text("All turns of p 01 are now those of P01.")).to_be_visible()
    told = [one["label"] for one in correcting.speakers(study.desk("Ada"), study.source)]
    assert told == ["Interviewer", "P01"]
    settled(ada).get_by_role("button", name="Undo: correcting speakers").click()
    expect(ada.get_by_text("1 turn", exact=True)).to_be_visible()


def test_what_is_prepared_is_released_by_saying_so(ada: Page, study: Study) -> None:
    taking_in.import_file(study.desk("Ada"), "later.txt", b"I: Who?\n\nP09: Me.\n", preparing=True)
    ada.goto(f"/prepare?project={study.project}")
    expect(settled(ada).get_by_text("not looked through for names yet")).to_be_visible()
    choose(ada, "Transcripts to release", "later")
    ada.keyboard.press("Escape")
    settled(ada).get_by_text("I have read them, and they may be released").click()
    settled(ada).get_by_role("button", name="Release them").click()
    expect(ada.get_by_text("No transcript is being prepared.")).to_be_visible()
    assert preparing.names(study.desk("Ada")) == {}
    assert {row["name"] for row in reading.transcripts(study.desk("Ben"))} == {"talk", "later"}
