"""Whether something the team wrote repeats words of somebody who said no to being quoted.

As with a withdrawal: five words in a row, or a whole turn of three or four, that nobody else said.
"""

from collections.abc import Callable

from workbench.domain.ids import Guid
from workbench.domain.withdrawal import repeats_of
from workbench.services import leaving
from workbench.store import participants, sources
from workbench.store.project import ProjectFile


def repeated(project: ProjectFile, *, purpose: str) -> Callable[[str], list[str]]:
    """Give what finds the words in a text that may not leave for a purpose."""
    people = participants.listed(project.db)
    refused: list[str] = []
    others: list[str] = []
    for row in sources.listed(project.db):
        version = sources.current_version(project.db, Guid(row["guid"]))
        text = (version or {"text": ""})["text"]
        withheld = leaving.withheld(project, Guid(row["guid"]), purpose=purpose, people=people)
        for span in withheld:
            refused += text[span.start : span.end].split("\n")
        others.append(leaving.without(text, withheld) if withheld else text)
    repeats = repeats_of(refused, stay=others)
    return lambda words: [words[span.start : span.end] for span in repeats(words)]
