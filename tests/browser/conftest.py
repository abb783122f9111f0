"""One browser and one server for all tests of a file, and a transcript of its own for each."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.at_the_pane import open_for
from tests.builders import Study, small_study
from tests.people import browser
from tests.servers import Server, serving
from workbench.services import shipped, taking_in
from workbench.store import reading_places

SAMPLE = shipped.folder("transcripts_sample") / "01 Tuesday mornings.txt"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("pane") / "workspace")


@pytest.fixture(scope="module")
def server(shared: Study) -> Iterator[Server]:
    with serving(shared.workspace.folder) as started:
        yield started


@pytest.fixture
def study(shared: Study) -> Study:
    """A transcript of its own for each test, in a study that all of them share."""
    number = len(list(shared.desk("Ada").project.db.execute("select 1 from sources")))
    words = SAMPLE.read_text(encoding="utf-8") + f"\nInterviewer: Goodbye number {number}.\n"
    _, source = taking_in.import_file(shared.desk("Ada"), f"Talk {number}.txt", words.encode())
    assert source is not None
    shared.source = source
    for person in shared.people.values():  # each test begins with the pane as usual
        reading_places.keep_settings(shared.workspace, person, {})
    return shared


@pytest.fixture
def page(chromium: Browser, server: Server, study: Study) -> Iterator[Page]:
    opened = open_for("Ada", chromium, server, study)
    yield opened
    opened.context.close()
