"""The Compare page in a real browser: talking about a difference, three views, and printing."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.builders import Study
from tests.people import choose, settled
from workbench.domain.ids import new_guid
from workbench.services import notes, perspectives, small_groups

pytestmark = pytest.mark.browser
SAFE = "I felt safe there"


@pytest.fixture
def study(study: Study) -> Study:
    """Ada and Ben, each under a heading of their own, have marked the same words otherwise."""
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Researchers"])
    headings = [row["guid"] for row in perspectives.headings(study.desk("Ada"))]
    for name, heading, key in zip(("Ada", "Ben"), headings, ("SA", "FR"), strict=True):
        own = perspectives.add(study.desk(name), f"words of {name}", visibility="team")
        perspectives.place(study.desk(name), own, [heading])
        study.do(name, study.operation(SAFE, key, lens="feeling" if name == "Ada" else "process"))
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    at = study.text().index(SAFE)
    notes.write(
        study.desk("Ben"),
        "I thought of the shed.",
        visibility="team",
        source=study.source,
        span=(at, at + 6),
    )
    return study


def printed(page: Page, tmp_path: Path) -> str:
    """What stands on paper when the page is printed, with single blanks."""
    path = tmp_path / "printed.pdf"
    page.pdf(path=path)
    told = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True)
    return " ".join(told.stdout.split())


def test_a_difference_is_talked_about_and_comes_back_with_what_came_of_it(
    study: Study, ada: Page, tmp_path: Path
) -> None:
    ada.goto(f"/compare?project={study.project}")
    settled(ada)
    expect(ada.get_by_text("1 passage, the most different first.")).to_be_visible()
    expect(ada.get_by_text("same words, another code").first).to_be_visible()
    first = ada.locator(".quote").first.bounding_box()
    assert first is not None
    assert first["y"] < 640, "the choices push the passages down"
    ada.get_by_role("button", name="Talk about this").click()
    expect(ada.get_by_role("heading", name="What was said")).to_be_visible()
    expect(settled(ada).get_by_text(SAFE).first).to_be_visible()
    ada.go_back()
    expect(ada.get_by_role("link", name="Being talked about")).to_be_visible()
    expect(ada.get_by_role("button", name="Talk about this")).to_have_count(0)
    on_paper = printed(settled(ada), tmp_path)
    for words in (SAFE, "same words, another code", "Freedom to be oneself", "Being talked about"):
        assert words in on_paper, words
    for words in ("My notebook", "Open this place", "How they differ"):
        assert words not in on_paper, words
    choose(ada, "About the value or code", "Experience in common")
    expect(ada.get_by_text("No readings differ here.")).to_be_visible()


def test_the_text_prints_with_marks_and_shared_notes_around_it_and_nothing_else(
    study: Study, ada: Page, tmp_path: Path
) -> None:
    ada.goto(f"/compare?project={study.project}&source={study.source}&view=text")
    expect(settled(ada).locator(".around aside .note")).to_contain_text("I thought of the shed.")
    box, note = (
        ada.locator(one).first.bounding_box() for one in (".around mark", ".around aside .note")
    )
    assert box is not None
    assert note is not None
    assert note["x"] > box["x"] + box["width"]
    on_paper = printed(ada, tmp_path)
    for words in ("nobody asked why I came", "1 Ada", "2 Ben", "Ben notes", "the washing up"):
        assert words in on_paper, words
    for words in ("My notebook", "Everybody", "Side by side", "Open this transcript"):
        assert words not in on_paper, words


def test_by_perspective_asks_the_one_person_and_shows_codes_once_they_agree(
    study: Study, ada: Page
) -> None:
    ada.goto(f"/compare?project={study.project}&view=seen")
    settled(ada)
    expect(ada.get_by_text("“Carers” is you alone here, so it shows who you are.")).to_be_visible()
    expect(ada.get_by_text("“Researchers” is one person here")).to_be_visible()
    expect(ada.get_by_text("There are not yet two headings here")).to_be_visible()
    choose(ada, "Who may see what stands under “Carers”?", "The team may see it")

    (one,) = [
        row["guid"]
        for row in perspectives.headings(study.desk("Ben"))
        if row["name"] == "Researchers"
    ]
    small_groups.answer(study.desk("Ben"), one, "team")
    ada.reload()
    settled(ada).get_by_text("Safety · 1 of 1 · 0 of 1").click()
    expect(ada.get_by_text("Carers: 1 passage")).to_be_visible()
    expect(ada.get_by_text("so few readers stand for themselves")).to_be_visible()
    expect(ada.get_by_role("table")).to_contain_text("Never asked")
    ada.goto(f"/compare?project={study.project}&by=lens")
    expect(ada.get_by_text("How things were done")).to_be_visible()
