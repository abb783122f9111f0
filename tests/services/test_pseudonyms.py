"""Names are found, and a person answers for every place; nothing is replaced without a yes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.named import NAME, Named, study_with_a_name
from workbench.domain.errors import NotAllowed, NotFound, NotReadable
from workbench.services import (
    heavy,
    names_found,
    places_of_names,
    pseudonyms,
    reading,
    replacing,
    undoing,
)
from workbench.services.names_found import Overview
from workbench.services.places_of_names import Where


@pytest.fixture
def study(tmp_path: Path) -> Named:
    return study_with_a_name(tmp_path / "workspace")


@pytest.fixture(scope="module", autouse=True)
def _ended() -> Iterator[None]:
    yield
    heavy.end()


@pytest.fixture
def read(study: Named) -> Named:
    """The study after its transcripts were looked through."""
    for source in overview(study).unread:
        pseudonyms.look_through(study.workspace, study.desk("Ada"), source)
    return study


def overview(study: Named) -> Overview:
    return names_found.overview(study.workspace, study.desk("Ada"))


def groups(found: tuple) -> dict[str, tuple[str, int]]:
    return {group.words: (group.kind, group.transcripts) for group in found}


def test_all_transcripts_are_looked_through_and_the_same_words_stand_together(
    read: Named,
) -> None:
    found = overview(read)

    assert found.unread == ()
    told = groups(found.found)
    assert told["943 476 5919"] == ("nhs_number", 1)
    assert NAME in told
    assert "Ombersley" in told
    assert (found.chosen, found.left) == ((), ())
    kept = read.desk("Ada").project.db.execute("select found from names_found").fetchall()
    assert NAME not in str(kept)  # places alone


def test_every_place_is_shown_with_what_stands_around_it(study: Named) -> None:
    found = study.name()

    in_text = [place for place in found.places if not place.around]
    assert [place.words for place in in_text] == [NAME, "zebedee", NAME, NAME]
    assert in_text[3].before.endswith("but ")
    assert [place.likely for place in in_text] == [True, False, True, True]
    assert in_text[2].after.startswith("'s bus")
    [around] = [place for place in found.places if place.around]
    assert set(around.around) == {
        "name of the transcript",
        "file name",
        "heading fields",
        "headings",
        "speaker label",
    }
    assert {place.replace for place in found.places} == {None}


def test_nothing_is_replaced_by_answering_and_each_place_has_its_own_answer(read: Named) -> None:
    before = {source: reading.text_of(read.desk("Ada"), source) for source in (read.first,)}
    assert read.say_yes(all_of=False) == 3

    found = overview(read)
    assert NAME not in groups(found.found)
    [chosen] = found.chosen
    assert (chosen.words, chosen.replacement, chosen.places) == (NAME, "[brother]", 3)
    answered = [place.replace for place in read.name().places if place.words == "zebedee"]
    assert answered == [False]
    assert before == {read.first: reading.text_of(read.desk("Ada"), read.first)}


def test_a_place_nobody_said_yes_to_is_never_replaced(study: Named) -> None:
    of_first, of_second = (
        [place for place in study.name().places if place.source == source and not place.around]
        for source in (study.first, study.second)
    )
    pseudonyms.answer(
        study.workspace,
        study.desk("Ada"),
        study.where(study.second, NAME),
        replacement="[brother]",
        replace=[of_first[0].key, of_second[0].key],
        leave=[of_first[1].key],  # and nobody has answered for the third
    )
    replacing.replace(study.workspace, study.desk("Ada"))

    assert reading.text_of(study.desk("Ada"), study.second).count("[brother]") == 1
    text = reading.text_of(study.desk("Ada"), study.first)
    assert "My brother [brother] did, and zebedee was late. Zebedee's bus" in text
    [again] = [group for group in overview(study).found if group.words == NAME]
    assert (again.kind, again.replacement) == ("before", "[brother]")  # proposed again


def test_answers_are_taken_back_and_given_again(study: Named) -> None:
    study.say_yes()
    pseudonyms.undo(study.desk("Ada"))
    assert overview(study).chosen == ()
    pseudonyms.redo(study.desk("Ada"))
    assert [group.words for group in overview(study).chosen] == [NAME]

    pseudonyms.take_back(study.workspace, study.desk("Ada"), study.where(study.second, NAME))
    assert overview(study).chosen == ()
    with pytest.raises(NotFound):
        replacing.preview(study.workspace, study.desk("Ada"))


def test_what_is_no_name_is_remembered_and_not_proposed_again(read: Named) -> None:
    where = read.where(read.first, "Ombersley")
    pseudonyms.not_a_name(read.workspace, read.desk("Ada"), where)

    found = overview(read)
    assert "Ombersley" not in groups(found.found)
    assert "Ombersley" in groups(found.left)
    assert places_of_names.name_at(read.workspace, read.desk("Ada"), where).not_a_name
    pseudonyms.undo(read.desk("Ada"))
    assert "Ombersley" in groups(overview(read).found)


def test_words_that_were_missed_are_found_as_they_are_written(study: Named) -> None:
    ada = study.desk("Ada")
    where = places_of_names.first_place(ada, "hope  so")
    assert places_of_names.words_at(ada, where) == "hope so"
    with pytest.raises(NotFound, match="in no transcript"):
        places_of_names.first_place(ada, "quokka")
    with pytest.raises(NotReadable):
        places_of_names.first_place(ada, "  ")
    for nowhere in (Where(study.first, 5, 5), Where(study.source, 0, 10_000_000)):
        with pytest.raises(NotFound):
            places_of_names.words_at(ada, nowhere)


def test_only_those_who_look_after_transcripts_answer(study: Named) -> None:
    ben, where = study.desk("Ben"), study.where(study.second, NAME)
    for act in (
        lambda: names_found.overview(study.workspace, ben),
        lambda: places_of_names.name_at(study.workspace, ben, where),
        lambda: names_found.chosen(study.workspace, ben),
        lambda: places_of_names.first_place(ben, NAME),
        lambda: pseudonyms.look_through(study.workspace, ben, study.first),
        lambda: pseudonyms.answer(study.workspace, ben, where, replacement="x", replace=["a"]),
        lambda: pseudonyms.not_a_name(study.workspace, ben, where),
        lambda: pseudonyms.take_back(study.workspace, ben, where),
        lambda: pseudonyms.undo(ben),
        lambda: pseudonyms.ask_to_look(ben, study.people["Ben"]),
        lambda: pseudonyms.looked(ben),
        lambda: pseudonyms.point_out(ben, NAME),
        lambda: replacing.preview(study.workspace, ben),
        lambda: replacing.replace(study.workspace, ben),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_second_reader_sees_what_is_proposed_and_nothing_else(read: Named) -> None:
    read.say_yes("Ombersley", "village")
    pseudonyms.ask_to_look(read.desk("Ada"), read.people["Ben"])
    ben = read.desk("Ben")

    assert [group.words for group in names_found.chosen(read.workspace, ben)] == ["Ombersley"]
    where = read.where(read.first, "Ombersley")
    assert places_of_names.name_at(read.workspace, ben, where).replacement == "[village]"
    with pytest.raises(NotAllowed):
        places_of_names.name_at(read.workspace, ben, read.where(read.second, NAME))
    with pytest.raises(NotAllowed):
        names_found.overview(read.workspace, ben)

    pseudonyms.point_out(ben, "hope so")
    assert groups(overview(read).found)["hope so"] == ("pointed_out", 1)
    pseudonyms.looked(ben)
    assert pseudonyms.second_readers(read.desk("Ada")) == {read.people["Ben"]: "looked"}
    pseudonyms.undo(read.desk("Ada"))
    with pytest.raises(NotAllowed):
        names_found.chosen(read.workspace, read.desk("Ben"))


def test_answers_stay_with_their_words_through_a_correction(study: Named) -> None:
    study.say_yes()
    from workbench.domain.revision import Edit, revise
    from workbench.store import versions

    text = reading.text_of(study.desk("Ada"), study.second)
    with study.desk("Ada").project.writing(study.people["Ada"]) as w:
        versions.new_version(w, study.second, revise(text, [Edit(0, 3, "Whoever")]))
    replacing.replace(study.workspace, study.desk("Ada"))

    assert "Nobody but [brother] 🙂" in reading.text_of(study.desk("Ada"), study.second)


def test_the_list_apart_holds_no_word_in_clear(study: Named) -> None:
    study.say_yes()
    apart = [path for path in study.workspace.folder.iterdir() if "replacements" in path.name]
    assert apart
    assert all(NAME.encode() not in path.read_bytes() for path in apart)
    assert undoing.what_is_possible(study.desk("Ada"), pseudonyms.PSEUDONYMS)["can_undo"]
