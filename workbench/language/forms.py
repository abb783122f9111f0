"""The other forms of an English word, by the tables of the language model: went and gone for go.

They are the tables by which spaCy finds lemmas: irregular forms, endings, and the words of the
dictionary (WordNet) by part of speech. The file is read without spaCy, which would take a second
and 60 MB for the same. Which part of speech a word has is not asked, since somebody who searches
types no sentence; so `left` is a form of `leave` and is `left` as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from workbench.language.pipeline import model

_TABLES = "*/lemmatizer/lookups/lookups.bin"
_PAST = ("ed", "ing")
_COMPARED = ("er", "est")
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_SHORTEST = 3  # letters that must be left before a plain s: us is not the plural of u


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of speech: its words, and its endings with what stands there without them.

    `lemmas_of` leads from an irregular form to its lemmas and `irregular` back.
    """

    words: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    lemmas_of: dict[str, list[str]]
    irregular: dict[str, list[str]]


def forms(word: str) -> list[str]:
    """Every form that shares a lemma with a word, in alphabetical order and without itself.

    A word that is in no dictionary takes the regular endings. Among the forms are some that nobody
    says (goed); whoever calls this keeps those that occur. Empty where there is no language model.
    """
    word = word.casefold()
    lemmas = _lemmas(word)
    near = {form for each in lemmas for form in _made(*each)}
    return sorted(form for form in near - {word} if not lemmas.isdisjoint(_lemmas(form)))


def _lemmas(word: str) -> set[tuple[int, str]]:
    """Give the lemmas of a word, each with the number of its part of speech."""
    parts = _parts()
    found = {
        (number, lemma)
        for number, part in enumerate(parts)
        for lemma in (*part.lemmas_of.get(word, ()), *_regular(part, word))
        if lemma in part.words
    }
    if found or not any(map(str.isalpha, word)):
        return found
    return {(number, word) for number in range(len(parts))} | {
        (number, lemma)
        for number, part in enumerate(parts)
        for ending, lemma in _shortened(part, word)
        if ending not in _COMPARED and len(lemma) >= _SHORTEST
    }


def _regular(part: _Part, word: str) -> Iterator[str]:
    """Give a word itself, and what it is without its ending where that can be so."""
    yield word
    for ending, lemma in _shortened(part, word):
        if ending in _PAST:
            # Neither is bed a form of be, nor hoped of hop, which has hopped, nor singed of sing.
            other = lemma[:-1] if lemma + ending != word else lemma + "e"
            irregular = part.irregular.get(lemma, ())
            taken = other in part.words and any(
                ending == "ed" or form.endswith(ending) for form in irregular
            )
            if word in part.words or taken:
                continue
        elif ending in _COMPARED:
            # A stranger is not more strange, nor a number more numb.
            if any(word in each.words for each in _parts() if each is not part):
                continue
        elif ending == "s" and (len(lemma) < _SHORTEST or word.endswith("ss")):
            continue
        elif word == lemma + "es" and not lemma.endswith(_HISSING):
            continue  # planes are not of plan
        yield lemma


def _shortened(part: _Part, word: str) -> Iterator[tuple[str, str]]:
    for ending, before in part.endings:
        if word.endswith(ending) and len(word) > len(ending):
            yield ending, word.removesuffix(ending) + before


def _made(number: int, lemma: str) -> Iterator[str]:
    """Give a lemma and every form that may be made of it."""
    part = _parts()[number]
    yield lemma
    yield from part.irregular.get(lemma, ())
    for ending, before in part.endings:
        if lemma.endswith(before):
            yield lemma.removesuffix(before) + ending


@lru_cache(maxsize=1)
def _parts() -> tuple[_Part, ...]:
    name = model()
    spec = find_spec(name) if name else None
    places = spec.submodule_search_locations or () if spec else ()
    file = next((found for place in places for found in Path(place).glob(_TABLES)), None)
    if file is None:
        return ()
    import srsly

    tables = srsly.msgpack_loads(file.read_bytes())
    parts = []
    for key, words in tables["lemma_index"].items():
        lemmas_of = tables["lemma_exc"].get(key, {})
        irregular: dict[str, list[str]] = {}
        for form, lemmas in lemmas_of.items():
            for lemma in lemmas:
                irregular.setdefault(lemma, []).append(form)
        endings = tuple((old, new) for old, new in tables["lemma_rules"].get(key, ()) if old)
        parts.append(_Part(frozenset(words), endings, lemmas_of, irregular))
    return tuple(parts)
