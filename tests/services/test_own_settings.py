"""How a person likes the pane: wherever they sign in, and nobody else's to know."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import NotReadable
from workbench.services import own_settings


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


def likes(study: Study, name: str) -> dict[str, str]:
    return own_settings.find(study.workspace, study.people[name])


def test_a_setting_is_kept_for_its_owner_and_the_others_stay(study: Study) -> None:
    before = study.desk("Ada").project.revision()
    for name, value in (("way", "simple"), ("shown", "mine"), ("way", "notes")):
        own_settings.keep(study.workspace, study.desk("Ada").viewer, name, value)
    assert likes(study, "Ada") == {"way": "notes", "shown": "mine"}
    assert likes(study, "Ben") == {}
    assert study.desk("Ada").project.revision() == before
    rows = study.workspace.file.db.execute("select * from reading_places").fetchall()
    assert len(rows) == 1
    assert "notes" not in str(rows)


@pytest.mark.parametrize(
    ("name", "value"),
    [("pace", "slow"), ("way", 3), ("way", None), ("way", "x" * 2_001), (["way"], "simple")],
)
def test_what_is_no_setting_is_refused(study: Study, name: object, value: object) -> None:
    with pytest.raises(NotReadable):
        own_settings.keep(study.workspace, study.desk("Ada").viewer, name, value)
    assert likes(study, "Ada") == {}
