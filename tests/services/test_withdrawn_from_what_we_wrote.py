"""What the team typed keeps no words of somebody who has withdrawn, wherever it was typed."""

from datetime import date
from pathlib import Path

from tests.withdrawn import WHO, Shared, raw_bytes, study_with_rare_words, unpacked_bytes
from workbench.domain.codebook_change import Place, Reason
from workbench.domain.span import Span
from workbench.domain.withdrawal import TAKEN_OUT
from workbench.services import (
    card_sorting,
    chats,
    checking,
    codebook_changes,
    content_notes,
    correcting,
    early_conversations,
    glossary,
    groundwork,
    groups,
    issuing,
    jobs,
    notes,
    prose,
    reading,
    rounds,
    searching,
    sets,
    support,
    themes,
    together,
    wanting_figures,
    withdrawing,
)
from workbench.services.documents import Wanted

BADGE = "I buried my quokka badge under the floorboards"
COAT = "My pangolin waistcoat was the only warm thing I owned"
SHORT = "Oh quaggabroth, always."
TYPED = f"“{BADGE}”, said {WHO}"


def planted(folder: Path) -> Shared:
    """Rare words, and a sentence of theirs typed wherever a team can type."""
    study = study_with_rare_words(folder)
    ada, ben = study.desk("Ada"), study.desk("Ben")
    turn = next(
        one for one in correcting.turns(ada, study.group) if "bandersnatch" in one["words"]
    )
    seen = correcting.version(ada, study.group)
    correcting.correct_words(ada, study.group, turn["start"], SHORT, seen=seen, why="")
    theme = themes.start(ada, f"What {BADGE} means")
    for number, words in enumerate((TYPED, f"{TYPED}. And: {SHORT}")):
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
        ada, study.code("HC"), {"definition": TYPED}, reason=Reason(TYPED, asked_by=WHO)
    )
    cards = card_sorting.begin(ada, f"Cards of {WHO}", places)
    card_sorting.new_pile(ada, cards, f"Pile of {WHO}")
    talk = early_conversations.begin(ada, f"With {WHO}", credit=WHO)
    early_conversations.say(ada, talk, TYPED)
    groundwork.reword(ada, groundwork.add(ada, "survey", f"Ask {WHO}", TYPED), f"{TYPED}.")
    glossary.say(ada, "kept", TYPED)
    support.say(ada, TYPED, date(2031, 1, 1))
    group = groups.add(ada, f"The group of {WHO}")
    groups.describe(ada, group, area=f"Near {WHO}", about=TYPED)
    groups.decide(ada, group, {groups.key_decisions(ada)[0].guid: TYPED})
    sets.change(ada, sets.add(ada, f"With {WHO}"), sources=[study.alone])
    content_notes.keep(ada, study.group, TYPED, turns=None)
    content_notes.keep(ada, study.group, "Coats.", turns=(3, 3))
    wanting_figures.turn_on(ada, TYPED)
    wanting_figures.answer(ben, TYPED)
    issuing.issue(ada, Wanted("thematic"), why=TYPED)
    issuing.ask_to_read(ada, "thematic", study.people["Ben"])
    issuing.say_read(ben, "thematic", changed=TYPED)
    together.start(ada, [study.alone], name=f"The day of {WHO}")
    rounds.start(ada, f"About {WHO}", [study.group], [study.people["Ben"]])
    chats.ask(ben, study.people["Ada"], TYPED)
    jobs.share(study.workspace, ada, "reading", study.people["Ben"])
    for words in ("quokka", "waistcoat", "pangol*"):
        assert searching.search_for(ada, words, forms="*" not in words)
    return study


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
    ):  # fmt: skip
        assert f"repeated in {known}" in told

    withdrawing.withdraw(study.workspace, ada, WHO)

    held = (raw_bytes(study.workspace) + unpacked_bytes(study.workspace)).lower()
    words = [WHO, BADGE, COAT, SHORT, "quokka", "pangolin", "quaggabroth", "floorboards"]
    assert [each for each in words if each.lower().encode() in held] == []
    assert glossary.listed(ada)["kept"].startswith(f"“{TAKEN_OUT}”")
    assert note in withdrawing.notes_to_see_to(ben)
    assert "quokka" in chats.mine(ada)[0]["words"]  # sealed for the two, and theirs to end
    assert checking.check(ada) == []
    assert ada.project.check_history() == []
    db = ada.project.db
    left = db.execute("select count(*) from codebook_passages").fetchone()[0]
    assert (left, searching.search_for(ada, "quokka")) == (0, [])


def test_a_label_that_names_nobody_is_not_taken_out_of_what_the_team_wrote(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path)
    ada = study.desk("Ada")
    ada.project.db.execute("update speakers set label = 'Participant' where label = 'Zebedee'")
    glossary.say(ada, "kept", "What a participant kept to themselves.")

    withdrawing.withdraw(study.workspace, ada, WHO)

    assert glossary.listed(ada)["kept"] == "What a participant kept to themselves."
