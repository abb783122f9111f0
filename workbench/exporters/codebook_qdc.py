"""A codebook in the form other programs read: REFI-QDA Codebook 1.0, a `.qdc` file."""

import re
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape, quoteattr

from workbench.domain.codebook import QDC_PARTS, Code, Codebook

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def codebook_qdc(book: Codebook, *, colour: Callable[[Code], str], origin: str) -> bytes:
    """Write the codes in use, each with its own GUID, name, colour and guidance.

    What stands under a retired code moves up to where that one stood. The form has no place for a
    stage, a plain name or guidance apart, so these go into the description, a line each.

    Parameters
    ----------
    colour
        Gives a code's colour as `#rrggbb`.
    origin
        The program the file says it comes from.
    """
    retired = {code.key: code.parent for code in book.codes if code.status == "retired"}
    below: dict[str | None, list[Code]] = {}
    for code in book.codes:
        parent = code.parent
        while parent in retired:
            parent = retired[parent]
        if code.key not in retired:
            below.setdefault(parent, []).append(code)

    def written(codes: Iterable[Code], deep: int) -> str:
        return "".join(
            f"{'  ' * deep}<Code guid={quoteattr(code.guid)} name={_value(code.name)}"
            f' isCodable="true" color={quoteattr(colour(code))}>\n'
            f"{_description(code, deep + 1)}{written(below.get(code.key, ()), deep + 1)}"
            f"{'  ' * deep}</Code>\n"
            for code in codes
        )

    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin={quoteattr(origin)}>\n'
        f"  <Codes>\n{written(below.get(None, ()), 2)}  </Codes>\n</CodeBook>\n"
    ).encode()


def _description(code: Code, deep: int) -> str:
    lines = [code.definition] if code.definition else []
    for part, label in QDC_PARTS.items():
        words = getattr(code, part)
        if words and not (part == "plain_name" and words == code.name):
            lines.append(f"{label}: {' '.join(words.split())}")
    if not lines:
        return ""
    text = escape(_NOT_XML.sub(" ", "\n".join(lines)))
    return f"{'  ' * deep}<Description>{text}</Description>\n"


def _value(words: str) -> str:
    return quoteattr(_NOT_XML.sub(" ", words))
