"""Labels that may be one person's are put side by side for somebody to say."""

import pytest

from workbench.domain.one_person import likely_one


@pytest.mark.parametrize(
    ("labels", "groups"),
    [
        (
            ["Devin Becker", "Kasey Mohammad", "DB", "KM"],
            ["DB = Devin Becker", "KM = Kasey Mohammad"],
        ),
        (
            ["Stuart Yeager", "Jocelyn Williams Anderson", "Yeager", "Anderson"],
            ["Yeager = Stuart Yeager", "Anderson = Jocelyn Williams Anderson"],
        ),
        (["P1", "p 1", "P1:", "P2"], ["P1 = p 1 = P1:"]),
        (["Interviewer", "INTERVIEWER"], ["Interviewer = INTERVIEWER"]),
        (["J.W.", "Joe West", "Joe"], ["Joe = Joe West = J.W."]),
        (["Zoë Lund", "ZOË LUND", "zl"], ["zl = Zoë Lund = ZOË LUND"]),
        (["Anderson", "Ann Anderson", "Bo Anderson"], []),  # fits two
        (["Participant", "Participant 2", "Interviewer 1", "Interviewer"], []),
        (["P1.1", "P11", "P1", "P 2"], []),  # numbers are never run together
        (["Speaker", "Speaker One"], []),  # parts, which any number of people may have
        (["Jo", "Joan Hill", "J", "Will", "Willa"], []),
        (["שלום כהן", "שלום"], ["שלום = שלום כהן"]),
        (["?", "!"], []),
        ([], []),
    ],
)
def test_only_what_may_well_be_one_person_is_put_together(
    labels: list[str], groups: list[str]
) -> None:
    assert [" = ".join(group) for group in likely_one(labels)] == groups
