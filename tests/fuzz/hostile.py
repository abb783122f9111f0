"""What both ways of fuzzing have in common: what an enemy names, and what a refusal has to be."""

from workbench.domain.errors import WorkbenchError
from workbench.services import taking_in

ENDINGS = ["txt", "docx", "vtt", "srt", "pdf", "xlsx", "csv", "html", "rtf", "odt", "zip", "md"]
KINDS = [
    "add_coding", "remove_coding", "change_coding", "undo", "redo", "add_note", "add_code",
    "add_perspective", "read_from", "reading_state",
]  # fmt: skip
PARTS = [
    "guid", "version", "start", "end", "quote", "code", "presence", "lens", "flags", "words",
    "visibility", "name", "parent", "way", "state", "perspectives", "coding", "note", "id",
    "perspective", "kind", "round", "readers", "links",
]  # fmt: skip


def calm(refused: WorkbenchError) -> None:
    """A refusal is a sentence for people."""
    assert str(refused).strip().endswith((".", "!", "?")), str(refused)
    assert "Traceback" not in str(refused)


def read(name: str, data: bytes) -> None:
    """Read a file as a transcript: whole text that can be kept, or a refusal."""
    try:
        transcript = taking_in.recognise(name, data)
    except WorkbenchError as refused:
        calm(refused)
    else:
        assert "\0" not in transcript.text
        transcript.text.encode()
