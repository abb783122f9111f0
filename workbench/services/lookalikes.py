"""Names that look like one another and are not: letters of other alphabets, signs nobody can see.

What looks alike is Unicode's own table of confusable characters, as `confusable_homoglyphs` ships
it. It is read when it is first needed.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache


def looks_like(name: str, others: Iterable[str]) -> str | None:
    """Give the first of other names that a reader would take for this one, if any."""
    seen = _seen(name)
    return next((other for other in others if seen & _seen(other)), None)


def _seen(name: str) -> set[str]:
    """Give a name with one sign for all that look alike: as it is, and in small letters.

    Small letters are looked at too, since some are alike where their capitals are not.
    """
    plain = unicodedata.normalize("NFKC", name)
    return {_one_sign_each(plain), _one_sign_each(plain.casefold()).casefold()}


def _one_sign_each(words: str) -> str:
    signs = (
        _sign(character)
        for character in unicodedata.normalize("NFD", words)
        if unicodedata.category(character) != "Cf"
    )
    return " ".join("".join(signs).split())


@cache
def _sign(character: str) -> str:
    """Give the one sign that stands for all that look like this one."""
    from confusable_homoglyphs.confusables import confusables_data

    def alike(to: str) -> list[str]:
        return [each["c"].strip("\u200e") for each in confusables_data.get(to, ())]

    found = alike(character)
    # A sign that is only like one other is told as that one, which may be like many.
    if len(found) != 1:
        return character
    other = found[0]
    return other if len(alike(other)) != 1 else min(character, other)
