"""The codebooks that come with the workbench, read as anybody's codebook is read."""

import re
from pathlib import Path

from workbench.domain.codebook import Codebook
from workbench.importers.codebook_yaml import read_codebook

FOLDER = Path(__file__).parents[1] / "codebooks"


def side_by_side() -> Codebook:
    file = FOLDER / "side-by-side-values.yaml"
    return read_codebook(file.name, file.read_bytes())


def test_every_codebook_that_comes_with_the_workbench_can_be_read() -> None:
    files = sorted(FOLDER.glob("*.yaml"))

    keys = [read_codebook(file.name, file.read_bytes()).key for file in files]

    assert keys == [file.stem for file in files]


def test_the_six_values_stand_in_their_order_and_their_place_in_the_pyramid() -> None:
    values = side_by_side().values()

    assert [(value.key, value.level) for value in values] == [
        ("EC", "foundation"),
        ("SA", "foundation"),
        ("CC", "foundation"),
        ("TW", "middle"),
        ("HC", "middle"),
        ("FR", "apex"),
    ]
    assert all(value.definition and value.seed_phrase for value in values)


def test_the_five_key_decisions_keep_the_question_they_were_asked_as() -> None:
    decisions = [c for c in side_by_side().codes if c.kind == "key_decision" and c.parent is None]

    assert [decision.key for decision in decisions] == ["KD1", "KD2", "KD3", "KD4", "KD5"]
    assert all(decision.seed_phrase.endswith("?") for decision in decisions)


def test_the_split_into_codes_is_a_proposal_and_says_so() -> None:
    codebook = side_by_side()

    assert {codebook.status, *(code.status for code in codebook.codes)} == {"draft"}


def test_codes_stand_under_the_code_that_their_key_begins_with() -> None:
    codebook = side_by_side()
    under_values = [code for code in codebook.codes if code.kind == "value" and code.parent]

    assert len(under_values) == 37
    assert all(code.key[:2] == code.parent for code in under_values)
    assert codebook.value_over("SA1").key == "SA"
    assert codebook.value_over("KD1.1") is None


def test_guidance_nobody_has_written_is_empty() -> None:
    by_key = {code.key: code for code in side_by_side().codes}

    assert by_key["RE1"].definition == ""
    assert by_key["RE1"].plain_name == by_key["RE1"].name


def test_guidance_mentions_only_codes_that_exist() -> None:
    codebook = side_by_side()
    keys = {code.key for code in codebook.codes}
    mentioned = {
        key
        for code in codebook.codes
        for text in (code.definition, code.include_when, code.exclude_when)
        for key in re.findall(r"\b[A-Z]{2}\d?(?:\.\d)?\b(?= to | as |[,);])", text)
    }

    assert mentioned - {"OK"} <= keys
    assert "CB6.5" in mentioned
