"""The line a person stopped at: on every device of theirs, and nobody else's to know."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.services.test_correcting import correct
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import new_guid
from workbench.services import own_place, reading


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


def version(study: Study) -> str:
    return reading.snapshot(study.desk("Ada"), study.source)["source"]["version"]


def stopped(study: Study, name: str) -> int | None:
    return own_place.find(study.workspace, study.desk(name), study.source)


def test_a_place_is_kept_for_its_owner_and_is_no_change_of_the_study(study: Study) -> None:
    before = study.desk("Ada").project.revision()
    own_place.keep(study.workspace, study.desk("Ada"), study.source, version(study), 57)
    assert (stopped(study, "Ada"), stopped(study, "Ben")) == (57, None)
    assert study.desk("Ada").project.revision() == before
    rows = study.workspace.file.db.execute("select * from reading_places").fetchall()
    assert len(rows) == 1
    assert study.source not in str(rows)
    assert study.project not in str(rows)


def test_a_place_goes_along_when_the_text_is_corrected(study: Study) -> None:
    at = study.text().index("biscuits")
    own_place.keep(study.workspace, study.desk("Ada"), study.source, version(study), at)
    correct(study, "friend", "neighbour")
    place = stopped(study, "Ada")
    assert place is not None
    assert study.text()[place:].startswith("biscuits")


@pytest.mark.parametrize("nonsense", [-1, "12", 1.5, None, True, 2**40])
def test_what_is_no_place_is_refused(study: Study, nonsense: object) -> None:
    with pytest.raises(NotReadable):
        own_place.keep(study.workspace, study.desk("Ada"), study.source, version(study), nonsense)
    with pytest.raises(NotFound):
        own_place.keep(study.workspace, study.desk("Ada"), new_guid(), version(study), 1)
    assert stopped(study, "Ada") is None
