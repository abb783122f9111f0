"""The codebook grows: each change is undoable, and no mark changes under its reader's hand."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.codebook_change import Place, Reason
from workbench.domain.errors import AlreadyThere, CannotUndo, NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.domain.span import Span
from workbench.services import codebook_changes as changing
from workbench.services import reading, recoding
from workbench.store import checks, codebook_changes, codebook_passages, codebook_versions, codes


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path)


def book(study: Study) -> dict[str, dict]:
    db = study.desk("Ada").project.db
    return {code.name: code for code in codes.all_codes(db)}


def mark(study: Study, who: str, words: str, key: str = "SA1") -> Guid:
    operation = study.operation(words, key)
    assert study.do(who, operation)[0]["state"] == "saved"
    return operation["coding"]["guid"]


def coded(study: Study, who: str) -> dict[str, str]:
    names = {code.guid: code.name for code in book(study).values()}
    return {row["guid"]: names[row["code"]] for row in study.marks(who)}


def two_parts(study: Study, code: Guid) -> Guid:
    return changing.split(
        study.desk("Ada"),
        code,
        [{"name": "Agreeing how we talk"}, {"name": "Keeping to it"}],
        reason=Reason("It held two things", "Ben"),
    )


def test_a_split_asks_each_reader_about_their_own_marks_and_can_be_left_half_done(
    study: Study,
) -> None:
    code = study.code("SA1")
    was = next(one.name for one in book(study).values() if one.guid == code)
    first, second = mark(study, "Ada", "I felt safe there"), mark(study, "Ada", "washing up")
    other = mark(study, "Ben", "nobody asked why I came")

    change = two_parts(study, code)

    # Nothing is applied silently: everybody's marks are what they were, and can be read.
    assert set(coded(study, "Ada").values()) == {was}
    (question,) = recoding.waiting(study.desk("Ada"))
    assert [asked.coding for asked in question.waiting] == [first, second]
    assert question.waiting[0].code.name == was
    assert [code.name for code in question.into] == ["Agreeing how we talk", "Keeping to it"]

    one, two = question.into
    recoding.answer(study.desk("Ada"), change, first, [one.guid])
    assert recoding.how_many(study.desk("Ada")) == 1  # left half done
    assert coded(study, "Ben") == {first: one.name, second: was, other: was}

    recoding.answer(study.desk("Ada"), change, second, [])
    recoding.answer(study.desk("Ben"), change, other, [one.guid, two.guid])
    assert (recoding.waiting(study.desk("Ada")), recoding.waiting(study.desk("Ben"))) == ([], [])
    (again,) = set(coded(study, "Ben")) - {first, second, other}
    assert coded(study, "Ben") == {
        first: one.name, second: was, other: one.name, again: two.name,
    }  # fmt: skip
    assert {row["guid"]: row["coder"] for row in study.marks("Ada")} == {
        first: study.people["Ada"], second: study.people["Ada"],
        other: study.people["Ben"], again: study.people["Ben"],
    }  # fmt: skip
    assert checks.troubles(study.desk("Ada").project) == []

    recoding.undo(study.desk("Ben"))
    assert coded(study, "Ben") == {first: one.name, second: was, other: was}
    assert recoding.how_many(study.desk("Ben")) == 1
    recoding.redo(study.desk("Ben"))
    assert coded(study, "Ben")[other] == one.name


def test_nobody_answers_for_another_and_only_with_what_is_offered(study: Study) -> None:
    mine = mark(study, "Ada", "I felt safe there")
    change = two_parts(study, study.code("SA1"))
    part = next(code.guid for code in book(study).values() if code.name == "Keeping to it")
    with pytest.raises(NotFound, match="does not wait"):
        recoding.answer(study.desk("Ben"), change, mine, [part])
    with pytest.raises(NotReadable, match="among the codes that are offered"):
        recoding.answer(study.desk("Ada"), change, mine, [study.code("CC")])


def test_an_old_mark_is_read_as_its_code_stood_when_it_was_made(study: Study) -> None:
    code = study.code("SA1")
    was = next(one for one in book(study).values() if one.guid == code)
    guid = mark(study, "Ada", "I felt safe there")
    changing.reword(study.desk("Ada"), code, {"name": "Shared rules", "definition": "Another."})

    db = study.desk("Ada").project.db
    made_under = db.execute("select codebook_version from codings").fetchone()[0]
    assert codebook_versions.as_marked(db, code, made_under) == was
    assert coded(study, "Ada") == {guid: "Shared rules"}
    mark(study, "Ben", "washing up")
    newest = db.execute("select codebook_version from codings order by id desc").fetchone()[0]
    now = codebook_versions.as_marked(db, code, newest)
    assert now is not None
    assert now.definition == "Another."


def test_a_code_added_while_reading_keeps_the_words_it_was_marked_with(study: Study) -> None:
    made = new_guid()
    operation = study.operation("bring the biscuits")
    operation["coding"]["code"] = made
    study.do(
        "Ben",
        {"id": new_guid(), "kind": "add_code", "code": {"guid": made, "name": "Biscuits"}},
        operation,
    )
    changing.reword(study.desk("Ada"), made, {"name": "Small things one brings"})
    db = study.desk("Ada").project.db
    under = db.execute("select codebook_version from codings").fetchone()[0]
    found = codebook_versions.as_marked(db, made, under)
    assert found is not None
    assert found.name == "Biscuits"


def test_merging_retires_what_is_merged_and_asks(study: Study) -> None:
    kept, away = study.code("SA1"), study.code("SA2")
    guid = mark(study, "Ben", "I felt safe there", "SA2")
    change = changing.merge(study.desk("Ada"), [away], kept)
    rows = {
        code["guid"]: code for code in reading.snapshot(study.desk("Ben"), study.source)["codes"]
    }
    assert rows[away]["retired"]  # its mark is still shown by its name
    assert not rows[kept]["retired"]
    recoding.answer(study.desk("Ben"), change, guid, [kept])
    assert study.marks("Ada")[0]["code"] == kept
    with pytest.raises(NotReadable, match="another code"):
        changing.merge(study.desk("Ada"), [kept], kept)
    with pytest.raises(NotFound, match="retired already"):
        changing.merge(study.desk("Ada"), [away], kept)


def test_every_change_is_taken_back_and_made_again(study: Study) -> None:
    ada = study.desk("Ada")
    before = codes.all_codes(ada.project.db)
    code, other = study.code("SA1"), study.code("SA2")
    acts = [
        lambda: changing.add(ada, "Tea", under=code, said={"definition": "A cup of it"}),
        lambda: changing.reword(ada, code, {"name": "Rules we share"}),
        lambda: changing.move(ada, code, study.code("CC")),
        lambda: changing.stage(ada, code, "agreed"),
        lambda: changing.merge(ada, [other], code),
        lambda: two_parts(study, study.code("SA3")),
        lambda: changing.retire(ada, code),
        lambda: changing.stage(ada, code, "tried"),
        lambda: changing.name_version(ada, "After the first day", "tried"),
        lambda: changing.examples(ada, code, [Place(study.source, Span(3, 9))]),
    ]
    states = []
    for act in acts:
        act()
        states.append((codes.all_codes(ada.project.db), codebook_changes.story(ada.project.db)))
    assert checks.troubles(ada.project) == []
    for k in reversed(range(len(acts))):
        changing.undo(ada)
        earlier = states[k - 1][0] if k else before
        assert codes.all_codes(ada.project.db) == earlier
    assert codebook_changes.story(ada.project.db) == []
    for codes_then, story_then in states:
        changing.redo(ada)
        assert codes.all_codes(ada.project.db) == codes_then
        told = codebook_changes.story(ada.project.db)
        assert [one.guid for one in told] == [one.guid for one in story_then]
    assert len(codebook_passages.of(ada.project.db, code)) == 1


def test_taking_a_split_back_after_somebody_used_a_part_keeps_their_mark(study: Study) -> None:
    guid = mark(study, "Ben", "I felt safe there")
    code = study.code("SA1")
    change = two_parts(study, code)
    part = next(one.guid for one in book(study).values() if one.name == "Keeping to it")
    recoding.answer(study.desk("Ben"), change, guid, [part])

    changing.undo(study.desk("Ada"))

    assert coded(study, "Ben") == {guid: "Keeping to it"}
    known = {one.guid: one.status for one in book(study).values()}
    assert known[code] == "draft"
    assert known[part] == "retired"
    assert "Agreeing how we talk" not in book(study)


def test_codes_under_one_that_goes_move_up_and_stay_in_use(study: Study) -> None:
    code = study.code("SA1")
    below = changing.add(study.desk("Ada"), "Tea", under=code)
    changing.retire(study.desk("Ada"), code)
    assert next(one for one in book(study).values() if one.guid == below).parent == "SA"


def test_what_cannot_be_is_refused_and_changes_nothing(study: Study) -> None:
    ada, code = study.desk("Ada"), study.code("SA1")
    before = codes.all_codes(ada.project.db)
    below = changing.add(study.desk("Ben"), "Tea", under=code)  # anybody may add a draft
    refused = [
        (NotAllowed, lambda: changing.retire(study.desk("Ben"), code)),
        (AlreadyThere, lambda: changing.add(ada, "tea")),
        (AlreadyThere, lambda: changing.reword(ada, code, {"name": "TEA"})),
        (NotReadable, lambda: changing.reword(ada, code, {"name": "  "})),
        (NotReadable, lambda: changing.move(ada, code, below)),
        (AlreadyThere, lambda: changing.move(ada, below, code)),
        (NotReadable, lambda: changing.split(ada, code, [{"name": "One"}])),
        (AlreadyThere, lambda: changing.split(ada, below, [{"name": "A"}, {"name": "a"}])),
        (NotReadable, lambda: changing.reword(ada, code, {"definition": "x" * 4_001})),
        (AlreadyThere, lambda: changing.stage(ada, code, "draft")),
    ]
    for error, act in refused:
        with pytest.raises(error):
            act()
    changing.undo(study.desk("Ben"))
    assert codes.all_codes(ada.project.db) == before


def test_undo_never_goes_over_somebody_elses_later_word(study: Study) -> None:
    code = study.code("SA1")
    changing.reword(study.desk("Ada"), code, {"definition": "Mine"})
    carol = study.desk("Ada")
    with carol.project.writing(study.people["Ben"]) as w:
        row = codebook_changes.row_of(w.db, code)
        codebook_changes.put(w, code, {**row, "definition": "Ben's"})
    with pytest.raises(CannotUndo, match="changed since"):
        changing.undo(study.desk("Ada"))
