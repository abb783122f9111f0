"""IDs of a document's own: nobody puts two documents together by them."""

import re
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.own_ids import own_ids
from workbench.domain.participant import Participant
from workbench.services import before_issue, documents, participants, plain_summary, prose, themes
from workbench.services.documents import Wanted

THEMATIC, PUBLIC = Wanted("thematic", ending="html"), Wanted("participants", ending="html")
NAMES = ("P21", "P22", "P23", "P24", "P25")
SAID = {name: f"What I have is a chair by the door, and it is number {at}."
        for at, name in enumerate(NAMES)}  # fmt: skip
TALK = "Facilitator: What have you got?\n\n" + "".join(
    f"{name}: {words}\n\n" for name, words in SAID.items()
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Five people in an online thread, each of them quoted."""
    study = small_study(tmp_path / "workspace", talk=TALK)
    ada = study.desk("Ada")
    for each in participants.everybody(ada):
        for purpose in ("report", "public_summary"):
            participants.say_consent(ada, [each.guid], purpose, True)
    text = study.text()
    for words, key in zip(SAID.values(), ("EC", "SA", "CC", "TW", "HC"), strict=True):
        start = text.index(words)
        themes.choose(
            ada, study.code(key), "looked_like", (study.source, start, start + len(words))
        )
    documents.choose_extras(ada, ["matrix"])
    plain_summary.choose_quotations(ada, ["EC", "SA", "CC", "TW"])
    return study


def page(study: Study, wanted: Wanted) -> str:
    made = documents.make(study.desk("Ada"), wanted).data.decode()
    return re.sub(r"base64,[^\"]+", "", made)


def ids(page: str) -> dict[str, str]:
    """The ID that stands behind the quotation of each of them."""
    return {
        name: found.group(1)
        for name, words in SAID.items()
        if (found := re.search(rf"{re.escape(words)}</blockquote>\s*<p[^>]*>\[([^,\]]+)", page))
    }


def test_a_document_has_ids_of_its_own_once_that_is_ticked_and_the_matrix_too(
    study: Study,
) -> None:
    ada = study.desk("Ada")
    before = ids(page(study, THEMATIC))
    assert len(before) == 5
    assert set(before.values()) <= set(NAMES)

    documents.choose_own_ids(ada, "thematic", True)

    made = page(study, THEMATIC)
    own = ids(made)
    assert sorted(own.values()) == [f"Person {number}" for number in range(1, 6)]
    assert not re.search("|".join(NAMES), made)
    rows = re.findall(r"<tr><td>(Person \d)", made)
    assert rows == sorted(own.values())
    assert ids(page(study, THEMATIC)) == own
    assert set(ids(page(study, PUBLIC)).values()) <= set(NAMES)
    documents.choose_own_ids(ada, "participants", True)
    plain_summary.choose_quotations(ada, ["EC", "SA", "CC", "TW", "HC"])
    assert set(ids(page(study, PUBLIC)).values()) <= set(own.values())
    assert documents.extras(ada) == ["matrix"]
    documents.choose_own_ids(ada, "thematic", False)
    assert ids(page(study, THEMATIC)) == before
    assert documents.extras(ada) == ["matrix"]


def test_an_id_of_the_study_in_the_teams_own_text_is_told_before_issue(study: Study) -> None:
    ada = study.desk("Ada")
    prose.save(ada, "thematic", "summary", "We begin with P23 and a chair.", 0)
    named = [each.words for each in before_issue.unfinished(ada, THEMATIC)]
    assert not any("ID from the study" in words for words in named)

    documents.choose_own_ids(ada, "thematic", True)

    told = [each for each in before_issue.unfinished(ada, THEMATIC) if "ID from" in each.words]
    assert [(each.key, each.must) for each in told] == [("linkability", False)]
    assert told[0].words.startswith("Under “Summary” stands an ID from the study")


def test_ids_of_two_documents_are_in_orders_that_have_nothing_to_do_with_each_other() -> None:
    people = [
        Participant(f"{n:08}-0000-4000-8000-000000000000", f"P{n:02}", role)
        for n, role in enumerate(["participant"] * 20 + ["group"] * 2)
    ]

    one, other = own_ids("thematic", people), own_ids("participants", people)

    assert one == own_ids("thematic", reversed(people))
    assert sorted(one.values()) == sorted(other.values())
    assert [one[each.label] for each in people[20:]] in (
        ["Focus group 1", "Focus group 2"], ["Focus group 2", "Focus group 1"],
    )  # fmt: skip
    assert one != other
    assert list(one) != sorted(one)
