"""Situations a person can do something about.

Everything here is shown to people as it stands: one plain sentence that says what happened, to
what, and what to do. Anything else that is raised is a fault of ours and keeps its traceback.
"""


class WorkbenchError(Exception):
    """Root of everything that is shown to a person as a sentence."""

    code_word = "refused"
    status = 400


class UnreadableFile(WorkbenchError):
    """A file could not be read as a transcript or a codebook; nothing was kept of it.

    Parameters
    ----------
    name
        The file as the person knows it.
    why
        What is the matter, as the end of a sentence that starts with the name.
    remedy
        What the person can do, as a sentence.
    line
        Line in the file, counted from 1, where there is one to name.
    """

    code_word = "unreadable_file"

    def __init__(self, name: str, why: str, remedy: str, *, line: int | None = None) -> None:
        self.name, self.line = name, line
        place = f", line {line}," if line else ""
        super().__init__(f"{name}{place} {why}. {remedy}")


class NotAllowed(WorkbenchError):
    """The person is known, and may not do this."""

    code_word = "not_allowed"
    status = 403


class NotFound(WorkbenchError):
    """There is no such thing, or it is not for this person to see: both say the same."""

    code_word = "not_found"
    status = 404


class SignInNeeded(WorkbenchError):
    """Nobody is signed in, or the sign-in has ended."""

    code_word = "sign_in"
    status = 401


class AlreadyThere(WorkbenchError):
    """The same thing is already kept, or the same identifier was used for something else."""

    code_word = "already_there"
    status = 409


class TextDiffers(WorkbenchError):
    """The words somebody marked are not the words at that position."""

    code_word = "text_differs"
    status = 409


class CannotUndo(WorkbenchError):
    """There is nothing of one's own to take back here, or it has changed under another's hand."""

    code_word = "cannot_undo"
    status = 409


class NotReadable(WorkbenchError):
    """What was sent is not something the workbench understands."""

    code_word = "not_readable"
    status = 400


class TooLarge(WorkbenchError):
    """A file or a piece of text is over the size the workbench takes."""

    code_word = "too_large"
    status = 413


class DiskTrouble(WorkbenchError):
    """The disk takes no more: it is full, or may only be read. Nothing of the action was kept."""

    code_word = "disk"
    status = 507


class WrongPlace(WorkbenchError):
    """A workspace or a project file is not what it should be, or is in use elsewhere."""

    code_word = "wrong_place"
    status = 409
