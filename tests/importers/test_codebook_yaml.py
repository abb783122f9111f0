"""Codebooks written by hand: what is read, and what is said about each mistake."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import UnreadableFile
from workbench.importers.codebook_yaml import LARGEST, read_codebook

ABOUT = "key: ours\nname: Our values\n"
ONE_VALUE = ABOUT + "values:\n- key: SA\n  name: Safety\n"


def refusal(text: str | bytes) -> UnreadableFile:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(UnreadableFile) as refused:
        read_codebook("ours.yaml", data)
    return refused.value


def test_a_tree_is_read_in_the_order_of_the_file() -> None:
    codebook = read_codebook(
        "ours.yaml",
        b"key: ours\nname: Our values\nstatus: agreed\nvalues:\n"
        b"- key: SA\n  name: Safety\n  plain_name: 'Feeling safe, or not'\n  level: foundation\n"
        b"  codes:\n  - key: SA1\n    name: Trust\n    status: draft\n"
        b"key_decisions:\n- key: KD1\n  name: Facilitation\nother:\n",
    )

    assert [(c.key, c.parent, c.kind, c.level, c.status) for c in codebook.codes] == [
        ("SA", None, "value", "foundation", "agreed"),
        ("SA1", "SA", "value", None, "draft"),
        ("KD1", None, "key_decision", None, "agreed"),
    ]
    assert codebook.codes[0].plain_name == "Feeling safe, or not"
    assert codebook.codes[1].plain_name == "Trust"
    assert codebook.codes[1].definition == ""
    assert len({code.guid for code in codebook.codes}) == 3


def test_what_yaml_takes_for_numbers_and_answers_stays_as_it_was_written() -> None:
    codebook = read_codebook("o.yaml", b"key: NO\nname: 0.10\nother: [{key: 1, name: yes}]\n")

    assert (codebook.key, codebook.name) == ("NO", "0.10")
    assert (codebook.codes[0].key, codebook.codes[0].name) == ("1", "yes")


def test_the_same_file_for_another_study_gives_the_same_codes_with_guids_of_their_own() -> None:
    words = (
        b"key: ours\nname: Ours\nvalues: [{key: SA, name: Safety, codes: [{key: A, name: B}]}]\n"
    )
    one, other = read_codebook("ours.yaml", words), read_codebook("ours.yaml", words)

    assert [(c.key, c.name, c.parent) for c in one.codes] == [
        (c.key, c.name, c.parent) for c in other.codes
    ]
    assert not {c.guid for c in one.codes} & {c.guid for c in other.codes}


def test_files_from_windows_and_lines_that_go_on_are_read() -> None:
    text = ONE_VALUE + "  definition: >\n    What people\n    set up.\n"

    codebook = read_codebook("o.yaml", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    assert codebook.codes[0].definition == "What people set up."


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "is empty"),
        ("# nothing yet\n", None, "is empty"),
        (ABOUT, None, "has no codes"),
        ("name: A\nvalues: []\n", 1, "without a key"),
        (ABOUT + "values:\n- name: Safety\n", 4, "without a key"),
        (ABOUT + "values:\n- key: SA\n", 4, "the code “SA” without a name"),
        (ONE_VALUE + "- key: sa\n  name: Again\n", 6, "The first is on line 4"),
        (ABOUT + "other: [{key: A, name: x}, {key: A, name: y}]\n", 3, "a second time"),
        (ONE_VALUE + "  name: Again\n", 6, "a second time in one entry"),
        (ONE_VALUE + "  defintion: x\n", 6, "Did you mean “definition”?"),
        (ONE_VALUE + "  zzz: x\n", 6, "It can be one of these: key, name"),
        (ONE_VALUE + "  parent: EC\n", 6, "Move it into “codes:”"),
        (ONE_VALUE + "  level: fundation\n", 6, "Did you mean “foundation”?"),
        (ONE_VALUE + "  status: done\n", 6, "It can be one of these: draft, tried"),
        (ONE_VALUE + "  codes:\n  - key: B\n    name: b\n    level: apex\n", 9, "a level to “B”"),
        (ONE_VALUE + "  definition: [a]\n", 6, "which takes text only"),
        (ONE_VALUE + "  codes: many\n", 6, "should begin a list of codes"),
        (ABOUT + "values:\n- SA\n", 4, "should hold the fields of a code"),
        ("a sentence", 1, "should hold the fields of a codebook"),
        (ABOUT + "values:\n- key: S A\n  name: x\n", 4, "cannot serve as one"),
        (ONE_VALUE + "  definition: this: that\n", 6, "has a colon"),
        (ONE_VALUE + "\tdefinition: x\n", 6, "Indent with spaces"),
        (ONE_VALUE + '  definition: "open\n', 7, "quotation mark still open"),
        (ONE_VALUE + "---\nkey: more\n", 6, "a second document"),
        (ONE_VALUE + "  definition: a\x07\n", 6, "cannot be printed"),
        (ONE_VALUE + '  definition: "a\\x07"\n', 6, "cannot be printed"),
        (ONE_VALUE + '  definition: "a\\UFFFFFFFF"\n', 6, "not written in a way that YAML allows"),
        (ABOUT.encode() + b"origin: caf\xe9\n", 3, "save it as UTF-8"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(
    text: str | bytes, line: int | None, said: str
) -> None:
    refused = refusal(text)

    assert refused.line == line
    assert said in str(refused)
    assert str(refused).startswith("ours.yaml")
    assert str(refused).endswith((".", "?", "”."))


@pytest.mark.parametrize(
    "text",
    [
        ABOUT + "values: &all\n- key: A\n  name: *all\n",
        "key: !!python/object/apply:os.getcwd []\n",
        ABOUT + "origin: !!python/name:os.getcwd x\n",
        "[" * 50_000,
        "- " * 50_000,
        "%YAML 1." + "9" * 5_000 + "\n---\nkey: a\n",
        "x" * (LARGEST + 1),
    ],
)
def test_a_file_made_to_do_harm_is_refused_in_a_sentence(text: str) -> None:
    assert len(str(refusal(text))) < 300


@given(st.binary(max_size=200) | st.text(alphabet="-:[]{}&*!|>'\"# \n\tab,?%@`").map(str.encode))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    for whole in (data, ABOUT.encode() + data, ONE_VALUE.encode() + data):
        with suppress(UnreadableFile):
            read_codebook("ours.yaml", whole)
