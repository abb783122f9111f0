"""Themes: what the team makes of what it heard, and the quotations it chooses for it."""

from dataclasses import dataclass

from workbench.domain.ids import Guid
from workbench.domain.span import Span

# What can be written about a value or a theme, in the order it is printed.
PARTS = {
    "claim": "What we heard",
    "looked_like": "What it looked like",
    "hard": "When it was missing, one-sided or hard",
    "links": "How it links",
    "tensions": "Tensions",
}
# Where a quotation can stand; what is gathered is evidence and is not printed.
PLACES = {
    "gathered": "gathered, not printed",
    "looked_like": "under “What it looked like”",
    "hard": "under “When it was missing, one-sided or hard”",
}
# What may identify somebody beside an ID and a setting, when it comes together.
TELLS = {
    "area": "a place or an area",
    "identity": "who somebody is (age, family, work, ethnicity, faith and the like)",
    "event": "something that happened and that others would know of",
    "diagnosis": "a diagnosis or a treatment",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of somebody's words in a trimmed quotation.

    `before` are the editor's words, printed in square brackets in front of it. `guid` names the
    stretch among the places that are carried from version to version.
    """

    guid: Guid
    span: Span
    before: str = ""


@dataclass(frozen=True, slots=True)
class ChosenQuotation:
    """A quotation in a theme: a stretch of a transcript and what of it is printed.

    `ending` are the editor's words after the last piece.
    """

    guid: Guid
    theme: Guid
    part: str
    source: Guid
    span: Span
    pieces: tuple[Piece, ...]
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One person's look at whether a quotation could tell strangers, or peers, who it is.

    `tells` are keys of `TELLS` that the words hold; `words` is why it may be used all the same.
    """

    person: Guid
    tells: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A value's section, or a theme of the team's own (`code` is then None).

    A value's section has the GUID of the value's code.
    """

    guid: Guid
    title: str
    code: Guid | None = None
    codes: tuple[Guid, ...] = ()
    decisions: tuple[Guid, ...] = ()
    discussion: str = ""


def finished(checks: tuple[Check, ...]) -> bool:
    """Say whether a quotation has been looked at enough to be printed in an issued document.

    Where its words hold one thing or more that may tell who somebody is, that needs a reason and
    a second pair of eyes.
    """
    if not checks:
        return False
    if not any(check.tells for check in checks):
        return True
    return len(checks) > 1 and any(check.words for check in checks)
