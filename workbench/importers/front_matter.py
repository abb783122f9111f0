"""Header blocks: what stands before the conversation and says when, where and with whom."""

import re
from collections.abc import Sequence

from workbench.importers.names import likeness
from workbench.importers.passages import Line

_FIELD = re.compile(
    r"\s*(?:[-*•]\s+)?\**(?P<key>[^\W\d_][^:*\n]{0,50}?)\**\s*:\**(?!\d)\s*(?P<value>.*)"
)
_BRACKETED = re.compile(
    r"\s*\\?\[(?P<key>[^\W\d_][^:\[\]]{0,60}):\s*(?P<value>[^\[\]]*?)\\?\]\s*\.?\s*$"
)
# Keys nobody could be called.
_KEYS = re.compile(
    r"age|attendees|audio|audio file|collection|date|duration|end time|ethnicity|file|file ?name"
    r"|gender|id|keywords|language|length|location|method|name|number of participants|occupation"
    r"|participants|place|present|project|project title|pronouns|pseudonym|recorded|recording"
    r"|role|round|runtime|session|setting|site|speakers|start time|study|study title|subject"
    r"|summary keywords|time|title|topic|transcribed|transcriber|transcript|transcription|venue"
    r"|version|wave"
)
_KEY_SHAPE = re.compile(
    r"(?:interview|focus group|participant|recording|study|session|transcript\w*|file|group) "
    r"(?:number|no\.?|id|code|date|time|location|place|venue|runtime|length|duration|type|ref\w*)"
    r"|(?:date|time|place|location|length|duration) of .+|.+ (?:by|abbreviation|date|code)"
    r"|interview|focus group|interview information",
)
_OTTER = frozenset({"summary keywords", "speakers", "keywords"})
_FARTHEST = 60


def field_in(line: Line) -> tuple[str, str] | None:
    """Read a line as “Key: value” where the key could not be a speaker; None otherwise."""
    found = _FIELD.fullmatch(line.words) if len(line.words) < 1000 else None
    if found and _is_key(found["key"]):
        return found["key"].strip(), found["value"].strip()
    return None


def bracketed_field_in(line: Line) -> tuple[str, str] | None:
    """Read a line such as “[Interviewer Name Abbreviation: LJ]”; None where it is not one."""
    found = _BRACKETED.match(line.words) if len(line.words) < 300 else None
    if found and (_is_key(found["key"]) or likeness(found["key"].strip()) == "role"):
        return found["key"].strip(), found["value"].strip()
    return None


def looks_like_title(line: Line) -> bool:
    """Say whether a line is short and does not end as a sentence does."""
    words = line.words.strip()
    return len(words) <= 100 and not words.endswith((".", "?", "!", "…", ",", ";", "”", '"', "]"))


def read_front_matter(lines: Sequence[Line]) -> tuple[frozenset[int], dict[str, str]]:
    """Find the header block at the start of a file.

    Headings and titles may stand between. A line such as “Interviewer: Ana Silva” belongs to the
    block where other header lines follow it, or where it only names somebody and what comes after
    stands apart; otherwise somebody is speaking.

    Returns
    -------
    tuple
        The numbers of its lines, and what it said by key.
    """
    taken: set[int] = set()
    fields: dict[str, str] = {}
    number, end = 0, min(len(lines), _FARTHEST)
    while number < end:
        line = lines[number]
        if line.field is not None:
            fields.setdefault(*line.field)
            number += 1
            continue
        if line.passage is not None:
            break
        key = line.words.strip(" \t*#:").casefold()
        if key in _OTTER and number + 1 < len(lines) and len(lines[number + 1].words) < 2000:
            taken |= {number, number + 1}
            fields[line.words.strip(" \t*#:")] = lines[number + 1].words.strip()
            number += 2
            continue
        field = field_in(line) or _role_field(lines, number, fields)
        if field is not None:
            taken.add(number)
            fields.setdefault(*field)
        elif not (_is_heading(line) or (looks_like_title(line) and not _FIELD.match(line.words))):
            break
        number += 1
    return frozenset(taken), fields


def _is_key(key: str) -> bool:
    folded = " ".join(key.casefold().split())
    return (_KEYS.fullmatch(folded) or _KEY_SHAPE.fullmatch(folded)) is not None


def _is_heading(line: Line) -> bool:
    return line.heading or line.words.lstrip().startswith("#")


def _role_field(
    lines: Sequence[Line], number: int, fields: dict[str, str]
) -> tuple[str, str] | None:
    found = _FIELD.fullmatch(lines[number].words) if len(lines[number].words) < 200 else None
    if not found or not found["value"].strip() or found["key"].strip() in fields:
        return None
    key, value = found["key"].strip(), found["value"].strip()
    if likeness(key) is None or len(value) > 80 or value.endswith(("?", "!")):
        return None
    if _header_follows(lines, number):
        return key, value
    if likeness(key) != "role" or not fields:
        return None
    named = likeness(value) in ("name", "code") or re.fullmatch(r"P\w{0,4}\d+", value) is not None
    apart = number + 1 < len(lines) and lines[number + 1].gap and not lines[number].gap
    more = _role_field(lines, number + 1, {**fields, key: value}) if _next(lines, number) else None
    if named and (apart or more or len(value.split()) > 1 or any(map(str.isdigit, value))):
        return key, value
    return None


def _next(lines: Sequence[Line], number: int) -> bool:
    return number + 1 < min(len(lines), _FARTHEST) and not lines[number + 1].gap


def _header_follows(lines: Sequence[Line], number: int) -> bool:
    keys: set[str] = set()
    for line in lines[number : number + 12]:
        found = _FIELD.fullmatch(line.words) if len(line.words) < 200 else None
        if not found or found["key"] in keys:
            return False
        if keys and field_in(line):
            return True
        keys.add(found["key"])
    return False
