"""Zip archives: each member on its own, and nothing in one that does harm."""

import io
import stat
import time
import zipfile

import pytest

from tests.importers.making import packed, xlsx
from tests.importers.test_bad_files import archive, word_file
from tests.importers.test_spreadsheets import ROWS
from workbench.domain.errors import TooLarge, UnreadableFile
from workbench.importers import archive as zips


def names(data):
    return [member.name for member in zips.members("talks.zip", data) if not member.refusal]


def refusals(data):
    return [str(each.refusal) for each in zips.members("talks.zip", data) if each.refusal]


def test_members_come_in_order_without_what_other_programs_put_beside_them():
    data = packed(
        {
            "wave 2/b.txt": "I: Two?",
            "wave 1/a.docx": word_file(),
            "__MACOSX/wave 1/._a.docx": "x",
            ".DS_Store": "x",
            "wave 1/~$a.docx": "x",
        }
    )
    assert zips.is_archive("talks.zip", data)
    assert names(data) == ["a.docx", "b.txt"]
    assert next(zips.members("talks.zip", data)).data == word_file()


@pytest.mark.parametrize("data", [word_file(), xlsx(ROWS), b"PK is what I said"], ids=range(3))
def test_documents_that_are_packed_are_no_archives(data):
    assert not zips.is_archive("talk", data)


def test_paths_lead_nowhere():
    tricks = ["../../etc/passwd.txt", "/etc/cron.txt", "C:\\Windows\\a.txt", "..\\up.txt"]
    assert names(archive(*tricks)) == ["passwd.txt", "up.txt", "cron.txt", "a.txt"]


def test_what_cannot_be_had_is_told_and_the_rest_comes():
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("a.txt", "I: Well?")
        new.writestr("inner.zip", packed({"b.txt": "I: In there?"}))
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        new.writestr(link, "/etc/passwd")
        new.writestr("secret.txt", "I: Hush.")
        new.writestr("vast.txt", b" " * 30_000_000)
    data = bytearray(saved.getvalue())
    at = data.rindex(b"secret.txt") - 46
    data[at + 8] |= 1  # the central directory says that it is encrypted
    assert names(bytes(data)) == ["a.txt", "vast.txt"]
    inner, link, secret = refusals(bytes(data))
    assert "inner.zip is an archive within an archive" in inner
    assert "link.txt is a link" in link
    assert "secret.txt is protected by a password" in secret
    vast = list(zips.members("talks.zip", bytes(data)))[-1]
    assert len(vast.data) == 20_000_001  # enough for whoever reads it to refuse it


@pytest.mark.timeout(60)
def test_a_bomb_is_survived():
    bomb = packed({f"{n:03}.txt": b"\0" * 20_000_000 for n in range(20)})
    begun = time.process_time()
    left_out = [told for told in refusals(bomb) if "more than the workbench takes" in told]
    assert len(left_out) == 5
    assert time.process_time() - begun < 10
    with pytest.raises(TooLarge, match="more than 2,000 files"):
        names(packed({f"{n}.txt": "x" for n in range(2_001)}))


@pytest.mark.parametrize(
    ("data", "why"),
    [(archive(), "no files in it"), (archive("folder/"), "no files in it")],
    ids=["empty", "folders"],
)
def test_an_archive_with_nothing_in_it_is_refused(data, why):
    with pytest.raises(UnreadableFile, match=why):
        names(data)


def test_a_damaged_archive_is_refused_or_gives_what_can_be_had():
    data = packed({"a.txt": "I: Well? " * 50, "b.txt": "P: Yes. " * 50})
    with pytest.raises(UnreadableFile, match="damaged"):
        zips.is_archive("talks.zip", data[:-30])
    at = data.index(b"a.txt") + 12
    assert "damaged" in refusals(data[:at] + b"\xff\xff\xff" + data[at + 3 :])[0]
