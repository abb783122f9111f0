"""Discussions and decisions: anybody may talk and decide, and what is said stays whose it is."""

from datetime import date
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.deciding import About
from workbench.domain.errors import NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.services import deciding, discussing, perspectives, rounds, saying


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cai"))


def about(study: Study, words: str = "I felt safe there", **more: Guid) -> About:
    start = study.text().index(words)
    return About(source=study.source, start=start, end=start + len(words), **more)


def said(study: Study, name: str, discussion: Guid) -> list[tuple[str, str]]:
    one = discussing.find(study.desk(name), discussion)
    return [(entry.by, entry.words) for entry in one.said("said", "another_way_in")]


def test_a_passage_is_talked_about_once_by_whoever_opens_it(study: Study) -> None:
    first = discussing.open_discussion(study.desk("Ben"), about(study))

    again = discussing.open_discussion(study.desk("Ada"), about(study))
    with_a_code = discussing.open_discussion(
        study.desk("Ada"), about(study, code=study.code("SA"))
    )

    assert again == first != with_a_code
    found = discussing.find(study.desk("Ada"), first)
    assert (found.quote, found.source_name) == ("I felt safe there", "talk")
    assert discussing.about_passage(study.desk("Ada"), study.source, found.start, found.end) == [
        first,
        with_a_code,
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"source": None, "start": 1, "end": 4},
        {"theme": "  "},
        {"source": Guid("x"), "start": 1},
    ],
)
def test_a_discussion_is_about_something(wrong: dict) -> None:
    with pytest.raises(NotReadable):
        About(**wrong)


def test_words_that_are_not_there_cannot_be_talked_about(study: Study) -> None:
    with pytest.raises(NotReadable):
        discussing.open_discussion(
            study.desk("Ada"), About(source=study.source, start=9, end=9999)
        )
    assert discussing.listed(study.desk("Ada")) == []


def test_a_code_made_while_reading_alone_is_not_talked_about_before_it_is_shared(
    study: Study,
) -> None:
    rounds.start(study.desk("Ada"), "Second reading", [study.source], [study.people["Ben"]])
    own = new_guid()
    made = {"id": new_guid(), "kind": "add_code", "code": {"guid": own, "name": "Calm"}}
    assert study.do("Ben", made)[0]["state"] == "saved"

    with pytest.raises(NotFound):
        discussing.open_discussion(study.desk("Ben"), About(code=own))


def test_what_is_signed_with_no_name_names_nobody_to_others(study: Study) -> None:
    perspectives.word_headings(study.desk("Ada"), ["from lived experience", "from research"])
    heading = perspectives.headings(study.desk("Ada"))[0]["guid"]
    talk = discussing.open_discussion(study.desk("Ada"), About(theme="What is a peer?"))
    discussing.say(study.desk("Ben"), talk, "Somebody like me.", signed="unnamed")
    discussing.say(
        study.desk("Cai"), talk, "One who has been there.", signed="heading", heading=heading
    )
    discussing.say(study.desk("Ada"), talk, "Maya rang: a friend.", another_way=True)

    assert said(study, "Ada", talk) == [
        ("A team member", "Somebody like me."),
        ("from lived experience", "One who has been there."),
        ("Ada", "Maya rang: a friend."),
    ]
    people = study.desk("Ada").project.db.execute(
        "select person from changes where kind = 'entry_added' order by revision"
    )
    assert [person for (person,) in people][1:3] == [None, None]
    with pytest.raises(NotReadable):
        discussing.say(study.desk("Ben"), talk, "Hm.", signed="heading", heading="nobody's")


def test_both_stand_until_somebody_says_otherwise_and_every_outcome_stays(study: Study) -> None:
    talk = discussing.open_discussion(study.desk("Ada"), about(study))
    assert discussing.find(study.desk("Ada"), talk).outcome() is None

    discussing.settle(study.desk("Ada"), talk, "ask", "the advisory group")
    discussing.settle(study.desk("Ben"), talk, "both_stand")

    now = discussing.find(study.desk("Cai"), talk).outcome()
    assert now is not None
    assert (now.choice, now.by, now.earlier) == ("both_stand", "Ben", ("the advisory group",))
    with pytest.raises(NotReadable):
        discussing.settle(study.desk("Ben"), talk, "won")


def test_a_decision_is_one_sentence_and_says_when_one_person_made_it_alone(study: Study) -> None:
    made = deciding.decide(study.desk("Ben"), "We code silence too.")
    assert deciding.find(study.desk("Ada"), made).alone

    deciding.name_people(study.desk("Ben"), made, "there", [study.people["Ben"]])
    assert deciding.find(study.desk("Ada"), made).alone

    deciding.name_people(study.desk("Ben"), made, "there", [study.people["Cai"]])
    deciding.name_people(study.desk("Ben"), made, "another_way", ["the advisory group"])
    deciding.name_people(study.desk("Ben"), made, "could_not", [study.people["Ada"], ""])

    one = deciding.find(study.desk("Ada"), made)
    assert not one.alone
    assert (one.people("there"), one.people("another_way"), one.people("could_not")) == (
        ("Ben", "Cai"),
        ("the advisory group",),
        ("Ada",),
    )


def test_a_decision_from_a_discussion_others_spoke_in_was_not_made_alone(study: Study) -> None:
    talk = discussing.open_discussion(study.desk("Ada"), about(study))
    discussing.say(study.desk("Ben"), talk, "Safe is not the same as calm.")

    made = deciding.decide(study.desk("Ada"), "Both stand.", discussion=talk)

    assert not deciding.find(study.desk("Ada"), made).alone


