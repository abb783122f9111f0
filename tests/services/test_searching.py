"""Searching: words, forms, phrases, beginnings; hostile queries; what is gone stays gone."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.withdrawn import WHO, still_there, study_with_rare_words
from workbench.domain.errors import NotReadable
from workbench.services import checking, correcting, participants, searching, withdrawing

SAFE = "I felt safe there"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


def found(study: Study, words: str, **how: object) -> list[str]:
    return [each.words for each in searching.search_for(study.desk("Ada"), words, **how)]


def test_words_phrases_and_beginnings(study: Study) -> None:
    (turn,) = found(study, "SAFE first")
    assert SAFE in turn
    assert found(study, '"the washing up"') != []
    assert found(study, '"washing the up"') == []
    assert found(study, "bisc*") == found(study, "biscuits") != []
    assert found(study, "biscuit", exact=True) == []
    assert found(study, "safe biscuits") == []  # in two turns


def test_a_word_is_found_in_its_other_forms_unless_it_is_to_be_exact(study: Study) -> None:
    ada = study.desk("Ada")
    (friend,) = found(study, "taken")
    assert friend.startswith("A friend took me along")
    assert searching.other_forms(ada, "taken") == ["took"]
    assert searching.other_forms(ada, "friends come first") == ["friend", "came"]
    assert found(study, "friends come first") == [friend]
    assert found(study, "friends come first", exact=True) == []
    for not_opened in ('"taken me"', "taken*", '"friends"'):
        assert (found(study, not_opened), searching.other_forms(ada, not_opened)) == ([], [])
    assert found(study, "washing-ups") == []  # "up" has no such form
    assert len(found(study, "safes")) == 1


def test_what_was_looked_for_is_shown_where_it_stands(study: Study) -> None:
    (one,) = searching.search_for(study.desk("Ada"), 'takes "the first" nobody ask*')
    shown = [one.excerpt[span.start : span.end] for span in one.shown]
    assert shown == ["took", "the first", "nobody", "asked"]
    assert one.words.startswith(one.excerpt.removesuffix(" …"))
    assert one.speaker == "P01"


def test_an_excerpt_is_cut_between_words_around_what_was_looked_for(tmp_path: Path) -> None:
    long = "Ann: " + "before that " * 60 + "we went to a café " + "and after that " * 60
    study = small_study(tmp_path / "workspace", talk=long)
    (one,) = searching.search_for(study.desk("Ada"), "go cafe")
    assert [one.excerpt[span.start : span.end] for span in one.shown] == ["went", "café"]
    middle = one.excerpt.removeprefix("… ").removesuffix(" …")
    assert f" {middle} " in one.words
    assert 200 < len(middle) < 300


@pytest.mark.parametrize("words", ["", "   ", "*", '"', "bi*", "()", "\0", "x" * 400])
def test_what_cannot_be_looked_for_is_refused_in_a_sentence(study: Study, words: str) -> None:
    with pytest.raises(NotReadable):
        found(study, words)


@pytest.mark.parametrize(
    "words",
    ["words: safe", 'safe" OR "x', "safe NEAR(x)", "-safe", "safe'); drop table x", "^safe"],
)
def test_nothing_typed_is_read_as_anything_but_words(study: Study, words: str) -> None:
    assert isinstance(found(study, words), list)


def test_a_correction_is_found_and_what_it_corrected_is_not(study: Study) -> None:
    assert found(study, "friend") != []
    desk = study.desk("Ada")
    start = study.text().index("A friend took")
    correcting.correct_words(
        desk, study.source, start, "A neighbour took me along.",
        seen=correcting.version(desk, study.source),
    )  # fmt: skip

    assert found(study, "friend") == []
    assert found(study, "neighbour") == ["A neighbour took me along."]
    assert searching.other_forms(desk, "asking friends neighbours") == ["neighbour"]


def test_turns_that_are_split_and_joined_are_found_where_they_stand_now(study: Study) -> None:
    assert found(study, "washing") != []
    desk, text = study.desk("Ada"), study.text()
    start, at = text.index("A friend took"), text.index("I felt safe")
    correcting.split(desk, study.source, start, at)
    assert found(study, "washing") == [text[text.index("Now I bring") :].rstrip()]
    assert found(study, "safe") == [text[at : text.index("\n", at)]]
    assert checking.check(desk) == []
    correcting.join(desk, study.source, start)
    assert found(study, "safe") == [text[start : text.index("\n", at)]]
    assert checking.check(desk) == []


def test_what_may_not_leave_is_not_found_where_it_would(study: Study) -> None:
    ada = study.desk("Ada")
    (who,) = participants.everybody(ada)
    participants.say_consent(ada, [who.guid], "analysis", False)

    assert found(study, "biscuits") != []
    assert found(study, "biscuits", leaving_for="analysis") == []


def test_withdrawn_words_are_in_no_index(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path / "workspace")
    assert found(study, "bandersnatches") == found(study, "bandersnatch") != []

    withdrawing.withdraw(study.workspace, study.desk("Ada"), WHO)

    assert still_there(study) == []
    assert found(study, "bandersnatches") == []
    assert searching.other_forms(study.desk("Ada"), "bandersnatches") == []
    assert found(study, "tea") != []
