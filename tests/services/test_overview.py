"""The overview's figures, against a study of three transcripts worked out by hand."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.ids import Guid, new_guid
from workbench.services import coding, overview, reading, taking_in

ONE_TO_ONE = b"P02: She asked me what I wanted, and then she listened to it.\n"
BOTH = b"P03: On the phone it was different from the room, and I liked both.\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path)


def add(study: Study, name: str, data: bytes, *settings: str) -> Guid:
    _, source = taking_in.import_file(
        study.desk("Ada"), name, data, kind="interview", settings=list(settings)
    )
    assert source is not None
    return source


def mark(study: Study, name: str, source: Guid, key: str, presence: str = "not_said") -> None:
    text = reading.text_of(study.desk(name), source)
    coding.mark(
        study.desk(name), source, start=0, end=len(text) - 1, code=study.code(key),
        presence=presence,
    )  # fmt: skip


def test_a_transcript_counts_once_for_a_value_however_often_it_was_marked(study: Study) -> None:
    other = add(study, "other.txt", ONE_TO_ONE, "one-to-one")
    for name, key in (("Ada", "SA"), ("Ben", "SA"), ("Ben", "SA1")):
        mark(study, name, study.source, key, presence="there")
    mark(study, "Ada", other, "SA", presence="missing")
    mark(study, "Ada", other, "CC")

    rows = {row.code.key: row for row in overview.overview(study.desk("Ada")).values}

    assert {key: len(row.sources) for key, row in rows.items()} == {
        "EC": 0, "SA": 2, "CC": 1, "TW": 0, "HC": 0, "FR": 0,
    }  # fmt: skip
    assert overview.presence_words(rows["SA"]) == "There in 1, missing or hard in 1"
    assert overview.presence_words(rows["CC"]) == ""


def test_by_setting_a_transcript_about_two_settings_counts_in_both(study: Study) -> None:
    mark(study, "Ada", study.source, "SA")  # group
    mark(study, "Ada", add(study, "other.txt", ONE_TO_ONE, "one-to-one"), "FR")
    mark(study, "Ben", add(study, "both.txt", BOTH, "group", "one-to-one"), "SA")

    found = overview.overview(study.desk("Ben"))

    words = {row[0].key: [(cell.setting, cell.words) for cell in row]
             for row in overview.cells(found)}  # fmt: skip
    assert words["SA"] == [("group", "2 of 2"), ("one-to-one", "1 of 2")]
    assert words["FR"] == [("group", "0 of 2"), ("one-to-one", "1 of 2")]


def test_what_was_finished_with_nothing_to_mark_was_read(study: Study) -> None:
    add(study, "other.txt", ONE_TO_ONE, "one-to-one")
    study.do("Ben", {"id": new_guid(), "kind": "reading_state", "state": "finished_nothing"})

    found = overview.overview(study.desk("Ada"))

    assert found.read == {study.source}
    assert {found.line(row) for row in found.values} == {"marked in 0 of 1 read"}


def test_the_pyramid_says_in_each_block_where_its_value_was_marked(study: Study) -> None:
    mark(study, "Ada", study.source, "HC1")

    lines = {
        block.key: block.line for block in overview.blocks(overview.overview(study.desk("Ada")))
    }

    assert (lines["HC"], lines["EC"]) == ("marked in 1 of 1 read", "marked in 0 of 1 read")
