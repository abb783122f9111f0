"""Making small real studies for tests: a workspace on disk, people, a transcript, a desk each."""

from dataclasses import dataclass
from pathlib import Path

from workbench.domain.ids import Guid, new_guid
from workbench.services import accounts, coding, desks, projects, reading, taking_in
from workbench.services.desks import Desk, Workspace
from workbench.store import sources

PASSWORD = "four plain words here"
TALK = """Interviewer: How did you come to the group?

P01: A friend took me along. I felt safe there from the first day, and nobody asked why I came.

Interviewer: And now?

P01: Now I bring the biscuits 🙂 and I stay for the washing up. Some weeks I do not go.
"""


@dataclass
class Study:
    """A study on disk with its people signed in by name and password."""

    workspace: Workspace
    project: Guid
    source: Guid
    people: dict[str, Guid]
    tokens: dict[str, str]

    def desk(self, name: str) -> Desk:
        """Seat somebody by their own sign-in, as a request would."""
        return desks.from_sign_in(self.workspace, self.tokens[name], self.project)

    def text(self) -> str:
        """The running text of the one transcript."""
        return reading.text_of(self.desk("Ada"), self.source)

    def code(self, key: str) -> Guid:
        """A code's GUID by its key."""
        codes = reading.codes_to_mark_with(self.desk("Ada"), self.source)
        return next(Guid(code["guid"]) for code in codes if code["key"] == key)

    def operation(self, words: str, key: str = "SA", **more: object) -> dict:
        """An operation that marks words, as the pane would send it."""
        text = self.text()
        start = text.index(words)
        version = (sources.current_version(self.desk("Ada").project.db, self.source) or {})["guid"]
        return {
            "id": new_guid(),
            "kind": "add_coding",
            "coding": {
                "guid": new_guid(),
                "version": version,
                "start": start,
                "end": start + len(words),
                "quote": words,
                "code": self.code(key),
                **more,
            },
        }

    def do(self, name: str, *operations: dict) -> list[dict]:
        """Carry operations out in somebody's name and give their results."""
        return coding.apply_operations(self.desk(name), self.source, list(operations))["results"]

    def marks(self, name: str) -> list[dict]:
        """The marks somebody sees in the transcript."""
        return reading.snapshot(self.desk(name), self.source)["codings"]


def small_study(
    folder: Path,
    *,
    names: tuple[str, ...] = ("Ada", "Ben"),
    password: str | None = None,
    talk: str = TALK,
) -> Study:
    """Make a workspace with one study, one transcript and a team; the first may do everything.

    Nobody has a password unless one is given: hashing is slow on purpose.
    """
    workspace = desks.open_workspace(folder)
    first, *others = names
    people = {first: accounts.add_person(workspace, first, password=password)}
    project = projects.new_project(workspace, "Small study", by=people[first], by_name=first)
    for name in others:
        people[name] = accounts.add_person(workspace, name, password=password)
        projects.put_in_team(workspace, project.guid, people[name], name, frozenset())
    tokens = {name: workspace.begin_sign_in(guid, days=1) for name, guid in people.items()}
    study = Study(workspace, project.guid, Guid(""), people, tokens)
    _, source = taking_in.import_file(
        study.desk(first), "talk.txt", talk.encode(), kind="interview", settings=["group"]
    )
    assert source is not None
    study.source = source
    return study
