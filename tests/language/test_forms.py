"""Other forms of English words: the irregular, the regular, and what only looks like one."""

import subprocess
import sys

import pytest

from workbench import language


@pytest.mark.parametrize(
    ("word", "among"),
    [
        ("go", {"went", "gone", "goes", "going"}),
        ("went", {"go", "gone", "goes", "going"}),
        ("child", {"children"}),
        ("Children", {"child"}),
        ("felt", {"feel", "feels", "feeling"}),
        ("woman", {"women"}),
        ("lives", {"life", "live", "lived", "living"}),
        ("good", {"better", "best"}),
        ("story", {"stories"}),
        ("organised", {"organise", "organises", "organising"}),
        ("hop", {"hops", "hopped", "hopping"}),
        ("hope", {"hopes", "hoped", "hoping"}),
        ("focus", {"focused", "focuses"}),
        ("mentee", {"mentees"}),  # in no dictionary
        ("mentees", {"mentee"}),
    ],
)
def test_a_word_leads_to_its_other_forms(word: str, among: set[str]) -> None:
    assert among <= set(language.forms(word))
    assert word.casefold() not in language.forms(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("be", "bed"), ("see", "seed"), ("hop", "hoped"), ("sing", "singed"), ("us", "u"),
        ("strange", "stranger"), ("numb", "number"), ("plan", "planes"), ("pass", "pas"),
        ("safe", "safety"), ("organise", "organisation"), ("universe", "university"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_form_is_none(word: str, other: str) -> None:
    assert other not in language.forms(word)
    assert word not in language.forms(other)


@pytest.mark.parametrize("word", ["", "7", "12th", "日本", "x" * 300, "é", "\0", "cariad"])
def test_anything_may_be_asked(word: str) -> None:
    assert all(form.strip() for form in language.forms(word))


def test_forms_are_found_without_loading_spacy() -> None:
    asked = (
        "import sys; from workbench import language; assert 'gone' in language.forms('go');"
        " assert 'spacy' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
