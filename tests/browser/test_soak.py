"""A short soak; `make bench` has the long one, of 5,000 actions."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.builders import small_study
from tests.servers import serving
from tests.soak import PEOPLE, soaking

pytestmark = pytest.mark.browser
TALK = (
    "Interviewer: How did it begin? \U0001f642\n\n"
    "P01: A family \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 took me along, by "
    "the café with the cafe\u0301 sign. I felt safe there from the first day, and nobody "
    "asked why I came.\n\n"
    "Interviewer: \u2067\u05e9\u05dc\u05d5\u05dd \u05dc\u05db\u05d5\u05dc\u05dd\u2069 and now?\n\n"
    "P01: Now I bring\tthe biscuits and\u00a0I stay for the washing up. Some weeks I do not go. "
    "\U0001f1ec\U0001f1e7 Then I do.\n"
)


@pytest.mark.parametrize("seed", [7])
def test_after_anything_at_all_browsers_api_and_database_agree(
    chromium: Browser, tmp_path: Path, seed: int
) -> None:
    study = small_study(tmp_path / "workspace", names=PEOPLE, talk=TALK)
    with serving(study.workspace.folder) as server, soaking(chromium, study, server, seed) as soak:
        happened = soak.run(300)
    assert happened["connections lost"]
    assert happened["server killed and started"] == 1
    assert happened["marks at the end"] > 20
