"""Letters to a participant: all of theirs, nothing of anybody else, and nobody of the team."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.withdrawn import WHO, Shared, study_with_rare_words
from workbench.domain.errors import NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.services import (
    groups,
    notes,
    participant_letters,
    participants,
    projects,
    quotation_answers,
    withdrawing,
)


@pytest.fixture
def study(tmp_path: Path) -> Shared:
    """A participant alone and in a group, with readers whose names and notes are all around."""
    study = study_with_rare_words(tmp_path / "workspace")
    ada = study.desk("Ada")
    projects.choose_credit(ada, "Adelheid Okoro")
    notes.write(ada, "Note to the team: gooseberry.", visibility="team", source=study.alone)
    ada.project.db.execute(
        "update sources set name = 'Ben talks to them' where kind = 'interview'"
    )
    guid = groups.add(ada, "Ada’s Tuesdays")
    groups.describe(ada, guid, participants=[person(study)], area="The coast")
    return study


def person(study: Shared, label: str = WHO) -> Guid:
    everybody = participants.everybody(study.desk("Ada"))
    return next(each.guid for each in everybody if each.label == label)


def lines(letter: tuple[str, bytes]) -> list[str]:
    return [each.text for each in docx.Document(BytesIO(letter[1])).paragraphs if each.text]


def every_byte(letter: tuple[str, bytes]) -> str:
    with zipfile.ZipFile(BytesIO(letter[1])) as package:
        return "\n".join(
            package.read(name).decode(errors="replace") for name in package.namelist()
        )


def test_everything_of_theirs_is_there_and_nothing_of_anybody_else(study: Shared) -> None:
    letter = participant_letters.everything_held(study.desk("Ada"), WHO)
    said = "\n".join(lines(letter)).split("\n")

    assert letter[0] == f"everything-we-hold-{WHO}.docx"
    for words in (
        "I buried my quokka badge under the floorboards for eleven years.",
        "Nobody ever asked me about the zanzibarite, and I was glad 🙂 of it.",
        "My pangolin waistcoat was the only warm thing I owned.",
        "Then the fluorspar kettle broke.",
        "It whistled like a bandersnatch.",
        "That we quote you in reports: yes",
        "That we quote you in training: not written down",
        "Place: hedgerow-94",
        "Place: Ombersley-under-Vex",
        "A group you took part in: [a team member]’s Tuesdays (The coast)",
        "[a team member] talks to them",
    ):
        assert words in said
    whole = every_byte(letter)
    for words in ("marzipan lantern", "tea and stayed", "sang", "Marigold", "Teasel", "P20"):
        assert words not in whole


def test_nobody_of_the_team_is_in_any_letter(study: Shared) -> None:
    ada = study.desk("Ada")
    (first, *_) = quotation_answers.offered(ada, person(study))
    quotation_answers.say(ada, person(study), first.source, first.span, "wanted")
    letters = [
        participant_letters.everything_held(ada, WHO),
        participant_letters.quotations_to_use(ada, WHO),
    ]
    withdrawing.withdraw(study.workspace, ada, WHO)
    letters.append(participant_letters.taken_out(ada))

    for letter in letters:
        whole = every_byte(letter)
        for words in ("Ben", "Ada", "Adelheid", "Okoro", "gooseberry", "What I thought", "Safety"):
            assert not re.search(rf"\b{words}\b", whole)


def test_they_are_asked_about_the_quotations_that_were_chosen_and_no_others(study: Shared) -> None:
    ada = study.desk("Ada")
    with pytest.raises(NotReadable, match="waits for an answer"):
        participant_letters.quotations_to_use(ada, WHO)
    over = study.mark(
        "Ada", study.group, "I owned.\nWe all had one of those 👩🏽‍🦽 somewhere.\nThen"
    )
    assert over
    offered = {each.words: each for each in quotation_answers.offered(ada, person(study))}
    assert set(offered) == {"quokka badge", "I owned. … Then", "fluorspar kettle"}
    for words in ("quokka badge", "I owned. … Then"):
        one = offered[words]
        quotation_answers.say(ada, person(study), one.source, one.span, "wanted")

    said = lines(participant_letters.quotations_to_use(ada, WHO))
    assert "Quotation 2 of 2" in said
    assert said[said.index("quokka badge") + 1 :][:4] == [
        f"[{WHO}, group]",
        "☐  Yes, you may use it.",
        "☐  No, please do not use it.",
        "☐  Yes, if you change:",
    ]
    assert "I owned. … Then" in said
    assert "fluorspar kettle" not in said
    one = offered["quokka badge"]
    quotation_answers.say(ada, person(study), one.source, one.span, "change", change="No badge.")
    said = lines(participant_letters.everything_held(ada, WHO))
    assert said[said.index("quokka badge") + 1] == "You asked us for a change. No badge."


def test_after_a_withdrawal_the_letter_says_what_is_gone_and_what_cannot_be(
    study: Shared,
) -> None:
    ada = study.desk("Ada")
    with pytest.raises(NotFound):
        participant_letters.taken_out(ada)
    withdrawing.withdraw(study.workspace, ada, WHO)
    said = lines(participant_letters.taken_out(ada))
    assert "The whole of 1 conversation in which you alone took part." in said
    assert any(line.startswith("Your words in 1 conversation with other") for line in said)
    assert sum("Nobody has written this down yet" in line for line in said) == 3

    participant_letters.keep_words(
        ada,
        {
            "printed": "Summary for the board, 3 May 2026\n\nPoster, 9 June 2026",
            "copies": "Weekly, kept for a month.",
            "whom_to_ask": "The study office\n\nThursdays",
        },
    )
    (receipt,) = withdrawing.receipts(ada)
    said = lines(participant_letters.taken_out(ada, receipt["guid"]))
    for words in ("Poster, 9 June 2026", "Weekly, kept for a month.", "Thursdays"):
        assert words in said
    assert not any("Nobody has written" in line for line in said)
    participants.undo(ada)
    assert participant_letters.words(ada)["copies"] == ""


def test_letters_are_for_those_who_look_after_transcripts(study: Shared) -> None:
    ben = study.desk("Ben")
    for act in (
        lambda: participant_letters.everything_held(ben, WHO),
        lambda: participant_letters.quotations_to_use(ben, WHO),
        lambda: participant_letters.taken_out(ben),
        lambda: quotation_answers.offered(ben, person(study)),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_letter_is_in_large_type_and_names_no_author(study: Shared) -> None:
    data = participant_letters.everything_held(study.desk("Ada"), WHO)[1]
    document = docx.Document(BytesIO(data))
    assert document.styles["Normal"].font.size.pt >= 16
    assert document.core_properties.author == ""
