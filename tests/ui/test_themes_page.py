"""Themes in a real browser: a quotation is found and trimmed, and two people write at once."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.builders import small_study
from tests.people import browser, settled, visitor
from tests.servers import serving

pytestmark = pytest.mark.browser
SAFE = "I felt safe there from the first day, and nobody asked why I came."


def test_a_theme_is_written_by_two_people_and_quotes_what_was_marked(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    study.do("Ben", study.operation(SAFE, "SA"))
    here = f"project={study.project}"
    with serving(study.workspace.folder) as server, browser() as started:
        ada = visitor(started, server, study.tokens["Ada"])
        ben = visitor(started, server, study.tokens["Ben"])
        ada.goto(f"/themes?{here}")
        settled(ada).get_by_role("link", name="Safety").click()
        settled(ada)
        ben.goto(ada.url)
        settled(ben)

        ada.get_by_label("What we heard", exact=True).fill("Safety is made.")
        expect(ada.get_by_text("Saved", exact=True)).to_be_visible()
        ben.get_by_label("What we heard", exact=True).fill("Somebody makes it.")
        expect(ben.get_by_text("Ada wrote:")).to_be_visible()
        ben.get_by_role("button", name="Put both one after the other").click()
        expect(ben.get_by_text("Ada wrote:")).to_have_count(0)

        ada.get_by_role("button", name="Find quotations for it").click()
        with_words = ada.get_by_label("With words in it")
        with_words.fill("biscuit")
        with_words.press("Enter")
        expect(ada.get_by_text("Nothing was marked that fits.")).to_be_visible()
        with_words.fill("feel safe")
        with_words.press("Enter")
        settled(ada).get_by_role("button", name="What it looked like").click()
        settled(ada).get_by_role("link", name="To “Safety”").click()
        settled(ada)
        expect(ada.get_by_label("What we heard", exact=True)).to_have_value(
            "Somebody makes it.\n\nSafety is made."
        )
        ada.get_by_text("Trim it, check it, see how it was read").click()
        field = ada.get_by_label("The quotation as it is printed")
        field.fill("I felt safe there, nobody asked why I came.")
        ada.get_by_role("button", name="Save", exact=True).click()
        expect(ada.get_by_text("“there,” is not what was said there.")).to_be_visible()
        field.fill("I felt safe … nobody asked why I came.")
        settled(ada).get_by_role("button", name="Save", exact=True).click()
        expect(
            ada.get_by_role("blockquote").get_by_text("I felt safe … nobody asked why I came.")
        ).to_be_visible()
