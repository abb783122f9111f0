"""One's own download and erasure: all that is held, nothing of others, and nothing left behind."""

import io
import json
import re
import time
import zipfile
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from tests.builders import PASSWORD, Study, small_study
from tests.raw import raw_bytes
from workbench.domain.errors import NotAllowed, WorkbenchError
from workbench.domain.people import JOBS
from workbench.services import (
    accounts,
    arranging,
    backing_up,
    chats,
    checking,
    compared,
    desks,
    erasing_account,
    everything_held,
    leaving_team,
    notes,
    own_place,
    own_settings,
    perspectives,
    projects,
    reading,
    restoring,
    second_step,
)
from workbench.store import accounts_held, held_of_person, jobs, second_steps
from workbench.store.database import rows
from workbench.store.holdings import CONTENT_FREE, HOLDS_WORDS

SECRET, NAME, ADDRESS = "quixotic marmalade lighthouse", "Benedicta Quill", "quill@example.org"
OTHERS = "zephyr and cardamom"
NAMES_A_PERSON = {
    "person", "coder", "reader", "entered_by", "created_by", "made_by", "host", "audience",
    "sealed_for",
}  # fmt: skip


@cache
def hashed() -> str:
    return accounts.hashed(PASSWORD)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path / "workspace", names=("Ada", NAME, "Cleo"))
    with study.workspace.file.transaction() as db:
        db.execute("update people set password_hash = ?", (hashed(),))  # hashing is slow
        db.execute("update people set email = ? where name = ?", (ADDRESS, NAME))
    me = study.desk(NAME)
    perspectives.add(me, SECRET)
    projects.choose_credit(me, "Dr B. Quill")
    study.do(NAME, study.operation("I felt safe there"))
    notes.write(me, f"private: {SECRET}", source=study.source, span=(0, 11))
    notes.write(me, f"picked: {SECRET}", visibility="picked", readers=[study.people["Cleo"]])
    notes.write(me, "for the team", visibility="team")
    notes.write(study.desk("Cleo"), OTHERS, visibility="team")
    notes.write(study.desk("Cleo"), OTHERS, visibility="picked", readers=[study.people[NAME]])
    chats.ask(me, study.people["Cleo"], SECRET)
    chats.ask(study.desk("Cleo"), study.people[NAME], OTHERS)
    arranging.offer(study.desk("Ada"), [study.source], [study.people[NAME]])
    version = reading.snapshot(me, study.source)["source"]["version"]
    own_place.keep(study.workspace, me, study.source, version, 40)
    return study


def erase(study: Study, **more: str) -> erasing_account.Receipt:
    given = {"password": PASSWORD, "word": "erase", **more}
    return erasing_account.erase(study.workspace, study.tokens[NAME], **given)


def test_one_file_has_everything_held_of_me_and_nothing_of_anybody_else(study: Study) -> None:
    packed = everything_held.package(study.workspace, study.tokens[NAME])
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        held = {name: file.read(name).decode() for name in file.namelist()}
    account = json.loads(held["account.json"])
    assert account["account"]["email"] == ADDRESS
    assert account["account"]["has_a_password"]
    assert len(account["sign_ins"]) == 1
    [folder] = {name.split("/")[0] for name in held if "/" in name}
    [mark] = json.loads(held[f"{folder}/marks.json"])
    at = study.text().index("I felt safe there")
    assert (mark["transcript"], mark["start"], mark["end"]) == ("talk", at, at + 17)
    assert (mark["code_key"], mark["read_from"]) == ("SA", [SECRET])
    assert held[f"{folder}/notebook.txt"].count(SECRET) == 2
    about = json.loads(held[f"{folder}/about-me.json"])
    assert about["what you were asked to read or took"][0]["transcript"] == "talk"
    assert about["where you stopped reading"] == [{"transcript": "talk", "place": 40}]
    assert about["how you are named here"][0]["named_in_documents"] == "Dr B. Quill"
    assert json.loads(held[f"{folder}/chats.json"])[0]["words"] == SECRET
    everything = "".join(held.values())
    for not_theirs in (OTHERS, "felt safe", "biscuits", "argon2", study.tokens[NAME]):
        assert not_theirs not in everything


