"""Zip archives of transcripts: their members one by one, each with limits, none written anywhere.

A member's path is never used for more than its last part, as the name that a person sees.
"""

import io
import stat
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from workbench.domain.archives import BROKEN
from workbench.domain.errors import TooLarge, UnreadableFile, WorkbenchError
from workbench.importers.contents import DAMAGED, kind_of
from workbench.importers.transcript import LARGEST

LARGEST_ARCHIVE = 100_000_000
MOST_MEMBERS = 2_000
_LARGEST_ALL = 300_000_000
_ENCRYPTED, _UTF8 = 0x1, 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive: its bytes, or why it cannot be had."""

    name: str
    data: bytes
    refusal: WorkbenchError | None = None


def is_archive(name: str, data: bytes) -> bool:
    """Say whether a file is a zip archive of other files, and no document that is packed as one.

    Raises
    ------
    UnreadableFile
        It is damaged, or is something the workbench knows and does not read.
    """
    return data.startswith(b"PK") and kind_of(name, data) == "zip"


def members(name: str, data: bytes) -> Iterator[Member]:
    """Unpack an archive, one member after another, in order of their paths.

    Folders, hidden files and what Mac and Office put beside files are passed over. A member that
    is encrypted, damaged, too large, a link or an archive itself comes with its refusal.

    Raises
    ------
    UnreadableFile
        The archive is damaged or has nothing in it.
    TooLarge
        It is over 100 MB, or has more members than can be taken in at once.
    """
    if len(data) > LARGEST_ARCHIVE:
        raise TooLarge(f"{name} is larger than 100 MB. Split it into several archives.")
    left, found = _LARGEST_ALL, 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = sorted(filter(_counts, archive.infolist()), key=lambda e: e.filename)
            if len(entries) > MOST_MEMBERS:
                raise TooLarge(
                    f"{name} has more than {MOST_MEMBERS:,} files in it. "
                    "Split it into several archives."
                )
            for entry in entries:
                found += 1
                member = _member(archive, entry, left)
                left -= len(member.data)
                yield member
    except BROKEN as error:
        raise UnreadableFile(name, *DAMAGED) from error
    if not found:
        raise UnreadableFile(
            name, "is an archive with no files in it", "Add the files themselves."
        )


def _counts(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    beside = any(part.startswith((".", "~$")) and part not in (".", "..") for part in parts)
    return not entry.is_dir() and "__MACOSX" not in parts and not beside and bool(parts[-1])


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> Member:
    name = _name(entry)
    try:
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableFile(
                name, "is protected by a password", "Unpack the archive and add the file itself."
            )
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise UnreadableFile(
                name, "is a link to another file", "Add the file that it leads to."
            )
        with archive.open(entry) as file:
            data = file.read(min(LARGEST, left) + 1)
        if len(data) > left:
            raise TooLarge(
                f"{name} was left out: the archive unpacks to more than the workbench takes at "
                "once. Split it into several archives."
            )
        if is_archive(name, data):
            raise UnreadableFile(
                name, "is an archive within an archive", "Unpack it, and add the files in it."
            )
    except (UnreadableFile, TooLarge) as refusal:
        return Member(name, b"", refusal)
    except BROKEN:
        return Member(name, b"", UnreadableFile(name, *DAMAGED))
    return Member(name, data)


def _name(entry: zipfile.ZipInfo) -> str:
    words = entry.filename
    if not entry.flag_bits & _UTF8:
        # Most programs write UTF-8 without saying so; zipfile read it as the old code page.
        with suppress(UnicodeError):
            words = words.encode("cp437").decode("utf-8")
    last = words.replace("\\", "/").rpartition("/")[2]
    return "".join(c if c.isprintable() else "\ufffd" for c in last)
