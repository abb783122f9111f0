"""How many syllables an English word has, as far as a word list and a rule can tell.

Counted by syllapy, which has some six thousand words and their syllables inside and estimates the
others by their vowels. It asks nothing of the network.
"""

import unicodedata


def syllables(word: str) -> int:
    """Count the syllables of one word; every word has at least one."""
    import syllapy

    letters = unicodedata.normalize("NFD", word.replace("’", "'"))
    return max(1, syllapy.count("".join(each for each in letters if each.isascii())))