def test_every_column_that_names_a_person_is_given_to_them(study: Study) -> None:
    named = {
        column
        for column in HOLDS_WORDS.keys() | CONTENT_FREE
        if column.split(".")[1] in NAMES_A_PERSON
    }
    words = " ".join(held.query for held in held_of_person.HELD)
    missing = [
        column
        for column in sorted(named - held_of_person.ELSEWHERE)
        if not re.search(rf"(from|join) {column.split('.')[0]}\b", words)
    ]
    assert missing == []


def test_after_erasing_no_raw_byte_has_the_name_the_address_or_a_private_word(
    study: Study,
) -> None:
    told = erasing_account.foretold(study.workspace, study.tokens[NAME])
    assert told.first == ()
    assert any("Small study" in sentence for sentence in told.sentences)
    wrapped = study.workspace.keys._file.db.execute(
        "select wrapped from person_keys where person = ?", (study.people[NAME],)
    ).fetchone()[0]
    for tried in (NAME, ADDRESS):  # somebody guesses at their password
        study.workspace.note_attempt(tried)
    job = jobs.begin(study.workspace, "import", study.people[NAME], study.project)
    jobs.write(jobs.folder(study.workspace, job) / "00001.bytes", SECRET.encode())
    assert all(each.encode() in raw_bytes(study) for each in (NAME, NAME.lower(), ADDRESS, SECRET))

    receipt = erase(study)

    everything = raw_bytes(study)
    for gone in (NAME, "Quill", NAME.lower(), ADDRESS, SECRET):
        assert gone.encode() not in everything
    assert wrapped not in everything
    assert study.tokens[NAME] is not None
    assert study.workspace.signed_in(study.tokens[NAME]) is None
    assert study.workspace.person(study.people[NAME]) is None
    ada = study.desk("Ada")
    assert len(study.marks("Ada")) == 1
    assert compared.readers(ada)[study.people[NAME]] == "a former member"
    assert sorted(note["words"] for note in notes.readable(ada)) == ["for the team", OTHERS]
    assert checking.check(ada) == []
    assert NAME not in str(receipt)
    assert len(receipt.ended) == 1
    for table in ("sign_ins", "memberships", "reading_places", "second_steps", "jobs"):
        assert not rows(
            study.workspace.file.db, f"select 1 from {table} where person = ?", study.people[NAME]
        )


def test_readings_stay_under_the_name_that_was_chosen(study: Study) -> None:
    erase(study, name="B. of the first year")
    readers = compared.readers(study.desk("Ada"))
    assert readers[study.people[NAME]] == "B. of the first year"
    assert b"Quill" not in raw_bytes(study)


def test_who_was_erased_since_a_backup_is_named_until_erased_again(
    study: Study, tmp_path: Path
) -> None:
    made, _ = backing_up.back_up(study.workspace, tmp_path / "one")
    erase(study)
    told = restoring.restore(study.workspace.folder, made).sentences
    workspace = desks.open_workspace(study.workspace.folder)
    [back] = [sentence for sentence in told if NAME in sentence]
    assert "person erase" in back
    ada = desks.from_command_line(workspace, study.project)
    assert back in checking.check_around(workspace, ada)
    erasing_account.erase_for(workspace, study.people[NAME])
    assert back not in checking.check_around(workspace, ada)