def test_dissent_is_worded_by_its_owner_alone_and_corrections_add(study: Study) -> None:
    made = deciding.decide(study.desk("Ada"), "We merge the two codes.")
    dissent = deciding.add(
        study.desk("Ben"), made, "dissent", "They are not one.", signed="unnamed"
    )
    for name in ("Ada", "Cai"):
        with pytest.raises(NotAllowed):
            saying.correct(study.desk(name), dissent, "It is fine.")

    saying.correct(study.desk("Ben"), dissent, "They are not one thing to me.")

    (found,) = deciding.find(study.desk("Ada"), made).said("dissent")
    assert (found.words, found.earlier, found.by, found.mine) == (
        "They are not one thing to me.",
        ("They are not one.",),
        "A team member",
        False,
    )


def test_a_sentence_put_in_other_words_keeps_the_earlier_ones(study: Study) -> None:
    made = deciding.decide(study.desk("Ada"), "We merge.")
    deciding.reword(study.desk("Ben"), made, "We merge them until Easter.")

    one = deciding.find(study.desk("Ada"), made)

    assert (one.sentence, one.said("sentence")[0].earlier) == (
        "We merge them until Easter.",
        ("We merge.",),
    )
    assert one.by == "Ada"


def test_everything_else_can_be_added_by_anybody_afterwards(study: Study) -> None:
    made = deciding.decide(study.desk("Ada"), "We ask them.")
    other = discussing.open_discussion(study.desk("Cai"), About(theme="Whom do we ask?"))
    for part in ("option", "view", "heard", "changed"):
        deciding.add(study.desk("Ben"), made, part, f"{part} of Ben")
    deciding.add(study.desk("Ben"), made, "wait", "Maya, until Friday")
    deciding.add(study.desk("Cai"), made, "wait", "Maya, until Monday")
    deciding.point_to(study.desk("Cai"), made, other)
    deciding.point_to(study.desk("Cai"), made, other)
    deciding.review_on(study.desk("Cai"), made, date(2027, 1, 31))
    deciding.review_on(study.desk("Ben"), made, date(2027, 2, 28))

    one = deciding.find(study.desk("Ada"), made)

    assert [each.words for each in one.said("option", "view", "heard", "changed")] == [
        "option of Ben", "view of Ben", "heard of Ben", "changed of Ben",
    ]  # fmt: skip
    assert [(each.words, each.earlier) for each in one.said("wait")] == [
        ("Maya, until Monday", ("Maya, until Friday",))
    ]
    assert [each.choice for each in one.said("review", "evidence")] == [other, "2027-02-28"]
    with pytest.raises(NotReadable):
        deciding.add(study.desk("Ben"), made, "verdict", "x")
    with pytest.raises(NotReadable):
        deciding.decide(study.desk("Ben"), "  ")


def test_a_decision_rests_on_words_whose_place_is_kept_and_not_the_words(study: Study) -> None:
    made = deciding.decide(study.desk("Ada"), "We ask them.")
    for words in ("", "I", "I felt unsafe"):
        with pytest.raises(NotReadable):
            deciding.rest_on_words(study.desk("Ben"), made, study.source, words)

    deciding.rest_on_words(study.desk("Ben"), made, study.source, " I felt safe there ")

    (rests,) = deciding.find(study.desk("Ada"), made).said("evidence")
    assert rests.words == ""
    assert discussing.find(study.desk("Ada"), Guid(rests.choice)).quote == "I felt safe there"


def test_undo_takes_back_ones_own_last_step_and_nothing_of_anybody_else(study: Study) -> None:
    made = deciding.decide(study.desk("Ada"), "We ask them.")
    dissent = deciding.add(study.desk("Ben"), made, "dissent", "Not yet.")
    saying.undo(study.desk("Ben"))
    assert deciding.find(study.desk("Ada"), made).said("dissent") == ()
    saying.redo(study.desk("Ben"))
    assert [each.guid for each in deciding.find(study.desk("Ada"), made).said("dissent")] == [
        dissent
    ]

    with pytest.raises(Exception, match="changed since"):
        saying.undo(study.desk("Ada"))  # Ben has said something to it

    assert deciding.find(study.desk("Ada"), made).sentence == "We ask them."


def test_a_decision_nobody_has_spoken_to_can_be_taken_back_whole(study: Study) -> None:
    talk = discussing.open_discussion(study.desk("Ada"), About(theme="Who decides?"))
    made = deciding.decide(study.desk("Ada"), "We all do.", discussion=talk)
    saying.undo(study.desk("Ada"))
    saying.undo(study.desk("Ada"))
    assert (deciding.listed(study.desk("Ada")), discussing.listed(study.desk("Ada"))) == ([], [])

    saying.redo(study.desk("Ada"))
    saying.redo(study.desk("Ada"))

    assert deciding.find(study.desk("Ada"), made).sentence == "We all do."
    assert discussing.find(study.desk("Ada"), talk).theme == "Who decides?"


def test_what_is_said_while_reading_on_ones_own_waits_until_it_is_opened(study: Study) -> None:
    talk = discussing.open_discussion(study.desk("Cai"), about(study))
    alone = rounds.start(
        study.desk("Ada"), "Second reading", [study.source], [study.people["Ben"]]
    )
    discussing.say(study.desk("Ben"), talk, "I read it as fear.")
    mine = discussing.open_discussion(study.desk("Ben"), about(study, "nobody asked why I came"))

    assert said(study, "Ben", talk) == [("Ben", "I read it as fear.")]
    assert said(study, "Ada", talk) == []
    with pytest.raises(NotFound):
        discussing.find(study.desk("Ada"), mine)

    rounds.open_together(study.desk("Ada"), alone, "named", seen="named")

    assert said(study, "Ada", talk) == [("Ben", "I read it as fear.")]
    assert discussing.find(study.desk("Ada"), mine).quote == "nobody asked why I came"
