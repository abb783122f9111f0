"""Hostile files, codebooks, backups and names: a sentence or a result, and never anything else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import Study, small_study
from tests.fuzz.amount import cases
from tests.fuzz.hostile import ENDINGS, calm, read
from workbench.domain.errors import WorkbenchError
from workbench.importers.codebook_yaml import read_codebook
from workbench.services import accounts, restoring, shipped

SAMPLES = sorted(
    path
    for path in shipped.folder("transcripts_sample").iterdir()
    if path.suffix in (".txt", ".docx", ".vtt")
)
BOOK = (shipped.folder("codebooks") / shipped.FIRST_CODEBOOK).read_bytes()


@st.composite
def mauled(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """Bytes of a real file with some cut out, some put in and some turned over."""
    data = bytearray(draw(whole))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(["turn", "cut", "put", "end"])):
            case "turn" if data:
                data[at] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del data[at : at + draw(st.integers(1, 4000))]
            case "put":
                data[at:at] = draw(st.binary(max_size=60))
            case "end":
                del data[at:]
    return bytes(data)


@cases(0.3)
@given(mauled(st.sampled_from(SAMPLES).map(Path.read_bytes)), st.sampled_from(ENDINGS))
def test_mauled_transcripts(data: bytes, ending: str) -> None:
    read(f"talk.{ending}", data)


@cases(0.15)
@given(st.binary(max_size=4000) | st.text(max_size=2000).map(str.encode), st.sampled_from(ENDINGS))
def test_any_bytes_as_a_transcript(data: bytes, ending: str) -> None:
    read(f"talk.{ending}", data)


@cases(0.1)
@given(mauled(st.just(BOOK)) | st.text(max_size=800).map(str.encode))
def test_mauled_codebooks(data: bytes) -> None:
    try:
        read_codebook("book.yaml", data)
    except WorkbenchError as refused:
        calm(refused)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("fuzz") / "workspace")


@cases(0.05)
@given(st.data())
def test_mauled_study_files_and_backups(study: Study, data: st.DataObject) -> None:
    from workbench.services import backing_up

    folder = study.workspace.folder.parent
    backup = folder / "whole.zip"
    if not backup.exists():
        backing_up.back_up(study.workspace, backup)
        study.desk("Ada").project.db.execute("pragma wal_checkpoint(truncate)")
    path = study.desk("Ada").project.path
    whole = data.draw(st.sampled_from([backup, path])).read_bytes()
    hostile = folder / "hostile"
    hostile.write_bytes(data.draw(mauled(st.just(whole))))
    before = path.read_bytes()
    target = folder / "target"
    try:
        restoring.restore(target, hostile)
    except WorkbenchError as refused:
        calm(refused)
    assert path.read_bytes() == before


HOSTILE = ["\u202eadA", "A\u200bda", "\0", "  ", "", "x" * 10_000, "Ａｄａ", "\ud800"]


@cases(0.1)
@given(st.sampled_from(HOSTILE) | st.text(max_size=100))
def test_any_name(name: str) -> None:
    try:
        checked = accounts.checked_name(name)
    except WorkbenchError:
        return
    assert checked.isprintable()
    assert 0 < len(checked) <= accounts.LONGEST_NAME
    assert any(letter.isalnum() for letter in checked)


def test_names_that_are_written_otherwise_are_one_name(study: Study) -> None:
    for name in ("Ａｄａ", "ADA", "ᴬda"):
        with pytest.raises(WorkbenchError):
            accounts.add_person(study.workspace, name)
    assert study.workspace.person_called("Ａｄａ")
