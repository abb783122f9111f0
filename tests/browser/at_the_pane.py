"""What tests of the pane ask of a page and of the study behind it."""

from playwright.sync_api import Browser, Locator, Page

from tests.builders import Study
from tests.people import read, visitor
from tests.servers import Server
from workbench.services import reading


def open_for(name: str, chromium: Browser, server: Server, study: Study, **look: object) -> Page:
    page = visitor(chromium, server, study.tokens[name], **look)
    read(page, study.project, study.source)
    return page


def hint(page: Page) -> Locator:
    return page.locator(".cw-hint")


def selected(page: Page) -> str:
    return page.evaluate("getSelection().toString()")


def marked(study: Study, name: str = "Ada") -> list[str]:
    text = study.text()
    return [text[mark["start"] : mark["end"]] for mark in study.marks(name)]


def codes_of(study: Study) -> list[str]:
    return [code["name"] for code in reading.snapshot(study.desk("Ada"), study.source)["codes"]]
