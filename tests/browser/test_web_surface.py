"""What a browser sees: no request elsewhere, a policy that holds, and names that stay names."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.builders import small_study
from tests.people import browser, read, settled, visitor
from tests.servers import serving
from workbench.services import projects, taking_in
from workbench.ui.parts import links

pytestmark = pytest.mark.browser

MARKUP = '<img src=x onerror="window.ran=1"> **bold** $x^2$ :red[no] [go](javascript:ran=1)'
TALK = f"Interviewer: {MARKUP}\n\nP01: <script>window.ran=1</script> =1+1 and {MARKUP}\n"


def test_every_page_keeps_to_its_own_server_and_policy_and_runs_nobodys_words(
    tmp_path: Path,
) -> None:
    odd = "Ada <b onmouseover=ran=1>x</b>"
    study = small_study(tmp_path / "workspace", names=(odd,))
    study.tokens["Ada"] = study.tokens[odd]
    desk = study.desk(odd)
    projects.describe(study.workspace, desk, name="<i>Study</i> **x**", about=MARKUP)
    _, source = taking_in.import_file(desk, f"{MARKUP[:40]}.txt".replace("/", ""), TALK.encode())
    study.do(odd, study.operation("I felt safe there"))
    elsewhere, refused = [], []
    with serving(study.workspace.folder) as server, browser() as started:
        page = visitor(started, server, study.tokens[odd])
        page.on("request", lambda sent: elsewhere.append(sent.url))
        page.on(
            "console",
            lambda said: refused.append(said.text) if "Content Security" in said.text else None,
        )
        for name in links.PAGES:
            page.goto(f"/{'' if name == 'home' else name}?project={study.project}")
            expect(page.get_by_test_id("stMain").get_by_role("heading").first).to_be_visible()
            settled(page)
            assert page.evaluate("window.ran") is None, name
            # A name is one run of words: no mark of it has become an element.
            assert page.locator("b[onmouseover], img[src='x']").count() == 0, name
        read(page, study.project, source)
        expect(page.locator(".cw-text")).to_contain_text("<script>window.ran=1</script>")
        assert page.evaluate("window.ran") is None

        first = page.goto("/sign-in")
        assert first is not None
        policy = first.headers["content-security-policy"]
        assert "'unsafe-eval'" not in policy
        assert "script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-" in policy
    ours = (server.url, server.url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in elsewhere if not url.startswith(ours)] == []
    assert refused == []
