"""How easily a text reads, as far as counting can tell: sentences, long words, and a reading age.

The grade is that of Kincaid and others (1975, Research Branch Report 8-75, Naval Technical
Training Command). It counts words and syllables and knows nothing of what they mean; syllables in
English are estimated here by rule. It is advice for whoever writes, and replaces no reader.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

LONG_SENTENCE = 20
FEWEST_WORDS = 100
HARD_SYLLABLES = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A full stop in these ends no sentence.
_SHORT = re.compile(r"\b(?:e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|St|No|vs)\.", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]?[^\W\d_]|\d)|\n+")
_GROUPS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Readable:
    """What counting says of a text.

    `grade` is the American school year it asks for and `age` about how old a reader of that year
    is; both are None where the text is too short for them to say anything. `long_sentences` have
    more than `LONG_SENTENCE` words. `hard_words` have three syllables or more, in the order they
    come; those the team allows are not among them.
    """

    words: int
    sentences: int
    words_per_sentence: float
    grade: float | None
    age: int | None
    long_sentences: tuple[str, ...]
    hard_words: tuple[str, ...]


def readable(text: str, *, allowed: Collection[str] = ()) -> Readable:
    """Count a text that is the team's own; quotations are left alone by whoever calls this.

    Parameters
    ----------
    allowed
        Words that are not hard here since they are explained, whatever their case.
    """
    sentences = [
        sentence
        for part in _END.split(
            _SHORT.sub(lambda found: found.group().replace(".", "\u2024"), text)
        )
        if (sentence := part.strip()) and _WORD.search(sentence)
    ]
    words = _WORD.findall(text)
    known = {part.casefold() for term in allowed for part in _WORD.findall(term)}
    counted = [syllables(word) for word in words]
    grade = age = None
    if len(words) >= FEWEST_WORDS and sentences:
        grade = round(
            0.39 * len(words) / len(sentences) + 11.8 * sum(counted) / len(words) - 15.59, 1
        )
        age = max(5, round(grade + 5))
    hard = dict.fromkeys(
        word.casefold()
        for word, count in zip(words, counted, strict=True)
        if count >= HARD_SYLLABLES and word.casefold() not in known
    )
    return Readable(
        len(words),
        len(sentences),
        round(len(words) / len(sentences), 1) if sentences else 0.0,
        grade,
        age,
        tuple(
            sentence.replace("\u2024", ".")
            for sentence in sentences
            if len(_WORD.findall(sentence)) > LONG_SENTENCE
        ),
        tuple(hard),
    )


def syllables(word: str) -> int:
    """Estimate the syllables of an English word: groups of vowels, without a silent e."""
    plain = re.sub(r"[^a-z]", "", word.casefold())
    if len(plain) <= 3:
        return 1
    plain = re.sub(r"(?<=[^aeiouyl])(?:es|ed)$|(?<=[^aeiouy])e$", _silent, plain)
    return max(1, len(_GROUPS.findall(plain)))


def _silent(found: re.Match[str]) -> str:
    """Keep an ending that is spoken: ta-ble, want-ed, hous-es."""
    before, ending = found.string[: found.start()], found.group()
    spoken = {
        "e": re.search(r"[^aeiouy]l$", before),
        "ed": re.search(r"[td]$", before),
        "es": re.search(r"(?:[sxzg]|[cs]h|c)$", before),
    }[ending]
    return ending if spoken else ""
