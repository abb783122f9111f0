"""Figures of agreement: off until somebody says for whom, and then over what two finished."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.services import (
    agreement_tables,
    coding,
    figures_of_agreement,
    reading,
    taking_in,
    wanting_figures,
)
from workbench.services.agreement_of_stretches import ANY_STRETCH
from workbench.services.figures_of_agreement import SAME_CODES, Line, Summary

FOR_WHOM = "The journal asks how far two readers agreed."
MORE = """Interviewer: What is it like?

P02: Loud. Warm as well. I know everybody by name.

Interviewer: Would you go again?

P02: Every week. I hold the door.
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Two transcripts; Ada and Ben have finished both, Cleo the first."""
    study = small_study(tmp_path / "workspace", names=("Ada", "Ben", "Cleo"))
    _, second = taking_in.import_file(study.desk("Ada"), "more.txt", MORE.encode())
    assert second is not None
    study.others = second  # type: ignore[attr-defined]
    for name in ("Ada", "Ben"):
        mark(study, name, "I felt safe there", "SA")
        finish(study, name, study.source)
        finish(study, name, second)
    mark(study, "Ada", "I bring the biscuits", "EC")
    mark(study, "Ben", "Every week", "EC", source=second)
    return study


def mark(study: Study, name: str, words: str, key: str, *, source: Guid | None = None) -> None:
    source = source or study.source
    start = reading.text_of(study.desk("Ada"), source).index(words)
    end = start + len(words)
    coding.mark(study.desk(name), source, start=start, end=end, code=study.code(key))


def finish(study: Study, name: str, source: Guid) -> None:
    done = {"id": new_guid(), "kind": "reading_state", "state": "finished"}
    coding.apply_operations(study.desk(name), source, [done])


def on(study: Study) -> None:
    wanting_figures.turn_on(study.desk("Ada"), FOR_WHOM)


def line(found: Summary, about: str, kind: str) -> Line:
    return next(one for one in found.lines if (one.about, one.kind) == (about, kind))


def figure_of(found: dict, measure: str, about: str = SAME_CODES, kind: str = "all") -> dict:
    (one,) = [
        each
        for each in found["figures"]
        if (each["measure"], each["about"], each["kind"]) == (measure, about, kind)
    ]
    return one


def test_with_default_settings_there_is_no_figure_anywhere(study: Study) -> None:
    desk = study.desk("Ada")
    assert wanting_figures.wanted(desk) is None
    for ask in (
        lambda: figures_of_agreement.summary(desk),
        lambda: agreement_tables.everything(desk),
        lambda: agreement_tables.as_file(desk, "xlsx"),
        lambda: agreement_tables.as_file(desk, "json"),
    ):
        with pytest.raises(NotAllowed, match="adding one sentence that says whom they are for"):
            ask()


def test_somebody_who_prepares_outputs_turns_them_on_for_all_at_once(study: Study) -> None:
    with pytest.raises(NotAllowed, match="prepare outputs"):
        wanting_figures.turn_on(study.desk("Ben"), FOR_WHOM)
    with pytest.raises(NotReadable, match="in one sentence"):
        wanting_figures.turn_on(study.desk("Ada"), "   ")
    on(study)

    seen = figures_of_agreement.summary(study.desk("Ben"))
    assert (seen.wanted.words, seen.wanted.by) == (FOR_WHOM, study.people["Ada"])

    with pytest.raises(NotAllowed, match="prepare outputs"):
        wanting_figures.turn_off(study.desk("Ben"))
    wanting_figures.turn_off(study.desk("Ada"))
    with pytest.raises(NotAllowed):
        figures_of_agreement.summary(study.desk("Ben"))


def test_the_team_answers_and_both_print_with_the_figures(study: Study) -> None:
    on(study)
    wanting_figures.answer(study.desk("Ben"), "Fine.")
    wanting_figures.answer(study.desk("Ben"), "Fine, with the passages.")
    wanting_figures.answer(study.desk("Cleo"), "I would rather not.")

    told = agreement_tables.everything(study.desk("Cleo"))
    assert told["for_whom"] == FOR_WHOM
    assert [each["words"] for each in told["answers"]] == [
        "Fine, with the passages.",
        "I would rather not.",
    ]
    wanting_figures.answer(study.desk("Ben"), "")
    assert len(agreement_tables.everything(study.desk("Cleo"))["answers"]) == 1


def test_each_step_can_be_undone_and_touches_nobody_elses_answer(study: Study) -> None:
    on(study)
    wanting_figures.answer(study.desk("Ben"), "Fine.")
    wanting_figures.turn_off(study.desk("Ada"))
    wanting_figures.undo(study.desk("Ada"))
    found = wanting_figures.wanted(study.desk("Ben"))
    assert found is not None
    assert found.answers == ((study.people["Ben"], "Fine."),)

    wanting_figures.undo(study.desk("Ben"))
    found = wanting_figures.wanted(study.desk("Ada"))
    assert found is not None
    assert found.answers == ()
    wanting_figures.redo(study.desk("Ben"))
    wanting_figures.let_name(study.desk("Ben"), True)
    wanting_figures.undo(study.desk("Ben"))
    assert not wanting_figures.my_name_may_stand(study.desk("Ben"))
    wanting_figures.undo(study.desk("Ada"))
    assert wanting_figures.wanted(study.desk("Ada")) is None
    assert study.desk("Ada").project.check_history() == []


def test_counts_percent_and_kappa_of_two_readers_by_turn(study: Study) -> None:
    on(study)
    found = figures_of_agreement.summary(study.desk("Cleo"))

    assert (found.units, found.transcripts, found.coefficient) == (8, 2, "Cohen’s kappa")
    safety = line(found, "Safety", "value")
    assert safety.counts is not None
    assert (safety.counts.everyone, safety.counts.only, safety.counts.nobody) == (1, (0, 0), 7)
    assert (safety.percent.value, safety.coefficient.value) == (1, 1)
    shared = line(found, "Experience in common", "code")
    assert shared.counts is not None
    assert (shared.counts.everyone, shared.counts.only, shared.counts.nobody) == (0, (1, 1), 6)
    assert shared.percent.value == 0.75
    assert shared.coefficient.value == pytest.approx(-1 / 7)
    unused = line(found, "Choice and control", "value")
    assert unused.coefficient.value is None
    assert "Every reading here is the same" in unused.coefficient.why
    same = line(found, SAME_CODES, "all")
    assert same.percent.value == 0.75


def test_only_text_that_two_finished_counts(study: Study) -> None:
    on(study)
    mark(study, "Cleo", "How did you come", "SA")
    study.do("Cleo", {"id": new_guid(), "kind": "reading_state", "state": "opened"})
    assert len(figures_of_agreement.summary(study.desk("Ada")).readers) == 2

    finish(study, "Cleo", study.source)
    found = figures_of_agreement.summary(study.desk("Ada"))
    assert (found.readers, found.coefficient) == (
        ("Reader A", "Reader B", "Reader C"),
        "Krippendorff’s alpha",
    )
    safety = line(found, "Safety", "value")
    assert safety.counts is not None
    # Of the second transcript, which Cleo has not finished, the other two readings count.
    assert (safety.counts.everyone, safety.counts.some, safety.counts.nobody) == (0, 2, 6)
    every = agreement_tables.everything(study.desk("Ada"))
    groups = {each["readers"] for each in every["counts"]}
    assert len(groups) == 4
    assert all(name.endswith("Reader A and Reader B") for name in groups - {"all readers"})


def test_sentences_and_characters_cut_the_same_marks_otherwise(study: Study) -> None:
    on(study)
    mark(study, "Ben", "Some weeks I do not go.", "EC")
    by = {
        unit: line(
            figures_of_agreement.summary(study.desk("Ada"), unit=unit),
            "Experience in common",
            "value",
        ).counts
        for unit in ("turn", "sentence", "character")
    }
    assert by["turn"] is not None
    assert by["sentence"] is not None
    assert by["character"] is not None
    assert by["turn"].everyone == 1
    assert (by["sentence"].everyone, by["sentence"].some) == (0, 3)
    assert sorted(by["character"].only or ()) == sorted(
        [len("I bring the biscuits"), len("Some weeks I do not go.") + len("Every week")]
    )
    with pytest.raises(NotReadable, match="turns, sentences or characters"):
        figures_of_agreement.summary(study.desk("Ada"), unit="page")


def test_an_open_round_says_that_readers_could_see_each_other(study: Study) -> None:
    on(study)
    found = figures_of_agreement.summary(study.desk("Ada"))
    assert found.remark == "These readers could see each other’s work."
    assert "while they could see each other’s work" in found.for_the_examiner()
    assert agreement_tables.everything(study.desk("Ada"))["remark"] == found.remark


def test_a_sealed_round_gives_nothing_before_it_is_opened_together(study: Study) -> None:
    on(study)
    study.desk("Ada").project.db.execute("update rounds set kind = 'sealed'")
    for name in ("Ada", "Cleo"):
        with pytest.raises(NotFound, match="no reading here that can be compared"):
            figures_of_agreement.summary(study.desk(name))

    study.desk("Ada").project.db.execute("update rounds set state = 'opened'")
    found = figures_of_agreement.summary(study.desk("Cleo"))
    assert found.remark == ""
    assert "before discussion" in found.for_the_examiner()


def test_names_stand_only_where_every_reader_of_a_pair_says_so(study: Study) -> None:
    on(study)
    wanting_figures.let_name(study.desk("Ada"), True)
    assert "Ada" not in json.dumps(agreement_tables.everything(study.desk("Ada"))["figures"])
    wanting_figures.let_name(study.desk("Ben"), True)
    assert set(figures_of_agreement.summary(study.desk("Cleo")).readers) == {"Ada", "Ben"}

    finish(study, "Cleo", study.source)
    found = agreement_tables.everything(study.desk("Ada"))
    groups = {each["readers"].split(": ")[-1] for each in found["counts"]}
    assert "Cleo" not in json.dumps(found["counts"])
    assert groups - {"Ada and Ben", "Ben and Ada"} == {"all readers", "Reader A and Reader B"}


def test_the_files_have_the_rest_with_the_sentence(study: Study) -> None:
    on(study)
    wanting_figures.answer(study.desk("Ben"), "=1+1 is fine")
    with pytest.raises(NotAllowed, match="prepare outputs"):
        agreement_tables.as_file(study.desk("Ben"), "json")
    name, data = agreement_tables.as_file(study.desk("Ada"), "json")
    found = json.loads(data)

    assert name == "Small study – agreement over turns.json"
    assert (found["for_whom"], found["units"]) == (FOR_WHOM, 8)
    assert {each["measure"] for each in found["figures"]} >= {
        "percent agreement, all readers equal",
        "percent agreement, over pairs of readings",
        "Cohen’s kappa",
        "Fleiss’ kappa",
        "Krippendorff’s alpha, nominal",
        "Krippendorff’s alpha, Jaccard",
        "Krippendorff’s alpha, MASI",
        "Gwet’s AC1",
        "PABAK",
        "prevalence index",
        "bias index",
        "mean pairwise F1",
        "Krippendorff’s uα (2016)",
        "Krippendorff’s |uα (2016)",
        "Krippendorff’s cuα (2016)",
        "Krippendorff’s (k)uα (2016)",
        "Krippendorff’s α for stretches (1995)",
    }
    f1 = figure_of(found, "mean pairwise F1", ANY_STRETCH, "stretches")
    assert f1["value"] == 0.5
    _, book = agreement_tables.as_file(study.desk("Ada"), "xlsx")
    with zipfile.ZipFile(BytesIO(book)) as package:
        about = package.read("xl/worksheets/sheet1.xml").decode()
        assert package.testzip() is None
    assert FOR_WHOM in about
    assert "These readers could see each other’s work." in about
    assert "<f>" not in about
    assert "I felt safe" not in data.decode()  # no word of a transcript


def test_overlapping_stretches_of_other_codes_have_no_unitizing_alpha(study: Study) -> None:
    on(study)
    mark(study, "Ada", "safe there from the first day", "EC")
    found = agreement_tables.everything(study.desk("Ada"))
    where = (ANY_STRETCH, "stretches")
    assert "overlapping stretches" in figure_of(found, "Krippendorff’s uα (2016)", *where)["note"]
    assert figure_of(found, "Krippendorff’s |uα (2016)", *where)["value"] is not None


def test_conger_stands_for_three_readers_where_all_finished(study: Study) -> None:
    on(study)
    mark(study, "Cleo", "I felt safe there", "SA")
    finish(study, "Cleo", study.source)
    found = agreement_tables.everything(study.desk("Ada"))
    conger = [
        each
        for each in found["figures"]
        if each["measure"] == "Conger’s kappa" and each["about"] == "Safety"
    ]
    assert [each["value"] for each in conger] == [1, 1]  # the value, and the code by itself


def test_nothing_finished_by_two_gives_no_line(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    on(study)
    found = figures_of_agreement.summary(study.desk("Ada"))
    assert (found.lines, found.transcripts) == ((), 0)
    assert agreement_tables.everything(study.desk("Ada"))["figures"] == []
