"""What people said in discussions and decisions keeps no words of somebody who has withdrawn."""

from pathlib import Path

from tests.named import NAME, study_with_a_name
from tests.withdrawn import WHO, raw_bytes, study_with_rare_words
from workbench.domain.deciding import About
from workbench.domain.withdrawal import TAKEN_OUT, TAKEN_OUT_NAME
from workbench.services import (
    deciding,
    discussing,
    reading,
    replacing,
    saying,
    together,
    withdrawing,
)

QUOTED = "My pangolin waistcoat was the only warm thing I owned"


def test_a_withdrawal_takes_their_words_out_of_everything_that_was_said(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path)
    ada, ben = study.desk("Ada"), study.desk("Ben")
    text = reading.text_of(ada, study.group)
    start = text.index(QUOTED)
    talk = discussing.open_discussion(
        ada, About(source=study.group, start=start, end=start + len(QUOTED))
    )
    discussing.say(ben, talk, f"“{QUOTED}” is about more than warmth.")
    discussing.say(ben, talk, "To me it is about having.")
    discussing.say(ada, talk, f"{WHO} says it: {QUOTED}")
    saying.undo(ada)
    made = deciding.decide(ada, f"We quote “{QUOTED}.” in full.")
    dissent = deciding.add(ben, made, "dissent", f"Not “{QUOTED.lower()}”, please.")
    saying.correct(ben, dissent, "Not that one, please.")
    deciding.name_people(ada, made, "another_way", [WHO])
    alone = discussing.open_discussion(ada, About(source=study.alone))
    discussing.say(ben, alone, "Nobody ever asked me about the zanzibarite, they say.")

    withdrawing.withdraw(study.workspace, ada, WHO)

    held = raw_bytes(study.workspace).lower()
    for words in (QUOTED, "pangolin", "zanzibarite", WHO):
        assert words.lower().encode() not in held
    here = discussing.find(ben, talk)
    assert (here.withdrawn, here.quote, here.start) == (True, "", None)
    assert [each.words for each in here.said("said")] == [
        f"“{TAKEN_OUT}” is about more than warmth.",
        "To me it is about having.",
    ]
    assert TAKEN_OUT in deciding.find(ben, made).sentence
    gone = discussing.find(ben, alone)
    assert (gone.withdrawn, gone.source) == (True, None)
    assert ada.project.check_history() == []


def test_a_day_called_after_a_transcript_does_not_keep_its_name(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path)
    ben = study.desk("Ben")
    day = together.start(ben, [study.alone])
    assert "zanzibarite" in together.find(ben, day).name

    withdrawing.withdraw(study.workspace, study.desk("Ada"), WHO)

    assert together.find(ben, day).name == f"“{TAKEN_OUT_NAME}” together"
    assert b"zanzibarite" not in raw_bytes(study.workspace)


def test_reworded_about_withdrawn_words_nothing_of_before_is_kept(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path)
    ada, ben = study.desk("Ada"), study.desk("Ben")
    start = reading.text_of(ada, study.group).index(QUOTED)
    talk = discussing.open_discussion(
        ada, About(source=study.group, start=start, end=start + len(QUOTED))
    )
    said = discussing.say(ben, talk, "The coat of no return, she means.")
    withdrawing.withdraw(study.workspace, ada, WHO)

    saying.correct(ben, said, "I still think of it.")

    (now,) = discussing.find(ada, talk).said("said")
    assert (now.words, now.earlier) == ("I still think of it.", ())
    assert b"coat of no return" not in raw_bytes(study.workspace)


def test_a_name_that_is_replaced_is_replaced_in_what_was_said_too(tmp_path: Path) -> None:
    study = study_with_a_name(tmp_path)
    ada = study.desk("Ada")
    talk = discussing.open_discussion(ada, About(theme=f"What did {NAME} mean?"))
    discussing.say(ada, talk, f"I met {NAME} once.")
    study.say_yes()

    replacing.replace(study.workspace, ada)

    one = discussing.find(ada, talk)
    assert (one.theme, one.said("said")[0].words) == (
        "What did [brother] mean?",
        "I met [brother] once.",
    )
    assert f"I met {NAME}".encode() not in raw_bytes(study.workspace)
