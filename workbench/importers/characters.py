"""Character references, such as “&amp;” and “&#8212;”, read as the characters they stand for."""

import html
import re

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")


def plain_references(words: str) -> tuple[str, int]:
    """Read the references in some words; also say how many there were.

    What stands for no character that can be in a text, such as U+0000 or half a surrogate pair,
    stays as it is.
    """
    if "&" not in words:
        return words, 0
    read = 0

    def plain(found: re.Match[str]) -> str:
        nonlocal read
        stands_for = html.unescape(found.group())
        if "\ufffd" in stands_for or stands_for == found.group():
            return found.group()
        read += 1
        return stands_for

    return _REFERENCE.sub(plain, words), read
