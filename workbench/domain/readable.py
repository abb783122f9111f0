"""How easily a text reads, as far as counting can tell: sentences, long words, and a reading age.

The grade is that of Kincaid and others (1975, Research Branch Report 8-75, Naval Technical
Training Command). It counts words and syllables and knows nothing of what they mean, and it is
made for English. It is advice for whoever writes, and replaces no reader.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

LONG_SENTENCE = 20
FEWEST_WORDS = 100
HARD_SYLLABLES = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A full stop in these ends no sentence.
_SHORT = re.compile(r"\b(?:e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|St|No|vs)\.", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]?[^\W\d_]|\d)|\n+")


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


def readable(
    text: str, *, syllables: Callable[[str], int], allowed: Collection[str] = ()
) -> Readable:
    """Count a text that is the team's own; quotations are left alone by whoever calls this.

    Parameters
    ----------
    syllables
        Counts the syllables of one word.
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
        grade = round(grade_of(len(words), len(sentences), sum(counted)), 1)
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


def grade_of(words: int, sentences: int, syllables: int) -> float:
    """Give the American school year that a text asks for."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59
