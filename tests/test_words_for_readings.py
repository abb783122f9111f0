"""Where readings are compared, no word says that one of them is right and another is not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# As whole words, in everything that is shown, printed or explained where readings are compared.
NEVER_SAID = re.compile(
    r"\b(errors?|accura\w+|inaccura\w+|gold[- ]standard|wrong\w*|conflict\w*|incorrect\w*"
    r"|mistake\w*|outliers?|misread\w*|miscod\w*|best|worst|rank(ed|ing)?|scores?|ground truth)\b",
    re.IGNORECASE,
)
ABOUT_READINGS = re.compile(
    r"compar|differen|agreement|wanting_figures|seen_from|small_groups|side_by_side|around|lanes"
    r"|worth_talking|only_me_here|figures_are_on|sides\.py|units\.py|finished_readings|heading_an"
    r"|cli/findings"
)
# What is built into the language or quoted from a paper's title is not said of a reading.
_NAMES = {"parse_error"}


def shown() -> list[Path]:
    modules = [
        path
        for path in (ROOT / "workbench").rglob("*.py")
        if ABOUT_READINGS.search(str(path.relative_to(ROOT)))
    ]
    return [*modules, ROOT / "docs" / "agreement.md", ROOT / "docs" / "comparing.md"]


def sentences(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield text
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", shown(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_reading_is_called_right_or_not(path: Path) -> None:
    said = [
        found.group(0)
        for sentence in sentences(path)
        for found in NEVER_SAID.finditer(sentence)
        if sentence not in _NAMES
    ]
    assert said == []


def test_there_is_much_to_look_at() -> None:
    assert len(shown()) > 25
