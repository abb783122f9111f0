"""6: a perspective is taken back, and its words are in no file, backup, answer or document."""

from pathlib import Path

from tests.builders import small_study
from tests.promises.everywhere import answers, files
from tests.raw import raw_bytes
from tests.servers import serving
from workbench.domain.ids import new_guid
from workbench.services import perspectives

SECRET = "quixotic marmalade lighthouse"


def test_words_taken_back_are_nowhere_and_the_reading_stands(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    own = perspectives.add(study.desk("Ben"), SECRET)
    study.do("Ben", study.operation("I felt safe there"))
    perspectives.share(study.desk("Ben"), own, "team")
    study.do("Ben", study.operation("biscuits", "TW"))
    perspectives.share(study.desk("Ben"), own, "report")
    study.do("Ben", study.operation("washing up", "HC"))
    study.do("Ben", {"id": new_guid(), "kind": "undo"}, {"id": new_guid(), "kind": "redo"})
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Researchers"])
    heading = perspectives.headings(study.desk("Ben"))[0]["guid"]
    perspectives.place(study.desk("Ben"), own, [heading])
    before = dict(files(study, "Ada", tmp_path / "before"))
    assert any(SECRET.encode() in found for found in before.values())

    perspectives.take_back(study.desk("Ben"), own)

    assert [mark["perspectives"] for mark in study.marks("Ada")] == [[], [], []]
    assert not any(mark["perspective_hidden"] for mark in study.marks("Ada"))
    assert SECRET.encode() not in raw_bytes(study)
    for name, found in files(study, "Ada", tmp_path / "after"):
        assert SECRET.encode() not in found, name
    with serving(study.workspace.folder) as server:
        for who in study.people:
            for path, found in answers(study, server, who):
                assert SECRET.encode() not in found, (who, path)
