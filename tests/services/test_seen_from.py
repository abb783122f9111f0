"""Which codes one perspective sees and another does not, on data whose answer is known.

The shape is that of Gillard and others (2010, Health Expectations 13, 185-194): reading the same
transcripts, researchers who had used services coded more for experience and feeling, university
researchers more for process and procedure.
"""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.ids import Guid, new_guid
from workbench.services import coding, perspectives, reading, seen_from, small_groups, taking_in

LIVED, UNIVERSITY = "Has used services", "Employed by a university"
FELT = [f"It felt like room number {n} was mine." for n in range(4)]
DONE = [f"They wrote rule number {n} on the wall." for n in range(4)]
READERS = {"Ada": LIVED, "Ben": LIVED, "Cleo": UNIVERSITY, "Dov": UNIVERSITY}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Twelve transcripts, each with four passages of feeling and four of procedure.

    Of feeling, those who have used services mark three and those at a university one; of procedure
    it is the other way round. The second reader of each pair marks the same words again.
    """
    study = small_study(tmp_path, names=(*READERS, "Eve"))
    perspectives.word_headings(study.desk("Ada"), [LIVED, UNIVERSITY])
    named = {row["name"]: Guid(row["guid"]) for row in perspectives.headings(study.desk("Ada"))}
    for name, heading in READERS.items():
        own = perspectives.add(study.desk(name), f"words of {name}", visibility="team")
        perspectives.place(study.desk(name), own, [named[heading]])
    made = []
    for number in range(12):
        talk = "\n\n".join(f"P{number + 2:02d}: {words}" for words in [*FELT, *DONE])
        _, source = taking_in.import_file(
            study.desk("Ada"), f"talk {number:02d}.txt", f"{talk}\n{number}\n".encode()
        )
        assert source is not None
        made.append(source)
        for name, heading in READERS.items():
            many, few = (FELT, DONE) if heading == LIVED else (DONE, FELT)
            for words in [*many[:3], *few[:1]]:
                mark(study, name, source, words)
            finish(study, name, source)
    study.made = made  # type: ignore[attr-defined]
    return study


def mark(study: Study, name: str, source: Guid, words: str) -> None:
    felt = words in FELT
    start = reading.text_of(study.desk(name), source).index(words)
    coding.mark(
        study.desk(name), source, start=start, end=start + len(words),
        code=study.code("FR1" if felt else "SA1"), lens="feeling" if felt else "process",
    )  # fmt: skip


def finish(study: Study, name: str, source: Guid, state: str = "finished") -> None:
    done = {"id": new_guid(), "kind": "reading_state", "state": state}
    coding.apply_operations(study.desk(name), source, [done])


def found(study: Study, by: str = "values", name: str = "Eve") -> seen_from.SeenFrom:
    one, other = seen_from.headings(study.desk(name))
    return seen_from.seen_from(study.desk(name), one, other, by=by)


@pytest.mark.parametrize(
    ("by", "felt", "done"),
    [("values", "FR", "SA"), ("codes", "FR1", "SA1"), ("lenses", "feeling", "process")],
)
def test_those_with_experience_saw_feeling_and_the_others_process(
    study: Study, by: str, felt: str, done: str
) -> None:
    told = found(study, by)

    assert (told.titles, told.people, len(told.transcripts)) == ((LIVED, UNIVERSITY), (2, 2), 12)
    assert told.of == (48, 48)
    lines = {line.about: line for line in told.lines}
    assert set(lines) == {felt, done}
    # Two readers who mark the same words have seen one passage.
    assert lines[felt].passages == (36, 12)
    assert lines[done].passages == (12, 36)
    assert lines[felt].apart.value == pytest.approx(0.5)
    assert lines[done].apart.value == pytest.approx(-0.5)
    # Every transcript was read alike, so that drawing them again moves nothing.
    assert (lines[felt].apart.low, lines[felt].apart.high) == (0.5, 0.5)
    felt_of, done_of = seen_from.passages(study.desk("Eve"), told, felt, by=by)
    assert (len(felt_of), len(done_of)) == (36, 12)
    assert {each["words"] for each in felt_of} == set(FELT[:3])


def test_the_interval_comes_from_transcripts_and_not_from_passages(study: Study) -> None:
    for source in study.made[:3]:  # type: ignore[attr-defined]
        for words in [FELT[1], FELT[2], FELT[3]]:
            mark(study, "Cleo", source, words)
    line = next(each for each in found(study).lines if each.about == "FR")

    assert line.passages == (36, 21)
    assert line.apart.value == pytest.approx(36 / 48 - 21 / 57)
    assert line.apart.low is not None
    assert line.apart.high is not None
    assert line.apart.low < line.apart.value < line.apart.high


def test_never_asked_not_finished_and_nothing_marked_are_three_things(study: Study) -> None:
    perspectives_of_eve = perspectives.add(study.desk("Eve"), "words of Eve", visibility="team")
    lived = next(iter(seen_from.headings(study.desk("Ada"))))
    perspectives.place(study.desk("Eve"), perspectives_of_eve, [lived])
    finish(study, "Eve", study.source, "finished_nothing")
    study.do("Cleo", {"id": new_guid(), "kind": "reading_state", "state": "opened"})
    told = found(study, name="Ada")

    first, second = told.how_far
    assert (first.finished, first.nothing, first.asked, first.not_asked) == (13, 1, 0, 0)
    assert (second.finished, second.nothing, second.asked, second.not_asked) == (12, 0, 1, 0)
    assert study.source not in told.transcripts

    study.do("Dov", {"id": new_guid(), "kind": "reading_state", "state": "finished_nothing"})
    assert study.source in found(study, name="Ada").transcripts


def test_a_text_that_only_one_person_of_a_heading_finished_asks_that_person(study: Study) -> None:
    for source in study.made:  # type: ignore[attr-defined]
        coding.apply_operations(
            study.desk("Dov"),
            source,
            [{"id": new_guid(), "kind": "reading_state", "state": "opened"}],
        )
    told = found(study)
    assert (told.lines, told.held) == ((), (UNIVERSITY,))
    assert found(study, name="Cleo").lines

    small_groups.answer(study.desk("Cleo"), told.pair[1], "team")
    assert found(study).lines


def test_plain_words_say_what_so_few_readers_can_show(study: Study) -> None:
    said = " ".join(found(study).what_it_can_show())
    assert "how 2 of us read 12 transcripts from “Has used services”" in said
    assert "so few readers stand for themselves" in said
    assert "It says nothing of other readers." in said
    assert "was not overlooked there" in said
