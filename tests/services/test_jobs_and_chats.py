"""Jobs are shared and handed on; a chat goes to the person chosen; support is the study's own."""

from datetime import date
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.raw import raw_bytes
from workbench.domain.errors import NotAllowed, WorkbenchError
from workbench.services import chats, jobs, support

SECRET = "quixotic marmalade lighthouse"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cleo"))


def test_a_job_is_shared_and_handed_on_by_whoever_does_it(study: Study) -> None:
    workspace, ben, cleo = study.workspace, study.people["Ben"], study.people["Cleo"]
    with pytest.raises(NotAllowed):
        jobs.share(workspace, study.desk("Ben"), "reading", cleo)
    jobs.share(workspace, study.desk("Ada"), "reading", ben, hand_on=True)
    assert jobs.held(workspace, study.desk("Ada"))["reading"] == [ben]
    jobs.share(workspace, study.desk("Ben"), "reading", cleo)
    with pytest.raises(NotAllowed):
        jobs.share(workspace, study.desk("Ben"), "outputs", cleo)
    with pytest.raises(NotAllowed):
        jobs.stop(workspace, study.desk("Ben"), "reading", cleo)
    jobs.stop(workspace, study.desk("Ada"), "reading", cleo)
    with pytest.raises(NotAllowed, match="Nobody else"):
        jobs.stop(workspace, study.desk("Ben"), "reading", ben)


def test_a_chat_is_known_to_the_two_and_to_nobody_else(study: Study) -> None:
    chats.ask(study.desk("Ben"), study.people["Cleo"], SECRET)

    assert chats.mine(study.desk("Ada")) == []
    [asked], [heard] = chats.mine(study.desk("Ben")), chats.mine(study.desk("Cleo"))
    assert (asked["name"], asked["by_me"]) == ("Cleo", True)
    assert (heard["name"], heard["words"], heard["by_me"]) == ("Ben", SECRET, False)
    assert SECRET.encode() not in raw_bytes(study)
    last = study.desk("Ada").project.db.execute(
        "select person, operation, source, at from changes order by revision desc limit 1"
    )
    assert last.fetchone()[:3] == (None, None, None)
    with pytest.raises(WorkbenchError):
        chats.end(study.desk("Ada"), heard["guid"])

    chats.end(study.desk("Cleo"), heard["guid"])
    assert chats.mine(study.desk("Ben")) == chats.mine(study.desk("Cleo")) == []
    for whom in (None, study.people["Ben"], "nobody"):
        with pytest.raises(WorkbenchError):
            chats.ask(study.desk("Ben"), whom)  # type: ignore[arg-type]


def test_support_is_set_by_the_study_with_a_day_to_look_again(study: Study) -> None:
    assert support.said(study.desk("Ben"))["words"] == ""
    with pytest.raises(NotAllowed):
        support.say(study.desk("Ben"), "Call Jo", date(2027, 1, 1))
    with pytest.raises(WorkbenchError, match="by what day"):
        support.say(study.desk("Ada"), "Call Jo", None)
    support.say(study.desk("Ada"), "Call Jo", date(2027, 1, 1))
    assert support.said(study.desk("Ben")) == {"words": "Call Jo", "review_on": "2027-01-01"}
    support.say(study.desk("Ada"), "", None)
    assert support.said(study.desk("Ben"))["words"] == ""
