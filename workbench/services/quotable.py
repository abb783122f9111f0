"""Whether words may be quoted for a purpose: yes, no, or nobody has recorded either.

A no, to analysis or to the purpose, keeps words out of everything. What is not recorded may stand
in a draft that says so and in nothing that is issued; a public summary needs a yes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.domain.ids import Guid
from workbench.domain.participant import Participant
from workbench.domain.quotation import Quotation
from workbench.domain.span import Span
from workbench.services import leaving, quoting
from workbench.store import participants, quotations, sources
from workbench.store.project import ProjectFile

Standing = Literal["yes", "no", "not_recorded"]
WORDS = {
    "yes": "they said yes",
    "no": "they said no",
    "not_recorded": "not recorded",
}


@dataclass(frozen=True, slots=True)
class _Source:
    """What is known of one transcript: its turns in order, who is in it, and single answers."""

    withheld: tuple[Span, ...]
    turns: list[dict]
    here: list[Participant]
    allowed: list[Quotation]


class Rights:
    """What everybody in a study said to being quoted, looked up once for one purpose."""

    def __init__(self, project: ProjectFile, purpose: str) -> None:
        self._project, self._purpose = project, purpose
        self._people = participants.listed(project.db)
        self._sources: dict[str, _Source] = {}
        self._told: dict[tuple[str, Span], Standing] = {}

    def of(self, source: str, span: Span) -> Standing:
        """Say where being quoted stands for one stretch of a transcript."""
        if (source, span) not in self._told:
            self._told[source, span] = self._of(source, span)
        return self._told[source, span]

    def _of(self, source: str, span: Span) -> Standing:
        known = self._known(source)
        if not quoting.may_be_quoted(span, known.withheld):
            return "no"
        whose = self.whose(source, span)
        asked = {each.participant for each in known.allowed if each.span.contains(span)}
        if whose and all(each.consents.get(self._purpose) or each.guid in asked for each in whose):
            return "yes"
        return "not_recorded"

    def whose(self, source: str, span: Span) -> list[Participant]:
        """Whose words a stretch holds; everybody in the transcript where that is not known."""
        known = self._known(source)
        first = bisect_right(known.turns, span.start, key=lambda turn: turn["end"])
        last = bisect_left(known.turns, span.end, key=lambda turn: turn["start"])
        speaking = {
            turn["participant"]
            for turn in known.turns[first:last]
            if turn["role"] != "interviewer"
        }
        if not speaking or None in speaking:
            return [each for each in known.here if each.role != "group"] or known.here
        return [each for each in known.here if each.guid in speaking]

    def withheld(self, source: str) -> tuple[Span, ...]:
        """The stretches of a transcript that may not be quoted."""
        return self._known(source).withheld

    def people(self) -> Iterable[Participant]:
        """Everybody who took part."""
        return self._people

    def _known(self, source: str) -> "_Source":
        if source not in self._sources:
            version = sources.current_version(self._project.db, Guid(source)) or {"guid": ""}
            self._sources[source] = _Source(
                leaving.withheld(
                    self._project, Guid(source), purpose=self._purpose, people=self._people
                ),
                participants.speaking(self._project.db, version["guid"]),
                [each for each in self._people if source in each.sources],
                [
                    each
                    for each in quotations.listed(self._project.db, source=Guid(source))
                    if each.answer == "yes"
                ],
            )
        return self._sources[source]
