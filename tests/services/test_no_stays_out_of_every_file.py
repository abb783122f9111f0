"""A no, in general or to one quotation, keeps words out of every file that leaves."""

import io
import zipfile
from collections.abc import Callable

import pytest

import workbench
from tests.builders import Study, small_study
from workbench.domain.codebook_change import Place, Reason
from workbench.domain.ids import new_guid
from workbench.domain.span import Span
from workbench.reports.web_document import WebDocument
from workbench.services import (
    codebook_changes,
    codebook_print,
    day_files,
    documents,
    exporting,
    groups,
    notes,
    other_documents,
    participants,
    quotation_answers,
    reading,
    reporting,
    searching,
    themes,
    together,
)
from workbench.services.desks import Desk
from workbench.services.documents import Wanted

SAID = "Quincewater soup is what we made, the four of us, and everyone stayed."
KEPT = "Marzipanlike is the word for that kitchen, and a bit too sweet for me."
KITCHEN = f"Facilitator: What is it like?\n\nP09: {SAID}\n\nP10: {KEPT}\n"
QUOTED = "report"
Made = bytes | tuple[str, bytes] | str


def _document(kind: str, ending: str, *, team_copy: bool = False) -> Callable[[Desk], Made]:
    def make(desk: Desk) -> Made:
        of = groups.listed(desk)[0].guid if kind == "case" else None
        wanted = Wanted(kind, of=of, ending=ending, team_copy=team_copy)  # type: ignore[arg-type]
        return documents.make(desk, wanted).data

    return make


def _quoted_in(kind: str) -> str:
    return "public_summary" if kind == "participants" else QUOTED


def _code(desk: Desk) -> str:
    book = reading.snapshot(desk, reading.transcripts(desk)[0]["guid"])["codes"]
    return next(code["guid"] for code in book if code["key"] == "HC")


def _day(desk: Desk) -> str:
    return together.listed(desk)[0].guid


# Every file, with the noes that keep words out of it: to analysis, to reports, to one quotation.
FILES: dict[str, tuple[Callable[[Desk], Made], frozenset[str]]] = {
    **{
        f"{kind} {ending}{' for the team' * copy}": (
            _document(kind, ending, team_copy=copy),
            frozenset({"analysis", _quoted_in(kind), "one"}),
        )
        for kind in ("thematic", "participants", "case", "codebook", "decisions")
        for ending in ("docx", "html")
        for copy in (False, True)
    },
    "the summary": (reporting.thematic, frozenset({"analysis", QUOTED, "one"})),
    "quotations docx": (
        lambda desk: other_documents.quotations_of(desk, _code(desk)),
        frozenset({"analysis", QUOTED, "one"}),
    ),
    "quotations html": (
        lambda desk: other_documents.quotations_of(desk, _code(desk), WebDocument),
        frozenset({"analysis", QUOTED, "one"}),
    ),
    "quotations xlsx": (
        lambda desk: other_documents.quotations_table(desk, _code(desk)),
        frozenset({"analysis", QUOTED, "one"}),
    ),
    "numbers xlsx": (other_documents.numbers_table, frozenset({"analysis", QUOTED, "one"})),
    "the codebook's story": (codebook_print.story, frozenset({"analysis", QUOTED, "one"})),
    "a day's papers": (lambda desk: day_files.papers(desk, _day(desk)), frozenset({"analysis"})),
    "a day's write-up": (
        lambda desk: day_files.came_of_it(desk, _day(desk)), frozenset({"analysis"}),
    ),
    **{
        f"export {ending}": (
            lambda desk, ending=ending: exporting.export(desk, ending),  # type: ignore[misc]
            frozenset({"analysis"})
            if ending in ("xlsx", "csv", "json")
            else frozenset({"analysis", QUOTED, "one"}),
        )
        for ending in exporting.FORMATS
    },
    "the search of the command line": (
        lambda desk: repr(searching.search_for(desk, "the", leaving_for="analysis")),
        frozenset({"analysis"}),
    ),
    "frames": (
        lambda desk: "".join(
            getattr(workbench.open_project(desk.project.path), each)().to_csv()
            for each in ("sources", "codings", "codebook")
        ),
        frozenset({"analysis"}),
    ),
}  # fmt: skip
# Files that print this study's words as long as nobody has said no to them.
PRINTS = {
    "thematic docx", "quotations docx", "quotations html", "quotations xlsx", "export csv",
    "export json", "export xlsx", "the search of the command line", "frames",
    "the codebook's story", "codebook docx", "case docx", "a day's papers",
}  # fmt: skip


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Words of two people, quoted, chosen and pointed to in everything that may show them."""
    folder = tmp_path_factory.mktemp("files") / "workspace"
    study = small_study(folder, talk=KITCHEN)
    ada = study.desk("Ada")
    for words in (SAID, KEPT):
        for name, presence in (("Ada", "there"), ("Ben", "missing")):
            study.do(name, study.operation(words, "HC", presence=presence))
        start = study.text().index(words)
        chosen = (study.source, start, start + len(words))
        themes.choose(ada, study.code("HC"), "looked_like", chosen)
    places = [
        Place(
            study.source, Span(study.text().index(words), study.text().index(words) + len(words))
        )
        for words in (SAID, KEPT)
    ]
    codebook_changes.examples(ada, study.code("HC"), places)
    codebook_changes.reword(
        ada, study.code("HC"), {"definition": "Care."},
        reason=Reason("Heard so.", passages=tuple(places)),
    )  # fmt: skip
    for name in ("Ada", "Ben"):
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    group = groups.add(ada, "Kitchen")
    everybody = [each.guid for each in participants.everybody(ada)]
    groups.describe(ada, group, participants=everybody)
    decision = groups.key_decisions(ada)[0].guid
    study.do("Ada", study.operation(SAID, "HC"))
    groups.rest_on(
        ada, group, decision, [row["coding"] for row in groups.passages_on(ada, group, decision)]
    )
    together.start(ada, [study.source])
    note = notes.write(ada, f"What stays with me is “{SAID}”.", visibility="team")
    notes.let_be_quoted(ada, note, seen=notes.quoted_as(ada, note))
    return study


def inside(made: Made) -> bytes:
    """What a file says, unpacked."""
    data = (
        made if isinstance(made, bytes) else (made.encode() if isinstance(made, str) else made[1])
    )
    if data[:2] != b"PK":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"".join(package.read(name) for name in package.namelist())


def say(study: Study, no: str, *, back: bool) -> None:
    """Say a no for the first of the two, or take it back."""
    ada = study.desk("Ada")
    who = next(each.guid for each in participants.everybody(ada) if each.label == "P09")
    if no != "one":
        participants.say_consent(ada, [who], no, None if back else False)
        return
    for each in quotation_answers.offered(ada, who):
        quotation_answers.say(ada, who, each.source, each.span, "yes" if back else "no")


@pytest.mark.parametrize("file", FILES)
def test_words_of_whoever_said_no_are_in_no_file(study: Study, file: str) -> None:
    make, noes = FILES[file]
    if file in PRINTS:
        assert b"Quincewater" in inside(make(study.desk("Ada")))
    for no in sorted(noes):
        say(study, no, back=False)
        try:
            assert b"Quincewater" not in inside(make(study.desk("Ada"))), no
        finally:
            say(study, no, back=True)
