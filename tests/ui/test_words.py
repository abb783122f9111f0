"""Plain words for the screen."""

import pytest

from workbench.ui.parts import words


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 turns"), (1, "1 turn"), (2310, "2,310 turns")]
)
def test_a_plural_follows_its_number(number: int, said: str) -> None:
    assert words.many(number, "turn") == said


@pytest.mark.parametrize(
    ("given", "said"),
    [([], ""), (["group"], "group"), (["group", "online", "other"], "group, online and other")],
)
def test_several_words_are_joined_as_in_a_sentence(given: list[str], said: str) -> None:
    assert words.joined(given) == said


def test_a_day_is_said_as_people_write_it() -> None:
    assert words.day("2026-11-02T09:30:00.000+00:00") == "2 November 2026"


def test_somebodys_words_are_never_taken_for_markdown_or_markup() -> None:
    assert words.plain("*P01* [group]\n$5") == r"\*P01\* \[group\] \$5"
    assert ":" + "100:" not in words.plain("at 10:100:")
    assert not {"a@b.org", "www."} & set(words.plain("a@b.org www.").split())
    assert words.as_html('<b>"you" & me</b>') == "&lt;b&gt;&quot;you&quot; &amp; me&lt;/b&gt;"


def test_a_transcript_is_described_by_kind_setting_and_participants() -> None:
    row = {
        "kind": "interview",
        "settings": ["group", "online"],
        "platforms": {"online": "Lantern"},
        "participants": ["P01"],
    }

    assert words.about_transcript(row) == "Interview · group and Lantern · P01"
    nowhere = {**row, "settings": ["not_stated"], "platforms": {}}
    assert words.about_transcript(nowhere) == "Interview · setting not stated · P01"
