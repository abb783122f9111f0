"""Tables count transcripts, say what they were counted out of, and take silence for silence."""

from workbench.analysis.tables import (
    TranscriptRead,
    ValueMarked,
    value_by_setting,
    values_at_a_glance,
)
from workbench.domain.codebook import Code
from workbench.domain.ids import Guid, new_guid

ONE, TWO, THREE, UNREAD = (Guid(name) for name in ("one", "two", "three", "unread"))
SAFETY, CONNECTION = (
    Code(new_guid(), key, name, name, kind="value")
    for key, name in (("SA", "Safety"), ("HC", "Human connection"))
)
READ = [
    TranscriptRead(ONE, ("group",)),
    TranscriptRead(TWO, ("group", "online")),
    TranscriptRead(THREE),
]
MARKS = [
    ValueMarked(ONE, "SA", "there"),
    ValueMarked(ONE, "SA", "there"),
    ValueMarked(ONE, "SA", "missing"),
    ValueMarked(TWO, "SA", "not_said"),
    ValueMarked(TWO, "HC", "there", settings=("one-to-one",)),
    ValueMarked(TWO, "HC", "wanted"),
    ValueMarked(UNREAD, "SA", "there"),
]


def cells(**how: str) -> dict[str, dict[str, tuple[int, int]]]:
    table = value_by_setting(MARKS, read=READ, values=[SAFETY, CONNECTION], **how)
    return {
        value: {
            setting: (table.loc[value, (setting, "marked")], table.loc[value, (setting, "read")])
            for setting in table.columns.get_level_values("setting").unique()
        }
        for value in table.index
    }


def test_a_transcript_counts_once_however_often_it_was_marked() -> None:
    assert cells()["SA"] == {
        "group": (2, 2),
        "one-to-one": (0, 1),
        "online": (1, 1),
        "not_stated": (0, 1),
    }


def test_a_passage_counts_under_its_own_setting_and_others_under_the_transcripts() -> None:
    assert cells()["HC"] == {
        "group": (1, 2),
        "one-to-one": (1, 1),
        "online": (1, 1),
        "not_stated": (0, 1),
    }


def test_what_is_not_said_never_counts_as_there() -> None:
    assert cells(presence="there")["SA"]["group"] == (1, 2)
    assert cells(presence="there")["SA"]["online"] == (0, 1)


def test_the_order_of_marks_changes_nothing() -> None:
    values = [SAFETY, CONNECTION]

    forward = value_by_setting(MARKS, read=READ, values=values)

    assert forward.equals(value_by_setting(MARKS[::-1], read=READ, values=values))


def test_values_at_a_glance_say_presences_in_words() -> None:
    table = values_at_a_glance(MARKS, read=READ, values=[SAFETY, CONNECTION])

    assert table.to_dict("records") == [
        {
            "value": "SA",
            "name": "Safety",
            "marked": 2,
            "read": 3,
            "presences": "it is here: 1; it is missing or hard: 1; not said: 1",
        },
        {
            "value": "HC",
            "name": "Human connection",
            "marked": 1,
            "read": 3,
            "presences": "it is here: 1; someone wishes for it: 1",
        },
    ]


def test_a_study_nobody_has_read_gives_tables_without_counts() -> None:
    assert value_by_setting([], read=[], values=[SAFETY]).shape == (1, 0)
    assert values_at_a_glance([], read=[], values=[SAFETY])["read"].tolist() == [0]
