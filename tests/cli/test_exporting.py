"""Giving a study out, and searching it, from the command line."""

import csv
import json
import zipfile
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.cli.conftest import Terminal
from workbench.services import participants

SAFE = "I felt safe there"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "yaml", "qdc", "docx", "html"])
def test_a_study_goes_out_by_the_ending_of_its_file(
    run: Terminal, study: Study, tmp_path: Path, ending: str
) -> None:
    study.do("Ada", study.operation(SAFE, "SA"))
    out = tmp_path / f"out.{ending}"

    assert run("export", "small-study", str(out)).exit_code == 0

    data = out.read_bytes()
    if ending in ("xlsx", "docx"):
        assert zipfile.is_zipfile(out)
    if ending == "json":
        (mark,) = json.loads(data)["marks"]
        assert (mark["words"], mark["code"], mark["reader"]) == (SAFE, "SA", "Ada")
    if ending == "csv":
        assert SAFE in data.decode("utf-8-sig")


def test_no_cell_that_leaves_is_a_formula(run: Terminal, tmp_path: Path) -> None:
    said = ["=1+1", "+1 for tea", "-1 for rain", "@home", "\tindented"]
    names = ("Ada", "=1+1 Ben")
    study = small_study(tmp_path / "workspace", names=names, talk=f"P01: Oh {' so '.join(said)}\n")
    study.do(names[1], *(study.operation(words, "SA") for words in said))
    out = tmp_path / "out.csv"
    assert run("export", "small-study", str(out)).exit_code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["words"] for row in rows} == {f"'{words}" for words in said}
    assert {row["reader"] for row in rows} == {f"'{names[1]}"}
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")] == []


def test_words_of_who_said_no_stay(run: Terminal, study: Study, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    study.do("Ada", study.operation(SAFE, "SA"))
    ada = study.desk("Ada")
    participants.say_consent(
        ada, [each.guid for each in participants.everybody(ada)], "analysis", False
    )

    run("export", "small-study", str(out))
    assert SAFE not in out.read_text()
    assert run("search", "small-study", "safe").output.strip() == "Nothing found."


def test_another_format_is_refused_in_a_sentence(
    run: Terminal, study: Study, tmp_path: Path
) -> None:
    told = run("export", "small-study", str(tmp_path / "out.pdf"))
    assert told.exit_code == 1
    assert "There is no format called pdf." in told.stderr


def test_a_search_tells_where_words_are(run: Terminal, study: Study) -> None:
    found = json.loads(run("search", "small-study", '"felt safe"', "--json").output)["found"]
    assert [each["name"] for each in found] == ["talk"]
    assert found[0]["words"][:8] == "A friend"
