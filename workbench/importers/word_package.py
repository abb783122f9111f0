"""The parts of a Word file, opened with limits so that no file can do harm by being read."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from workbench.domain.errors import TooLarge, UnreadableFile

# A transcript of 100,000 words in Word is some 15 MB and 600,000 tags when unpacked.
_LARGEST_PART = 48_000_000
_LARGEST_ALL = 300_000_000
_MOST_FILES = 5_000
_MOST_TAGS = 1_500_000
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    KeyError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def local(element: etree._Element) -> str:
    """Give an element's name without its namespace; both kinds of OOXML have the same names."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: etree._Element, name: str) -> str | None:
    """Give an attribute by its name without a namespace."""
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return text
    return None


class WordPackage:
    """A Word file's main document and the parts it refers to.

    Raises
    ------
    UnreadableFile
        The file is damaged, or declares XML entities, which Word never does.
    TooLarge
        It unpacks to more than any transcript would.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._check_size(archive)
                self._archive = archive
                main = self._main_part()
                self.document = self._read(main)
                self.parts = self._related(main)
        except _DAMAGED as error:
            raise UnreadableFile(
                name,
                "is a damaged Word document, or was cut off while it was copied",
                "Open it in Word and save it again, or copy it again from where it came from.",
            ) from error

    def _check_size(self, archive: zipfile.ZipFile) -> None:
        files = archive.infolist()
        if len(files) > _MOST_FILES or sum(file.file_size for file in files) > _LARGEST_ALL:
            raise self._too_large()

    def _too_large(self) -> TooLarge:
        return TooLarge(
            f"{self._name} unpacks to more than the workbench takes. "
            "Save only the words as a new Word document, or as plain text, and add that."
        )

    def _main_part(self) -> str:
        for kind, target in self._relations("_rels/.rels"):
            if kind == "officeDocument":
                return target.lstrip("/")
        return "word/document.xml"

    def _relations(self, part: str) -> list[tuple[str, str]]:
        return [
            ((value(relation, "Type") or "").rpartition("/")[2], value(relation, "Target") or "")
            for relation in self._read(part)
            if value(relation, "TargetMode") != "External"
        ]

    def _related(self, main: str) -> list[tuple[str, etree._Element]]:
        folder, file = posixpath.split(main)
        relations = posixpath.join(folder, "_rels", file + ".rels")
        if relations not in self._archive.namelist():
            return []
        wanted = {"footnotes", "endnotes", "comments", "styles", "header", "footer"}
        known = set(self._archive.namelist())
        found: list[tuple[str, etree._Element]] = []
        for kind, target in dict.fromkeys(self._relations(relations)):
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            if kind in wanted and path in known and len(found) < 40:
                found.append((kind, self._read(path)))
        return found

    def _read(self, part: str) -> etree._Element:
        with self._archive.open(part) as file:
            content = file.read(_LARGEST_PART + 1)
        if len(content) > _LARGEST_PART or content.count(b"<") > _MOST_TAGS:
            raise self._too_large()
        # Entities stay unresolved and nothing is fetched; what declares any is refused anyway.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        root = etree.fromstring(content, parser)
        if root.getroottree().docinfo.doctype:
            raise UnreadableFile(
                self._name,
                "declares XML entities, which no Word document needs",
                "Open it in Word and save it again.",
            )
        return root
