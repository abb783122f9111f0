"""Every service for those with a part in the study refuses whoever has every other part."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

import pytest

from tests.builders import Study, small_study
from workbench import services
from workbench.domain.errors import NotAllowed
from workbench.domain.ids import new_guid
from workbench.domain.people import JOBS

FOR = {
    "transcripts": {
        "arrivals": "add mine name_by put_away read_as save take_back",
        "attribute_sheets": "keep values_in",
        "content_notes": "keep redo remove undo",
        "correcting": (
            "correct_words details join merge redo say_fields say_name say_settings say_who "
            "speakers split turns undo version without_speakers"
        ),
        "group_sheets": "keep_groups",
        "groups": "add decide describe listed redo remove undo",
        "names_found": "chosen overview",
        "participant_letters": "everything_held keep_words quotations_to_use taken_out words",
        "participants": "attributes choices everybody give places redo remove rename undo",
        "places_of_names": "first_place must_see name_at to_read turns_to_read",
        "preparing": "listed release",
        "pseudonyms": (
            "answer ask_to_look look_through not_a_name point_out redo second_readers "
            "take_back undo"
        ),
        "quotation_answers": "offered",
        "real_words": "count destroy exported opened",
        "replacing": "preview replace",
        "sets": "add change remove",
        "steps": "redo undo",
        "taking_in": "import_file take_in take_in_file",
        "withdrawing": "look_through preview quotes_only turns_to_check withdraw",
        "withdrawing_some": "preview spoken withdraw",
    },
    "codebook": {
        "codebook_changes": "examples move retire reword say_why",
        "groundwork": "redo undo",
    },
    "reading": {
        "arranging": "board redo undo",
        "perspectives": "word_headings",
        "rounds": "ask open_together shown_as",
    },
    "outputs": {
        "agreement_tables": "as_file",
        "before_issue": "kept_out unfinished",
        "documents": "make",
        "issuing": "ask_to_read issue",
        "other_documents": "numbers_table quotations_of quotations_table",
        "own_template": "keep redo take_away undo",
        "quotation_answers": "want_what_is_printed",
        "reporting": "quoted thematic",
        "wanting_figures": "turn_off turn_on",
    },
    "accounts": {
        "accounts": "invite",
        "jobs": "stop",
        "projects": "describe",
        "support": "say",
        "today": "say",
    },
}
# Which part it takes is said by whoever calls these.
BY_A_NAMED_PART = {"jobs.share", "steps.undo", "steps.redo"}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("parts") / "workspace")


def called(study: Study, function: Callable, who: str) -> None:
    """Call a service at somebody's desk, about things that are not there."""
    given = {"desk": study.desk(who), "workspace": study.workspace}
    by_place, by_name = [], {}
    for one in inspect.signature(function).parameters.values():
        if one.default is one.empty and one.kind is one.KEYWORD_ONLY:
            by_name[one.name] = given.get(one.name, nothing_of(one))
        elif one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD:
            by_place.append(given.get(one.name, nothing_of(one)))
    function(*by_place, **by_name)


def nothing_of(wanted: inspect.Parameter) -> object:
    """Something of about the right kind."""
    kind = str(wanted.annotation).removeprefix("collections.abc.")
    if kind.startswith(("Mapping", "dict")):
        return {}
    if wanted.annotation is bytes:
        return b"P01: Well, yes.\n"
    return [] if kind.startswith(("Iterable", "Collection", "Sequence", "list")) else new_guid()


@pytest.mark.parametrize("job", sorted(FOR))
def test_whoever_has_every_other_part_is_refused_and_told_which(study: Study, job: str) -> None:
    study.workspace.put_in_team(study.project, study.people["Ben"], frozenset(JOBS) - {job})
    let_through = []
    for module, names in FOR[job].items():
        for name in names.split():
            function = getattr(importlib.import_module(f"workbench.services.{module}"), name)
            try:
                called(study, function, "Ben")
            except NotAllowed as refused:
                if f"does not include “{JOBS[job]}”" in str(refused):
                    continue
            except Exception as other:  # it looked at what it was given before it asked
                let_through.append(f"{module}.{name}: {type(other).__name__}")
                continue
            let_through.append(f"{module}.{name}")
    assert let_through == []


def asking() -> Iterator[str]:
    """Every public service that asks for a part itself."""
    for module in pkgutil.iter_modules(services.__path__):
        found = importlib.import_module(f"workbench.services.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            ours = function.__module__ == found.__name__ and not name.startswith("_")
            if ours and "viewer.must(" in inspect.getsource(function):
                yield f"{module.name}.{name}"


def test_every_service_that_asks_for_a_part_is_on_the_list() -> None:
    listed = {
        f"{module}.{name}"
        for of_job in FOR.values()
        for module, names in of_job.items()
        for name in names.split()
    }
    found = {name for name in asking() if not name.endswith(".step")}  # a block in the others
    assert found - BY_A_NAMED_PART - listed == set()
    assert len(found) > 40
