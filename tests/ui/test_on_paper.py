"""Reading on paper: the copy that is printed, and the page that marks are typed in on."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.builders import Study
from tests.people import browser, choose, select, settled, visitor
from tests.servers import Server, serving
from workbench.services import content_notes, paper


@pytest.fixture
def server(study: Study) -> Iterator[Server]:
    with serving(study.workspace.folder) as running:
        yield running


def test_the_copy_has_numbers_and_no_marks_and_is_for_the_team_alone(
    server: Server, study: Study
) -> None:
    study.do("Ben", study.operation("I felt safe there"))
    content_notes.keep(study.desk("Ada"), study.source, "A worry", turns=(2, 2))
    path = f"/api/v1/projects/{study.project}/sources/{study.source}/paper"
    with server.client(study.tokens["Ben"]) as ben:
        answer = ben.get(path)
        folded = ben.get(path, params={"how": "folded"}).text
    assert answer.headers["cache-control"] == "no-store"
    words = answer.text
    for part in ("felt safe", "P01", "What it talks about: A worry", "2 · SA · "):
        assert part in words
    assert "Ben" not in words
    assert "felt safe" not in folded
    assert "http" not in words
    with server.client() as stranger:
        assert stranger.get(path).status_code == 401


@pytest.mark.browser
def test_marks_are_typed_in_by_turn_and_wait_for_whoever_read(
    server: Server, study: Study
) -> None:
    here = f"/read?project={study.project}&source={study.source}&paper=1"
    with browser() as started:
        ada = visitor(started, server, study.tokens["Ada"])
        ada.goto(here)
        settled(ada)
        choose(ada, "Whose reading is it?", "Ben")
        field = ada.get_by_role("textbox", name="One mark on each line")
        field.fill("2 SA\n4 4 missing\n9 SA")
        field.press("Control+Enter")
        expect(
            ada.get_by_text("Line 3: there is no turn 9; this transcript has 4.")
        ).to_be_visible()
        field.fill("2 SA\n4 4 missing")
        field.press("Control+Enter")
        expect(ada.get_by_text("it’s missing or hard")).to_be_visible()
        settled(ada).get_by_role("button", name="Save the marks").click()
        expect(ada.get_by_text("2 marks typed in. They wait for their reader")).to_be_visible()
        assert study.marks("Ben") == []

        ben = visitor(started, server, study.tokens["Ben"])
        ben.goto(f"/read?project={study.project}&source={study.source}")
        ben.get_by_role("link", name="2 marks typed in for you").click()
        expect(
            settled(ben).get_by_text("Ada typed in 2 marks from your paper copy.")
        ).to_be_visible()
        ben.get_by_role("button", name="These are mine").click()
        expect(ben.get_by_text("They are marks of yours now.")).to_be_visible()
        assert [one["presence"] for one in study.marks("Ada")] == ["not_said", "missing"]
        assert {one["entered_by"] for one in study.marks("Ada")} == {study.people["Ada"]}
        assert paper.waiting(study.desk("Ben")) == []

        settled(ben).get_by_role("link", name="Back to the transcript").click()
        ben.locator(".cw-mark").first.wait_for()
        select(ben, "felt safe")
        told = ben.get_by_role("region", name="Marks here")
        expect(told).to_contain_text(re.compile("typed in from paper by Ada"))
