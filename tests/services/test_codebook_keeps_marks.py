"""Whatever is done to a codebook: no mark is lost, none changes hands, every version stays."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.builders import Study, small_study
from workbench.domain.codebook import Code
from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import Guid
from workbench.services import codebook_changes as changing
from workbench.services import recoding
from workbench.store import checks, codebook_versions, codes, codings

WORDS = ["I felt safe there", "nobody asked why I came", "bring the biscuits", "washing up"]
ACTS = [
    "add", "reword", "move", "merge", "split", "split_above", "retire", "return", "undo", "redo",
    "mark", "answer", "answer_undo",
]  # fmt: skip
steps = some.lists(
    some.tuples(
        some.sampled_from(ACTS), some.integers(0, 5), some.integers(0, 5), some.booleans()
    ),
    min_size=6,
    max_size=14,
)


def act(study: Study, step: tuple[str, int, int, bool], number: int) -> None:
    kind, first, second, ada = step
    who = "Ada" if ada else "Ben"
    desk, lead = study.desk(who), study.desk("Ada")
    family = [code for code in codes.all_codes(lead.project.db) if code.key[:2] in ("SA", "N1")]
    code, other = (family[one % len(family)].guid for one in (first, second))
    made = [{"name": f"Part {number} {k}"} for k in range(2)]
    match kind:
        case "add":
            changing.add(desk, f"New {number}", under=code)
        case "reword":
            changing.reword(lead, code, {"definition": f"Wording {number}"})
        case "move":
            changing.move(lead, code, other)
        case "merge":
            changing.merge(lead, [code], other)
        case "split" | "split_above":
            changing.split(lead, code, made, stays=kind == "split_above")
        case "retire":
            changing.retire(lead, code)
        case "return":
            changing.stage(lead, code, "tried")
        case "undo":
            changing.undo(desk)
        case "redo":
            changing.redo(desk)
        case "mark":
            operation = study.operation(WORDS[second % 4])
            operation["coding"]["code"] = code
            study.do(who, operation)
        case "answer":
            for question in recoding.waiting(desk)[:1]:
                into = [each.guid for each in question.into[: second % 3]]
                recoding.answer(desk, question.change.guid, question.waiting[0].coding, into)
        case "answer_undo":
            recoding.undo(desk)


def marks(study: Study) -> dict[Guid, dict]:
    db = study.desk("Ada").project.db
    found = [Guid(guid) for (guid,) in db.execute("select guid from codings").fetchall()]
    return {guid: codings.find(db, guid) or {} for guid in found}


def versions(study: Study) -> dict[str, tuple[Code, ...]]:
    db = study.desk("Ada").project.db
    return {
        row["guid"]: codebook_versions.codes_of(db, row["guid"])
        for row in codebook_versions.listed(db)
    }


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_no_mark_is_lost_or_changes_hands_and_every_version_stays_readable(
    taken: list[tuple[str, int, int, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        study = small_study(Path(folder))
        for who, words, key in (("Ada", WORDS[0], "SA1"), ("Ben", WORDS[1], "SA2")):
            study.do(who, study.operation(words, key))
        db = study.desk("Ada").project.db
        meant: dict[tuple[Guid, Guid], Code | None] = {}
        for number, step in enumerate(taken):
            before, kept = marks(study), versions(study)
            for row in before.values():
                key = (row["code"], row["codebook_version"])
                meant.setdefault(key, codebook_versions.as_marked(db, *key))
            with suppress(WorkbenchError):  # some of these are refused, and change nothing
                act(study, step, number)
            after = marks(study)
            own = {"answer", "answer_undo"}
            me = study.people["Ada" if step[3] else "Ben"]
            for guid, row in before.items():
                if step[0] == "answer_undo" and guid not in after:
                    # Taking an answer back takes away what that answer had added, of one's own.
                    assert row["coder"] == me
                    continue
                now = after[guid]
                assert now["coder"] == row["coder"]
                assert now["positions"] == row["positions"]
                if step[0] not in own or row["coder"] != me:
                    assert (now["code"], now["codebook_version"]) == (
                        row["code"],
                        row["codebook_version"],
                    )
            assert all(after[guid]["coder"] == me for guid in after.keys() - before.keys())
            now_kept = versions(study)
            assert {guid: now_kept[guid] for guid in kept} == kept
            for key, code in meant.items():
                assert codebook_versions.as_marked(db, *key) == code
        assert checks.troubles(study.desk("Ada").project) == []
        _parents_first(codes.all_codes(db))


def _parents_first(book: tuple[Code, ...]) -> None:
    seen: set[str] = set()
    for code in book:
        assert code.parent is None or code.parent in seen
        seen.add(code.key)
