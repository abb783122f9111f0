"""Codebooks of other programs: REFI-QDA Codebook 1.0, a `.qdc` file."""

import re
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from workbench.domain.codebook import QDC_PARTS, Code, Codebook
from workbench.domain.errors import UnreadableFile
from workbench.domain.ids import Guid

LARGEST = 2_000_000  # bytes
_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_DEEPEST, _MOST, _LONGEST_NAME = 24, 5_000, 200
_SIGN = re.compile(rb"<(?:\w+:)?CodeBook[\s>]")
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def is_codebook(data: bytes) -> bool:
    """Say whether a file looks like such a codebook."""
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and bool(_SIGN.search(data[:4000]))


def read_codebook(name: str, data: bytes) -> Codebook:
    """Read such a file; every code keeps the GUID it has there.

    Keys are numbers in the order of the file, and say nothing: a code is known by its GUID.

    Raises
    ------
    UnreadableFile
        It is too large, is no such codebook, or holds codes that cannot be told apart.
    """
    if len(data) > LARGEST:
        raise UnreadableFile(
            name, "is larger than a codebook may be", "Please check that it is the file you meant."
        )
    # Nothing is looked up, followed or swelled.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as trouble:
        line = trouble.lineno or None
        raise UnreadableFile(
            name, "is damaged or is no codebook", "Please export it again.", line=line
        ) from trouble
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(name, "declares entities", "Please export it again without them.")
    if etree.QName(root).localname != "CodeBook":
        raise UnreadableFile(name, "is no codebook", "Export the codebook alone, as a .qdc file.")
    top = root.find(f"{{{_NAMESPACE}}}Codes")
    if top is None:
        top = root.find("Codes")
    codes = tuple(_codes(name, top, None, [0], 0)) if top is not None else ()
    if not codes:
        raise UnreadableFile(name, "has no codes in it", "Please choose another file.")
    if len({code.guid for code in codes}) < len(codes):
        raise UnreadableFile(
            name, "has one identifier for two codes", "Please export it again from the program."
        )
    return Codebook("qdc", name, "1", "draft", codes, _words(root.get("origin") or ""))


def _codes(
    name: str, above: etree._Element, parent: str | None, count: list[int], deep: int
) -> Iterator[Code]:
    for node in above:
        if not isinstance(node.tag, str) or etree.QName(node).localname != "Code":
            continue
        count[0] += 1
        if deep > _DEEPEST or count[0] > _MOST:
            raise UnreadableFile(
                name,
                "has more codes than a team can oversee",
                "Please use fewer, or fewer levels.",
            )
        key = str(count[0])
        called = _words(node.get("name") or "")
        if not called or len(called) > _LONGEST_NAME:
            raise UnreadableFile(
                name,
                "has a code without a name, or with too long a one",
                "Give it a shorter name in the program it comes from.",
                line=node.sourceline,
            )
        said = next(
            (
                "".join(part.itertext())
                for part in node
                if isinstance(part.tag, str) and etree.QName(part).localname == "Description"
            ),
            "",
        )
        words = _guidance(said)
        yield Code(
            _guid(node.get("guid") or f"{key} {called}"),
            key,
            called,
            words.get("plain_name") or called,
            parent=parent,
            definition=words["definition"],
            include_when=words.get("include_when", ""),
            exclude_when=words.get("exclude_when", ""),
        )
        yield from _codes(name, node, key, count, deep + 1)


def _guidance(said: str) -> dict[str, str]:
    """Take a description apart where its lines say what they are; the rest is the definition."""
    found: dict[str, str] = {}
    rest = []
    for line in said.splitlines():
        for part, label in QDC_PARTS.items():
            if line.startswith(f"{label}: ") and part not in found:
                found[part] = _words(line.removeprefix(f"{label}: "))
                break
        else:
            rest.append(line)
    return {**found, "definition": _words("\n".join(rest))}


def _guid(told: str) -> Guid:
    """The identifier as it is written here; one made from it where it is not of that form."""
    plain = told.strip().strip("{}").lower()
    return Guid(plain if _GUID.fullmatch(plain) else str(uuid5(NAMESPACE_URL, told)))


def _words(said: str) -> str:
    kept = "".join(letter for letter in said if letter.isprintable() or letter in "\n\t ")
    return " ".join(kept.split())
