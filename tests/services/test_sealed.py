"""While people read on their own, nobody receives anything of another's reading, by any way."""

from collections.abc import Callable
from pathlib import Path

import pytest

import workbench
from tests.alone import NOTE, alone, finish, secretly
from tests.builders import Study, small_study
from tests.raw import document_words
from workbench.domain.document import KINDS
from workbench.domain.ids import new_guid
from workbench.services import (
    arranging,
    chats,
    codebook_view,
    comparing,
    deciding,
    discussing,
    documents,
    note_links,
    notes,
    overview,
    perspectives,
    picking,
    projects,
    reading,
    recoding,
    reporting,
    rounds,
    searching_writing,
    seen_from,
    side_by_side,
    themes,
    together,
    units,
    withdrawing,
)
from workbench.services.desks import Desk
from workbench.services.documents import Wanted
from workbench.store import visible_marks


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cleo", "Dov", "Eve", "Fay"))


LOOKS: dict[str, Callable[[Desk, Study], object]] = {
    "the pane": lambda desk, study: {**reading.snapshot(desk, study.source), "cursor": ""},
    "the list": lambda desk, study: reading.transcripts(desk),
    "comparing": lambda desk, study: comparing.compare(desk),
    "comparing turns": lambda desk, study: units.compare(desk, unit="turn"),
    "comparing by heading": lambda desk, study: comparing.compare(desk, by="perspective"),
    "lanes": lambda desk, study: side_by_side.lanes(desk, study.source),
    "headings": lambda desk, study: comparing.one_person(desk),
    "headings to choose from": lambda desk, study: seen_from.headings(desk),
    "comparing by lens": lambda desk, study: comparing.compare(desk, by="lens"),
    "overview": lambda desk, study: overview.overview(desk),
    "notes": lambda desk, study: notes.readable(desk),
    "what stands where": lambda desk, study: arranging.standing(desk),
    "my own": lambda desk, study: arranging.mine(desk),
    "lines": lambda desk, study: arranging.lines(desk),
    "the study": lambda desk, study: projects.info(desk),
    "frames": lambda desk, study: workbench.open_project(desk.project.path).codings().to_dict(),
    "codebook frame": lambda desk, study: (
        workbench.open_project(desk.project.path).codebook().to_dict()
    ),
    "quotations to pick": lambda desk, study: picking.marked(desk, picking.Filters()),
    "codes to pick by": lambda desk, study: picking.codes(desk),
    "who is quoted": lambda desk, study: (picking.shares(desk), picking.not_quoted(desk)),
    "the codebook": lambda desk, study: codebook_view.book(desk),
    "examples": lambda desk, study: codebook_view.marked_with(desk, codebook_view.names(desk)),
    "themes": lambda desk, study: (themes.listed(desk), themes.quotations(desk)),
    "discussions": lambda desk, study: (discussing.listed(desk), deciding.listed(desk)),
    "what the team wrote": lambda desk, study: searching_writing.written_with(desk, "the"),
    "days": lambda desk, study: together.listed(desk),
    "what a note can be about": lambda desk, study: note_links.to_choose_from(desk),
    "my marks asked about": lambda desk, study: recoding.how_many(desk),
    "my marks with a code": lambda desk, study: visible_marks.carrying(
        desk.project, [study.code("SA")], coder=desk.viewer.person
    ),
    "marks with a code": lambda desk, study: visible_marks.carrying(
        desk.project, [study.code("SA")]
    ),
    "chats": lambda desk, study: chats.mine(desk),
    "empty headings": lambda desk, study: perspectives.headings_with_nobody(desk),
    "rounds": lambda desk, study: [
        {**vars_of(one), "all_ready": None, "ready": None} for one in rounds.under_way(desk)
    ],
}
FOR_ADA: dict[str, Callable[[Desk, Study], object]] = {
    "the board": lambda desk, study: arranging.board(desk),
    "withdrawing": lambda desk, study: withdrawing.preview(study.workspace, desk, "P01"),
    "how it would be shown": lambda desk, study: rounds.shown_as(
        desk, rounds.under_way(desk)[0].guid, "named"
    ),
    "every document": lambda desk, study: [
        documents.make(desk, Wanted(kind, ending="html")).data for kind in KINDS if kind != "case"
    ],
    "the report": lambda desk, study: document_words(reporting.thematic(desk)[1]),
}


def vars_of(one: rounds.Round) -> dict:
    return {name: getattr(one, name) for name in one.__slots__}


