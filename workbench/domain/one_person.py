"""Speaker labels that are likely one person's, for somebody to look at: none is joined by itself.

A transcript may name people in full once and by their initials from then on, or spell one label
in two ways. Whether that is one person only somebody who knows the conversation can say.
"""

import re
from collections.abc import Sequence

from workbench.domain.pseudonym import names_somebody

_BETWEEN_NUMBERS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_NO_LETTER = re.compile(r"[^\w.]|_|(?<!\d)\.|\.(?!\d)")


def likely_one(labels: Sequence[str]) -> list[tuple[str, ...]]:
    """Group labels that may be one person's; the first of each group is the one to keep.

    Alike are labels that differ in case, spaces and signs alone; initials and the name they are
    of; and the first or last word of a name with the whole of it. What fits two names is in no
    group. The shortest label is kept, which says least of who somebody is.
    """
    written: dict[str, list[str]] = {}
    for label in dict.fromkeys(labels):
        written.setdefault(_letters(label) or label, []).append(label)
    groups = {spelled[0]: spelled for spelled in written.values()}
    for label in list(groups):
        fits = [name for name in groups if name != label and _stands_for(label, name)]
        if len(fits) == 1:
            groups[fits[0]] = groups[fits[0]] + groups.pop(label)
    return [
        (keep := min(group, key=len), *(label for label in group if label != keep))
        for group in groups.values()
        if len(group) > 1
    ]


def _letters(label: str) -> str:
    """A label without case, spaces and signs; P1.1 is still another than P11."""
    return _NO_LETTER.sub("", _BETWEEN_NUMBERS.sub(".", label.casefold()))


def _stands_for(label: str, name: str) -> bool:
    """Say whether a label is the initials, or the first or last word, of a name of several."""
    words = [one for word in name.split() if (one := _letters(word))]
    short = _letters(label)
    if len(words) < 2 or len(short) < 2 or not short.isalpha() or any(map(str.isdigit, name)):
        return False
    initials = "".join(word[0] for word in words)
    if short in (initials, initials[0] + initials[-1]):
        return True
    return short in (words[0], words[-1]) and names_somebody(label)
