"""The quick way of comparing finds what the plain one does: every mark against every other."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.differences import KINDS, Text, coding, compared, differences, placed
from workbench.analysis.nearness import Nearness
from workbench.domain.codebook import Code
from workbench.domain.coding import Coding
from workbench.domain.ids import Guid, new_guid
from workbench.domain.span import Span

TEXT = "abcdefghij" * 8  # no edges to leave out, so that spans are what was marked
READERS = [Guid(name) for name in ("ada", "ben", "cat", "dee")]
SOURCE, ROUND = new_guid(), new_guid()
PARENTS = {"SA": None, "SA1": "SA", "SA2": "SA", "HC": None, "HC1": "HC"}
CODES = {
    Guid(key): Code(Guid(key), key, key, key, parent=parent, kind="value")
    for key, parent in PARENTS.items()
}
TOP = {key: parent or key for key, parent in PARENTS.items()}
VALUES = {Guid(key): CODES[Guid(top)] for key, top in TOP.items()}
NEAREST_FIRST = (
    "same",
    "other_stretch",
    "other_presence",
    "other_level",
    "here_and_missing",
    "other_code",
    "overlap_other_code",
)


def kind_of(one: Coding, other: Coding) -> str:
    said, same_words = {one.presence, other.presence}, one.span == other.span
    if said == {"there", "missing"} and TOP[one.code] == TOP[other.code]:
        return "here_and_missing"
    if one.code == other.code:
        if len(said) == 2 and "not_said" not in said:
            return "other_presence"
        return "same" if same_words else "other_stretch"
    if PARENTS[one.code] == other.code or PARENTS[other.code] == one.code:
        return "other_level"
    return "other_code" if same_words else "overlap_other_code"


def slowly(marks: list[Coding], finished: set[Guid]) -> dict[Span, tuple[set, dict, set]]:
    """For each core its kinds, the marks of each reader in it, and who left it unmarked."""
    cores: list[Span] = []
    for span in sorted({mark.span for mark in marks}, key=lambda s: (len(s), s)):
        if not any(2 * span.shared(core) > len(core) for core in cores):
            cores.append(span)
    found = {}
    for core in cores:
        near: dict[Guid, list[Coding]] = defaultdict(list)
        for mark in marks:
            if 2 * mark.span.shared(core) > len(core):
                near[mark.coder].append(mark)
        far: dict[Guid, list[Coding]] = defaultdict(list)
        for mark in marks:
            if mark.span.overlaps(core) and mark.coder not in near:
                far[mark.coder].append(mark)
        there = {**near, **far}
        unmarked = finished - there.keys()
        kinds = {
            NEAREST_FIRST[min(NEAREST_FIRST.index(kind_of(mark, its)) for its in there[other])]
            for reader, own in there.items()
            for mark in own
            for other in (there if reader in near else near)
            if other != reader
        }
        if len(there) == 1:
            kinds = {"only_one" if unmarked else "nobody_else_yet"}
        elif unmarked:
            kinds.add("only_some")
        marked = {reader: {mark.guid for mark in own} for reader, own in there.items()}
        found[core] = kinds, marked, unmarked
    return found


made = st.lists(
    st.tuples(
        st.sampled_from(READERS),
        st.sampled_from(sorted(PARENTS)),
        st.sampled_from(["there", "missing", "wanted", "not_said"]),
        st.integers(0, 60),
        st.integers(1, 20),
    ),
    max_size=24,
)


def marks_of(marked: list) -> list[Coding]:
    return [
        Coding(new_guid(), SOURCE, Span(start, start + length), Guid(key), who, ROUND, presence)
        for who, key, presence, start, length in marked
    ]


@given(made, st.sets(st.sampled_from(READERS)))
def test_the_quick_way_finds_what_the_plain_one_finds(marked: list, finished: set) -> None:
    marks = marks_of(marked)
    readers = {who: "finished" if who in finished else "asked" for who in READERS}

    quickly = differences(TEXT, marks, codes=CODES, values=VALUES, readers=readers)

    assert {
        one.span: (
            set(one.kinds),
            {each.by: {mark.guid for mark in each.codings} for each in one.readings},
            set(one.unmarked_by),
        )
        for one in quickly
    } == slowly(marks, finished)
    assert all([*one.kinds] == sorted(one.kinds, key=[*KINDS].index) for one in quickly)


@given(st.lists(made, min_size=1, max_size=4), st.sets(st.sampled_from(READERS)))
def test_many_texts_at_once_are_as_each_alone(texts: list[list], finished: set[Guid]) -> None:
    states: dict[str, str] = {who: "finished" if who in finished else "asked" for who in READERS}
    read = [
        Text(
            TEXT, placed(marks_of(marked)), lambda mark: (coding(mark).coder,), states, {}, READERS
        )
        for marked in texts
    ]

    together = compared(read, Nearness(CODES, VALUES))
    alone = [next(compared([one], Nearness(CODES, VALUES))) for one in read]

    for found, same in zip(together, alone, strict=True):
        told = [[one.difference(coding) for one in each] for each in (found, same)]
        assert told[0] == told[1]
        assert [one.weight for one in found] == [one.weight for one in same]


def test_a_text_can_have_any_number_of_readers() -> None:
    *_, last = readers = [Guid(f"reader {number:03}") for number in range(200)]
    marks = [
        Coding(new_guid(), SOURCE, Span(0, 10), Guid("HC" if who is last else "SA"), who, ROUND)
        for who in readers
    ]

    (one,) = differences(
        TEXT, marks, codes=CODES, values=VALUES, readers=dict.fromkeys(readers, "finished")
    )

    assert one.kinds == ("other_code", "same")
    assert [each.by for each in one.readings] == readers