def test_every_service_gives_every_role_the_same_whether_another_has_marked_or_not(
    study: Study,
) -> None:
    alone(study, "Ben", "Cleo")
    roles = [("Cleo", LOOKS), ("Dov", LOOKS), ("Ada", LOOKS | FOR_ADA)]
    before = [
        (name, what, look(study.desk(name), study))
        for name, looks in roles
        for what, look in looks.items()
    ]

    secretly(study, "Ben")

    for name, what, seen in before:
        assert ({**LOOKS, **FOR_ADA})[what](study.desk(name), study) == seen, f"{name}: {what}"
    assert len(study.marks("Ben")) == 2


def test_the_feed_says_nothing_of_what_another_does_on_their_own(study: Study) -> None:
    alone(study, "Ben", "Cleo")
    cursors = {name: reading.cursor(study.desk(name)) for name in study.people}

    secretly(study, "Ben")
    for kind in ("undo", "undo", "undo", "undo", "redo"):  # what he made goes, and comes again
        study.do("Ben", {"id": new_guid(), "kind": kind})

    keys, known = study.desk("Ada").project.keys, (study.project, study.people["Ada"])
    # Nor does the length of a cursor tell how much was done.
    assert len({len(keys.cursor(*known, revision)) for revision in (1, 99, 10**9)}) == 1
    for name in ("Ada", "Cleo", "Dov"):
        told = reading.changes(study.desk(name), study.source, cursors[name])
        assert told["changes"] == []
        assert len(told["cursor"]) == len(cursors[name])
    assert reading.changes(study.desk("Ben"), study.source, cursors["Ben"])["changes"]


def steps(desk: Desk, look: Callable[[], object]) -> int:
    """How many steps the study's database took for a look: its time, the same on every machine."""
    taken = 0

    def one_more() -> None:
        nonlocal taken
        taken += 1

    desk.project.db.conn.set_progress_handler(one_more, 1)
    try:
        look()
    finally:
        desk.project.db.conn.set_progress_handler(None, 0)
    return taken


def test_no_look_takes_a_step_longer_for_what_another_marks_alone_or_notes_in_private(
    study: Study,
) -> None:
    alone(study, "Ben", "Cleo")
    secretly(study, "Ben")
    since = {name: reading.cursor(study.desk(name)) for name in ("Ada", "Cleo", "Dov")}

    def of_all() -> dict[tuple[str, str], int]:
        taken = {}
        for name, cursor in since.items():
            desk = study.desk(name)
            for what, look in (LOOKS | (FOR_ADA if name == "Ada" else {})).items():
                taken[name, what] = steps(desk, lambda: look(desk, study))  # noqa: B023
            feed = lambda: reading.changes(desk, study.source, cursor)  # noqa: B023, E731
            taken[name, "the feed"] = steps(desk, feed)
        return taken

    of_all()  # what is worked out once is worked out
    before = of_all()
    made = [study.operation("felt safe") for _ in range(40)]
    noted = [
        {
            "id": new_guid(),
            "kind": "add_note",
            "note": {"guid": new_guid(), "words": NOTE, "visibility": "me"},
        }
        for _ in range(20)
    ]

    results = study.do("Ben", *made, *noted)

    assert {result["state"] for result in results} == {"saved"}
    assert of_all() == before


def test_marks_that_nobody_else_may_see_crowd_none_out_of_those_to_choose_from(
    study: Study,
) -> None:
    alone(study, "Ben")
    sealed = [study.operation("felt safe") for _ in range(3)]
    open_to_all = study.operation("nobody asked why I came")
    study.do("Ben", *sealed)
    study.do("Ada", open_to_all)

    project, code = study.desk("Ada").project, study.code("SA")

    assert visible_marks.carrying(project, [code], most=1) == [open_to_all["coding"]["guid"]]
    bens = visible_marks.carrying(project, [code], coder=study.people["Ben"])
    assert bens == [each["coding"]["guid"] for each in sealed]


def test_what_leaves_the_workbench_holds_not_even_its_makers_own_sealed_marks(
    study: Study,
) -> None:
    alone(study, "Ada", "Ben")
    before = FOR_ADA["the report"](study.desk("Ada"), study)

    secretly(study, "Ada")

    assert len(study.marks("Ada")) == 2
    assert FOR_ADA["the report"](study.desk("Ada"), study) == before


def test_a_reader_whose_marks_are_sealed_is_never_said_to_have_marked_nothing(
    study: Study,
) -> None:
    study.do("Ada", study.operation("I felt safe there"))
    finish(study, "Ada")
    alone(study, "Ben")
    secretly(study, "Ben")

    for name in study.people:
        for one in (
            *comparing.compare(study.desk(name)),
            *units.compare(study.desk(name), unit="turn"),
        ):
            assert "Ben" not in one["unmarked_by"]
