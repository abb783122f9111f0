"""Jobs are shared and handed on; a chat goes to the person chosen; support is the study's own."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.raw import raw_bytes
from workbench.domain.errors import CannotUndo, NotAllowed, WorkbenchError
from workbench.services import chats, jobs, leaving_team, support

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


def test_sharing_and_handing_on_a_job_can_be_taken_back_until_somebody_changes_it(
    study: Study,
) -> None:
    workspace, ada, ben = study.workspace, study.people["Ada"], study.people["Ben"]

    def held(job: str) -> list[str]:
        return jobs.held(workspace, study.desk("Ada"))[job]

    assert not jobs.to_take_back(study.desk("Ada"))
    jobs.share(workspace, study.desk("Ada"), "outputs", ben)
    assert jobs.to_take_back(study.desk("Ada")) == [ben]
    jobs.share(workspace, study.desk("Ada"), "reading", ben, hand_on=True)
    assert (held("reading"), held("outputs")) == ([ben], [ada, ben])
    assert set(jobs.to_take_back(study.desk("Ada"))) == {ada, ben}
    jobs.undo(workspace, study.desk("Ada"))
    assert (held("reading"), held("outputs")) == ([ada], [ada, ben])
    with pytest.raises(CannotUndo, match="nothing of yours"):
        jobs.undo(workspace, study.desk("Ben"))
    jobs.stop(workspace, study.desk("Ben"), "outputs", ben)
    with pytest.raises(CannotUndo, match="has changed"):
        jobs.undo(workspace, study.desk("Ada"))
    assert held("outputs") == [ada]
    assert not jobs.to_take_back(study.desk("Ada"))

    jobs.undo(workspace, study.desk("Ben"))
    assert held("outputs") == [ada, ben]


def test_undo_brings_nobody_back_into_a_team_they_left(study: Study) -> None:
    workspace, ben = study.workspace, study.people["Ben"]
    jobs.share(workspace, study.desk("Ada"), "outputs", ben)
    jobs.stop(workspace, study.desk("Ada"), "outputs", ben)
    leaving_team.leave(workspace, study.desk("Ben"), name="", perspectives_stay=True)
    with pytest.raises(CannotUndo):
        jobs.undo(workspace, study.desk("Ada"))
    assert workspace.jobs_of(study.project, ben) is None


def test_whoever_handed_on_the_last_of_their_jobs_takes_it_back_within_a_day(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, ada, ben = study.workspace, study.people["Ada"], study.people["Ben"]
    jobs.share(workspace, study.desk("Ada"), "accounts", ben, hand_on=True)
    monkeypatch.setattr(jobs, "_UNDONE_WITHIN", timedelta(0))
    assert not jobs.to_take_back(study.desk("Ada"))
    monkeypatch.undo()
    jobs.undo(workspace, study.desk("Ada"))
    assert jobs.held(workspace, study.desk("Ada"))["accounts"] == [ada]


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
