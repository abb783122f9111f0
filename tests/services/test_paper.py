"""Reading on paper: the copy's lines, and who read and who typed in kept apart."""

import time
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import Study, small_study
from tests.services.test_correcting import correct
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.paper import WIDTH, lines_of, marks_of
from workbench.services import coding, leaving_team, paper, reading, rounds
from workbench.services.desks import Desk


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace", names=("Ada", "Ben", "Cy"))


def marks(study: Study, name: str = "Cy") -> list[tuple]:
    text = study.text()
    names = {person: name for name, person in study.people.items()}
    return [
        (
            text[one["start"] : one["end"]],
            names[one["coder"]],
            names.get(one["entered_by"]),
            one["presence"],
        )
        for one in study.marks(name)
    ]


def undo(study: Study, name: str) -> str:
    desk: Desk = study.desk(name)
    operation = {"id": coding.new_guid(), "kind": "undo"}
    return coding.apply_operations(desk, study.source, [operation])["results"][0]["state"]


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=400))
def test_a_copys_lines_hold_every_word_in_order(words: str) -> None:
    lines = lines_of(words)
    assert "".join("".join(lines).split()) == "".join(words.split())
    seen = [[one for one in line if category(one) not in ("Mn", "Me", "Cf")] for line in lines]
    assert all(len(line) <= WIDTH for line in seen)


def test_a_copy_numbers_turns_and_lines_the_same_for_everybody(study: Study) -> None:
    ada, ben = (paper.sheet(study.desk(name), study.source) for name in ("Ada", "Ben"))
    assert ada["turns"] == ben["turns"]
    assert [turn["number"] for turn in ada["turns"]] == [1, 2, 3, 4]
    numbers = [number for turn in ada["turns"] for number, _ in turn["lines"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [code["digit"] for code in ada["codes"]] == [1, 2, 3, 4, 5, 6]


def test_ones_own_paper_marks_are_marks_at_once_and_one_undo_takes_them_back(
    study: Study,
) -> None:
    text = study.text().split("\n")
    words = "2 SA\n3-4: 4, missing\n\n 2  freedom to be oneself  here"
    assert paper.enter(study.desk("Ada"), study.source, study.people["Ada"], words, said_yes=False)
    assert marks(study) == [
        (text[1], "Ada", None, "not_said"),
        (text[1], "Ada", None, "there"),
        (f"{text[2]}\n{text[3]}", "Ada", None, "missing"),
    ]
    assert undo(study, "Ada") == "saved"
    assert marks(study) == []


def test_what_is_typed_in_for_a_colleague_is_theirs_only_when_they_say_so(study: Study) -> None:
    ada, ben = study.desk("Ada"), study.desk("Ben")
    paper.enter(ada, study.source, study.people["Ben"], "2 SA\n4 TW", said_yes=False)
    assert marks(study) == marks(study, "Ben") == []
    assert paper.waiting(study.desk("Cy")) == paper.waiting(ada) == []
    found = paper.waiting(ben, study.source)
    assert [one["entered_by"] for one in found] == ["Ada", "Ada"]
    with pytest.raises(NotFound):
        paper.answer(study.desk("Cy"), study.source, [found[0]["guid"]], mine=True)

    paper.answer(ben, study.source, [found[0]["guid"]], mine=True)
    paper.answer(ben, study.source, [found[1]["guid"]], mine=False)
    text = study.text().split("\n")
    assert marks(study) == [(text[1], "Ben", "Ada", "not_said")]
    assert paper.waiting(ben) == []

    # Undo brings both answers back, and then nothing of it is a mark.
    assert undo(study, "Ben") == undo(study, "Ben") == "saved"
    assert marks(study) == []
    assert len(paper.waiting(ben)) == 2
    assert undo(study, "Ada") == "saved"
    assert paper.waiting(ben) == []


def test_said_yes_in_person_whoever_typed_takes_back_only_what_nobody_has_touched(
    study: Study,
) -> None:
    paper.enter(study.desk("Ada"), study.source, study.people["Ben"], "2 SA", said_yes=True)
    [mark] = study.marks("Ben")
    assert marks(study)[0][1:3] == ("Ben", "Ada")
    # The mark is Ben's: he removes it and brings it back as any other.
    [gone] = study.do(
        "Ben", {"id": coding.new_guid(), "kind": "remove_coding", "coding": mark["guid"]}
    )
    assert gone["state"] == "saved"
    assert undo(study, "Ben") == "saved"
    assert marks(study)[0][1:3] == ("Ben", "Ada")
    assert undo(study, "Ada") == "refused"
    assert len(study.marks("Ben")) == 1

    paper.enter(study.desk("Ada"), study.source, study.people["Ben"], "4 SA", said_yes=True)
    assert undo(study, "Ada") == "saved"
    assert len(study.marks("Ben")) == 1


def test_words_corrected_meanwhile_are_found_where_they_stand(study: Study) -> None:
    paper.enter(study.desk("Ada"), study.source, study.people["Ben"], "4 SA", said_yes=False)
    correct(study, "A friend", "A very old friend")
    [found] = paper.waiting(study.desk("Ben"))
    paper.answer(study.desk("Ben"), study.source, [found["guid"]], mine=True)
    assert marks(study)[0][0] == study.text().split("\n")[3]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("SA 2", "begin with the number of the turn"),
        ("9 SA", "there is no turn 9; this transcript has 4"),
        ("3-2 SA", "turn 2 comes before turn 3"),
        ("2 kindness", "there is no code called “kindness”"),
        ("2 SA\n0 SA", "Line 2: there is no turn 0"),
        ("", "There is no mark yet"),
        ("2 SA\n" * 501, "Enter them in parts"),
    ],
)
def test_a_line_that_is_not_understood_is_told_and_nothing_is_saved(
    study: Study, words: str, why: str
) -> None:
    before = study.desk("Ada").project.revision()
    with pytest.raises(NotReadable, match=why):
        paper.enter(study.desk("Ada"), study.source, study.people["Ada"], words, said_yes=False)
    assert study.desk("Ada").project.revision() == before


def test_marks_typed_in_for_somebody_who_reads_on_their_own_stay_sealed(study: Study) -> None:
    rounds.start(study.desk("Ada"), "Alone", [study.source], [study.people["Ben"]])
    paper.enter(study.desk("Ada"), study.source, study.people["Ben"], "2 SA", said_yes=True)
    assert len(study.marks("Ben")) == 1
    assert study.marks("Cy") == study.marks("Ada") == []
    cursor = reading.snapshot(study.desk("Cy"), study.source)["cursor"]
    assert reading.changes(study.desk("Cy"), study.source, cursor)["changes"] == []


def test_nothing_is_typed_in_for_somebody_who_has_left(study: Study) -> None:
    leaving_team.leave(study.workspace, study.desk("Ben"), name="", perspectives_stay=True)
    for said_yes in (True, False):
        with pytest.raises(NotFound, match="not in the team"):
            paper.enter(
                study.desk("Ada"), study.source, study.people["Ben"], "2 SA", said_yes=said_yes
            )
    assert study.marks("Ada") == []


def test_a_line_made_to_take_for_ever_is_not_understood_at_once() -> None:
    began = time.process_time()
    found, troubles = marks_of(f"1 a{' ' * 20_000}b", turns=3, codes={})
    assert (found, len(troubles)) == ([], 1)
    assert time.process_time() - began < 1
