"""Marks: this reader applied this code to this quotation, from this perspective, in this round."""

from dataclasses import dataclass

from workbench.domain.ids import Guid
from workbench.domain.span import Span

# `not_said` is what stands where a reader said nothing; it is never counted as `there`.
PRESENCES = {
    "there": "it is here",
    "missing": "it is missing or hard",
    "wanted": "someone wishes for it",
    "mixed": "mixed, or people disagree",
    "unsure": "not sure",
    "not_said": "not said",
}
LENSES = {
    "feeling": "what it was like",
    "process": "how things were done",
    "relation": "what goes on between people",
    "power": "power, fairness, the wider world",
    "words": "the words people choose",
}
# How a reader marked: freely switched, and every way makes the same kind of mark.
WAYS = {
    "simple": "one turn at a time",
    "turn": "whole turns",
    "detailed": "any words",
    "cards": "a card sort",
}
FLAGS = {
    "discuss": "discuss together",
    "powerful": "powerful quote",
    "identifying": "could identify someone",
}


@dataclass(frozen=True, slots=True)
class Coding:
    """One reader's mark as one viewer may see it.

    `perspectives` holds the words the viewer may see of where the reader read from, and is empty
    where none was recorded; `perspective_hidden` says that some were recorded and are not shared
    with this viewer. `on` is the day, never finer, for another person's mark. `corrected_away` are
    the words it was made on where a correction left none of them and its reader has not yet said
    what becomes of it; `span` is then only the place they had. It is empty where those words are
    not kept any more, and None for every other mark. `entered_by` is who typed it in from its
    reader's paper copy, where that was somebody else.
    """

    guid: Guid
    source: Guid
    span: Span
    code: Guid
    coder: Guid
    coding_round: Guid
    presence: str = "not_said"
    lens: str | None = None
    perspectives: tuple[str, ...] = ()
    perspective_hidden: bool = False
    headings: tuple[Guid, ...] = ()
    flags: tuple[str, ...] = ()
    on: str = ""
    corrected_away: str | None = None
    entered_by: Guid | None = None
