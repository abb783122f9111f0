"""3: a lead with every job tries a private note by page, API, search, export and database."""

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.builders import Study, small_study
from tests.people import browser, settled, visitor
from tests.promises.everywhere import answers, files
from tests.raw import raw_bytes
from tests.servers import serving
from workbench.domain.ids import new_guid
from workbench.domain.people import JOBS
from workbench.services import chats, notes, perspectives
from workbench.ui.parts.links import PAGES

SECRET = "quixotic marmalade lighthouse"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ben keeps everything private that he can; Ada has every job; he picked Cleo for one note."""
    study = small_study(tmp_path / "workspace", names=("Ada", "Ben", "Cleo"))
    ben, cleo = study.desk("Ben"), study.people["Cleo"]
    assert all(study.desk("Ada").viewer.may(job) for job in JOBS)
    notes.write(ben, f"alone: {SECRET}", source=study.source)
    notes.write(ben, f"picked: {SECRET}", visibility="picked", readers=[cleo])
    note = {"guid": new_guid(), "words": f"pane: {SECRET}", "visibility": "me"}
    study.do("Ben", {"id": new_guid(), "kind": "add_note", "note": note})
    perspectives.add(ben, SECRET)
    chats.ask(ben, cleo, SECRET)
    study.do("Ben", study.operation("I felt safe there"))
    return study


def test_no_file_no_command_and_no_database_shows_it(study: Study, tmp_path: Path) -> None:
    for name, found in files(study, "Ada", tmp_path / "out"):
        assert SECRET.encode() not in found, name
    assert SECRET.encode() not in raw_bytes(study)
    dump = sqlite3.connect(study.desk("Ada").project.path)
    assert SECRET not in "\n".join(dump.iterdump())


def test_the_api_answers_a_lead_without_it_and_its_owner_with_it(study: Study) -> None:
    with serving(study.workspace.folder) as server:
        told = dict(answers(study, server, "Ada"))
        own = dict(answers(study, server, "Ben"))
    assert len(told) > 8
    assert [path for path, found in told.items() if SECRET.encode() in found] == []
    assert [path for path, found in own.items() if SECRET.encode() in found]


@pytest.mark.browser
def test_no_page_shows_it_to_a_lead(study: Study) -> None:
    with serving(study.workspace.folder) as server, browser() as started:
        ada, ben = (visitor(started, server, study.tokens[name]) for name in ("Ada", "Ben"))
        for page in PAGES:
            assert SECRET not in shown(ada, study, page), page
        assert SECRET in shown(ben, study, "notebook")
        ada.goto(f"/read?project={study.project}&source={study.source}")
        ada.locator(".cw-text .cw-turn").first.wait_for()
        ada.keyboard.press("Control+f")
        assert SECRET not in ada.content()


def shown(page: Page, study: Study, name: str) -> str:
    page.goto(f"/{'' if name == 'home' else name}?project={study.project}")
    page.locator(".stMain h1").first.wait_for()
    return settled(page).content()
