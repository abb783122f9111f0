"""Whether words may be quoted for a purpose: yes, no, or nobody has recorded either.

A no, to analysis or to the purpose, keeps words out of everything. What is not recorded may stand
in a draft that says so and in nothing that is issued; a public summary needs a yes.
"""

from collections.abc import Iterable
from typing import Literal

from workbench.domain.ids import Guid
from workbench.domain.participant import Participant
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


class Rights:
    """What everybody in a study said to being quoted, looked up once for one purpose."""

    def __init__(self, project: ProjectFile, purpose: str) -> None:
        self._project, self._purpose = project, purpose
        self._people = participants.listed(project.db)
        self._sources: dict[str, tuple[tuple[Span, ...], list[dict]]] = {}

    def of(self, source: str, span: Span) -> Standing:
        """Say where being quoted stands for one stretch of a transcript."""
        withheld, _ = self._known(source)
        if not quoting.may_be_quoted(span, withheld):
            return "no"
        whose = self.whose(source, span)
        asked = {
            each.participant
            for each in quotations.listed(self._project.db, source=Guid(source))
            if each.answer == "yes" and each.span.start <= span.start and span.end <= each.span.end
        }
        if whose and all(each.consents.get(self._purpose) or each.guid in asked for each in whose):
            return "yes"
        return "not_recorded"

    def whose(self, source: str, span: Span) -> list[Participant]:
        """Whose words a stretch holds; everybody in the transcript where that is not known."""
        _, turns = self._known(source)
        over = [turn for turn in turns if turn["start"] < span.end and span.start < turn["end"]]
        speaking = {turn["participant"] for turn in over if turn["role"] != "interviewer"}
        here = [each for each in self._people if source in each.sources]
        if not speaking or None in speaking:
            return [each for each in here if each.role != "group"] or here
        return [each for each in here if each.guid in speaking]

    def withheld(self, source: str) -> tuple[Span, ...]:
        """The stretches of a transcript that may not be quoted."""
        return self._known(source)[0]

    def people(self) -> Iterable[Participant]:
        """Everybody who took part."""
        return self._people

    def _known(self, source: str) -> tuple[tuple[Span, ...], list[dict]]:
        if source not in self._sources:
            version = sources.current_version(self._project.db, Guid(source)) or {"guid": ""}
            self._sources[source] = (
                leaving.withheld(
                    self._project, Guid(source), purpose=self._purpose, people=self._people
                ),
                participants.speaking(self._project.db, version["guid"]),
            )
        return self._sources[source]
