"""A team's own Word file for the page and the styles of its documents.

It is hostile until it is read, and nothing of it is kept but its page, its heads and feet, and its
styles: a team may well send last year's report, with people's words in it.
"""

from workbench.domain.errors import NotReadable, UnreadableFile
from workbench.importers.package import Package
from workbench.reports import heads, word_document
from workbench.services import steps
from workbench.services.desks import Desk
from workbench.store import template

TEMPLATE = "template"
_NAME, _LARGEST, _LARGEST_KEPT = "The template", 20_000_000, 5_000_000
# What waits for somebody to press it, or goes with the text and the settings of the file.
_HARMLESS = ("/hyperlink", "/attachedTemplate")


def kept_on(desk: Desk) -> str:
    """The day on which the study's template was kept; empty where there is none."""
    found = template.kept(desk.project.db)
    return found["kept_at"][:10] if found else ""


def in_use(desk: Desk) -> bytes | None:
    """The study's template, looked at anew: its file may have come from anywhere."""
    found = template.kept(desk.project.db)
    return checked(found["file"]) if found else None


def keep(desk: Desk, data: bytes) -> None:
    """Make every Word document of the study with this file from now on."""
    desk.viewer.must("outputs")
    page = checked(data)
    if len(page) > _LARGEST_KEPT:
        raise NotReadable(
            "Its heads, feet and styles take more than 5 MB. Make the pictures in them smaller."
        )
    with steps.step(desk, TEMPLATE, job="outputs") as w:
        template.keep(w, page)


def take_away(desk: Desk) -> None:
    """Make documents in the workbench's own look again."""
    with steps.step(desk, TEMPLATE, job="outputs") as w:
        if template.kept(w.db) is not None:
            template.keep(w, None)


def undo(desk: Desk) -> None:
    """Take back one's own last step with the template."""
    steps.undo(desk, TEMPLATE, job="outputs")


def redo(desk: Desk) -> None:
    """Do again what one last took back."""
    steps.redo(desk, TEMPLATE, job="outputs")


def checked(data: bytes) -> bytes:
    """Give what is taken of a template, when a document can be made with it.

    Raises
    ------
    NotReadable
        It is larger than a template has to be.
    UnreadableFile
        It is no Word document, is damaged, has macros, fetches something from elsewhere, or has
        something in its heads and feet that acts when a document is opened.
    """
    if len(data) > _LARGEST:
        raise NotReadable("A template may have up to 20 MB.")
    package = Package(_NAME, data, kind="Word document (.docx)", program="Word")
    if data[:2] != b"PK":
        raise _no_document()
    with package.opened() as parts:
        if "[Content_Types].xml" not in parts or "word/document.xml" not in parts:
            raise _no_document()
        kinds = package.bytes_of("[Content_Types].xml").decode("utf-8", "replace")
        if "macroEnabled" in kinds or any("vbaProject" in part for part in parts):
            raise UnreadableFile(
                _NAME,
                "has macros in it, which are programs",
                "Save it in Word as a .docx file, which has none, and try again.",
            )
        for part in sorted(parts):
            if part.endswith(".rels"):
                _nothing_from_elsewhere(package, part)
            elif part.endswith(".xml"):
                package.read(part)
    page = word_document.page_of(data)
    if page is None:
        raise _no_document()
    acts = heads.what_acts(page)
    if acts:
        raise UnreadableFile(
            _NAME,
            f"has {acts} in its header or footer that does something when a document is opened",
            "In Word, take that out of the header and footer, leave words, pictures and page "
            "numbers there, and save it again.",
        )
    return page


def _nothing_from_elsewhere(package: Package, part: str) -> None:
    for link in package.read(part):
        outside = link.get("TargetMode") == "External"
        if outside and not (link.get("Type") or "").endswith(_HARMLESS):
            raise UnreadableFile(
                _NAME,
                "fetches a picture or another file from elsewhere whenever it is opened",
                "In Word, put the picture into the file itself and save it again.",
            )


def _no_document() -> UnreadableFile:
    return UnreadableFile(
        _NAME,
        "is not a Word document (.docx)",
        "Save it in Word as a .docx file and try again.",
    )
