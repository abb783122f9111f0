"""Files on their way in: the child process recognises and keeps them, one by one."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.importers.making import packed
from tests.importers.test_answers_and_posts import FILES
from tests.withdrawn import raw_bytes
from workbench.domain.arrival import Said
from workbench.domain.errors import NotAllowed
from workbench.domain.table import TableReading
from workbench.services import (
    arrivals,
    arriving,
    correcting,
    heavy,
    participants,
    preparing,
    reading,
    taking_in,
    withdrawing,
)
from workbench.services.arrivals import Batch
from workbench.store import jobs


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    yield small_study(tmp_path / "workspace")
    heavy.end()


def talk(number: int) -> bytes:
    return f"I: Who are you?\nP: Number {number} of the quillfeather club.\nI: Yes?".encode()


def add(study: Study, name: str, data: bytes) -> str:
    return arrivals.add(study.workspace, study.desk("Ada"), name, data)


def mine(study: Study) -> Batch:
    batch = arrivals.mine(study.workspace, study.desk("Ada"))
    assert batch is not None
    return batch


def worked(study: Study) -> Batch:
    """Have it all done, as a page does that is open."""
    arriving.go_on(study.workspace)
    return finished(study)


def finished(study: Study) -> Batch:
    """Wait until there is nothing left to do."""
    give_up = time.monotonic() + 60
    while arriving.at_work():
        assert time.monotonic() < give_up
        time.sleep(0.02)
    return mine(study)


def save(study: Study, **said: object) -> Batch:
    chosen = {
        one.number: Said(participants=("P77",), reading=one.seen.reading, **said)
        for one in mine(study).of("seen")
        if one.seen
    }
    arrivals.save(study.workspace, study.desk("Ada"), chosen)
    return worked(study)


def held(study: Study) -> bytes:
    """Every byte that stands in the workspace outside the study's own file."""
    places = [*study.workspace.folder.rglob("*")]
    return b"".join(
        place.read_bytes()
        for place in places
        if place.is_file() and place.parent.name != "projects"
    )


def test_files_are_recognised_shown_and_kept_and_one_failure_stops_no_other(study: Study) -> None:
    add(study, "a.txt", talk(1))
    add(study, "broken.pdf", b"%PDF-1.7\n")
    add(study, "talks.zip", packed({"b.txt": talk(2), "c.txt": talk(3), "d.png": b"\x89PNG"}))
    odd = "../../climbed\0.txt"
    add(study, odd, b"I: Who?\nP: Me.")
    batch = worked(study)

    assert [one.name for one in batch.of("seen")] == ["a.txt", "b.txt", "c.txt", odd]
    # What a file is called is never part of a path.
    handed_in = [path for path in batch.folder.rglob("*") if path.is_file()]
    assert len(handed_in) > 10
    assert all(re.fullmatch(r"[\d-]+\.(bytes|\w+\.json)", path.name) for path in handed_in)
    assert not [*study.workspace.folder.parent.rglob("*climbed*")]
    assert [one.name for one in batch.of("refused")] == ["broken.pdf", "d.png"]
    seen = batch.of("seen")[0].seen
    assert seen is not None
    assert (seen.turns, seen.speakers, seen.interviewers) == (3, ("I", "P"), ("I",))
    assert len(reading.transcripts(study.desk("Ada"))) == 1  # nothing is kept yet

    batch = save(study)

    assert (batch.state, batch.done, batch.total) == ("done", 4, 4)
    assert {one.state for one in batch.of("taken")} == {"taken"}
    assert len(reading.transcripts(study.desk("Ada"))) == 5
    assert b"quillfeather" not in held(study)
    arrivals.put_away(study.workspace, study.desk("Ada"))
    assert arrivals.mine(study.workspace, study.desk("Ada")) is None
    assert not list((study.workspace.folder / "uploads").iterdir())


