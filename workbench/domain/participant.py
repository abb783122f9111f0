"""Participants: people who took part, what they allow, and what the study knows of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid

ROLES = {
    "participant": "took part",
    "commissioner": "commissions services",
    "group": "a group’s own ID",
}
# What a participant can say yes or no to; what was said of none of them is not recorded.
PURPOSES = {
    "analysis": "analysis",
    "report": "quotes in reports",
    "public_summary": "quotes in public summaries",
    "training": "quotes in training",
    "archive": "archive",
}
ATTRIBUTE_KINDS = {
    "text": "text",
    "number": "a number",
    "date": "a date",
    "choice": "a choice",
    "yes_no": "yes or no",
}
_NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}
_READABLE_AS = {
    "number": "a number, such as 34 or 7.5",
    "date": "a date, such as 22 November 2026, 22/11/2026 or 2026-11-22",
    "yes_no": "yes or no",
}
LONGEST_VALUE = 500


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something the study may know of each participant, such as age or borough."""

    guid: Guid
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Participant:
    """One participant ID.

    `consents` has an entry for each purpose that a yes (True) or a no (False) is recorded for.
    `attributes` maps an attribute to its value as `value_of` writes it. `sources` are the released
    transcripts they took part in.
    """

    guid: Guid
    label: str
    role: str = "participant"
    consents: Mapping[str, bool] = field(default_factory=dict)
    attributes: Mapping[Guid, str] = field(default_factory=dict)
    sources: tuple[Guid, ...] = ()

    def refuses(self, purpose: str) -> bool:
        """Say whether they said no to a purpose; a no to analysis is a no to all of them."""
        return self.consents.get(purpose) is False or self.consents.get("analysis") is False


def in_order(found: Iterable[Participant]) -> list[Participant]:
    """Sort by ID as people count: P2 before P10."""
    return sorted(
        found,
        key=lambda each: [
            (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
            for part in re.split(r"(\d+)", each.label)
            if part
        ],
    )


def value_of(kind: str, words: str, *, chosen_before: Iterable[str] = ()) -> str:
    """Write the value of an attribute in the one way it is kept, or refuse what cannot be read.

    Numbers lose their thousands commas, dates become ISO days (read day first), yes and no are
    `yes` and `no`, and a choice takes the spelling of one chosen before.

    Raises
    ------
    NotReadable
        The words are no value of that kind, or longer than a value may be.
    """
    words = " ".join(words.split())
    if len(words) > LONGEST_VALUE:
        raise NotReadable(f"A value may have up to {LONGEST_VALUE} characters. Make it shorter.")
    if not words.isprintable():
        raise NotReadable("It holds a character that cannot be kept. Take it out and try again.")
    if kind == "choice":
        alike = {each.casefold(): each for each in chosen_before}
        return alike.get(words.casefold(), words)
    if kind == "text" or not words:
        return words
    found = _READ[kind](words)
    if found is None:
        raise NotReadable(f"“{words}” is not {_READABLE_AS[kind]}.")
    return found


def likely_kind(values: Iterable[str]) -> str:
    """Propose a kind for values nobody has said the kind of: the narrowest that reads them all."""
    filled = [" ".join(words.split()) for words in values if words.strip()]
    for kind, read in _READ.items():
        if filled and all(read(words) is not None for words in filled):
            return kind
    return "text"


def _number(words: str) -> str | None:
    return words.replace(",", "") if words.isascii() and _NUMBER.fullmatch(words) else None


def _date(words: str) -> str | None:
    for form in _DATES:
        try:
            found: date = datetime.strptime(words, form).date()
        except ValueError:
            continue
        return found.isoformat()
    return None


def _yes_no(words: str) -> str | None:
    return _YES_NO.get(words.casefold())


_READ = {"yes_no": _yes_no, "number": _number, "date": _date}
