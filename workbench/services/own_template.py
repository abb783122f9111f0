"""A team's own Word file for the page and the styles of a document: hostile until it is read."""

from workbench.domain.errors import NotReadable, UnreadableFile
from workbench.importers.package import Package
from workbench.reports import word_document

_NAME, _LARGEST = "The template", 20_000_000
# What waits for somebody to press it, or goes with the text and the settings of the file.
_HARMLESS = ("/hyperlink", "/attachedTemplate")


def checked(data: bytes) -> bytes:
    """Give the template back when a document can be made with it.

    Raises
    ------
    NotReadable
        It is larger than a template has to be.
    UnreadableFile
        It is no Word document, is damaged, has macros, or fetches something from elsewhere.
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
    if not word_document.can_be_a_template(data):
        raise _no_document()
    return data


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
