"""PDFs with text in them: read apart by `pdf_pages`, put back into paragraphs here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from workbench.domain.errors import TooLarge, UnreadableFile
from workbench.importers.paragraphs import Content
from workbench.importers.pdf_paragraphs import Page, Part, PrintedRow, paragraphs_of
from workbench.importers.remarks import ON_PAGES, counted, kept_beside

SECONDS = 60.0  # on the clock; of its own the other process takes eight at most
_MOST_UNKNOWN = 0.05
_AS_WORD = "Add the document that the PDF was made from, as Word (.docx) or plain text."
_SPLIT = "Split it and add the parts, or add the document that it was made from."
_REFUSED = {
    "password": (
        "is a PDF protected by a password",
        "Open it, save or print it as a PDF without the password, and add that.",
    ),
    "damaged": (
        "is a damaged PDF, or was cut off while it was copied",
        "Open it and save or print it as a PDF again, or copy it again from where it came from.",
    ),
}


def read_pdf(name: str, data: bytes) -> Content:
    """Read a PDF into lines, one for each paragraph.

    A PDF has letters in places, and neither lines nor paragraphs: rows are rejoined where the
    next word would not have fitted on the row before, also from one page to the next. Heads, feet
    and numbers of pages, numbers in the margin, comments and words that stand on their side are
    moved out. White space is what the distances between letters make likely, and ligatures are
    the letters they are made of; every other letter is the file's own.

    Raises
    ------
    UnreadableFile
        The file is damaged, protected by a password or scanned, or does not say what its letters
        are.
    TooLarge
        Reading it takes more than eight seconds or more memory than any transcript would.
    """
    return content_of(name, _read_apart(name, data))


def content_of(name: str, found: dict[str, Any]) -> Content:
    """Make lines of what `pdf_pages` found; raises what `read_pdf` does."""
    if found.get("refused") == "large":
        raise _too_large(name)
    if "refused" in found:
        raise UnreadableFile(name, *_REFUSED[found["refused"]])
    if not found["letters"]:
        if any(page["pictures"] for page in found["pages"]):
            raise UnreadableFile(
                name,
                "is a scanned PDF: its pages are pictures of words, not words",
                "Have its text recognised (OCR) with the program of the scanner, check it, and "
                "add that.",
            )
        raise UnreadableFile(name, "is a PDF with no words in it", _AS_WORD)
    if found["unknown"] > _MOST_UNKNOWN * found["letters"]:
        why = "is a PDF that does not say which letters its signs stand for"
        raise UnreadableFile(name, why, _AS_WORD)
    read = paragraphs_of([_page(page) for page in found["pages"]])
    remarks = [
        "Paragraphs were put together from the rows of the pages. Look at where they begin and "
        "end before you release it."
    ]
    if read.furniture:
        remarks.append(ON_PAGES)
    if read.numbers:
        remarks.append(kept_beside(read.numbers, "number in the margin", "numbers in the margin"))
    if notes := sum(len(page["notes"]) for page in found["pages"]):
        remarks.append(kept_beside(notes, "comment on a page", "comments on the pages"))
    if read.hyphens:
        remarks.append(
            f"{counted(read.hyphens, 'row')} end{'s' if read.hyphens == 1 else ''} with a hyphen, "
            "which was kept: it may belong to the word, or only have divided it."
        )
    empty = [str(n) for n, page in enumerate(found["pages"], 1) if _only_pictures(page)]
    if empty:
        pages = "Page" if len(empty) == 1 else "Pages"
        verb = "is a picture" if len(empty) == 1 else "are pictures"
        remarks.append(f"{pages} {', '.join(empty[:20])} {verb} without words that can be read.")
    return Content(read.lines, remarks=tuple(remarks))


def _read_apart(name: str, data: bytes) -> dict[str, Any]:
    """Run `pdf_pages` with a limit on time, and take what it says."""
    program = Path(__file__).with_name("pdf_pages.py")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(program)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
        found: dict[str, Any] = json.loads(done.stdout or b'{"refused": "large"}')
    except (subprocess.TimeoutExpired, json.JSONDecodeError) as error:
        raise _too_large(name) from error
    return found


def _too_large(name: str) -> TooLarge:
    return TooLarge(f"{name} takes more time or memory to read than the workbench gives. {_SPLIT}")


def _only_pictures(page: dict[str, Any]) -> bool:
    return page["pictures"] and not page["rows"]


def _page(page: dict[str, Any]) -> Page:
    rows = [
        PrintedRow(
            row["base"],
            row["size"],
            row["lead"],
            row["space"],
            tuple(map(Part._make, row["parts"])),
        )
        for row in page["rows"]
    ]
    return Page(tuple(rows), tuple(page["notes"]), page["width"])
