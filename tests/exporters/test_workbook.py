"""Tables as a spreadsheet: read back as a spreadsheet program would."""

import zipfile
from io import BytesIO

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from workbench.exporters.workbook import workbook
from workbench.importers.workbook import read_workbook


def test_words_and_numbers_come_back_as_they_were() -> None:
    rows = [
        ["Figure", "Value", "Note"],
        ["κ", 0.25, "from −0.1 to 0.6"],
        ["n", 1200, None],
        ["numpy", float(np.float64(0.5)), ""],
    ]
    found = read_workbook("a.xlsx", workbook({"One": rows, "Two & more": [["x"]]}))

    assert [sheet.name for sheet in found.sheets] == ["One", "Two & more"]
    told = [list(row) for row in found.sheets[0].rows]
    assert told[0] == ["Figure", "Value", "Note"]
    assert told[1] == ["κ", "0.25", "from −0.1 to 0.6"]
    assert told[2][:2] == ["n", "1200"]
    assert told[3][:2] == ["numpy", "0.5"]


def test_a_number_of_numpys_is_written_as_a_number() -> None:
    with zipfile.ZipFile(BytesIO(workbook({"One": [[np.float64(0.1)]]}))) as package:
        assert "<v>0.1</v>" in package.read("xl/worksheets/sheet1.xml").decode()


@example("=1+1")
@example("+1")
@example("-1")
@example("@SUM(1)")
@given(st.text(max_size=40))
def test_whatever_words_say_the_parts_are_sound_and_nothing_is_a_formula(words: str) -> None:
    with zipfile.ZipFile(
        BytesIO(workbook({"One": [[words.encode(errors="replace").decode()]]}))
    ) as package:
        for name in package.namelist():
            root = etree.fromstring(package.read(name))
            assert not root.xpath("//*[local-name()='f']")


def test_the_same_tables_make_the_same_bytes() -> None:
    assert workbook({"One": [["a", 1]]}) == workbook({"One": [["a", 1]]})
