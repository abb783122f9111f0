"""Reading on our own in tests: starting a round, reading in it as fully as one can, finishing."""

from tests.builders import Study
from workbench.domain.ids import Guid, new_guid
from workbench.services import rounds

SECRET = "washing up"
OWN_CODE = "biscuit kindness"
NOTE = "a note on the kettle"


def alone(study: Study, *names: str, name: str = "Second reading") -> Guid:
    """Start a reading on our own first, arranged by Ada, who may do everything."""
    people = [study.people[each] for each in names]
    return rounds.start(study.desk("Ada"), name, [study.source], people)


def finish(study: Study, name: str, state: str = "finished") -> None:
    study.do(name, {"id": new_guid(), "kind": "reading_state", "state": state})


def secretly(study: Study, name: str) -> None:
    """Read as fully as one can: a mark, a code of one's own with a mark, a note, and the end."""
    code = new_guid()
    made = {"id": new_guid(), "kind": "add_code", "code": {"guid": code, "name": OWN_CODE}}
    with_it = study.operation("A friend took me along")
    with_it["coding"]["code"] = code
    noted = {
        "id": new_guid(),
        "kind": "add_note",
        "note": {"guid": new_guid(), "words": NOTE, "visibility": "team"},
    }
    results = study.do(name, study.operation(SECRET, presence="missing"), made, with_it, noted)
    assert [result["state"] for result in results] == ["saved"] * 4
    finish(study, name)


def round_named(study: Study, name: str) -> rounds.Round:
    [one] = rounds.under_way(study.desk(name))
    return one
