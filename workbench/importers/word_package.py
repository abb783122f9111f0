"""The parts of a Word file that hold words or say how they look."""

import posixpath

from lxml import etree

from workbench.importers.package import Package, value

_WANTED = {"footnotes", "endnotes", "comments", "styles", "header", "footer"}


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
        self._package = Package(name, data, kind="Word document", program="Word")
        with self._package.opened() as known:
            main = self._main_part()
            self.document = self._package.read(main)
            self.parts = self._related(main, known)

    def _main_part(self) -> str:
        for kind, target in self._relations("_rels/.rels"):
            if kind == "officeDocument":
                return target.lstrip("/")
        return "word/document.xml"

    def _relations(self, part: str) -> list[tuple[str, str]]:
        return [
            ((value(relation, "Type") or "").rpartition("/")[2], value(relation, "Target") or "")
            for relation in self._package.read(part)
            if value(relation, "TargetMode") != "External"
        ]

    def _related(self, main: str, known: frozenset[str]) -> list[tuple[str, etree._Element]]:
        folder, file = posixpath.split(main)
        relations = posixpath.join(folder, "_rels", file + ".rels")
        if relations not in known:
            return []
        found: list[tuple[str, etree._Element]] = []
        for kind, target in dict.fromkeys(self._relations(relations)):
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            if kind in _WANTED and path in known and len(found) < 40:
                found.append((kind, self._package.read(path)))
        return found
