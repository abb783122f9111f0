"""Issuing: what must be finished, what is put on record, and what a withdrawal names."""

import hashlib
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import NotAllowed, UnreadableFile
from workbench.services import (
    afterwording,
    before_issue,
    documents,
    issuing,
    on_record,
    participants,
    prose,
    themes,
    withdrawing,
)
from workbench.services.documents import Wanted

SAFE = "I felt safe there from the first day, and nobody asked why I came."
THEMATIC = Wanted("thematic")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path / "workspace", names=("Ada", "Ben"))
    study.do("Ada", study.operation(SAFE, "SA", presence="there"))
    return study


def choose(study: Study) -> str:
    start = study.text().index(SAFE)
    return themes.choose(
        study.desk("Ada"), study.code("SA"), "looked_like",
        (study.source, start, start + len(SAFE)),
    )  # fmt: skip


def allow(study: Study) -> str:
    (who,) = participants.everybody(study.desk("Ada"))
    participants.say_consent(study.desk("Ada"), [who.guid], "report", True)
    return who.guid


def read_it(study: Study, credit: str = "") -> None:
    issuing.ask_to_read(study.desk("Ada"), "thematic", study.people["Ben"])
    issuing.say_read(study.desk("Ben"), "thematic", credit=credit)


def test_what_is_unfinished_is_said_and_needs_a_sentence_that_is_kept(study: Study) -> None:
    ada = study.desk("Ada")
    choose(study)
    allow(study)
    keys = [each.key for each in before_issue.unfinished(ada, THEMATIC)]
    assert keys == ["identification", "reading"]
    with pytest.raises(NotAllowed, match="not been checked"):
        issuing.issue(ada, THEMATIC)
    assert issuing.issued(ada) == []

    done, made = issuing.issue(ada, THEMATIC, why="The funder asked for it today.")

    assert done.reason == "The funder asked for it today."
    assert done.unfinished == ("identification", "reading")
    [line] = on_record.shown(study.desk("Ben"))
    assert (line["who"], line["what"]) == ("Ada", "issued a document")
    assert (done.number, done.digest) == (1, hashlib.sha256(made.data).hexdigest())
    document = docx.Document(BytesIO(made.data))
    assert document.core_properties.content_status == "Checked"
    assert "Draft" not in document.sections[0].footer.paragraphs[0].text


def test_what_is_checked_and_read_goes_out_and_names_only_readers_who_chose_it(
    study: Study,
) -> None:
    ada = study.desk("Ada")
    quotation = choose(study)
    allow(study)
    themes.check(ada, quotation, [])
    read_it(study, credit="B., who runs a group")
    assert before_issue.unfinished(ada, THEMATIC) == []

    done, made = issuing.issue(ada, THEMATIC)

    assert done.reason == ""
    words = [p.text for p in docx.Document(BytesIO(made.data)).paragraphs]
    assert "Read before issue by B., who runs a group" in words
    assert issuing.issue(ada, THEMATIC)[0].number == 2


def test_whoever_would_rather_not_read_leaves_no_trace(study: Study) -> None:
    issuing.ask_to_read(study.desk("Ada"), "thematic", study.people["Ben"])
    issuing.rather_not(study.desk("Ben"), "thematic")

    assert issuing.readers(study.desk("Ada"), "thematic") == []


def test_consent_that_is_missing_cannot_be_overridden(study: Study) -> None:
    choose(study)
    assert before_issue.kept_out(study.desk("Ada"), THEMATIC) == 1

    _, made = issuing.issue(study.desk("Ada"), THEMATIC, why="It must go.")

    assert SAFE not in [p.text for p in docx.Document(BytesIO(made.data)).paragraphs]


def test_a_quotation_is_followed_from_the_file_to_where_it_was_said(study: Study) -> None:
    ada = study.desk("Ada")
    choose(study)
    allow(study)
    done, made = issuing.issue(ada, THEMATIC, why="For the test.")

    (traced,) = issuing.trace_file(ada, made.data)

    assert (traced.words, traced.name, traced.attribution) == (SAFE, "talk", "[P01, group]")
    assert traced.issue == done
    assert traced.readings == (("Ada", "Safety", "there"),)
    assert traced.rounds == ("First reading",)
    assert "0.1" in traced.codebook
    assert issuing.trace_issue(ada, done.guid) == [traced]
    draft = documents.make(ada, THEMATIC).data
    assert [each.words for each in issuing.trace_file(ada, draft)][:1] == [SAFE]


def test_a_damaged_file_to_follow_quotations_from_is_refused_in_a_sentence(study: Study) -> None:
    ada = study.desk("Ada")
    whole = documents.make(ada, THEMATIC).data
    at = whole.index(b"word/document.xml") + 200
    damaged = whole[:at] + b"\xff" * 400 + whole[at + 400 :]

    with pytest.raises(UnreadableFile, match="is a damaged Word document"):
        issuing.trace_file(ada, damaged)
    with pytest.raises(UnreadableFile, match="is a damaged Word document"):
        issuing.trace_file(ada, whole[: len(whole) // 2])


def test_a_withdrawal_names_what_was_issued_and_empties_the_drafts(study: Study) -> None:
    ada = study.desk("Ada")
    choose(study)
    who = allow(study)
    prose.save(ada, "thematic", "summary", f"They said: {SAFE}", 0)
    issuing.issue(ada, THEMATIC, why="For the test.")

    told = " ".join(withdrawing.preview(study.workspace, ada, "P01").sentences)
    assert "small-study-thematic-summary-1.docx" in told
    assert "quotes these words; the quotation will be gone" in told
    withdrawing.withdraw(study.workspace, ada, "P01")

    assert withdrawing.receipts(ada)[0]["issued"] == ["Thematic summary, issue 1"]
    assert issuing.issued_with(ada, who) == []
    assert themes.quotations(ada) == []
    assert SAFE not in prose.written(ada, "thematic")["summary"]
    assert [each.number for each in issuing.issued(ada)] == [1]


def test_only_who_prepares_outputs_issues(study: Study) -> None:
    with pytest.raises(NotAllowed):
        issuing.issue(study.desk("Ben"), THEMATIC, why="I want to.")


def test_an_afterword_is_changed_by_its_authors_alone(study: Study) -> None:
    ben, ada = study.desk("Ben"), study.desk("Ada")
    guid = afterwording.begin(ben)
    prose.save(ben, f"afterword:{guid}", "text", "From us.", 0)
    for act in (
        lambda: afterwording.say(ada, guid, signed="Ada", printed=True),
        lambda: afterwording.remove(ada, guid),
        lambda: afterwording.share(ada, guid, study.people["Ada"]),
        lambda: prose.join(ada, f"afterword:{guid}", "text", "Nicer.", []),
        lambda: prose.bring_back(ada, f"afterword:{guid}", "text", 1),
    ):
        with pytest.raises(NotAllowed):
            act()
    afterwording.share(ben, guid, study.people["Ada"])
    afterwording.say(ada, guid, signed="Two of us", printed=True)
    (one,) = afterwording.listed(ada)
    assert (one.signed, one.printed, one.text) == ("Two of us", True, "From us.")
