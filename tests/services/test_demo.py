"""The demo: what a visitor can find in it, and that it is as sound as anybody's study."""

from collections.abc import Mapping

import pytest

from workbench.domain.people import JOBS
from workbench.services import (
    checking,
    comparing,
    deciding,
    demo,
    desks,
    discussing,
    evenness,
    overview,
    reading,
    rounds,
    themes,
    withdrawing,
)
from workbench.services.desks import Desk
from workbench.store import codes


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Desk]:
    """The people of the demo at their desks, by first name."""
    workspace = desks.open_workspace(tmp_path_factory.mktemp("demo") / "workspace")
    demo.prepare(workspace)
    project = workspace.projects()[0]["guid"]
    return {
        person["name"].split()[0]: desks.from_sign_in(
            workspace, workspace.begin_sign_in(person["guid"], days=1), project
        )
        for person in workspace.invented_people()
    }


@pytest.fixture
def lead(team: Mapping[str, Desk]) -> Desk:
    return team["Nkechi"]


def test_it_is_sound(lead: Desk) -> None:
    assert checking.check(lead) == []
    assert lead.viewer.jobs == frozenset(JOBS)


@pytest.mark.parametrize(
    "words",
    [
        "same words, another code",
        "one says it is here, one says it is missing or hard",
        "only one of us marked this",
    ],
)
def test_each_kind_of_difference_is_there_to_be_found(lead: Desk, words: str) -> None:
    assert any(words in " ".join(each["kinds"]) for each in comparing.compare(lead))


def test_one_value_rests_on_little_and_one_transcript_had_nothing_to_mark(
    team: Mapping[str, Desk],
) -> None:
    thin = {row.code.key: len(row.sources) for row in overview.overview(team["Nkechi"]).values}
    assert min(thin, key=thin.__getitem__) == "CC"

    rows = {row["name"]: row["state"] for row in reading.transcripts(team["Imran"])}
    assert rows["11 A view from the funder"] == "finished_nothing"


def test_a_reading_waits_to_be_opened_and_nobody_else_sees_any_of_it(
    team: Mapping[str, Desk],
) -> None:
    [waiting] = rounds.under_way(team["Nkechi"])
    assert waiting.all_ready
    source = waiting.sources[0]

    assert reading.snapshot(team["Tomasz"], source)["codings"] == []
    assert reading.snapshot(team["Siân"], source)["codings"]


def test_both_readings_stand_and_somebody_saw_a_decision_differently(lead: Desk) -> None:
    stands = [
        one for one in discussing.listed(lead) if (o := one.outcome()) and o.choice == "both_stand"
    ]
    assert len(stands) == 2

    differently = [one for one in deciding.listed(lead) if one.said("dissent")]
    assert [one.said("dissent")[0].by for one in differently] == ["Tomasz Wieliczko"]


def test_one_part_is_remembered_two_ways(lead: Desk) -> None:
    [interviews] = [one for one in evenness.told(lead).stages if one.key == "interviews"]
    [memories] = interviews.cells.values()

    assert [(each.by, each.choice) for each in memories] == [
        ("Tomasz Wieliczko", "together"),
        ("Imran Qadri", "did"),
    ]


def test_something_that_fitted_nowhere_became_a_code(lead: Desk) -> None:
    grown = [
        code for code in codes.all_codes(lead.project.db) if code.name == "Good, and not for me"
    ]

    assert [code.status for code in grown] == ["draft"]


def test_somebody_withdrew_and_only_the_receipt_is_left(lead: Desk) -> None:
    assert [receipt["turns"] for receipt in withdrawing.receipts(lead)] == [2]
    assert not any("choir" in row["name"] for row in reading.transcripts(lead))
    lead.project.db.execute("pragma wal_checkpoint(truncate)")
    assert b"rather it was only an afternoon" not in lead.project.path.read_bytes()


def test_a_quotation_may_stand_in_the_report_and_not_in_public(lead: Desk) -> None:
    kept = [each for each in themes.quotations(lead) if each.public == "no"]

    assert [(each.attribution, each.report) for each in kept] == [("[P05, group, Lantern]", "yes")]
    assert demo.worth_seeing(lead)["kept"] == kept[0].chosen.theme
