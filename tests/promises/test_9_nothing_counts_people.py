"""9: nothing on a screen or in a document speaks of kappa, accuracy, productivity or leaders.

Exempt, as agreed: the page and settings of figures of agreement, which are off until a team wants
them and says what for, and what works the figures out.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import small_study
from tests.people import browser, settled, visitor
from tests.servers import serving
from workbench.ui.parts.links import PAGES

WORKBENCH = Path(__file__).parent.parent.parent / "workbench"
NEVER = re.compile(
    r"\b(kappas?|accura(te|cy)|error rates?|productiv\w*|leader ?boards?|last seen|"
    r"time spent|top readers?|most active)\b",
    re.IGNORECASE,
)
FIGURES = re.compile(r"agreement|wanting_figures|figures_wanted|figures_are_on|finished_readings")


def said(path: Path) -> Iterator[str]:
    """The sentences of a module or script: what stands in quotation marks, docstrings aside."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        yield from re.findall(r"\"[^\"\n]*\"|`[^`]*`", text)
        return
    tree = ast.parse(text)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def modules() -> list[Path]:
    return [
        path
        for path in (*WORKBENCH.rglob("*.py"), *WORKBENCH.rglob("*.js"))
        if "node_modules" not in path.parts
        and not FIGURES.search(str(path.relative_to(WORKBENCH)))
    ]


def test_no_sentence_of_the_workbench_does() -> None:
    assert len(modules()) > 200
    found = [
        f"{path.relative_to(WORKBENCH)}: {sentence}"
        for path in modules()
        for sentence in said(path)
        if NEVER.search(sentence)
    ]
    assert found == []


@pytest.mark.browser
def test_no_page_of_a_fresh_study_does(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    with serving(study.workspace.folder) as server, browser() as started:
        page = visitor(started, server, study.tokens["Ada"])
        for name in PAGES:
            if name != "agreement":
                page.goto(f"/{'' if name == 'home' else name}?project={study.project}")
                page.locator(".stMain h1").first.wait_for()
                words = settled(page).locator("body").inner_text()
                assert NEVER.search(words) is None, name
