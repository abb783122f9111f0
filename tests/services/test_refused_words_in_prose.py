"""What the team writes repeats nobody who said no to being quoted: looked at before it leaves."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import NotAllowed
from workbench.services import (
    afterwording,
    before_issue,
    documents,
    framework_matrix,
    glossary,
    issuing,
    participants,
    prose,
    themes,
)
from workbench.services.documents import Wanted

SAID = "Quincewater soup is what we made, the four of us, and everyone stayed."
KEPT = "Marzipanlike is the word for that kitchen, and a bit too sweet for me."
CANARY = "quincewater soup is what we made"
TALK = f"Facilitator: What is it like?\n\nP09: {SAID}\n\nP10: {KEPT}\n"
WHY = "The funder asked for it today."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path / "workspace", talk=TALK)
    for label, word in (("P09", False), ("P10", True)):
        for purpose in ("report", "public_summary"):
            participants.say_consent(study.desk("Ada"), [whose(study, label)], purpose, word)
    return study


def whose(study: Study, label: str) -> str:
    people = participants.everybody(study.desk("Ada"))
    return next(each.guid for each in people if each.label == label)


def write(study: Study, about: str, part: str, words: str) -> None:
    desk = study.desk("Ada")
    prose.save(desk, about, part, words, prose.current(desk, about, part)["number"])


def refused(study: Study, wanted: Wanted) -> list[str]:
    return [each.words for each in before_issue.unfinished(study.desk("Ada"), wanted) if each.must]


def test_words_of_a_no_are_found_wherever_the_team_may_have_written_them(study: Study) -> None:
    ada = study.desk("Ada")
    own = themes.start(ada, "Kitchens")
    afterword = afterwording.begin(ada)
    afterwording.say(ada, afterword, signed="", printed=True)
    documents.choose_extras(ada, ["together", "matrix"])
    thematic, public = Wanted("thematic"), Wanted("participants")
    places = [
        (thematic, "thematic", "summary", "Summary"),
        (thematic, "thematic", "together", "How the values work together"),
        (thematic, "thematic", "careful", "What to be careful about"),
        (thematic, study.code("SA"), "claim", "Safety: What we heard"),
        (thematic, study.code("SA"), "tensions", "Safety: Tensions"),
        (thematic, own, "looked_like", "Kitchens: What it looked like"),
        (thematic, "produced", "reflection", "What got in the way, and who was not in the room"),
        (thematic, f"{prose.AFTERWORD}{afterword}", "text", "Afterword"),
        (
            thematic,
            framework_matrix.about(study.code("SA")),
            whose(study, "P10"),
            "Who said what of which value",
        ),
        (public, "participants", "thank_you", "Thank you"),
        (public, "participants", "value:SA", "Safety: Feeling safe, or not"),
    ]
    glossary.say(ada, "Soup", "What the four of us made.")
    assert refused(study, thematic) == refused(study, public) == []
    for _, about, part, _ in places:
        write(study, about, part, f"One of them told us: “{CANARY.title()} once.”")
    glossary.say(ada, "Soup", CANARY)

    told = {wanted: refused(study, wanted) for wanted in (thematic, public)}

    for wanted, about, part, where in places:
        assert any(f"{where}”" in one for one in told[wanted]), (about, part)
    assert all(f"“{CANARY}”" in one.lower() for found in told.values() for one in found)
    assert any("“Words we used”" in one for one in told[public])
    with pytest.raises(NotAllowed, match="somebody who said no"):
        issuing.issue(ada, thematic, why=WHY)
    assert issuing.issued(ada) == []


def test_put_otherwise_it_goes_out_and_what_others_said_too_is_nobodys(study: Study) -> None:
    ada = study.desk("Ada")
    write(study, "thematic", "summary", f"{CANARY}. What is it like? Everyone stayed.")
    assert len(refused(study, Wanted("thematic"))) == 1

    write(study, "thematic", "summary", "They made a soup. What is it like? Everyone stayed.")

    assert refused(study, Wanted("thematic")) == []
    issue, _ = issuing.issue(ada, Wanted("thematic"), why=WHY)
    assert before_issue.REFUSED not in issue.unfinished


def test_what_somebody_allows_in_a_report_alone_is_kept_out_of_public_prose(study: Study) -> None:
    participants.say_consent(study.desk("Ada"), [whose(study, "P09")], "report", True)
    write(study, "thematic", "summary", CANARY)
    write(study, "participants", "thank_you", CANARY)

    assert refused(study, Wanted("thematic")) == []
    assert len(refused(study, Wanted("participants"))) == 1