def test_another_way_of_naming_speakers_is_chosen_and_labels_are_corrected_and_merged(
    study: Study,
) -> None:
    words = b"I: Who?\n\nMary: It is me.\n\nI: Yes?\n\nMery: Me too.\n\nMary: And I.\n"
    number = add(study, "a.txt", words)
    seen = worked(study).of("seen")[0].seen
    assert seen is not None
    assert seen.ways == ("colon",)

    ada = study.desk("Ada")
    arrivals.name_by(study.workspace, ada, number, taking_in.NOBODY)
    seen = worked(study).of("seen")[0].seen
    assert seen is not None
    assert (seen.speakers, seen.named_by) == ((), taking_in.NOBODY)
    assert seen.beginning[1] == (None, "Mary: It is me.")

    arrivals.name_by(study.workspace, ada, number, "colon")
    seen = worked(study).of("seen")[0].seen
    assert seen is not None
    assert set(seen.speakers) == {"I", "Mary", "Mery"}
    labels = {"Mary": "P77", "Mery": "P77", "I": "Facilitator"}
    [taken] = save(study, named_by="colon", labels=labels, interviewers=("I",), preparing=True).of(
        "taken"
    )

    told = {
        one["label"]: (one["role"], one["turns"])
        for one in correcting.speakers(ada, taken.sources[0])
    }
    assert told == {"Facilitator": ("interviewer", 2), "P77": ("participant", 3)}
    assert preparing.names(ada) == {taken.sources[0]: "a"}
    assert b"Mery" not in raw_bytes(study.workspace)


def test_what_is_here_already_is_told_and_not_kept_again(study: Study) -> None:
    add(study, "a.txt", talk(1))
    worked(study)
    save(study)
    add(study, "a.txt", talk(1))

    (one,) = worked(study).of("here")

    assert one.sentence == "a.txt is already here, as “a”."


def test_a_file_that_is_added_twice_before_it_is_saved_is_shown_and_kept_once(
    study: Study,
) -> None:
    for name, data in {"a.txt": talk(7), "b.txt": talk(8), "a again.txt": talk(7)}.items():
        add(study, name, data)
    batch = worked(study)
    assert [one.name for one in batch.of("seen")] == ["a.txt", "b.txt"]
    (again,) = batch.of("here")
    assert again.sentence == "a again.txt is the same file as a.txt, which is here already."
    arrivals.name_by(
        study.workspace, study.desk("Ada"), batch.of("seen")[0].number, taking_in.NOBODY
    )
    assert len(worked(study).of("seen")) == 2, "read anew, it is not taken for its own twin"
    assert len(save(study).of("taken")) == 2


def test_after_a_restart_the_rest_is_kept_and_nothing_twice(study: Study) -> None:
    for number in range(3):
        add(study, f"{number}.txt", talk(number))
    batch = worked(study)
    chosen = {one.number: Said(participants=("P77",)) for one in batch.of("seen")}
    arrivals.save(study.workspace, study.desk("Ada"), chosen)
    # The server ends between keeping the first and writing that down.
    arriving.keep(study.workspace.folder, batch.job, "00001")
    done = arrivals.file(batch.folder, "00001", "taken")
    assert done is not None
    (batch.folder / "00001.taken.json").rename(batch.folder / "00001.chosen.json")
    (batch.folder / "00001.bytes").write_bytes(talk(0))
    arriving._workspace.cache_clear()

    arriving.resume(study.workspace)
    batch = finished(study)

    assert batch.state == "done"
    assert len(reading.transcripts(study.desk("Ada"))) == 4
    assert "already here" in batch.of("here")[0].sentence


def test_a_file_that_takes_too_long_is_ended_and_the_next_is_read(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "SECONDS_TO_SEE", 1.0)
    monkeypatch.setattr(arriving, "see", slow_unless_good)
    add(study, "hostile.vtt", b"WEBVTT")
    add(study, "good.txt", talk(1))

    batch = worked(study)

    assert [one.name for one in batch.of("seen")] == ["good.txt"]
    assert batch.of("refused")[0].sentence.startswith("hostile.vtt takes more time or memory")


def slow_unless_good(workspace_folder: Path, job: str, number: str) -> None:
    """Stand for a reader that a hostile file keeps busy; runs in the child."""
    one = arriving._handed(workspace_folder, job, number)[2]
    while one.name == "hostile.vtt":
        pass
    arriving.see(workspace_folder, job, number)


def test_what_was_taken_back_is_gone_with_what_came_out_of_it(study: Study) -> None:
    number = add(study, "talks.zip", packed({"b.txt": talk(2), "c.txt": talk(3)}))
    add(study, "a.txt", talk(1))
    worked(study)

    arrivals.take_back(study.workspace, study.desk("Ada"), [number])

    assert [one.name for one in mine(study).of("seen")] == ["a.txt"]
    assert b"Number 2" not in held(study)


