"""Whether a few words at the start of a line could be the name of somebody who speaks."""

import re
from typing import Literal

Likeness = Literal["role", "code", "name", "weak"]

_ROLE = re.compile(
    r"(?:(?:unknown|unidentified|male|female|peer|young|first|second|third|co)[ -])?"
    r"(?:interviewers?|interviewees?|participants?|facilitators?|moderators?|researchers?"
    r"|respondents?|informants?|speakers?|commissioners?|int|fac|mod|resp)"
    r"(?:[ ._#-]{0,2}(?:\d{1,3}|[a-z]\d{0,2}|one|two|three|four|five|six))?(?: ?\([^()]{1,30}\))?"
)
# A code with a number in it, short enough not to be a word with one ("COVID-19").
NUMBERED = re.compile(r"[A-Za-z]{1,4}[-_ ]?\d{1,4}(?:[-_ ]?[A-Za-z]{0,3}\d{0,3})?")
_CODE = re.compile(
    r"[A-Za-z]{1,5}[-_ ]?\d{1,4}(?:[-_ ]?[A-Za-z]{0,3}\d{0,3})?|[A-Z]{1,3}|(?:[A-Z]\.[ ]?){1,3}"
)
_SMALL = re.compile(r"a|al|and|bin|da|de|del|den|der|di|du|el|for|la|le|of|the|van|von|y|&|\+")
_ABBREVIATED = re.compile(r"\b(?:\w|[DJMPS]rs?|Ms|Mx|St|Prof|Rev|Rt|Hon|[Vv]s|[Nn]o)\.")
# First words of lines that look like labels and are not. Header words ("Date") are in the front
# matter's own list.
_ORDINARY = re.compile(
    r"note|notes|nb|n\.b|example|examples|e\.g|i\.e|eg|ie|for|in|on|at|to|as|so|but|and|or|if"
    r"|when|because|ok|okay|yes|yeah|no|nope|well|also|anyway|actually|honestly|basically"
    r"|obviously|firstly|secondly|thirdly|finally|lastly|first|second|third|next|then|like"
    r"|look|listen|see|remember|reminder|question|theme|topic|section|part|chapter|appendix"
    r"|table|figure|important|warning|edit|update|summary|conclusion|introduction|background"
    r"|result|results|reason|problem|point|thing|things|one|two|three|ps|http|https|www|file"
    r"|ftp|mailto|source|url|email|tel|phone|fax|name|names|key|legend|transcript|interview"
    r"|this|that|these|those|there|here|it|what|why|how|who|where|the|my|our|your|his|her"
    r"|their|we|he|she|they|you|abstract|keywords|aim|aims|method|methods|objective|objectives"
    r"|discussion|references|todo|re|cc|subject|dear|laughs|laughter|laughing|laugh|pause"
    r"|pauses|silence|silent|inaudible|unintelligible|crosstalk|cross|sigh|sighs|sighing"
    r"|crying|cries|cough|coughs|redacted|removed|overlapping|music|applause|noise|background"
    r"|unclear|end|start|beginning|break|recording"
)
_LONGEST = 48


def likeness(name: str) -> Likeness | None:
    """Say what kind of name some words look like, or None where they are no name at all.

    `role` says what somebody does ("Interviewer 2"); `code` is a short code or initials ("P01",
    "JW"); `name` is written like a name ("Sara Lind"); `weak` could be one if it recurs ("mum").
    """
    folded = name.casefold()
    if _ROLE.fullmatch(folded):
        return "role"
    if _CODE.fullmatch(name):
        return None if _ORDINARY.fullmatch(folded) else "code"
    words = name.split()
    if not words or len(words) > 6 or len(name) > _LONGEST:
        return None
    if _ORDINARY.fullmatch(words[0].casefold().strip("([,.'’")):
        return None
    if re.search(r"[.?!;…=/\\@]", _ABBREVIATED.sub("", name)) or name.count(",") > 1:
        return None
    if all(_written_as_name(word) for word in words):
        return "name"
    return "weak" if len(words) < 4 else None


def _written_as_name(word: str) -> bool:
    first = word.lstrip("(['’\"-")[:1]
    return _SMALL.fullmatch(word) is not None or not first.islower()
