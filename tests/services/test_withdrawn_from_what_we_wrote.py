"""What the team typed keeps no words of somebody who has withdrawn, wherever it was typed."""

from datetime import date
from pathlib import Path

import pytest

from tests.named import study_with_a_name
from tests.withdrawn import WHO, Shared, raw_bytes, study_with_rare_words, unpacked_bytes
from workbench.domain.codebook_change import Place, Reason
from workbench.domain.deciding import About
from workbench.domain.errors import AlreadyThere
from workbench.domain.span import Span
from workbench.domain.withdrawal import TAKEN_OUT
from workbench.services import (
    afterwording,
    card_sorting,
    chats,
    checking,
    codebook_changes,
    content_notes,
    correcting,
    deciding,
    discussing,
    early_conversations,
    glossary,
    groundwork,
    groups,
    issuing,
    jobs,
    notes,
    participants,
    perspectives,
    projects,
    prose,
    quotation_answers,
    reading,
    replacing,
    rounds,
    searching,
    sets,
    support,
    themes,
    today,
    together,
    wanting_figures,
    withdrawing,
    withdrawing_some,
)
from workbench.services.documents import Wanted

BADGE = "I buried my quokka badge under the floorboards"
COAT = "My pangolin waistcoat was the only warm thing I owned"
SHORT = "Oh quaggabroth, always."
# What a turn of theirs said before it was corrected, and before that.
FIRST = "My gryphonet pot fell upon our marrowfoot again"
SECOND = "By winter our cockatrix pan had cooled upon its fenderglass"
THIRD = "Aye, mugwumpery forever."


def planted(folder: Path) -> Shared:
    """Rare words, and a sentence of theirs typed wherever a team can type."""
    study = study_with_rare_words(folder)
    correct(study, "bandersnatch", SHORT)
    typed_everywhere(study, BADGE, SHORT)
    ada = study.desk("Ada")
    for words in ("quokka", "waistcoat", "pangol*"):
        assert searching.search_for(ada, words)
    return study


def correct(study: Shared, holds: str, now: str) -> None:
    """Say that the turn of the group that holds some words was another."""
    ada = study.desk("Ada")
    turn = next(one for one in correcting.turns(ada, study.group) if holds in one["words"])
    seen = correcting.version(ada, study.group)
    correcting.correct_words(ada, study.group, turn["start"], now, seen=seen, why="")


def typed_everywhere(study: Shared, said: str, short: str) -> None:
    """Type a sentence of theirs wherever a team can type, and a short turn in a theme's text."""
    ada, ben = study.desk("Ada"), study.desk("Ben")
    typed = f"“{said}”, said {WHO}"
    theme = themes.start(ada, f"What {said} means")
    for number, words in enumerate((typed, f"{typed}. And: {short}")):
        prose.save(ada, theme, "claim", words, prose.current(ada, theme, "claim")["number"])
        prose.save(ben, theme, "claim", f"Beside it, {words}", 0 if number else 1)
    for code in (study.code("SA"), study.code("HC")):
        places = [
            Place(source, Span(start, start + len(words)))
            for source, words in ((study.alone, BADGE), (study.group, COAT))
            for start in [reading.text_of(ada, source).index(words)]
        ]
        codebook_changes.examples(ada, code, places)
    codebook_changes.reword(
        ada, study.code("HC"), {"definition": typed}, reason=Reason(typed, asked_by=WHO)
    )
    cards = card_sorting.begin(ada, f"Cards of {WHO}", places)
    card_sorting.new_pile(ada, cards, f"Pile of {WHO}")
    talk = early_conversations.begin(ada, f"With {WHO}", credit=WHO)
    early_conversations.say(ada, talk, typed)
    groundwork.reword(ada, groundwork.add(ada, "survey", f"Ask {WHO}", typed), f"{typed}.")
    glossary.say(ada, "kept", typed)
    support.say(ada, typed, date(2031, 1, 1))
    group = groups.add(ada, f"The group of {WHO}")
    groups.describe(ada, group, area=f"Near {WHO}", about=typed)
    groups.decide(ada, group, {groups.key_decisions(ada)[0].guid: typed})
    sets.change(ada, sets.add(ada, f"With {WHO}"), sources=[study.alone])
    content_notes.keep(ada, study.group, typed, turns=None)
    content_notes.keep(ada, study.group, "Coats.", turns=(3, 3))
    wanting_figures.turn_on(ada, typed)
    wanting_figures.answer(ben, typed)
    issuing.issue(ada, Wanted("thematic"), why=typed)
    issuing.ask_to_read(ada, "thematic", study.people["Ben"])
    issuing.say_read(ben, "thematic", changed=typed)
    together.start(ada, [study.alone], name=f"The day of {WHO}")
    rounds.start(ada, f"About {WHO}", [study.group], [study.people["Ben"]])
    chats.ask(ben, study.people["Ada"], typed)
    _typed_around(study, typed)
    jobs.share(study.workspace, ada, "reading", study.people["Ben"])