def test_a_table_is_read_as_a_person_says_and_answers_come_with_attributes(study: Study) -> None:
    number = add(study, "survey.csv", FILES["survey"])
    seen = worked(study).of("seen")[0].seen
    assert seen is not None
    assert seen.reading is not None
    assert seen.reading.layout == "respondents"
    id_age, gender = seen.reading.roles[:2], ("leave_out",)
    by_question = TableReading("questions", (*id_age, *gender, *seen.reading.roles[3:]))
    arrivals.read_as(study.workspace, study.desk("Ada"), number, by_question)
    assert worked(study).of("seen")[0].seen.transcripts == 2  # type: ignore[union-attr]

    batch = save(study, kind="survey_answer")

    desk = study.desk("Ada")
    rows = [row for row in reading.transcripts(desk) if row["kind"] == "survey_answer"]
    assert [row["name"] for row in rows] == ["What helped you most?", "What was missing?"]
    assert rows[0]["participants"] == ["R1", "R2", "R4"]
    (age,) = participants.attributes(desk)
    assert (age.name, age.kind) == ("Age", "number")
    values = {one.label: one.attributes.get(age.guid) for one in participants.everybody(desk)}
    assert values == {"P01": None, "R1": "34", "R2": "51", "R4": "29"}
    assert len(batch.of("taken")[0].sources) == 2


def test_nobody_sees_or_adds_files_without_looking_after_transcripts(study: Study) -> None:
    add(study, "a.txt", talk(1))
    with pytest.raises(NotAllowed):
        arrivals.mine(study.workspace, study.desk("Ben"))
    with pytest.raises(NotAllowed):
        arrivals.add(study.workspace, study.desk("Ben"), "a.txt", talk(1))


def test_what_nobody_came_back_to_is_put_away(study: Study) -> None:
    add(study, "a.txt", talk(1))
    with study.workspace.file.transaction() as db:
        db.execute("update jobs set made_at = '2020-01-01T00:00:00.000+00:00'")
    (study.workspace.folder / "uploads" / "left").mkdir()

    jobs.end_forgotten(study.workspace, days=7)

    assert arrivals.mine(study.workspace, study.desk("Ada")) is None
    assert not list((study.workspace.folder / "uploads").iterdir())


def test_a_withdrawal_leaves_nothing_that_was_handed_in_and_no_name_that_others_reply_to(
    study: Study,
) -> None:
    thread = (
        "author,posted,reply to,post\n"
        "Fern,2026-05-01 10:00,,Has anybody been?\n"
        "Quillfeather,2026-05-01 11:00,Fern,I have been.\n"
        "Fern,2026-05-01 12:00,Quillfeather,Thank you.\n"
    )
    _, source = taking_in.import_file(
        study.desk("Ada"), "thread.csv", thread.encode(), participants=("Fern", "Quillfeather")
    )
    add(study, "a.txt", talk(1))
    worked(study)

    withdrawing.withdraw(study.workspace, study.desk("Ada"), "Quillfeather")

    snapshot = reading.snapshot(study.desk("Ada"), source)
    replies = [
        part["words"] for part in snapshot["source"]["structure"] if part["kind"] == "reply"
    ]
    assert len(replies) == 1
    assert "Quillfeather" not in replies[0]
    assert b"quillfeather" not in held(study).lower()
    assert not list((study.workspace.folder / "uploads").iterdir())


def test_answers_that_were_kept_in_part_are_completed_and_what_is_known_stays(
    study: Study,
) -> None:
    desk = study.desk("Ada")
    taking_in.import_file(desk, "survey.csv", FILES["survey"])
    age = participants.attributes(desk)[0]
    who = {one.label: one.guid for one in participants.everybody(desk)}
    participants.give(desk, who["R1"], {age.guid: "99"})
    with desk.project.writing(desk.viewer.person) as w:
        w.db.execute("delete from sources where name = 'survey R4'")

    taken = taking_in.take_in_file(desk, "survey.csv", FILES["survey"], Said())

    assert len(taken.sources) == 1
    assert len([r for r in reading.transcripts(desk) if r["name"].startswith("survey")]) == 3
    changed = FILES["survey"].replace(b'"51"', b'"52"') + b"\r\n"
    (remark,) = taking_in.take_in_file(desk, "again.csv", changed, Said()).remarks
    assert remark.startswith("2 attribute values in the file")
    values = {one.label: one.attributes.get(age.guid) for one in participants.everybody(desk)}
    assert (values["R1"], values["R2"]) == ("99", "51")
