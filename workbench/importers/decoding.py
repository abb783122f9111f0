"""Bytes of a text file to characters, and characters to lines."""

import codecs
import re

from workbench.domain.errors import UnreadableFile
from workbench.importers.contents import DAMAGED
from workbench.importers.passages import Line

_BOMS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_UTF8 = "Open it in the program it came from and save it as plain text in UTF-8."
# Documents that would have been known by their first bytes, were they whole.
_DOCUMENTS = (".docx", ".odt", ".xlsx", ".pdf")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What text in another encoding turns into when read as cp1252: a capital with an accent straight
# after a small letter, a bullet or dagger within a word, signs that nobody types in a transcript.
_UNLIKELY = re.compile(r"[a-zß-ÿ][À-ÞŠŒŽŸ]|[a-z][•†‡‰‹›ƒ„ˆ˜][a-z]|[\x80-\x9f¤¦¨¬¯±¶¸¹×÷]")
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def decode(name: str, data: bytes, *, stated: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Turn the bytes of a text file into characters.

    A byte order mark is believed and dropped; then UTF-8 is tried, UTF-16 without a mark, the
    encoding `stated` by a web page, Western European (cp1252) where that gives likely words, and
    what charset-normalizer proposes. Nothing is normalised.

    Returns
    -------
    tuple
        The text, and a remark where the encoding had to be guessed.

    Raises
    ------
    UnreadableFile
        The bytes are not text, hold U+0000 or half a surrogate pair, or are in an encoding nobody
        recognises.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(name, data[len(mark) :], encoding), ()
    if unmarked := _utf16_without_mark(data):
        return _strict(name, data, unmarked), ()
    if len(_CONTROLS.findall(data)) > max(1, len(data) // 100):
        if name.casefold().endswith(_DOCUMENTS):
            raise UnreadableFile(name, *DAMAGED)
        raise UnreadableFile(name, "is not a text file", _AS_UTF8)
    if (plain := _try(data, "utf-8")) is not None:
        return _checked(name, plain), ()
    if _try(data, "utf-8", errors="surrogatepass") is not None:
        return _strict(name, data, "utf-8"), ()
    if stated and (told := _try(data, stated)) is not None:
        return _checked(name, told), ()
    western = _try(data, "cp1252")
    if western is not None and not _UNLIKELY.search(western) and _mostly_ascii(western):
        return _checked(name, western), (_guessed("Western European (cp1252)"),)
    return _proposed(name, data)


def rows_of(text: str) -> list[str]:
    """Split text at every line end a file may have, empty rows included."""
    return _LINE_END.split(text)


def lines_of(text: str) -> list[Line]:
    """Split text into its lines with words in them.

    CR LF, CR, LF, form feed, vertical tab, NEL and the Unicode line and paragraph separators end a
    line; lines of white space alone only part paragraphs. All else stays: tabs, spaces at either
    end, no-break spaces, direction marks, joiners, combining marks. Where a file has empty lines,
    they part its paragraphs; where it has none, each line is one.
    """
    rows = rows_of(text)
    filled = [place for place, row in enumerate(rows) if row.strip()]
    gaps = [after - before > 1 for before, after in zip([-1, *filled], filled, strict=False)]
    spaced = any(gaps[1:])
    return [
        Line(rows[place], opens=gap or not spaced or not number, gap=gap)
        for number, (place, gap) in enumerate(zip(filled, gaps, strict=True))
    ]


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4000]
    if len(sample) < 4:
        return None
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _mostly_ascii(text: str) -> bool:
    return sum(not character.isascii() for character in text) <= len(text) // 5


def _try(data: bytes, encoding: str, *, errors: str = "strict") -> str | None:
    try:
        return data.decode(encoding, errors)
    except (UnicodeError, LookupError):
        return None


def _strict(name: str, data: bytes, encoding: str) -> str:
    text = _try(data, encoding)
    if text is None:
        if _try(data, encoding, errors="surrogatepass") is not None:
            raise UnreadableFile(name, "holds half of a character (a lone surrogate)", _AS_UTF8)
        why = f"says it is {encoding.upper()} text, but is damaged or cut off"
        raise UnreadableFile(name, why, _AS_UTF8)
    return _checked(name, text)


def _checked(name: str, text: str) -> str:
    at = text.find("\0")
    if at >= 0:
        line = len(_LINE_END.findall(text, 0, at)) + 1
        why = "holds a character that is not text (U+0000)"
        raise UnreadableFile(name, why, "Take it out, or save the file again.", line=line)
    return text


def _proposed(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    # Imported here because it is slow to import and hardly ever needed.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    encoding = best.encoding if best else ""
    # The Mac encodings differ in letters that Western European languages do not have.
    encoding = "mac_roman" if encoding.startswith("mac_") and "cyr" not in encoding else encoding
    text = _try(data, encoding)
    if text is None:
        why = "is text in an encoding that could not be recognised"
        raise UnreadableFile(name, why, _AS_UTF8)
    return _checked(name, text.removeprefix("\ufeff")), (_guessed(encoding),)


def _guessed(encoding: str) -> str:
    return (
        f"The file does not say how its letters are stored; it was read as {encoding}. "
        "Look at accents and apostrophes before you release it."
    )
