"""The path everything is under: taken off what comes in, put in front of what goes out."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.builders import PASSWORD, Study, small_study
from workbench import server
from workbench.domain.errors import NotReadable, WrongPlace
from workbench.server.gate import COOKIE
from workbench.services import server_settings
from workbench.ui import coding_pane
from workbench.ui.parts import links

SITE = "https://research.example.org"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("under") / "workspace", password=PASSWORD)


def under(study: Study, base: str) -> TestClient:
    door = server.door(
        study.workspace,
        pane=coding_pane.FRONTEND,
        pane_version=coding_pane.version(),
        typeface=Path(__file__),
        pages=frozenset(links.PAGES),
        base=base,
    )
    app = Starlette(routes=door.routes, middleware=door.middleware)
    return TestClient(app, base_url=SITE, follow_redirects=False)


@pytest.mark.parametrize("passed_on", ["/workbench", ""], ids=["passed on", "taken off"])
def test_a_web_server_may_pass_the_path_on_or_take_it_off(study: Study, passed_on: str) -> None:
    client = under(study, "/workbench")
    page = client.get(f"{passed_on}/sign-in?next=/read")
    assert 'action="/workbench/sign-in"' in page.text
    assert "strict-transport-security" not in page.headers
    asked = client.get(f"{passed_on}/search?q=a%2Fb", headers={"accept": "text/html"})
    assert asked.headers["location"] == "/workbench/sign-in?next=%2Fsearch%3Fq%3Da%252Fb"

    client.cookies.set(COOKIE, study.tokens["Ada"])
    described = client.get(f"{passed_on}/api/v1/openapi.json").json()
    assert described["servers"] == [{"url": "/workbench/api/v1"}]
    out = client.post(f"{passed_on}/sign-out")
    assert out.headers["location"] == "/workbench/sign-in"
    assert "; path=/workbench;" in out.headers["set-cookie"].lower()
    study.tokens["Ada"] = study.workspace.begin_sign_in(study.people["Ada"], days=1)


def test_a_page_that_was_asked_for_whole_is_gone_back_to_once(study: Study) -> None:
    # A browser knows the whole path, and names it where to go back to.
    client = under(study, "/workbench")
    done = client.get("/workbench")
    assert (done.status_code, done.headers["location"]) == (308, "/workbench/")
    for there in ("/workbench/read?at=3", "/read?at=3"):
        form = {"name": "Ben", "password": PASSWORD, "next": there}
        sent = client.post("/workbench/sign-in", data=form)
        assert sent.headers["location"] == "/workbench/read?at=3"
        assert all(
            "; path=/workbench;" in one.lower() + ";"
            for one in sent.headers.get_list("set-cookie")
        )


def test_what_breaks_on_a_plain_page_is_told_in_a_sentence(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace", names=("Ada",))
    client = under(study, "")
    client.cookies.set(COOKIE, study.tokens["Ada"])
    with study.workspace.file.transaction() as db:
        db.execute(
            "create trigger stands_in_the_way before delete on sign_ins "
            "begin select raise(fail, 'quixotic'); end"
        )
    answer = client.post("/sign-out")
    assert (answer.status_code, answer.headers["x-frame-options"]) == (500, "DENY")
    assert "nothing was changed by it" in answer.text
    assert "quixotic" not in answer.text
    assert study.workspace.signed_in(study.tokens["Ada"])


def test_a_path_that_is_one_of_our_own_pages_is_refused(study: Study) -> None:
    for base in ("/read", "/api", "/media/workbench"):
        with pytest.raises(WrongPlace, match="name of one of its own pages"):
            under(study, base)


@pytest.mark.parametrize(
    "wrong",
    [
        "research.example.org", "ftp://a.example", f"{SITE}/a?b", f"{SITE}/a b", f"{SITE}//a",
        f"{SITE}/../a", f"{SITE}/a#b", "https://me@a.example", f'{SITE}/"a', "https://-a.example",
    ],
)  # fmt: skip
def test_an_address_nobody_could_open_is_refused_and_changes_nothing(
    study: Study, wrong: str
) -> None:
    server_settings.change(study.workspace, "address", f"{SITE}/workbench/")
    with pytest.raises(NotReadable, match="Nothing was changed"):
        server_settings.change(study.workspace, "address", wrong)
    assert server_settings.value(study.workspace, "address") == f"{SITE}/workbench"
    assert server_settings.base_path(study.workspace) == "/workbench"
    server_settings.change(study.workspace, "address", "")
    assert server_settings.base_path(study.workspace) == ""
