"""Preparing: kept from readers, rewritten freely, and released with nothing of before left."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.withdrawn import raw_bytes
from workbench.domain.errors import NotAllowed, NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.services import (
    checking,
    content_notes,
    corrected,
    correcting,
    notes,
    preparing,
    reading,
    taking_in,
    undoing,
)
from workbench.store import notes as note_store

TALK = "Interviewer: How was it?\n\nZinnober: My quillfeather badge was 🙂 gone.\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


@pytest.fixture
def kept_back(study: Study) -> Guid:
    _, source = taking_in.import_file(
        study.desk("Ada"), "kept.txt", TALK.encode(), preparing=True, ask=[study.people["Ben"]]
    )
    assert source is not None
    return source


def correct(study: Study, source: Guid, old: str, new: str) -> None:
    ada = study.desk("Ada")
    turn = next(one for one in correcting.turns(ada, source) if old in one["words"])
    words = turn["words"].replace(old, new)
    seen = correcting.version(ada, source)
    correcting.correct_words(ada, source, turn["start"], words, seen=seen)


def test_what_is_prepared_is_read_by_nobody_and_corrected_by_who_looks_after_it(
    study: Study, kept_back: Guid
) -> None:
    ada, ben = study.desk("Ada"), study.desk("Ben")
    assert [row["name"] for row in reading.transcripts(ada)] == ["talk"]
    for look in (reading.text_of, reading.turns_of, reading.snapshot, corrected.corrections):
        with pytest.raises(NotFound):
            look(ben, kept_back)
    with pytest.raises(NotFound):
        reading.snapshot(ada, kept_back)
    for refused in (correcting.turns, lambda desk, _: preparing.listed(study.workspace, desk)):
        with pytest.raises(NotAllowed):
            refused(ben, kept_back)
    assert preparing.names(ben) == {}

    content_notes.keep(ada, kept_back, "A loss", turns=(2, 2))
    assert content_notes.of(ben, kept_back) == []
    correct(study, kept_back, "badge", "brooch")
    [one] = preparing.listed(study.workspace, ada)
    assert (one.name, one.turns, one.corrections, one.content_notes) == ("kept", 2, 1, 1)
    assert not one.looked_through
    assert one.names == 1  # the speaker’s label
    correcting.undo(ada, kept_back)
    assert "badge" in correcting.turns(ada, kept_back)[1]["words"]


def test_on_release_it_is_offered_and_what_it_said_before_is_in_no_raw_byte(
    study: Study, kept_back: Guid
) -> None:
    ada = study.desk("Ada")
    correct(study, kept_back, "quillfeather", "[bird]")
    [speaker] = [one for one in correcting.speakers(ada, kept_back) if one["label"] == "Zinnober"]
    correcting.say_speaker(
        ada, kept_back, speaker["guid"], label="P02", role="participant", participant=None
    )
    assert b"quillfeather" in raw_bytes(study.workspace)

    assert preparing.release(study.workspace, ada, [kept_back], ask=[study.people["Ben"]])

    [row] = [row for row in reading.transcripts(study.desk("Ben")) if row["guid"] == kept_back]
    assert row["state"] == "asked"
    text = reading.text_of(study.desk("Ben"), kept_back)
    assert text == "How was it?\nMy [bird] badge was 🙂 gone."
    for words in (b"quillfeather", b"Zinnober"):
        assert words not in raw_bytes(study.workspace)
    assert not undoing.what_is_possible(ada, correcting.scope(kept_back))["can_undo"]
    assert preparing.listed(study.workspace, ada) == []
    assert checking.check(ada) == []
    with pytest.raises(NotFound, match="released already"):
        preparing.release(study.workspace, ada, [kept_back])
    # From now on a correction keeps what was there.
    correct(study, kept_back, "gone", "lost")
    assert len(corrected.corrections(study.desk("Ben"), kept_back)) == 1


def test_a_margin_comment_that_became_a_note_waits_for_the_release(
    study: Study, kept_back: Guid
) -> None:
    ada, ben = study.desk("Ada"), study.desk("Ben")
    version = correcting.version(ada, kept_back)
    with ada.project.writing(ada.viewer.self()) as w:
        note_store.add(
            w,
            {
                "guid": new_guid(), "kind": "memo", "person": ada.viewer.self(),
                "visibility": "team", "words": "She said quillfeather.", "source": kept_back,
                "version": version, "start": 0, "end": 3,
            },
        )  # fmt: skip
    assert len(notes.readable(ada)) == 1
    assert notes.readable(ben) == []
    preparing.release(study.workspace, ada, [kept_back])
    assert [note["words"] for note in notes.readable(study.desk("Ben"))] == [
        "She said quillfeather."
    ]


def test_only_who_looks_after_transcripts_releases(study: Study, kept_back: Guid) -> None:
    with pytest.raises(NotAllowed):
        preparing.release(study.workspace, study.desk("Ben"), [kept_back])
    nobody = replace(study.desk("Ada"), viewer=study.desk("Ben").viewer)
    with pytest.raises(NotAllowed):
        preparing.release(study.workspace, nobody, [kept_back])
