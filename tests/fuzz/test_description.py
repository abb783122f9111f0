"""Schemathesis over the server's own description of its routes."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import given

from tests.builders import Study, small_study
from tests.fuzz.amount import CASES, cases
from tests.servers import Server, serving
from workbench.server.gate import COOKIE


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("described") / "workspace")


@pytest.fixture(scope="module")
def server(study: Study) -> Iterator[Server]:
    with serving(study.workspace.folder) as running:
        yield running


@pytest.mark.filterwarnings("ignore")
def test_what_the_description_allows_never_breaks(study: Study, server: Server) -> None:
    with server.client(study.tokens["Ada"]) as ada:
        raw = ada.get("/api/v1/openapi.json").json()
    schema = schemathesis.openapi.from_dict(raw)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 10
    share = 0.1 / len(operations) if CASES > 1000 else 0.0

    for operation in operations:

        @cases(share)
        @given(case=operation.as_strategy())
        def tried(case: schemathesis.Case) -> None:
            answer = case.call(
                base_url=f"{server.url}/api/v1",
                cookies={COOKIE: study.tokens["Ada"]},
                timeout=120,
            )
            assert answer.status_code < 500, (case.method, case.path)
            assert b"Traceback" not in answer.content

        tried()
