"""A heading that is one person: they are asked before others see it, and before it leaves."""

import json
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.services import comparing, perspectives, side_by_side, small_groups, units

SAFE = "I felt safe there"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ada and Ben read as carers, Cleo alone as a researcher; all have marked the same words."""
    study = small_study(tmp_path, names=("Ada", "Ben", "Cleo"))
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Researchers"])
    under = dict(zip(("Ada", "Ben", "Cleo"), (0, 0, 1), strict=True))
    for (name, place), code in zip(under.items(), ("SA", "SA", "HC"), strict=True):
        own = perspectives.add(study.desk(name), f"words of {name}", visibility="team")
        perspectives.place(study.desk(name), own, [heading(study, place)])
        study.do(name, study.operation(SAFE, code))
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    return study


def heading(study: Study, place: int) -> Guid:
    return Guid(perspectives.headings(study.desk("Ada"))[place]["guid"])


def sides(study: Study, name: str, **more: bool) -> set[str]:
    (one,) = comparing.compare(study.desk(name), by="perspective", **more)
    return {each["reader"] for each in one["readings"]}


def says(study: Study, answer: str) -> None:
    small_groups.answer(study.desk("Cleo"), heading(study, 1), answer)


def test_others_see_it_only_once_that_person_said_so(study: Study) -> None:
    assert sides(study, "Cleo") == {"Carers", "Researchers"}
    for look in (
        lambda: sides(study, "Ada"),
        lambda: {
            lane["name"]
            for lane in side_by_side.lanes(study.desk("Ada"), study.source, by="perspective")[
                "readers"
            ]
        },
        lambda: {
            each["reader"]
            for one in units.compare(study.desk("Ada"), unit="turn", by="perspective")
            for each in one["readings"]
        },
    ):
        assert look() == {"Carers", "Not shared with you"}
    told = json.dumps(comparing.compare(study.desk("Ada"), by="perspective"))
    assert "words of Cleo" not in told

    says(study, "team")
    assert sides(study, "Ada") == {"Carers", "Researchers"}
    says(study, "")
    assert sides(study, "Ada") == {"Carers", "Not shared with you"}


def test_it_leaves_only_with_a_yes_to_that_even_for_the_person_alone(study: Study) -> None:
    says(study, "team")
    assert "Researchers" not in sides(study, "Ada", leaving=True)
    assert "Researchers" not in sides(study, "Cleo", leaving=True)
    says(study, "files")
    assert sides(study, "Ada", leaving=True) == {"Carers", "Researchers"}


def test_some_headings_alone_can_be_laid_side_by_side(study: Study) -> None:
    says(study, "team")
    carers, researchers = heading(study, 0), heading(study, 1)
    found = {
        each["reader"]
        for one in comparing.compare(study.desk("Ada"), by="perspective", headings=[researchers])
        for each in one["readings"]
    }
    assert found == {"Researchers"}
    lanes = side_by_side.lanes(
        study.desk("Ada"), study.source, by="perspective", headings=[carers]
    )
    assert [(each["name"], len(each["marks"])) for each in lanes["readers"]] == [("Carers", 2)]
    # Choosing a heading is no way round the yes of the one behind it.
    says(study, "")
    assert comparing.compare(study.desk("Ada"), by="perspective", headings=[researchers]) == []


def test_everybody_is_told_and_only_the_one_is_asked(study: Study) -> None:
    (told,) = comparing.one_person(study.desk("Ada"))
    assert (told.name, told.mine, told.held) == ("Researchers", False, True)
    (asked,) = comparing.one_person(study.desk("Cleo"))
    assert (asked.mine, asked.held) == (True, False)
    with pytest.raises(NotFound, match="None of your perspectives"):
        small_groups.answer(study.desk("Ada"), heading(study, 1), "files")


def test_a_choice_of_readers_cannot_be_used_to_see_who_is_behind_a_heading(study: Study) -> None:
    found = comparing.compare(study.desk("Cleo"), by="perspective", readers=[study.people["Ben"]])
    assert {each["reader"] for one in found for each in one["readings"]} == {"Not shared with you"}


def test_one_person_under_two_names_is_still_one_person(study: Study) -> None:
    db = study.desk("Ada").project.db
    version = db.execute("select guid from codebook_versions").fetchone()[0]
    second = new_guid()
    db.execute(
        "insert into rounds (guid, name, kind, state, codebook_version, created_at, shown)"
        " values (?, 'Second', 'sealed', 'opened', ?, '2026-01-01T00:00:00+00:00', 'heading')",
        (second, version),
    )
    db.execute(
        "insert into round_people (round, person, alias) values (?, ?, ?)",
        (second, study.people["Cleo"], new_guid()),
    )
    db.execute(
        "insert into codings (guid, source, coder, code, round, codebook_version, made_at)"
        " select ?, source, coder, code, ?, codebook_version, made_at from codings"
        " where coder = ?",
        (new_guid(), second, study.people["Cleo"]),
    )
    last = db.execute("select max(id) from codings").fetchone()[0]
    first = db.execute(
        "select id from codings where coder = ? order by id", (study.people["Cleo"],)
    ).fetchone()[0]
    for table in ("coding_positions", "coding_snapshots"):
        names = ", ".join(
            f'"{column.name}"' for column in db.table(table).columns if column.name != "coding"
        )
        db.execute(
            f"insert into {table} (coding, {names}) select ?, {names} from {table}"
            " where coding = ?",
            (last, first),
        )
    (told,) = comparing.one_person(study.desk("Ada"))
    assert (told.name, told.held) == ("Researchers", True)


def test_a_yes_goes_with_the_words_it_was_said_of(study: Study) -> None:
    says(study, "files")
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Paid researchers"])
    assert sides(study, "Ada") == {"Carers", "Not shared with you"}

    says(study, "files")
    (own,) = perspectives.mine(study.desk("Cleo"))
    perspectives.take_back(study.desk("Cleo"), own["guid"])
    db = study.desk("Ada").project.db
    assert db.execute("select count(*) from heading_answers").fetchone()[0] == 0
    assert study.desk("Ada").project.check_history() == []
