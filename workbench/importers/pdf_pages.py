"""What stands on the pages of a PDF, row by row: a program of its own, run apart from all else.

PDFs can be made to take for ever or to fill the memory, and reading even a good one would hold
up everybody who is working. So `pdf` runs this file as a process with limits: bytes come in on
standard input, one JSON object goes out. It needs nothing of the workbench.
"""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

_MOST_MEMORY = 1_500_000_000  # bytes
_MOST_SECONDS = 8
_MOST_PAGES = 2_000
_MOST_CHARACTERS = 4_000_000
# Parts of a row this many times the letters' size from one another are told apart; what follows a
# number at its start, sooner.
_APART = 1.2
_AFTER_NUMBER = 0.6
_SPACE = 0.16
_SAME_ROW = 0.4
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st"}
_SET_APART = ("bold", "black", "heavy", "italic", "oblique")
_UNKNOWN = "\ufffd"


def pages(data: bytes) -> dict[str, Any]:
    """Read a PDF.

    Returns
    -------
    dict
        Either `refused` (“password”, “damaged”, “large”), or `pages`: for each its `rows`, from
        top to bottom, its `notes` (comments, and words that stand on their side), whether it has
        `pictures`, and its `width` in points. A row is its baseline in points from the page's
        foot, the letters' size, how many characters at its start are bold or italic, whether a
        space ends it, and its parts: where each begins, where its first word ends, where it ends,
        and its words. `unknown` counts letters that the file does not name, `letters` all of them.
    """
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    try:
        found = list(_pages(_document(data)))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        return {"refused": "password"}
    except (_TooMuch, MemoryError):
        return {"refused": "large"}
    # pdfminer gives whatever a damaged file makes of its code: KeyError, struct.error, and more.
    except Exception:
        return {"refused": "damaged"}
    letters = [letter for page in found for row in page["rows"] for letter in _letters(row)]
    unknown = sum(letter == _UNKNOWN or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    if not found:
        return {"refused": "damaged"}
    return {"pages": found, "letters": len(letters), "unknown": unknown}


def _document(data: bytes) -> Any:
    """Open the file; an object that only points to itself is a fault, not a walk without end."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser, PDFSyntaxError
    from pdfminer.pdftypes import PDFObjRef

    class Document(PDFDocument):
        def getobj(self, objid: int) -> object:
            passed = {objid}
            found = super().getobj(objid)
            while isinstance(found, PDFObjRef):
                if found.objid in passed:
                    raise PDFSyntaxError(f"object {objid} points to itself")
                passed.add(found.objid)
                found = super().getobj(found.objid)
            return found

    return Document(PDFParser(io.BytesIO(data)))


class _TooMuch(Exception):
    """There is more on the pages than on those of any transcript."""


def _letters(row: dict[str, Any]) -> Iterator[str]:
    return (letter for *_, words in row["parts"] for letter in words if not letter.isspace())


def _pages(document: Any) -> Iterator[dict[str, Any]]:
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    device = _device(PDFResourceManager())
    interpreter = PDFPageInterpreter(device.rsrcmgr, device)
    left = _MOST_CHARACTERS
    for number, page in enumerate(PDFPage.create_pages(document)):
        interpreter.process_page(page)
        left -= len(device.upright)
        if number >= _MOST_PAGES or left < 0:
            raise _TooMuch
        turned = "".join(glyph[4] for glyph in device.turned).strip()
        yield {
            "rows": [row for glyphs in _rows(device.upright) if (row := _row(glyphs))],
            "notes": [*([turned] if turned else []), *_comments(page)],
            "pictures": device.pictures > 0,
            "width": device.width,
        }


def _device(resources: Any) -> Any:
    """Make what pdfminer draws the page on: it only writes down where each letter stands."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdffont import PDFUnicodeNotDefined
    from pdfminer.utils import apply_matrix_pt

    class Device(PDFTextDevice):
        def begin_page(self, page: Any, ctm: Any) -> None:
            self.upright: list[tuple] = []
            self.turned: list[tuple] = []
            self.pictures = 0
            x0, y0, x1, y1 = page.mediabox
            sides = (abs(x1 - x0), abs(y1 - y0))
            self.width, self.height = sides if page.rotate % 180 == 0 else sides[::-1]

        def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate):
            try:
                words = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                words = _UNKNOWN
            advance = font.char_width(cid) * fontsize * scaling
            a, b, c, d, _, _ = matrix
            begins, base = apply_matrix_pt(matrix, (0, rise))
            ends, _ = apply_matrix_pt(matrix, (advance, rise))
            size = abs(fontsize) * (c * c + d * d) ** 0.5
            words = words.translate(_LIGATURES).replace("\0", "")
            words = words.encode("utf-8", "ignore").decode()
            name = str(getattr(font, "basefont", None) or font.fontname or "").lower()
            apart = any(look in name for look in _SET_APART)
            upright = a > 0 and abs(b) < 0.1 * a
            glyph = (base, min(begins, ends), max(begins, ends), size, words, apart)
            # Some programs draw all letters on each page, most of them beyond its edges.
            if -1 <= begins <= self.width + 1 and -1 <= base <= self.height + 1:
                (self.upright if upright else self.turned).append(glyph)
            return advance

        def render_image(self, name: str, stream: Any) -> None:
            self.pictures += 1

    return Device(resources)


