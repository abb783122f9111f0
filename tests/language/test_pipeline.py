"""Sentences come from rules alone; the model is named, and loaded only when asked for."""

import subprocess
import sys
import time

import pytest

from workbench import language


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in language.sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It said tea. It said Tuesdays!", ["It said tea.", "It said Tuesdays!"]),
        ("Dr. Nair rang me. I was out.", ["Dr. Nair rang me.", "I was out."]),
        ("She said no. 'Fine,' I said.", ["She said no.", "'Fine,' I said."]),
        ("no stop at the end", ["no stop at the end"]),
        (" \n", []),
        ("", []),
    ],
)
def test_sentences_end_where_punctuation_ends_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_sentences_are_counted_in_code_points() -> None:
    text = "Grand 🙂🙂 it was. Then 🧑🏽‍🤝‍🧑🏻 rain."

    assert words(text) == ["Grand 🙂🙂 it was.", "Then 🧑🏽‍🤝‍🧑🏻 rain."]


def test_a_gap_made_to_take_for_ever_ends_no_sentence_and_takes_no_time() -> None:
    text = f"One{' ' * 20_000}two. “Three.”"
    language.sentences("The rules are read once.")
    began = time.process_time()

    assert words(text) == [text[:-9], "“Three.”"]
    assert time.process_time() - began < 1


def test_sentences_leave_out_nothing_but_white_space() -> None:
    text = "  “One.” (Two?) Three… 'Four.'  And so on \n and on"

    spans = language.sentences(text)

    assert spans == sorted(spans)
    outside = list(text)
    for start, end in spans:
        outside[start:end] = " " * (end - start)
    assert "".join(outside).strip() == ""


def test_the_model_in_use_is_named_with_its_limits() -> None:
    assert language.model() in language.in_use()
    assert "confirm" in language.in_use()


def test_the_best_installed_model_is_the_one_that_is_loaded() -> None:
    meta = language.pipeline().meta

    assert f"{meta['lang']}_{meta['name']}" == language.model()


def test_naming_the_model_loads_nothing() -> None:
    program = (
        "import sys; from workbench import language; language.in_use(); "
        "sys.exit('spacy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
