"""Searching what the team wrote: what each person may see, and never a private note."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.deciding import About
from workbench.domain.errors import NotReadable
from workbench.services import deciding, discussing, notes, prose, searching_writing, themes


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace", names=("Ada", "Ben", "Cai"))


def found(study: Study, name: str, words: str, **how: bool) -> list[tuple[str, str]]:
    met = searching_writing.written_with(study.desk(name), words, **how)
    return [(each.kind, each.excerpt) for each in met]


def test_everything_the_team_wrote_is_found_once_with_what_it_says(study: Study) -> None:
    ada, ben = study.desk("Ada"), study.desk("Ben")
    notes.write(ada, "The kettle went on before anybody spoke.", visibility="team")
    talk = discussing.open_discussion(ada, About(theme="Who brings what"))
    discussing.say(ada, talk, "Nobody goes home without a kettle story.")
    discussing.say(ben, talk, "A second kettle is gone.")
    decision = deciding.decide(ben, "We go back and read about kettles again.")
    theme = themes.start(ada, "Small things")
    prose.save(ada, theme, "claim", "Kettles are going to matter.", 0)

    met = searching_writing.written_with(ben, "go kettle")
    assert [(each.kind, each.guid, each.title) for each in met if each.kind != "note"] == [
        ("discussion", talk, "Who brings what"),
        ("decision", decision, "We go back and read about kettles again."),
        ("theme", theme, "Small things"),
    ]
    assert [[each.excerpt[span.start : span.end] for span in each.shown] for each in met] == [
        ["kettle", "went"], ["goes", "kettle"], ["go", "kettles"], ["Kettles", "going"],
    ]  # fmt: skip
    assert found(study, "Ben", "go kettle", exact=True) == []
    with pytest.raises(NotReadable):
        found(study, "Ben", "  ")


def test_a_private_note_is_never_looked_through(study: Study) -> None:
    ada = study.desk("Ada")
    notes.write(ada, "only mine: pangolin")
    notes.write(ada, "for Ben alone: pangolin", visibility="picked", readers=[study.people["Ben"]])
    assert [found(study, name, "pangolin") for name in ("Ada", "Ben", "Cai")] == [[], [], []]

    shared = notes.write(ada, "for everybody: pangolin", visibility="team")
    everybody = [("note", "for everybody: pangolin")]
    assert [found(study, name, "pangolins") for name in ("Ada", "Ben", "Cai")] == [everybody] * 3
    notes.change(ada, shared, visibility="me")
    assert found(study, "Ben", "pangolin") == []
