"""What came of talking about passages: a layer over the readings, which never touches a mark."""

from collections.abc import Collection
from dataclasses import dataclass

from workbench.domain.deciding import OUTCOMES, Discussion
from workbench.domain.ids import Guid
from workbench.domain.span import Span
from workbench.services import deciding, discussing
from workbench.services.desks import Desk
from workbench.store import codes


@dataclass(frozen=True, slots=True)
class Settled:
    """A passage that is talked about, and what came of it so far.

    `outcome` is a key of `OUTCOMES` and empty while nothing has been said of that. `code`, `key`
    and `value` are of the code that was agreed on, where one was. `words` are what was said of the
    outcome and the sentences of the decisions it led to.
    """

    discussion: Guid
    span: Span
    outcome: str = ""
    code: str = ""
    key: str = ""
    value: str | None = None
    words: tuple[str, ...] = ()

    def told(self) -> str:
        """Say in a few words what came of it."""
        if not self.outcome:
            return "Being talked about"
        return f"What came of it: {OUTCOMES[self.outcome]}{f', {self.code}' * bool(self.code)}"


def by_transcript(
    desk: Desk, among: Collection[str] | None = None
) -> dict[Guid, tuple[Settled, ...]]:
    """What is talked about in each transcript, in the order of its text.

    Discussions of words that are not in a transcript any more are in none.
    """
    book = codes.codebook(desk.project.db)
    by_guid = {code.guid: code for code in book.codes}
    sentences: dict[Guid, list[str]] = {}
    for decision in deciding.listed(desk):
        if decision.discussion is not None:
            sentences.setdefault(decision.discussion, []).append(decision.sentence)
    found: dict[Guid, list[Settled]] = {}
    for one in discussing.listed(desk):
        if one.source is None or (among is not None and one.source not in among):
            continue
        if one.start is None or one.end is None or one.gone:
            continue
        outcome = one.outcome()
        code = by_guid.get(Guid(outcome.about)) if outcome and outcome.choice == "agreed" else None
        value = book.value_over(code.key) if code else None
        found.setdefault(one.source, []).append(
            Settled(
                one.guid,
                Span(one.start, one.end),
                outcome=outcome.choice if outcome else "",
                code=code.name if code else "",
                key=code.key if code else "",
                value=value.key if value else None,
                words=_words(one, sentences.get(one.guid, [])),
            )
        )
    return {
        source: tuple(sorted(own, key=lambda each: each.span)) for source, own in found.items()
    }


def at(settled: Collection[Settled], start: int, end: int) -> list[Settled]:
    """Those of a transcript that are about words a passage shares."""
    here = Span(start, end)
    return [each for each in settled if each.span.overlaps(here)]


def _words(one: Discussion, sentences: list[str]) -> tuple[str, ...]:
    outcome = one.outcome()
    said = [outcome.words] if outcome and outcome.words else []
    return (*said, *sentences)
