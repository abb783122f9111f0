"""The Agreement page in a real browser: off, turned on with a sentence, answered, off again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.builders import Study, small_study
from tests.people import browser, in_the_sidebar, settled, visitor
from tests.servers import Server, serving
from workbench.domain.ids import new_guid

pytestmark = pytest.mark.browser
FOR_WHOM = "The journal asks how far two readers agreed."
COEFFICIENTS = ("kappa", "alpha", "AC1", "PABAK")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ada and Ben have finished one transcript and marked one passage alike."""
    study = small_study(tmp_path / "workspace")
    for name in ("Ada", "Ben"):
        study.do(name, study.operation("I felt safe there", "SA"))
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    return study


@pytest.fixture
def running(study: Study) -> Iterator[tuple[Browser, Server]]:
    with serving(study.workspace.folder) as server, browser() as started:
        yield started, server


def test_figures_are_off_until_somebody_says_for_whom_and_the_team_answers(
    study: Study, running: tuple[Browser, Server]
) -> None:
    ada = visitor(*running, study.tokens["Ada"])
    ben = visitor(*running, study.tokens["Ben"])
    files = f"/api/v1/projects/{study.project}/agreement"

    # Off: no coefficient on any page, and none in the files.
    for page in ("agreement", "compare", "overview", "report"):
        ada.goto(f"/{page}?project={study.project}")
        words = settled(ada).locator('[data-testid="stMainBlockContainer"]').inner_text()
        assert not [name for name in COEFFICIENTS if name in words], page
    for ending in ("xlsx", "json"):
        refused = ada.request.get(f"{files}.{ending}")
        assert (refused.status, refused.json()["error"]) == (403, "not_allowed")
    ben.goto(f"/agreement?project={study.project}")
    expect(ben.get_by_text("They are off in this study.")).to_be_visible()
    expect(ben.get_by_role("button", name="Turn the figures on")).to_have_count(0)
    expect(in_the_sidebar(ben, "Agreement figures")).to_have_count(0)

    # On, with one sentence; the team sees it where readings are compared.
    ada.goto(f"/agreement?project={study.project}")
    settled(ada).get_by_role("button", name="Turn the figures on").click()
    expect(ada.get_by_text("Say in one sentence whom the figures are for.")).to_be_visible()
    settled(ada).get_by_label("For whom are they").fill(FOR_WHOM)
    ada.get_by_role("button", name="Turn the figures on").click()
    expect(ada.get_by_text(FOR_WHOM)).to_be_visible()
    expect(ada.get_by_role("columnheader", name="Cohen’s kappa")).to_have_count(3)
    ben.goto(f"/compare?project={study.project}")
    expect(ben.get_by_text(f"Figures of agreement are on: “{FOR_WHOM}”")).to_be_visible()
    settled(ben).get_by_role("link", name="See the figures, or answer").click()
    expect(ben.get_by_text("Reader A and Reader B, 1 transcript, 4 turns")).to_be_visible()
    expect(ben.get_by_text("These readers could see each other’s work.")).to_be_visible()
    expect(ben.get_by_role("row", name="Any code at all 1 0 0 3 100% 1.00")).to_be_visible()
    expect(ben.get_by_text("No interval: it needs more than one transcript.")).to_be_visible()
    expect(ben.get_by_role("link", name="All figures as a spreadsheet")).to_have_count(0)

    # Answered, and printed with the figures.
    settled(ben).get_by_text("Answer this, or let your name stand").click()
    ben.get_by_label("Your answer").fill("Fine, with the passages.")
    ben.get_by_role("button", name="Save my answer").click()
    expect(ben.get_by_text("Ben answers: “Fine, with the passages.”")).to_be_visible()
    assert ada.request.get(f"{files}.xlsx").body()[:2] == b"PK"
    told = ada.request.get(f"{files}.json?unit=sentence").json()
    assert (told["for_whom"], told["unit"]) == (FOR_WHOM, "sentence")
    assert told["answers"] == [{"who": "Ben", "words": "Fine, with the passages."}]
    assert ben.request.get(f"{files}.json").status == 403

    # Other units, the plain words about it, and off again.
    settled(ben).get_by_text("Characters", exact=True).click()
    expect(ben.get_by_text("1 transcript, 209 characters")).to_be_visible()
    settled(ben).get_by_text("What these figures can and cannot say").click()
    expect(ben.get_by_role("heading", name="When it has no use")).to_be_visible()
    ada.reload()
    settled(ada).get_by_role("button", name="Turn the figures off").click()
    expect(ada.get_by_text("They are off in this study")).to_be_visible()
    assert ada.request.get(f"{files}.json").status == 403
    settled(ada).get_by_role("button", name="Undo: turning the figures on or off").click()
    expect(ada.get_by_text("Ben answers: “Fine, with the passages.”")).to_be_visible()
