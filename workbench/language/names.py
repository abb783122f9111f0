"""Words that may tell who somebody is: what the language model takes for names, and patterns.

All of it is proposed to a person and nothing is decided here. The model takes some names for
places and misses others; the patterns find what has a form of its own, wherever it stands.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from unicodedata import combining

from workbench.domain.pseudonym import LONGEST_WORDS, Candidate, places
from workbench.domain.span import Span
from workbench.language.pipeline import model, pipeline

# What the models call them, and what a page does.
_ENTITIES = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
}
_LONGEST_PIECE = 5_000  # characters read at once, which keeps the model's memory small
_MOST_WORDS = 6  # in what the model takes for one name
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}"
# Every repetition has an upper bound, so that no text makes a search slow.
_PATTERNS: dict[str, str] = {
    "email": r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    "web": r"(?:https?://|www\.)[^\s<>\"“”]{1,300}"
    r"|(?<![@\w.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|info|uk|ie|eu|nhs)"
    r"(?:/[^\s<>\"“”]{0,300})?(?![\w@-])",
    "nhs_number": r"(?<![\d+-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])",
    "phone": r"(?<![\w+])(?:\+\d{1,3}[ .-]?(?:\(0\)[ .-]?)?|\(?0)(?:[ .()-]{0,2}\d){8,11}(?!\w)",
    "postcode": r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? ?\d(?!(?:ST|ND|RD|TH)\b)[ABD-HJLNP-UW-Z]{2}(?!\w)",
    "date": rf"(?<!\w)(?:{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?"
    rf"|{_MONTH} {_DAY}(?:,? {_YEAR})?|{_MONTH},? {_YEAR}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?!\w)",
}
_COMPILED = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _PATTERNS.items()}
_BRACKETED = re.compile(r"\[[^\[\]\n]{1,100}\]")


def candidates(text: str, known: Iterable[str] = ()) -> tuple[str, list[Candidate]]:
    """Find what may tell who somebody is, in one text. Belongs in the process for heavy work.

    Parameters
    ----------
    text
        The whole text of one version.
    known
        Words that were replaced before, in this text or another.

    Returns
    -------
    tuple
        The language model that was used, by name and version, or “patterns alone”; and the
        candidates in order of place. They do not overlap: a pattern goes before a guess, and
        nothing inside square brackets is proposed.
    """
    longest_first = sorted(known, key=len, reverse=True)
    found = [Candidate(span, "before") for words in longest_first for span in places(text, words)]
    found += by_pattern(text)
    name = "patterns alone"
    if model():
        meta = pipeline().meta
        name = f"{meta['lang']}_{meta['name']} {meta['version']}"
        found += _guessed(text)
    return name, _apart([*_bracketed(text), *found])


def by_pattern(text: str) -> list[Candidate]:
    """Find what has a form of its own: addresses, numbers, dates."""
    found = []
    for kind, pattern in _COMPILED.items():
        sound = _SOUND.get(kind, bool)
        for match in pattern.finditer(text):
            words = match.group()
            if kind in ("web", "email"):
                words = words.rstrip(".,;:!?)'’”-")
            if sound(words):
                found.append(Candidate(Span(match.start(), match.start() + len(words)), kind))
    return _apart(found)


def nhs_number(words: str) -> bool:
    """Say whether ten digits are an NHS number: the last one checks the nine before it."""
    digits = [int(character) for character in words if character.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(digit * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    return check % 11 == digits[9] and check != 10


def _phone(words: str) -> bool:
    return 9 <= sum(map(str.isdigit, words)) <= 15


_SOUND: dict[str, Callable[[str], bool]] = {"nhs_number": nhs_number, "phone": _phone}


def _guessed(text: str) -> Iterator[Candidate]:
    """Give what the model takes for names, without what surely is none."""
    read = pipeline()
    needless = [part for part in read.pipe_names if part not in ("tok2vec", "ner")]
    pieces = list(_pieces(text))
    for doc, (_, start) in zip(
        read.pipe((words for words, _ in pieces), disable=needless, batch_size=32),
        pieces,
        strict=True,
    ):
        for entity in doc.ents:
            kind = _ENTITIES.get(entity.label_)
            span = _trimmed(text, start + entity.start_char, start + entity.end_char)
            if kind and span and _could_be_a_name(text[span.start : span.end]):
                yield Candidate(span, kind)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Cut a text at its line ends, and very long lines at a blank; each piece with its start."""
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        while end - start > _LONGEST_PIECE:
            blank = text.rfind(" ", start + 1, start + _LONGEST_PIECE)
            cut = blank if blank > start else start + _LONGEST_PIECE
            yield text[start:cut], start
            start = cut
        if text[start:end].strip():
            yield text[start:end], start
        at = end + 1


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Leave out an article, a possessive ending and what is no letter at either end."""
    words = text[start:end]
    opening = re.match(r"(?:the|a|an|my|our)\s+", words, re.IGNORECASE)
    start += opening.end() if opening else 0
    ending = re.search(r"['’]s?$", text[start:end])
    end -= len(ending.group()) if ending else 0
    while start < end and not text[start].isalnum():
        start += 1
    # An accent written on its own belongs to the letter before it.
    while end > start and not (text[end - 1].isalnum() or combining(text[end - 1])):
        end -= 1
    return Span(start, end) if start < end else None


def _could_be_a_name(words: str) -> bool:
    return (
        1 < len(words) <= LONGEST_WORDS
        and len(words.split()) <= _MOST_WORDS
        and any(character.isupper() or not character.isascii() for character in words)
        and any(map(str.isalpha, words))
    )


def _bracketed(text: str) -> list[Candidate]:
    return [Candidate(Span(*match.span()), "") for match in _BRACKETED.finditer(text)]


def _apart(found: Iterable[Candidate]) -> list[Candidate]:
    """Keep of candidates that overlap the one named first; those without a kind only shield."""
    taken: set[int] = set()
    kept = []
    for one in found:
        stretch = range(one.span.start, one.span.end)
        if taken.isdisjoint(stretch):
            taken.update(stretch)
            kept.append(one)
    return sorted((one for one in kept if one.kind), key=lambda one: one.span)