def _typed_around(study: Shared, typed: str) -> None:
    """Type it where a team says things about others, about other transcripts and about itself."""
    ada, ben = study.desk("Ada"), study.desk("Ben")
    code = codebook_changes.add(ada, f"As {WHO} says")
    for words in (f"What {WHO} began", f"{WHO} again: {typed}"):
        codebook_changes.reword(ada, code, {"name": words[:80], "plain_name": words[:80]})
    other = next(each for each in participants.everybody(ada) if each.label == "P01")
    attribute = participants.define(ada, f"Knows {WHO}", "text")
    for words in (f"A neighbour of {WHO}", typed):
        participants.give(ada, other.guid, {attribute: words})
    perspectives.word_headings(ada, [f"Knew {WHO}", "Did not"])
    today.say(ada, {"contact": f"Ask {WHO}", "email": "", "procedure": typed})
    today.say(ada, {"contact": f"Ask {WHO} first", "email": "", "procedure": typed})
    afterword = afterwording.begin(ben)
    afterwording.say(ben, afterword, signed=f"Ben, with {WHO}", printed=False)
    projects.describe(study.workspace, ada, name="Small study", about=typed)
    correcting.say_name(ada, study.source, f"The talk that {WHO} arranged")
    correcting.say_fields(ada, study.source, {f"Brought by {WHO}": typed})
    turn = next(one for one in correcting.turns(ada, study.source) if "biscuits" in one["words"])
    said, seen = turn["words"].replace("biscuits", "buns"), correcting.version(ada, study.source)
    correcting.correct_words(ada, study.source, turn["start"], said, seen=seen, why=typed)
    start = reading.text_of(ada, study.source).index("I felt safe there")
    place = Span(start, start + 17)
    for words in (f"Not with {WHO}", typed):
        quotation_answers.say(ada, other.guid, study.source, place, "change", change=words)


def test_no_byte_keeps_what_was_typed_of_theirs_and_a_person_was_told_of_it_before(
    tmp_path: Path,
) -> None:
    study = planted(tmp_path)
    ada, ben = study.desk("Ada"), study.desk("Ben")
    note = notes.write(ben, f"Far from any transcript: {BADGE}.", visibility="me")
    told = " ".join(withdrawing.preview(study.workspace, ada, WHO).sentences)

    for known in (
        "the text of the theme", "titles of themes", "the codebook and how it came about",
        "what is said about support", "peer support groups", "names of sets", "content notes",
        "names of readings and days", "what figures are wanted for", "the glossary",
        "what readers of a draft changed", "reasons given for issuing a document",
        "shared headings", "attributes of participants", "names of transcripts",
        "what is said of transcripts", "reasons given for corrections", "who signs an afterword",
        "what participants asked to have changed",
    ):  # fmt: skip
        assert f"repeated in {known}" in told

    withdrawing.withdraw(study.workspace, ada, WHO)

    held = (raw_bytes(study.workspace) + unpacked_bytes(study.workspace)).lower()
    words = [WHO, BADGE, COAT, SHORT, "quokka", "pangolin", "quaggabroth", "floorboards"]
    # In brackets in a quotation, and in why it may stand, whose words were corrected away.
    words += ["bandersnatch", "hedgerow-94"]
    assert [each for each in words if each.lower().encode() in held] == []
    assert glossary.listed(ada)["kept"].startswith(f"“{TAKEN_OUT}”")
    assert note in withdrawing.notes_to_see_to(ben)
    assert "quokka" in chats.mine(ada)[0]["words"]  # sealed for the two, and theirs to end
    assert checking.check(ada) == []
    assert ada.project.check_history() == []
    db = ada.project.db
    left = db.execute("select count(*) from codebook_passages").fetchone()[0]
    assert (left, searching.search_for(ada, "quokka")) == (0, [])


