"""Looking for words in every byte of every file of a workspace."""

import io
import zipfile

from tests.builders import Study


def raw_bytes(study: Study) -> bytes:
    files = [path for path in study.workspace.folder.rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files)


def document_words(data: bytes) -> str:
    """What stands in a Word file's text, as it is written in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()
