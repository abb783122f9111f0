"""Hostile requests to every route and hostile operations: never a 500, never a changed byte."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import Study, small_study
from tests.fuzz.amount import cases
from tests.fuzz.hostile import KINDS, PARTS
from tests.server import permission_table
from tests.servers import Server, serving
from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import new_guid
from workbench.services import coding

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("routes") / "workspace")


@pytest.fixture(scope="module")
def server(study: Study) -> Iterator[Server]:
    with serving(study.workspace.folder) as running:
        yield running


@cases(0.2)
@given(st.data())
def test_any_operation_is_saved_or_refused_and_a_refusal_changes_nothing(
    study: Study, data: st.DataObject
) -> None:
    real = study.operation("I felt safe there")
    odd = st.sampled_from([*real["coding"].values(), -1, 2**70, "", "\ud800", new_guid()]) | JSON
    inside = st.dictionaries(st.sampled_from(PARTS), odd, max_size=8)
    near = st.dictionaries(st.sampled_from(PARTS), odd, max_size=2).map(
        lambda change: real["coding"] | change
    )
    operation = {
        "id": data.draw(st.just(real["id"]) | odd),
        "kind": data.draw(st.sampled_from(KINDS) | st.text(max_size=8)),
        **{
            name: data.draw(near | inside | odd)
            for name in ("coding", "note", "code", "perspective")
        },
        "state": data.draw(odd),
        "perspectives": data.draw(odd),
    }
    desk = study.desk("Ada")
    before = desk.project.revision()
    try:
        [result] = coding.apply_operations(desk, study.source, [operation])["results"]
    except WorkbenchError:
        result = {"state": "refused"}
    assert result["state"] in ("saved", "refused")
    if result["state"] == "refused":
        assert desk.project.revision() == before


@cases(0.1)
@given(data=st.data())
def test_any_request_to_any_route(study: Study, server: Server, data: st.DataObject) -> None:
    routes = [
        route
        for route in permission_table.ROUTES
        if not route.startswith("WS") and "sign-out" not in route and "end" not in route
    ]
    part = st.sampled_from([study.project, study.source, new_guid(), "..", "%00", "%ff", "é"])
    part |= st.text(st.characters(exclude_characters="/?#"), min_size=1, max_size=40)
    method, path = permission_table.address(
        data.draw(st.sampled_from(routes)),
        {"project": data.draw(st.just(study.project) | part)},
        data.draw(part),
    )
    query = data.draw(
        st.dictionaries(
            st.sampled_from(["source", "since", "how", "opened", "of", "unit", "round", "next"]),
            part,
            max_size=3,
        )
    )
    body = data.draw(st.binary(max_size=200) | JSON.map(lambda one: json.dumps(one).encode()))
    kind = data.draw(st.sampled_from(["application/json", "text/plain",
                                      "application/x-www-form-urlencoded"]))  # fmt: skip
    with server.client(study.tokens["Ada"]) as ada:
        try:
            answer = ada.request(
                method,
                path,
                params=query,
                content=body if method != "GET" else None,
                headers={"content-type": kind},
                timeout=120,
            )
        except (UnicodeError, ValueError, httpx.InvalidURL):  # the client itself cannot send that
            return
    assert answer.status_code < 500, (method, path, query, body, answer.text)
    assert "Traceback" not in answer.text


HOSTILE_VALUES: list[Any] = [
    None, True, -1, 2**63, 2**70, 1.5, 1e308, "", " ", "\0", "\ud800", "\u202e", "x" * 70_000, [],
    ["\ud800"], [2**70], {}, {"a": "b"}, "../../etc", "=1+1", new_guid(),
]  # fmt: skip


@pytest.mark.parametrize(
    ("route", "whole"),
    [
        ("POST prose", {"about": "thematic", "part": "summary", "words": "w", "grew_from": 0}),
        ("POST prose", {"about": "thematic", "part": "summary", "words": "w", "seen": [1]}),
        ("POST issue", {"kind": "thematic", "of": None, "why": "w"}),
        ("PUT sources/{source}/place", {"version": "", "position": 1}),
        ("POST operations", {"source": "{source}", "operations": [], "me": "{me}"}),
        ("PUT my-settings", {"name": "comfort", "value": "w"}),
    ],
)
def test_no_part_of_a_message_breaks_a_route(
    study: Study, server: Server, route: str, whole: dict
) -> None:
    """Every field of every message, with every kind of thing an enemy might put there."""
    method, _, path = route.partition(" ")
    base = "/api/v1" if "settings" in path else f"/api/v1/projects/{study.project}"
    filled = {
        name: value.format(source=study.source, me=study.people["Ada"])
        if isinstance(value, str)
        else value
        for name, value in whole.items()
    }
    with server.client(study.tokens["Ada"]) as ada:
        for name in whole:
            for value in HOSTILE_VALUES:
                body = json.dumps({"me": study.people["Ada"], **filled, name: value})
                answer = ada.request(
                    method,
                    f"{base}/{path.format(source=study.source)}",
                    content=body,
                    headers={"content-type": "application/json"},
                    timeout=120,
                )
                assert answer.status_code < 500, (route, name, value, answer.text)
                assert "Traceback" not in answer.text