def test_no_byte_keeps_an_earlier_wording_of_turns_that_were_withdrawn(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path)
    ada = study.desk("Ada")
    for holds, now in (("bandersnatch", FIRST), ("gryphonet", SECOND), ("cockatrix", THIRD)):
        correct(study, holds, f"{now}.")
    coat = next(one["words"] for one in correcting.turns(ada, study.group) if COAT in one["words"])
    correct(study, COAT, f"So: {coat}")
    correct(study, COAT, coat)
    talk = discussing.open_discussion(ada, About(source=study.alone))
    discussing.say(study.desk("Ben"), talk, f"To me, “{SECOND}” is about time.")
    deciding.decide(ada, f"We keep “{THIRD}” together with: {FIRST}.")
    typed_everywhere(study, FIRST, f"{SECOND}, and {THIRD}")
    glossary.say(ada, "second", f"Then “{SECOND}” it was")
    glossary.say(ada, "warm", f"“{COAT}”")
    for term in (SECOND, THIRD):
        glossary.say(ada, term, "Something cold.")
    [number] = [
        one.number
        for one in withdrawing_some.spoken(ada, WHO)[study.group][1]
        if "mugwumpery" in one.words
    ]
    told = " ".join(withdrawing_some.preview(study.workspace, ada, WHO, study.group, [number]))
    for known in ("the text of the theme", "titles of themes", "the glossary", "content notes"):
        assert f"repeated in {known}" in told
    assert "discussions and decisions" in told

    withdrawing_some.withdraw(study.workspace, ada, WHO, study.group, [number])

    held = (raw_bytes(study.workspace) + unpacked_bytes(study.workspace)).lower()
    words = [*FIRST.split(), *SECOND.split(), "mugwumpery", "fluorspar", "whistled"]
    rare = [each.lower() for each in words if len(each) > 7]
    assert len(rare) == 7
    assert [each for each in rare if each.encode() in held] == []
    # What stays of theirs may still be quoted, whatever else it once said.
    kept = glossary.listed(ada)
    assert (kept["warm"], kept["second"]) == (f"“{COAT}”", f"Then “{TAKEN_OUT}” it was")
    assert (
        discussing.find(ada, talk).said("said")[0].words == f"To me, “{TAKEN_OUT}” is about time."
    )
    assert checking.check(ada) == []
    assert ada.project.check_history() == []


def test_words_go_as_they_were_before_a_name_in_them_was_replaced(tmp_path: Path) -> None:
    study = study_with_a_name(tmp_path)
    ada = study.desk("Ada")
    study.say_yes()
    replacing.replace(study.workspace, ada)
    glossary.say(ada, "before", "“Nobody but Zebedee and I”")
    glossary.say(ada, "now", "“nobody but [brother] and I hope”")
    glossary.say(ada, "few", "“Zebedee and I”")

    withdrawing_some.withdraw(study.workspace, ada, "P05", study.second, [2])

    kept = glossary.listed(ada)
    assert (kept["before"], kept["now"]) == (f"“{TAKEN_OUT}”", f"“{TAKEN_OUT}”")
    assert kept["few"] == "“Zebedee and I”"  # three words are anybody's


def test_a_label_that_names_nobody_is_not_taken_out_of_what_the_team_wrote(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path)
    ada = study.desk("Ada")
    ada.project.db.execute("update speakers set label = 'Participant' where label = 'Zebedee'")
    glossary.say(ada, "kept", "What a participant kept to themselves.")

    withdrawing.withdraw(study.workspace, ada, WHO)

    assert glossary.listed(ada)["kept"] == "What a participant kept to themselves."


def test_a_page_opened_before_does_not_bring_the_words_back_into_what_is_written(
    tmp_path: Path,
) -> None:
    study = study_with_rare_words(tmp_path)
    ada, ben = study.desk("Ada"), study.desk("Ben")
    safe, other = study.code("SA"), study.code("HC")
    one = prose.save(ada, safe, "hard", f"They said: {BADGE}.", 0)["number"]
    prose.save(ben, safe, "hard", f"I heard: {BADGE}.", 0)
    old = prose.save(ada, safe, "linked", f"Once: {BADGE}.", 0)["number"]
    prose.save(ben, safe, "linked", "Later: something else.", old)
    prose.save(ada, other, "claim", "Nothing of theirs.", 0)
    withdrawing.withdraw(study.workspace, ada, WHO)
    now = prose.current(ada, safe, "hard")
    assert now["number"] > one  # so that a page that is drawn again takes the words as they are

    for part, number in (("hard", one), ("linked", old)):
        with pytest.raises(AlreadyThere, match="had to go"):
            prose.save(ada, safe, part, f"They said: {BADGE}. And more.", number)
        with pytest.raises(AlreadyThere, match="had to go"):
            prose.join(ada, safe, part, f"They said: {BADGE}.", [number])

    assert b"quokka badge" not in raw_bytes(study.workspace)
    later = prose.save(ada, safe, "hard", "They said it.", now["number"])["number"]
    prose.join(ada, safe, "hard", "Both.", [*(each["number"] for each in now["beside"]), later])
    assert prose.current(ben, safe, "hard")["words"] == "Both."
    assert prose.current(ben, safe, "hard")["beside"] == []
    assert prose.current(ben, other, "claim")["number"] == 1
