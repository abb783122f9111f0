"""The coding pane for people who do not see it as drawn: axe in every panel, width and scheme."""

import pytest
from playwright.sync_api import Browser, Page

from tests.builders import Study
from tests.people import mark, read, select, visitor
from tests.servers import Server
from workbench.ui.coding_pane import FRONTEND

pytestmark = pytest.mark.browser
AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults_in(page: Page) -> list:
    """What axe finds in the pane as it stands."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "(tags) => axe.run('.cw-pane', {runOnly: {type: 'tag', values: tags}})", RULES
    )
    return [
        (fault["id"], [node["html"][:120] for node in fault["nodes"]])
        for fault in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_the_pane_with_each_panel_open(
    chromium: Browser, server: Server, study: Study, scheme: str, width: int
) -> None:
    page = visitor(chromium, server, study.tokens["Ada"], color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    read(page, study.project, study.source)
    mark(page, "about her boiler", "2")
    assert page.locator(".cw-pane").get_attribute("data-theme") == scheme
    assert faults_in(page) == []
    page.keyboard.press("f")
    page.keyboard.type("boiler")
    assert faults_in(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    for tint in ("Cream", "Blue-grey", "Paper"):
        page.get_by_label(tint).check()
        assert faults_in(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("something new")
    assert faults_in(page) == []
    page.keyboard.press("Escape")
    select(page, "about her")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="More").click()
    assert faults_in(page) == []
    page.context.close()
