"""Readers for the tests: a transcript out of words, checked for what every import promises."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document

from tests.importers.completeness import keeps_its_promises, squeezed
from workbench.domain.source import Transcript
from workbench.importers import as_in_file, read_transcript


@pytest.fixture
def read() -> Callable[[str], Transcript]:
    """Read words as the file of a transcript and check that nothing of them is lost."""

    def read_words(words: str, name: str = "talk.txt") -> Transcript:
        transcript = read_transcript(name, words.encode())
        assert keeps_its_promises(transcript)
        assert squeezed(as_in_file(transcript)) == squeezed(words)
        return transcript

    return read_words


@pytest.fixture
def read_word() -> Callable[[Document], Transcript]:
    """Save a Word document and read it back."""

    def read_document(document: Document) -> Transcript:
        saved = io.BytesIO()
        document.save(saved)
        transcript = read_transcript("talk.docx", saved.getvalue())
        assert keeps_its_promises(transcript)
        return transcript

    return read_document


@pytest.fixture
def document() -> Document:
    """Make an empty Word document."""
    return docx.Document()


@pytest.fixture
def said() -> Callable[[Transcript], list[tuple[str | None, str]]]:
    """Give who says what, turn by turn."""
    return lambda transcript: [
        (turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns
    ]
