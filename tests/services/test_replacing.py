"""A replaced name is nowhere any more; marks and notes stay; the list apart has it, sealed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.named import NAME, Named, still_named, study_with_a_name
from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound
from workbench.domain.pseudonym import places
from workbench.domain.revision import Edit, revise
from workbench.domain.span import Span
from workbench.services import (
    checking,
    content_notes,
    desks,
    glossary,
    groups,
    heavy,
    names_found,
    notes,
    on_record,
    perspectives,
    prose,
    pseudonyms,
    reading,
    real_words,
    replacing,
    sets,
    taking_in,
    themes,
    withdrawing,
)
from workbench.store import sources, versions


@pytest.fixture(scope="module", autouse=True)
def _ended() -> Iterator[None]:
    yield
    heavy.end()


@pytest.fixture
def study(tmp_path: Path) -> Named:
    return study_with_a_name(tmp_path / "workspace")


def replace(study: Named) -> replacing.Replaced:
    """Replace in Ada's name."""
    return replacing.replace(study.workspace, study.desk("Ada"))


def clear_notes(study: Named) -> None:
    """Have Ben take the name out of his notes, as he is asked to."""
    for note in replacing.notes_to_see_to(study.desk("Ben")):
        assert replacing.in_own_note(study.workspace, study.desk("Ben"), note)


def test_a_replaced_name_is_in_no_raw_byte_and_no_packed_one(study: Named) -> None:
    assert still_named(study) > 10  # what is looked for can be found while it is there
    study.say_yes()
    done = replace(study)
    clear_notes(study)

    assert done.finished
    assert still_named(study, "zebedees") + still_named(study, "zebedeeson") > 0
    without = still_named(study) - still_named(study, "zebedeeson")
    assert without == 0
    assert reading.text_of(study.desk("Ada"), study.first) == (
        "Who took you there? 👩🏽‍🦽\nMy brother [brother] did, and [brother] was late. "
        "[brother]'s bus, e\u0301, from Ombersley.\nAnd שלום to Zebedeeson?"
    )
    snapshot = reading.snapshot(study.desk("Ada"), study.first)["source"]
    assert snapshot["name"] == "talk with [brother]"
    assert "[brother]" in {turn["speaker"] for turn in snapshot["turns"]}
    assert checking.check(study.desk("Ada")) == []
    codes = reading.snapshot(study.desk("Ada"), study.first)["codes"]
    assert codes[-1]["name"] == "Nobody but [brother]"


def test_it_goes_from_all_that_the_team_typed_and_a_person_was_told_of_it_before(
    study: Named,
) -> None:
    ada, ben = study.desk("Ada"), study.desk("Ben")
    theme = themes.start(ada, f"What {NAME} means")
    prose.save(ada, theme, "claim", f"{NAME} was late.", 0)
    glossary.say(ada, "late", f"As {NAME} was")
    chosen = sets.add(ada, f"With {NAME}")
    sets.change(ada, chosen, name="With him")
    groups.add(ada, f"The group of {NAME}")
    content_notes.keep(ada, study.source, f"About {NAME}.", turns=None)
    perspectives.word_headings(ada, [f"Knew {NAME}", "Did not"])
    seen_by_ben = prose.current(ben, theme, "claim")["number"]
    study.say_yes()

    told = " ".join(replacing.preview(study.workspace, ada).sentences)
    replace(study)
    clear_notes(study)

    for known in ("titles of themes", "the glossary", "peer support groups", "shared headings"):
        assert known in told
    assert "the text of the theme" in told
    assert still_named(study) == still_named(study, "zebedeeson")
    assert [each.title for each in themes.listed(ada)][-1] == "What [brother] means"
    with pytest.raises(AlreadyThere, match="had to go"):
        prose.save(ben, theme, "claim", f"{NAME} was late, and sorry.", seen_by_ben)
    assert checking.check(ada) == []


def test_every_mark_stays_on_its_words(study: Named) -> None:
    study.say_yes()
    before = {source: len(study.quoted_in(source)) for source in (study.first, study.second)}
    replace(study)

    assert sorted(study.quoted_in(study.first).values()) == [
        "My brother [brother] did",
        "[brother]'s",
        "e\u0301, from Ombersley",
    ]
    assert list(study.quoted_in(study.second).values()) == ["[brother]"]
    assert before == {source: len(study.quoted_in(source)) for source in before}
    lost = study.desk("Ada").project.db.execute("select sum(lost) from coding_positions")
    assert lost.fetchone() == (0,)  # nobody is asked to settle anything


