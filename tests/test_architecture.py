"""The shape of the project: who may import whom, how long a file gets, what lies at the top."""

import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 400
TOP_LEVEL = {
    "workbench",
    "codebooks",
    "transcripts_sample",
    "tests",
    "docs",
    "pyproject.toml",
    "constraints.txt",
    "Makefile",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "Dockerfile",
}
DRAWERS_WITHOUT_A_NAME = {"utils", "helpers", "common", "misc", "manager"}
LEFT_UNDONE = re.compile(r"\b(?:TODO|FIXME)\b|raise NotImplementedError")
# A folder of one machine; the signs before it leave out addresses, closing tags and names.
MACHINE_PATH = re.compile(r"(?<![\w.<>/*-])/(?:work|tmp|root|home/\w+)(?![\w-])")


# Where a path of the server's goes out to a browser without the path that all may be under.
PAST_THE_PATH = re.compile(
    r"""link_button\(|(?:href|action)=["']/|\b(?:fetch|assign|URL)\(["']/"""
)

SENDING = {("workbench", "ui"), ("workbench", "server")}


def project_files() -> list[Path]:
    """All files that are part of the project: what git keeps, and what it would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in files if path.is_file()]


def text_of(path: Path) -> str:
    """The words of a file; of a picture or a Word file, which has none to search, nothing."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def places(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Where a pattern stands, as `file:line`."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(text_of(path).split("\n"), start=1)
        if pattern.search(line)
    ]


def test_imports_keep_to_the_contracts() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")

    outcome = subprocess.run(
        [lint_imports, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(("folder", "allowed"), [("domain", set()), ("agreement", {"numpy"})])
def test_the_innermost_folders_need_hardly_more_than_python(
    folder: str, allowed: set[str]
) -> None:
    graph = grimp.build_graph("workbench", include_external_packages=True, cache_dir=None)
    inside = {name for name in graph.modules if name.startswith(f"workbench.{folder}")}

    imported = {
        name for module in inside for name in graph.find_modules_directly_imported_by(module)
    }
    foreign = {name for name in imported if not name.startswith("workbench")}

    assert foreign - sys.stdlib_module_names - allowed == set()
    assert "sqlite3" not in foreign


def test_no_file_of_program_text_is_too_long_to_read() -> None:
    program = [path for path in project_files() if path.suffix in {".py", ".js", ".css"}]

    long = {
        str(p.relative_to(ROOT)): n for p in program if (n := text_of(p).count("\n")) > LONGEST
    }

    assert long == {}


def test_no_file_is_a_drawer_without_a_name() -> None:
    named = [path for path in project_files() if path.stem.lower() in DRAWERS_WITHOUT_A_NAME]

    assert named == []


def test_nothing_in_the_workbench_is_left_undone() -> None:
    workbench = [path for path in project_files() if path.is_relative_to(ROOT / "workbench")]

    assert places(LEFT_UNDONE, workbench) == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert places(MACHINE_PATH, project_files()) == []


def test_the_top_level_holds_only_what_was_agreed() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in project_files()}

    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_every_address_that_goes_to_a_browser_has_the_path_all_may_be_under() -> None:
    kinds = {".py", ".js", ".html"}
    drawn = [
        path
        for path in project_files()
        if path.relative_to(ROOT).parts[:2] in SENDING and path.suffix in kinds
    ]
    links = ROOT / "workbench" / "ui" / "parts" / "links.py"
    assert len(places(PAST_THE_PATH, [links])) == 1
    assert places(PAST_THE_PATH, [path for path in drawn if path != links]) == []
