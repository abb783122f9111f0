"""Documents that are archives of XML, opened with limits so that none does harm by being read."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from workbench.domain.archives import BROKEN
from workbench.domain.errors import TooLarge, UnreadableFile

# A transcript of 100,000 words in Word is some 15 MB and 600,000 tags when unpacked.
_LARGEST_PART = 48_000_000
_LARGEST_ALL = 300_000_000
_MOST_FILES = 5_000
_MOST_TAGS = 1_500_000
_DAMAGED = (*BROKEN, etree.XMLSyntaxError, KeyError)


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


class Package:
    """An archive of XML parts.

    Parameters
    ----------
    name
        The file as the person knows it.
    data
        The whole file.
    kind
        What it is, as in “is a damaged Word document”.
    program
        What opens it, as in “Open it in Word”.
    """

    def __init__(self, name: str, data: bytes, *, kind: str, program: str) -> None:
        self._name, self._data, self._kind, self._program = name, data, kind, program

    @contextmanager
    def opened(self) -> Iterator[frozenset[str]]:
        """Open the archive for `read`, and give the names of its parts.

        Raises
        ------
        UnreadableFile
            What is done with it shows that the file is damaged.
        TooLarge
            It says that it unpacks to more than any transcript would.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as self._archive:
                files = self._archive.infolist()
                if len(files) > _MOST_FILES or sum(f.file_size for f in files) > _LARGEST_ALL:
                    raise self._too_large()
                yield frozenset(self._archive.namelist())
        except _DAMAGED as error:
            raise UnreadableFile(
                self._name,
                f"is a damaged {self._kind}, or was cut off while it was copied",
                f"Open it in {self._program} and save it again, or copy it again from where it "
                "came from.",
            ) from error

    def bytes_of(self, part: str) -> bytes:
        """Unpack one part.

        Raises
        ------
        TooLarge
            It unpacks to more than any transcript would.
        """
        with self._archive.open(part) as file:
            content = file.read(_LARGEST_PART + 1)
        if len(content) > _LARGEST_PART or content.count(b"<") > _MOST_TAGS:
            raise self._too_large()
        return content

    def read(self, part: str) -> etree._Element:
        """Read one part as XML.

        Raises
        ------
        UnreadableFile
            It declares XML entities, which the programs that write these files never do.
        TooLarge
            It unpacks to more than any transcript would.
        """
        # Entities stay unresolved and nothing is fetched; what declares any is refused anyway.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        root = etree.fromstring(self.bytes_of(part), parser)
        if root.getroottree().docinfo.doctype:
            raise UnreadableFile(
                self._name,
                f"declares XML entities, which no {self._kind} needs",
                f"Open it in {self._program} and save it again.",
            )
        return root

    def _too_large(self) -> TooLarge:
        return TooLarge(
            f"{self._name} unpacks to more than the workbench takes. "
            f"Save only the words as a new {self._kind}, or as plain text, and add that."
        )