def test_the_preview_says_all_of_it_in_words_and_changes_nothing(study: Named) -> None:
    study.say_yes()
    revision = study.desk("Ada").project.revision()
    foretold = replacing.preview(study.workspace, study.desk("Ada"))

    assert (foretold.places, foretold.transcripts, foretold.marks) == (4, 2, 3)
    told = " ".join(foretold.sentences)
    assert told.startswith("4 places in 2 transcripts will be replaced; 3 marks that you can see")
    assert "The code “Nobody but Zebedee”" in told
    assert told.endswith("This cannot be undone.")
    assert study.desk("Ada").project.revision() == revision


def test_earlier_versions_that_still_say_it_go_too(study: Named) -> None:
    text = reading.text_of(study.desk("Ada"), study.second)
    at = text.index(NAME)
    with study.desk("Ada").project.writing(study.people["Ada"]) as w:
        corrected = revise(text, [Edit(at, at + len(NAME), "him")])
        versions.new_version(w, study.second, corrected)
    study.say_yes()
    assert "earlier versions of it" in " ".join(
        replacing.preview(study.workspace, study.desk("Ada")).sentences
    )
    replace(study)
    clear_notes(study)

    assert still_named(study) == still_named(study, "zebedeeson")
    assert checking.check(study.desk("Ada")) == []


def test_owners_alone_are_asked_to_replace_it_in_their_notes(study: Named) -> None:
    study.say_yes()
    replace(study)

    assert replacing.notes_to_see_to(study.desk("Ada")) == set()
    [asked] = replacing.notes_to_see_to(study.desk("Ben"))
    with pytest.raises(NotFound):
        replacing.in_own_note(study.workspace, study.desk("Ada"), asked)
    assert replacing.in_own_note(study.workspace, study.desk("Ben"), asked)
    own = {note["guid"]: note["words"] for note in notes.mine(study.desk("Ben"))}
    assert own[asked] == "What I thought of [brother], for me."
    assert replacing.notes_to_see_to(study.desk("Ben")) == set()


def test_the_list_has_the_words_sealed_and_each_opening_is_on_record(study: Named) -> None:
    study.say_yes()
    replace(study)
    ada = study.desk("Ada")

    [line] = real_words.opened(study.workspace, ada)
    assert (line.words, line.replacement) == (NAME, "[brother]")
    assert line.transcripts == ("talk with [brother]", "the other")
    with ada.project.writing(ada.viewer.person) as w:
        sources.rename(w, study.second, "=1+1")
    name, data = real_words.exported(study.workspace, ada)
    assert name.endswith(".csv")
    # And nothing in it is a formula.
    assert "Zebedee,[brother],'=1+1; talk with [brother]" in data.decode("utf-8-sig")
    kinds = [row[0] for row in ada.project.db.execute("select kind from changes").fetchall()]
    assert kinds.count("replacements_opened") == kinds.count("replacements_exported") == 1
    assert [line["what"] for line in on_record.shown(study.desk("Ben"))] == [
        "took the list of real names away as a file",
        "opened the list of real names",
    ]
    for act in (real_words.opened, real_words.exported, real_words.destroy, real_words.count):
        with pytest.raises(NotAllowed):
            act(study.workspace, study.desk("Ben"))
    apart = study.workspace.folder / "replacements.sqlite3"
    assert NAME.encode() not in apart.read_bytes()


def test_a_destroyed_list_can_be_read_by_nobody_and_the_texts_stay(study: Named) -> None:
    study.say_yes()
    replace(study)
    copy = study.workspace.folder.parent / "copy.sqlite3"
    study.workspace.replacements.file.forget_earlier_pages()
    copy.write_bytes((study.workspace.folder / "replacements.sqlite3").read_bytes())
    study.say_yes("Ombersley", "village")
    real_words.destroy(study.workspace, study.desk("Ada"))

    [line] = on_record.shown(study.desk("Ben"))
    assert (line["who"], line["what"]) == ("Ada", "destroyed the list of real names")
    assert real_words.opened(study.workspace, study.desk("Ada")) == []
    with pytest.raises(NotFound):
        real_words.exported(study.workspace, study.desk("Ada"))
    assert names_found.chosen(study.workspace, study.desk("Ada")) == []
    assert "[brother]" in reading.text_of(study.desk("Ada"), study.second)
    # Even with the copy put back, the key is gone.
    (study.workspace.folder / "replacements.sqlite3").write_bytes(copy.read_bytes())
    again = desks.open_workspace(study.workspace.folder)
    assert again.replacements.all(study.project) == {}


