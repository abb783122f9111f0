"""What all tests share: a test never passes by being left out."""

import shutil
from pathlib import Path

import pytest

PROGRAMS = {"browser": "chromium", "office": "soffice"}
REFERENCE = Path(__file__).parent / "reference"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in tests/reference, so that `-m reference` cannot miss a file of it.

    A test that drives a browser is tried once more when it fails, since a crowded machine can keep
    one waiting too long; the last lines of the run name each that was, for somebody to look at.
    Files with such tests come first, so that what is left for the end are short ones, and no
    process is still at work long after the others.
    """
    slow = set()
    for item in items:
        if item.path.is_relative_to(REFERENCE):
            item.add_marker("reference")
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
            slow.add(item.path)
    items.sort(key=lambda item: item.path not in slow)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail, and do not skip, where the program that a test drives is not installed."""
    for mark, program in PROGRAMS.items():
        if item.get_closest_marker(mark) and shutil.which(program) is None:
            pytest.fail(
                f"This test needs {program}, which is not installed; `make test` installs it.",
                pytrace=False,
            )
