"""8: a transcript is handed back, and no screen, answer or file shows who did, or why."""

from pathlib import Path

from tests.alone import finish
from tests.builders import Study, small_study
from workbench.services import arranging, chats, comparing, overview, reading, rounds


def looks(study: Study) -> list[object]:
    """What everybody sees of who reads what, and of what was read."""
    ada = study.desk("Ada")
    told: list[object] = [arranging.board(ada), rounds.under_way(ada)]
    for name in study.people:
        desk = study.desk(name)
        told += [arranging.standing(desk), arranging.mine(desk), arranging.lines(desk)]
        told += [chats.mine(desk), overview.overview(desk), comparing.compare(desk)]
        told.append({**reading.snapshot(desk, study.source), "cursor": ""})
    return told


def test_after_handing_back_everything_is_as_if_nobody_had_been_asked(tmp_path: Path) -> None:
    study = small_study(tmp_path, names=("Ada", "Ben", "Cleo"))
    before = looks(study)
    arranging.offer(study.desk("Ada"), [study.source], [study.people["Ben"]])
    assert looks(study) != before
    mark = study.operation("I felt safe there")
    study.do("Ben", mark)
    study.do("Ben", {"id": mark["id"][:-4] + "0000", "kind": "undo"})
    finish(study, "Ben", "passed_back")

    after = looks(study)
    for was, now in zip(before, after, strict=True):
        if isinstance(was, dict) and "undo" in was:
            was, now = {**was, "undo": ""}, {**now, "undo": ""}  # type: ignore[dict-item]
        assert now == was
    [standing] = arranging.standing(study.desk("Ada"))
    assert standing.free


def test_the_history_keeps_that_an_offer_ended_and_not_whose_it_was(tmp_path: Path) -> None:
    study = small_study(tmp_path)
    arranging.offer(study.desk("Ada"), [study.source], [study.people["Ben"]])
    finish(study, "Ben", "passed_back")

    db = study.desk("Ada").project.db
    [ended] = db.query("select person, operation, at from changes where kind = 'offer_ended'")
    assert (ended["person"], ended["operation"]) == (None, None)
    assert ended["at"].endswith("T00:00:00+00:00")
    assert list(db.query("select * from assignments")) == []
    ben = study.people["Ben"].encode()
    held = [row["body"] for row in db.query("select body from payloads")]
    assert held
    assert not any(ben in body for body in held)
