"""Words that could tell who somebody is, where they stand in a text, and what to write instead.

Nothing here decides that words are a name: it finds the same words again, as a person would know
them again, and leaves every position in code points.
"""

import re
import unicodedata
from dataclasses import dataclass

from workbench.domain.errors import NotReadable
from workbench.domain.revision import Revision
from workbench.domain.span import Span

# What words may be, as the screen says it, in the order in which they are shown.
KINDS = {
    "email": "e-mail address",
    "phone": "phone number",
    "nhs_number": "NHS number",
    "postcode": "postcode",
    "web": "web address",
    "date": "date",
    "speaker": "speaker’s name",
    "before": "replaced before",
    "person": "perhaps a person",
    "place": "perhaps a place",
    "organisation": "perhaps an organisation",
    "pointed_out": "pointed out by a second reader",
    "added": "added by hand",
}
LONGEST_WORDS = 200
LONGEST_REPLACEMENT = 60
# Labels that name a part in the conversation and nobody in particular.
_NOBODY = re.compile(
    r"(interviewer|interviewee|participant|facilitator|moderator|researcher|respondent|speaker|"
    r"commissioner|organiser|volunteer|peer|group|teacher|student|unknown|all|several|"
    r"int|res|fac|mod)[\W\d_]*[^\W\d_]?|[^\W\d_]{1,2}(?:[\W\d_]++[^\W\d_]?+[\W\d_]*+)?",
    re.IGNORECASE,
)
_APOSTROPHES = "'’ʼ"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a text that may be a name or tell who somebody is; `kind` is one of KINDS."""

    span: Span
    kind: str

    def moved(self, revision: Revision) -> "Candidate":
        """The same words in a newer text in which they are unchanged."""
        return Candidate(revision.carried(self.span) or self.span, self.kind)


def key_of(words: str) -> str:
    """Give what two ways of writing the same words have in common; it is only for comparing."""
    return unicodedata.normalize("NFC", _plainly(words).casefold())


def written_alike(words: str, others: str) -> bool:
    """Say whether two are the same words with the same capitals: hope is not Hope."""
    return _plainly(words) == _plainly(others)


def places(text: str, words: str) -> list[Span]:
    """Find every place where words stand as words of their own, whatever their case.

    Line ends and several blanks count as one blank, curly and straight apostrophes as the same,
    and so do the two ways of writing an accent. Places do not overlap and are in order.
    """
    parts = words.split()
    if not parts or _first_is_nowhere(text, parts[0]):
        return []
    pattern = re.compile(r"\s+".join(map(_either_way, parts)), re.IGNORECASE)
    found = []
    at = 0
    while match := pattern.search(text, at):
        start, end = match.span()
        if _begins_a_word(text, start) and _ends_a_word(text, end):
            found.append(Span(start, end))
            at = end
        else:
            at = start + 1
    return found


def standing(text: str, words: str, instead: str) -> str:
    """Write something else wherever words stand as words of their own."""
    done, parts = 0, []
    for place in places(text, words):
        parts += [text[done : place.start], instead]
        done = place.end
    return "".join([*parts, text[done:]])


def in_brackets(words: str) -> str:
    """Put a replacement into the square brackets that show that something was replaced.

    Raises
    ------
    NotReadable
        There is nothing to write, or more than a short description.
    """
    inside = " ".join(words.strip().removeprefix("[").removesuffix("]").split())
    if not inside:
        raise NotReadable("Write what should stand there instead, such as [sister] or [town].")
    if len(inside) > LONGEST_REPLACEMENT or not inside.isprintable() or set("[]") & set(inside):
        raise NotReadable(
            f"What stands there instead may have up to {LONGEST_REPLACEMENT} visible characters, "
            "and no square brackets of its own."
        )
    return f"[{inside}]"


def names_somebody(label: str) -> bool:
    """Say whether a speaker label may be somebody's name, and is no ID and no part they had."""
    return (
        not _NOBODY.fullmatch(label.strip())
        and not any(map(str.isdigit, label))
        and not label.strip().startswith("[")
        and any(map(str.isalpha, label))
    )


def _plainly(words: str) -> str:
    joined = unicodedata.normalize("NFC", " ".join(words.split()))
    return re.sub(f"[{_APOSTROPHES}]", "'", joined)


def _either_way(part: str) -> str:
    """Make a pattern for one word, with its accents written in one character or in two."""
    forms = dict.fromkeys(unicodedata.normalize(form, part) for form in ("NFC", "NFD"))
    patterns = [
        "".join(f"[{_APOSTROPHES}]" if c in _APOSTROPHES else re.escape(c) for c in form)
        for form in forms
    ]
    return f"(?:{'|'.join(patterns)})"


def _first_is_nowhere(text: str, part: str) -> bool:
    """Say cheaply that a plain word is not in a text at all."""
    return part.isascii() and part.isalnum() and part.lower() not in text.lower()


def _begins_a_word(text: str, at: int) -> bool:
    if not text[at].isalnum():
        return True
    before = at - 1
    while before >= 0 and _is_mark(text[before]):
        before -= 1
    return before < 0 or not text[before].isalnum()


def _ends_a_word(text: str, end: int) -> bool:
    if end == len(text):
        return True
    # A combining mark would belong to the last letter, which is then another letter.
    return not _is_mark(text[end]) and not (text[end - 1].isalnum() and text[end].isalnum())


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
