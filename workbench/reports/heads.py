"""The heads and feet that a team's own file brings into every document: nothing in them may act.

A field can fetch a file or start a program when a document is opened, and so can what is embedded.
Harmless are fields that number a page, say what the document or the day is called, or wait for
somebody to press them.
"""

from io import BytesIO

import docx
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree

_HARMLESS = frozenset(
    {
        *("ADVANCE", "AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "EQ", "FILENAME"),
        *("HYPERLINK", "IF", "KEYWORDS", "LASTSAVEDBY", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF"),
        *("PRINTDATE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF"),
        *("SUBJECT", "SYMBOL", "TEMPLATE", "TIME", "TITLE", "USERINITIALS", "USERNAME"),
    }
)
_MAY_HAVE = ("/image", "/hdphoto", "/hyperlink")
_EMBEDDED = tuple(qn(f"w:{name}") for name in ("altChunk", "control", "object", "subDoc"))
_SHOWN = ("fill", "image", "imagedata", "stroke")  # in drawings of older Words
_FETCHES = ("src", "href")


def what_acts(document: bytes) -> str:
    """Name what does something by itself in the heads and feet of a file; empty where nothing."""
    package = docx.Document(BytesIO(document)).part
    for link in package.rels.values():
        if link.reltype.endswith(("/header", "/footer")) and isinstance(link.target_part, XmlPart):
            head = link.target_part
            if any(not its.reltype.endswith(_MAY_HAVE) for its in head.rels.values()):
                return "something embedded"
            found = _acts(head.element)
            if found:
                return found
    return ""


def _acts(head: etree._Element) -> str:
    # Of each field that has begun, what it says so far, or None once it has said all of it.
    begun: list[str | None] = []
    for element in head.iter():
        if element.tag in _EMBEDDED:
            return "something embedded"
        if _name(element.tag) in _SHOWN and any(
            _name(each) in _FETCHES for each in element.attrib
        ):
            return "a picture that is fetched from elsewhere"
        if element.tag == qn("w:fldSimple"):
            if not _harmless(element.get(qn("w:instr"))):
                return "a field"
        elif element.tag == qn("w:instrText") and begun and begun[-1] is not None:
            begun[-1] += "".join(element.itertext())
        elif element.tag == qn("w:fldChar"):
            what = element.get(qn("w:fldCharType"))
            if what == "begin":
                # What a field within would put at the beginning decides what this one does.
                if begun and begun[-1] is not None and not begun[-1].lstrip().count(" "):
                    return "a field"
                begun.append("")
            elif what in ("separate", "end") and begun:
                if begun[-1] is not None and not _harmless(begun[-1]):
                    return "a field"
                if what == "end":
                    begun.pop()
                else:
                    begun[-1] = None
    return "a field" if begun else ""


def _name(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _harmless(field: str | None) -> bool:
    words = (field or "").split()
    return not words or words[0].upper() in _HARMLESS or words[0].startswith("=")
