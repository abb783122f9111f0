"""Quotations a team would like to use, and what the participant answered about each of them."""

from dataclasses import dataclass

from workbench.domain.ids import Guid
from workbench.domain.span import Span

ANSWERS = {
    "wanted": "we would like to use it",
    "yes": "they said yes",
    "no": "they said no",
    "change": "they asked for a change",
}
# Until a change has been made in the transcript, the words are not quoted as they stand.
NOT_QUOTED = frozenset({"no", "change"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of what a participant said, and where asking them about it stands.

    `words` is what they asked to have changed, and otherwise empty.
    """

    guid: Guid
    participant: Guid
    source: Guid
    span: Span
    answer: str
    words: str = ""
