"""What a file is, told from its bytes and never from its ending."""

import io
import zipfile
from typing import Literal

from workbench.domain.archives import BROKEN
from workbench.domain.errors import UnreadableFile

Kind = Literal["docx", "odt", "xlsx", "pdf", "rtf", "text", "zip"]
_SAVE = "Save it as Word (.docx) or plain text, and add that file."
_PICTURE = "is a picture"
_RECORDING = "is a sound or video recording"
_TRANSCRIBE = "Add its transcript as Word (.docx), plain text or captions (.vtt)."
DAMAGED = (
    "is damaged or was cut off while it was copied",
    "Copy it again from where it came from.",
)
PACKED = ("is an archive", "Unpack it, and add the transcripts in it.")
_BEGINNINGS = {
    b"\x89PNG": (_PICTURE, _SAVE),
    b"\xff\xd8\xff": (_PICTURE, _SAVE),
    b"GIF8": (_PICTURE, _SAVE),
    b"II*\x00": (_PICTURE, _SAVE),
    b"MM\x00*": (_PICTURE, _SAVE),
    b"ID3": (_RECORDING, _TRANSCRIBE),
    b"OggS": (_RECORDING, _TRANSCRIBE),
    b"fLaC": (_RECORDING, _TRANSCRIBE),
    b"\x1f\x8b": PACKED,
    b"7z\xbc\xaf": PACKED,
    b"Rar!": PACKED,
    b"SQLite format 3": ("is a database", "Export the transcript as text, and add that file."),
}
_ODT = b"application/vnd.oasis.opendocument.text"
_READ: dict[str, Kind] = {"word/": "docx", "xl/": "xlsx"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_INSIDE = {
    "ppt/": ("is a PowerPoint presentation", _SAVE),
    "Index/": ("is an Apple Pages document", _SAVE),
    "META-INF/container.xml": ("is an e-book", _SAVE),
}


def kind_of(name: str, data: bytes) -> Kind:
    """Say what bytes are, as far as one can see; captions, web pages and tables are text too.

    `zip` is an archive of files that are none of the other kinds together.

    Raises
    ------
    UnreadableFile
        They are empty, or something the workbench knows and does not read.
    """
    if not data:
        raise UnreadableFile(name, "is empty", "Add the file that has the transcript in it.")
    if data.startswith(_ZIP):
        return _zipped(name, data)
    if data.startswith(_OLE):
        raise _old_office(name, data)
    if b"%PDF-" in data[:1024] and data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")[:5] == b"%PDF-":
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    for beginning, (why, remedy) in _BEGINNINGS.items():
        if data.startswith(beginning):
            raise UnreadableFile(name, why, remedy)
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in (b"WAVE", b"AVI ")):
        raise UnreadableFile(name, _RECORDING, _TRANSCRIBE)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise UnreadableFile(name, _PICTURE, _SAVE)
    return "text"


def _zipped(name: str, data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = b""
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    mimetype = file.read(100)
    except BROKEN as error:
        raise UnreadableFile(name, *DAMAGED) from error
    if "mimetype" in names and ("content.xml" in names or "encrypted-package" in names):
        if not mimetype.startswith(_ODT) and "content.xml" in names:
            raise UnreadableFile(name, "is an OpenDocument file, but not a text", _SAVE)
        return "odt"
    for start, kind in _READ.items():
        if any(inside.startswith(start) for inside in names):
            return kind
    for start, refusal in _INSIDE.items():
        if any(inside.startswith(start) for inside in names):
            raise UnreadableFile(name, *refusal)
    return "zip"


def _old_office(name: str, data: bytes) -> UnreadableFile:
    if "EncryptedPackage".encode("utf-16-le") in data:
        why = "is protected by a password"
        return UnreadableFile(name, why, "Open it, take the password off, and save it again.")
    if "WordDocument".encode("utf-16-le") in data:
        why = "is a Word document of the older kind (.doc)"
        return UnreadableFile(name, why, "Open it in Word and save it as .docx.")
    return UnreadableFile(name, "is an Office file of the older kind", _SAVE)