def _rows(glyphs: list) -> Iterator[list]:
    """Gather letters on one baseline, from the page's head to its foot."""
    row: list = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: -glyph[0]):
        if row and base - glyph[0] > _SAME_ROW * max(size, 1.0):
            yield row
            row = []
        if not row or (glyph[3] > size and not glyph[4].isspace()):
            base, size = glyph[0], glyph[3]
        row.append(glyph)
    if row:
        yield row


def _row(glyphs: list) -> dict[str, Any] | None:
    glyphs = sorted(glyphs, key=lambda glyph: glyph[1])
    shown = [glyph for glyph in glyphs if not glyph[4].isspace()]
    if not any(glyph[4] for glyph in shown):
        return None
    size = max(glyph[3] for glyph in shown) or 1.0
    parts: list[list[Any]] = []
    lead, leading, space = 0, True, False
    last: tuple | None = None
    for glyph in glyphs:
        _, begins, ends, _, words, apart = glyph
        if not words or words.isspace():
            space = True
            if parts:
                parts[-1][3] += " " if words in ("\t", "") else words
            continue
        if last and words == last[4] and begins - last[1] < 0.05 * size:
            continue  # the same letter twice, which makes it look bold
        counts = len(parts) == 1 and parts[0][3].strip().isdecimal()
        if not last or begins - last[2] > (_AFTER_NUMBER if counts else _APART) * size:
            parts.append([begins, ends, ends, words])
        elif not space and begins - last[2] > _SPACE * size:
            parts[-1][3] += " " + words
        else:
            parts[-1][3] += words
            if " " not in parts[-1][3]:
                parts[-1][1] = ends
        parts[-1][2] = ends
        leading = leading and apart
        if leading:
            lead = sum(len(part[3]) for part in parts) + len(parts) - 1
        last, space = glyph, False
    parts = [[*places, words.rstrip()] for *places, words in parts]
    base = min(glyph[0] for glyph in shown if glyph[3] >= 0.9 * size)
    return {"base": base, "size": size, "lead": lead, "space": space, "parts": parts}


def _comments(page: Any) -> Iterator[str]:
    from pdfminer.pdftypes import list_value, resolve1
    from pdfminer.psparser import literal_name
    from pdfminer.utils import decode_text

    for reference in list_value(page.annots) if page.annots else ():
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or "Contents" not in annotation:
            continue
        if literal_name(annotation.get("Subtype")) in ("Link", "Widget", "Popup"):
            continue
        words = resolve1(annotation["Contents"])
        if isinstance(words, bytes) and (said := decode_text(words).replace("\0", "").strip()):
            yield said.encode("utf-8", "ignore").decode()


def _limit() -> None:
    """Have the system end this process where it takes more than any transcript needs."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))


if __name__ == "__main__":
    _limit()
    json.dump(pages(sys.stdin.buffer.read()), sys.stdout)
