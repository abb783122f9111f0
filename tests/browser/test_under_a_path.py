"""The workbench as one part of another site, behind nginx with TLS: nothing reaches beside it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.behind_nginx import behind_nginx
from tests.builders import PASSWORD, Study, small_study
from tests.people import browser, go_to, mark, read, settled
from tests.servers import serving
from workbench.services import server_settings

pytestmark = pytest.mark.browser


def somebody(started: Browser, site: str, asked: list[str]) -> Page:
    context = started.new_context(base_url=site, ignore_https_errors=True, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("websocket", lambda opened: asked.append(opened.url.replace("wss:", "https:")))
    return page


def sign_in(page: Page, study: Study, name: str) -> None:
    page.goto(f"?project={study.project}")
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(settled(page).get_by_text("You are " + name)).to_be_visible()


def test_two_people_work_under_a_path_and_nothing_is_asked_for_beside_it(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace", password=PASSWORD)
    server_settings.change(study.workspace, "address", "https://research.example.org/workbench/")
    asked: list[str] = []
    with (
        serving(study.workspace.folder) as server,
        behind_nginx(server, path="/workbench") as port,
        browser() as started,
    ):
        site = f"https://127.0.0.1:{port}/workbench/"
        ada, ben = (somebody(started, site, asked) for _ in range(2))
        sign_in(ada, study, "Ada")
        sign_in(ben, study, "Ben")
        for cookie in ada.context.cookies():
            assert cookie["path"] == "/workbench", cookie["name"]
            assert cookie["secure"] or not cookie["name"].startswith("workbench"), cookie["name"]

        read(ben, study.project, study.source)
        go_to(ada, "Read and mark")
        expect(ada).to_have_url(f"{site}read?project={study.project}")
        go_to(ada, "Home")
        expect(ada).to_have_url(f"{site}?project={study.project}")
        read(ada, study.project, study.source)
        mark(ada, "I felt safe there", "1")
        expect(ben.locator(".cw-mark", has_text="I felt safe there")).to_be_visible()

        go_to(ada, "Report")
        with settled(ada).expect_download() as file:
            ada.get_by_role("link", name="Make the report").click()
        assert file.value.suggested_filename.endswith(".docx")

        settled(ada).get_by_role("button", name="Sign out everywhere").click()
        expect(ada.get_by_label("Password")).to_be_visible()
        assert ada.url == f"{site}sign-in"
        assert "workbench_sign_in" not in {one["name"] for one in ada.context.cookies()}
        ada.goto(f"read?project={study.project}")
        assert ada.url.startswith(f"{site}sign-in?next=")
    ours = (site, "data:", "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []
