"""A small study, and Ada's window on it, for tests of the pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.builders import Study, small_study
from tests.people import browser, visitor
from tests.servers import serving


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


@pytest.fixture
def ada(study: Study) -> Iterator[Page]:
    """Ada, signed in, with no page open yet."""
    with serving(study.workspace.folder) as server, browser() as started:
        yield visitor(started, server, study.tokens["Ada"])
