"""A part of what somebody said is withdrawn: those turns are gone, they and the rest stay."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.withdrawn import WHO, Shared, raw_bytes, study_with_rare_words
from workbench.domain.errors import NotAllowed, NotFound, NotReadable
from workbench.domain.withdrawal import TAKEN_OUT
from workbench.services import (
    checking,
    correcting,
    participant_letters,
    participants,
    quotation_answers,
    reading,
    undoing,
    withdrawing,
    withdrawing_some,
)
from workbench.store import themes

GONE = ("fluorspar", "Then the fluorspar kettle broke")


@pytest.fixture
def study(tmp_path: Path) -> Shared:
    return study_with_rare_words(tmp_path / "workspace")


def test_only_the_turns_that_were_named_go_from_every_raw_byte(study: Shared) -> None:
    ada = study.desk("Ada")
    person = next(each for each in participants.everybody(ada) if each.label == WHO)
    turn = next(one for one in correcting.turns(ada, study.group) if "fluorspar" in one["words"])
    seen = correcting.version(ada, study.group)
    correcting.correct_words(
        ada, study.group, turn["start"], "Then the fluorspar kettle broke, tourmaline.", seen=seen
    )
    for each in quotation_answers.offered(ada, person.guid):
        quotation_answers.say(ada, person.guid, each.source, each.span, "change", change="Marigil")
    spoken = withdrawing_some.spoken(ada, WHO)
    said = {one.number: one.words for one in spoken[study.group][1]}
    [number] = [number for number, words in said.items() if "fluorspar" in words]
    assert sorted(said) == [3, 5]
    assert {one.speaker for one in spoken[study.group][1]} == {"Zebedee"}
    told = " ".join(withdrawing_some.preview(study.workspace, ada, WHO, study.group, [number]))
    assert "1 turn (6 words) will be taken out" in told
    assert "The theme “" in told

    done = withdrawing_some.withdraw(study.workspace, ada, WHO, study.group, [number])

    assert done.finished
    held = raw_bytes(study.workspace)
    assert not any(words.encode() in held for words in (*GONE, "tourmaline"))
    assert b"pangolin" in held
    assert b"quokka" in held
    lines = reading.text_of(study.desk("Ben"), study.group).split("\n")
    assert lines.count(TAKEN_OUT) == 1
    assert "My pangolin waistcoat was the only warm thing I owned." in lines
    assert WHO in [each.label for each in participants.everybody(ada)]
    assert not any(
        "fluorspar" in each.words for each in quotation_answers.offered(ada, person.guid)
    )
    assert checking.check(ada) == []
    assert ada.project.check_history() == []
    assert {one["words"] for one in withdrawing.turns_to_check(ada)} == {
        "We all had one of those 👩🏽‍🦽 somewhere.",
        "And we sang שלום together.",
    }
    assert withdrawing.notes_to_see_to(study.desk("Ben"))
    # Neither history nor a theme keeps what could bring the words back.
    assert not undoing.what_is_possible(ada, correcting.scope(study.group))["can_undo"]
    assert themes.quotations(ada.project.db, source=study.group) == []


def test_the_receipt_stays_when_the_rest_is_withdrawn_and_has_a_letter_of_its_own(
    study: Shared,
) -> None:
    ada = study.desk("Ada")
    withdrawing_some.withdraw(study.workspace, ada, WHO, study.group, [5])
    withdrawing.withdraw(study.workspace, ada, WHO)

    whole, some = withdrawing.receipts(ada)
    assert (whole["some"], some["some"], some["turns"]) == (False, True, 1)
    _, data = participant_letters.taken_out(ada, some["guid"])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        words = package.read("word/document.xml").decode()
    assert "take a part of what you told us out" in words
    assert "Your ID, what you said yes and no to" not in words
    assert WHO not in words


def test_what_is_not_theirs_or_all_there_is_is_refused_and_changes_nothing(study: Shared) -> None:
    ada = study.desk("Ada")
    text = reading.text_of(ada, study.group)
    for turns, refusal in (
        ([], NotReadable),
        ([1], NotReadable),
        ([3, 4], NotReadable),
        ([99], NotReadable),
    ):
        with pytest.raises(refusal):
            withdrawing_some.withdraw(study.workspace, ada, WHO, study.group, turns)
    every = range(1, len(correcting.turns(ada, study.alone)) + 1)
    with pytest.raises(NotReadable, match="all there is"):
        withdrawing_some.withdraw(study.workspace, ada, WHO, study.alone, every)
    with pytest.raises(NotFound):
        withdrawing_some.withdraw(study.workspace, ada, WHO, study.source, [1])
    with pytest.raises(NotAllowed):
        withdrawing_some.withdraw(study.workspace, study.desk("Ben"), WHO, study.group, [3])
    assert reading.text_of(ada, study.group) == text


def test_a_dry_run_names_the_themes_and_the_documents_issued_with_the_words_by_date(
    study: Shared,
) -> None:
    ada = study.desk("Ada")
    db = ada.project.db
    db.execute(
        "insert into issued values ('i1', 'thematic', 1, '2026-05-04T10:00:00+00:00', null,"
        " 'summary-1.docx', 'x', '', '', '')"
    )
    row = db.execute(
        "select guid from source_versions where source = ?", (study.alone,)
    ).fetchone()
    db.execute(
        "insert into issued_quotations values ('i1', 'q1', ?, ?, 0, 5, '')", (study.alone, row[0])
    )
    told = withdrawing.preview(study.workspace, ada, WHO).sentences

    assert any("“summary-1.docx”, issued on 4 May 2026, quotes them" in one for one in told)
    assert any(one.startswith("The theme “") for one in told)