def test_a_name_replaced_once_is_proposed_in_a_transcript_that_comes_later(study: Named) -> None:
    study.say_yes()
    replace(study)
    late = "Interviewer: And?\n\nP09: There zebedee was.\n"
    _, source = taking_in.import_file(study.desk("Ada"), "late.txt", late.encode())
    assert source is not None
    pseudonyms.look_through(study.workspace, study.desk("Ada"), source)

    [found] = [
        group
        for group in names_found.overview(study.workspace, study.desk("Ada")).found
        if group.where.source == source
    ]
    assert (found.words, found.kind, found.replacement) == ("zebedee", "before", "[brother]")
    assert "zebedee" in reading.text_of(study.desk("Ada"), source)  # nobody has said yes


def test_whoever_reads_fetches_the_new_text_and_undo_brings_nothing_back(study: Named) -> None:
    study.say_yes()
    cursor = reading.snapshot(study.desk("Ben"), study.second)["cursor"]
    replace(study)

    told = reading.changes(study.desk("Ben"), study.second, cursor)["changes"]
    assert told == [reading.REFETCH]
    undo = reading.snapshot(study.desk("Ben"), study.second)["undo"]
    assert undo == {"can_undo": False, "can_redo": False}


def test_what_was_said_by_somebody_who_withdraws_leaves_the_list(study: Named) -> None:
    study.say_yes()
    study.say_yes("Ombersley", "village")
    replace(study)
    withdrawing.withdraw(study.workspace, study.desk("Ada"), "P05")

    assert real_words.opened(study.workspace, study.desk("Ada")) == []


_DIES = """
import os, signal, sys
from pathlib import Path
from workbench.services import desks, replacing
from workbench.store import database, purge

owner, step, folder = sys.argv[1:]
dying = {"purge": purge, "file": database.DatabaseFile}[owner]
workspace = desks.open_workspace(Path(folder))
desk = desks.from_command_line(workspace, "small-study", "Ada")
len(workspace.replacements.all(desk.project.guid))
setattr(dying, step, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
replacing.replace(workspace, desk)
"""


def test_what_was_killed_half_way_is_finished_at_the_next_start(tmp_path: Path) -> None:
    for owner, step in (("file", "forget_earlier_pages"), ("purge", "write_anew")):
        study = study_with_a_name(tmp_path / step)
        for note in notes.mine(study.desk("Ben")):
            notes.remove(study.desk("Ben"), note["guid"])
        study.say_yes()
        study.desk("Ada").project.file.close()
        study.workspace.file.close()
        died = subprocess.run(
            [sys.executable, "-c", _DIES, owner, step, str(study.workspace.folder)],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONPATH": "."},
            check=False,
        )
        assert died.returncode == -signal.SIGKILL
        if step == "forget_earlier_pages":
            assert still_named(study) > still_named(study, "zebedeeson")

        again = desks.open_workspace(study.workspace.folder)

        assert still_named(study) == still_named(study, "zebedeeson")
        desk = desks.from_command_line(again, "small-study", "Ada")
        assert not again.purge_under_way(study.project)
        assert checking.check(desk) == []
        assert [line.words for line in real_words.opened(again, desk)] == [NAME]


_PIECES = [
    "Anna",
    "x",
    " ",
    "\n",
    "🙂",
    "👩🏽‍🦽",
    "e\u0301",
    "שלום",
    "é",
    ".",
    "anna ",
    "Annabel ",
]


@given(
    st.lists(st.sampled_from(_PIECES), max_size=30).map("".join),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6),
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_positions_survive_whatever_stands_around(text: str, spans: list[tuple[int, int]]) -> None:
    """Every stretch has after replacing what it had before, with [x] for each whole name in it."""
    found = places(text, "Anna")
    revision = revise(
        text, [Edit(place.start, place.end, "[sister]", stands_for=True) for place in found]
    )
    for start, length in spans:
        if start >= len(text):
            continue
        span = Span(start, min(len(text), start + length))
        whole = Span(
            min([place.start for place in found if place.overlaps(span)] + [span.start]),
            max([place.end for place in found if place.overlaps(span)] + [span.end]),
        )
        inside = [place for place in found if whole.contains(place)]
        expected, at = "", whole.start
        for place in inside:
            expected += text[at : place.start] + "[sister]"
            at = place.end
        expected += text[at : whole.end]
        now = revision.carried(span)
        if expected.strip():
            assert now is not None
            assert revision.text[now.start : now.end].strip() == expected.strip()
