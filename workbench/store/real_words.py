"""The list of replacements apart from any study's file: which real words a pseudonym stands for.

It is a file of its own in the workspace. What it says is sealed with a key of the study's own,
which lies among the workspace's keys; a project file holds the pseudonyms and never these words.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database, Migrations

from workbench.domain.ids import Guid
from workbench.domain.pseudonym import key_of
from workbench.store.database import DatabaseFile, rows, run_statements
from workbench.store.keys import Keys

LIST = Migrations("replacements")


@LIST()
def m001_first(db: Database) -> None:
    """One sealed line for each pseudonym of each study."""
    run_statements(
        db,
        "create table real_words (pseudonym text primary key, project text not null, "
        "sealed blob not null);"
        "create index real_words_by_project on real_words(project)",
    )


@dataclass(frozen=True, slots=True)
class RealWords:
    """The real words behind one pseudonym.

    `said_in` names, by GUID, each transcript in which they were replaced, with the speaker in
    whose turn they stood; an empty speaker is nobody in particular. `called` names the speakers
    whose label had them.
    """

    pseudonym: Guid
    words: str
    said_in: frozenset[tuple[str, str]] = frozenset()
    called: frozenset[str] = frozenset()


class ReplacementsList:
    """`replacements.sqlite3` of one workspace. Who may open it is decided by whoever asks."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.file = DatabaseFile(folder / "replacements.sqlite3", LIST, "a list of replacements")
        self._keys = keys
        self._forget_pages()

    def all(self, project: Guid) -> dict[Guid, RealWords]:
        """Every line of one study's list."""
        return {
            found.pseudonym: found
            for row in rows(
                self.file.db,
                "select pseudonym, sealed from real_words where project = ? order by rowid",
                project,
            )
            if (found := self._opened(project, row))
        }

    def find(self, project: Guid, words: str) -> RealWords | None:
        """The line of some words, however they are written."""
        key = key_of(words)
        return next((one for one in self.all(project).values() if key_of(one.words) == key), None)

    def put(self, project: Guid, line: RealWords) -> None:
        """Keep a line, in the place of one for the same pseudonym."""
        said = {
            "words": line.words,
            "said_in": sorted(line.said_in),
            "called": sorted(line.called),
        }
        sealed = self._keys.seal(project, json.dumps(said), about=line.pseudonym)
        with self.file.transaction() as db:
            db.execute(
                "insert into real_words values (?, ?, ?)"
                " on conflict (pseudonym) do update set sealed = excluded.sealed",
                (line.pseudonym, project, sealed),
            )

    def forget(self, pseudonyms: Iterable[Guid]) -> None:
        """Take lines off the list for good."""
        with self.file.transaction() as db:
            for pseudonym in pseudonyms:
                db.execute("delete from real_words where pseudonym = ?", (pseudonym,))
            self.file.owe_erasure()
        self._forget_pages()

    def destroy(self, project: Guid) -> None:
        """Destroy one study's list with its key, so that no copy of it can be read either."""
        with self.file.transaction() as db:
            db.execute("delete from real_words where project = ?", (project,))
            self.file.owe_erasure()
        self._keys.destroy(project)
        self._forget_pages()

    def forget_withdrawn(
        self,
        project: Guid,
        *,
        sources: Collection[str],
        speakers: Collection[str],
        names: Collection[str],
        remaining: Iterable[str],
    ) -> None:
        """Take off the list what only somebody who withdraws has said, or was called.

        Parameters
        ----------
        sources
            Transcripts that go whole.
        speakers
            Who is theirs in transcripts that stay.
        names
            What they were called.
        remaining
            The texts that stay, to keep words that others say too.
        """
        called, stay = {key_of(name) for name in names}, [key_of(text) for text in remaining]
        gone = []
        for line in self.all(project).values():
            left = {
                (source, speaker)
                for source, speaker in line.said_in
                if source not in sources and speaker not in speakers
            }
            key = key_of(line.words)
            theirs = key in called or line.called & set(speakers)
            if theirs or (not left and not any(key in text for text in stay)):
                gone.append(line.pseudonym)
            elif left != line.said_in:
                self.put(project, replace(line, said_in=frozenset(left)))
        if gone:
            self.forget(gone)

    def _opened(self, project: Guid, row: dict) -> RealWords | None:
        body = self._keys.unseal(project, row["sealed"], about=row["pseudonym"])
        if body is None:
            return None
        said = json.loads(body)
        return RealWords(
            row["pseudonym"],
            said["words"],
            frozenset(map(tuple, said["said_in"])),
            frozenset(said["called"]),
        )

    def _forget_pages(self) -> None:
        if self.file.erasure_owed():
            self.file.forget_earlier_pages()