def test_somebody_in_no_team_leaves_no_key_behind(study: Study) -> None:
    guid = accounts.add_person(study.workspace, "Evangeline Tredwell")
    study.workspace.set_password(guid, hashed())
    token = study.workspace.begin_sign_in(guid, days=1)
    own_settings.keep(study.workspace, desks.person_of(study.workspace, token), "way", "turn")
    held = "select 1 from person_keys where person = ?"
    assert rows(study.workspace.keys._file.db, held, guid)
    erasing_account.erase(study.workspace, token, password=PASSWORD, word="ERASE")
    assert not rows(study.workspace.keys._file.db, held, guid)
    assert b"Evangeline Tredwell" not in raw_bytes(study)


@pytest.mark.parametrize(
    "given", [{"password": "four other words here"}, {"word": "yes"}, {"name": "\u202e"}]
)
def test_what_is_not_certain_changes_nothing(study: Study, given: dict[str, str]) -> None:
    revision = study.desk("Ada").project.revision()
    with pytest.raises(WorkbenchError):
        erase(study, **given)
    assert study.desk(NAME).project.revision() == revision
    assert len(notes.mine(study.desk(NAME))) == 3


def test_without_a_password_one_has_to_have_signed_in_just_now(study: Study) -> None:
    with study.workspace.file.transaction() as db:
        db.execute("update people set password_hash = null where name = ?", (NAME,))
        db.execute("update sign_ins set began_at = '2020-01-01T00:00:00.000+00:00'")
    with pytest.raises(NotAllowed, match="sign in again"):
        erase(study, password="")
    study.tokens[NAME] = study.workspace.begin_sign_in(study.people[NAME], days=1)
    erase(study, password="")
    assert study.workspace.person(study.people[NAME]) is None


def test_whoever_has_a_second_step_erases_with_it_alone(study: Study) -> None:
    token = study.tokens[NAME]
    second_step.set_up(study.workspace, token)
    clock = second_step._clock(second_steps.secret(study.workspace, study.people[NAME])[0])
    codes = second_step.take_up(study.workspace, token, clock.generate(int(time.time())).decode())
    assert erasing_account.confirmed_by(study.workspace, token) == (True, True)
    for given in ({}, {"code": "000000x"}, {"code": codes[0], "password": "not this one"}):
        with pytest.raises(NotAllowed):
            erase(study, **given)
    assert len(notes.mine(study.desk(NAME))) == 3
    erase(study, code=codes[0])  # not used up by the password that did not fit
    assert study.workspace.person(study.people[NAME]) is None


def test_nobody_goes_while_a_study_needs_them_and_they_are_told_what_to_do(study: Study) -> None:
    token = study.tokens["Ada"]
    [first] = erasing_account.foretold(study.workspace, token).first
    assert "look after accounts" in first
    assert "Team page" in first
    with pytest.raises(NotAllowed, match="Team page"):
        erasing_account.erase(study.workspace, token, password=PASSWORD, word="ERASE")
    projects.new_project(study.workspace, "Alone", by=study.people["Cleo"], by_name="Cleo")
    [alone] = erasing_account.foretold(study.workspace, study.tokens["Cleo"]).first
    assert "Nobody else is in the team of “Alone”" in alone
    study.workspace.put_in_team(study.project, study.people[NAME], frozenset(JOBS))
    erasing_account.erase(study.workspace, token, password=PASSWORD, word="ERASE")
    assert study.desk(NAME).viewer.may("accounts")


@pytest.mark.parametrize(("where", "breaks"), [(leaving_team, "depart"), (accounts_held, "erase")])
def test_a_crash_in_the_middle_lets_nobody_in_and_is_finished_at_the_next_start(
    study: Study, monkeypatch: pytest.MonkeyPatch, where: ModuleType, breaks: str
) -> None:
    def crash(*given: object, **more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(where, breaks, crash)
        with pytest.raises(KeyboardInterrupt):
            erase(study)
    assert study.workspace.signed_in(study.tokens[NAME]) is None
    erasing_account.resume(study.workspace)
    assert NAME.encode() not in raw_bytes(study)
    assert SECRET.encode() not in raw_bytes(study)
