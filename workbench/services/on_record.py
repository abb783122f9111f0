"""What the whole team may know was done with the study: what left it, was opened, or withdrawn."""

from contextlib import suppress

from workbench.domain.errors import WorkbenchError
from workbench.services import desks, projects
from workbench.services.desks import Desk, Workspace
from workbench.store import on_record

# The address of a file within a study, as its route is written, and what it is that leaves by it.
LEAVING = {
    "report.docx": "the report in Word",
    "report.html": "the report as a web page",
    "numbers.xlsx": "the numbers as a spreadsheet",
    "agreement.{ending}": "the figures of agreement",
    "quotations.{ending}": "the quotations that were picked",
    "codebook/codebook.yaml": "the codebook as a file",
    "codebook/codebook.qdc": "the codebook as a file",
    "participants/{participant}/everything.docx": "a letter with everything held of a participant",
    "participants/{participant}/quotations.docx": "a letter with quotations of a participant",
    "withdrawals/{receipt}.docx": "a letter on what a withdrawal took out",
    "days/{day}/day.docx": "what came of a day of reading together",
    "days/{day}/paper.docx": "the papers of a day of reading together",
}
EXPORTED = {
    **dict.fromkeys(("xlsx", "csv", "json"), "the marks as a file"),
    **dict.fromkeys(("yaml", "qdc"), LEAVING["codebook/codebook.yaml"]),
    "docx": LEAVING["report.docx"],
    "html": LEAVING["report.html"],
}
LETTERS = {
    "everything": LEAVING["participants/{participant}/everything.docx"],
    "quotations": LEAVING["participants/{participant}/quotations.docx"],
    "withdrawal": LEAVING["withdrawals/{receipt}.docx"],
}
COMPARED = "where readings differ, with the words"
BACKUP = "a backup of the whole workspace"
BACKUP_WITH_KEYS = f"{BACKUP}, with the keys to private words"
_SAID = {
    "replacements_opened": "opened the list of real names",
    "replacements_exported": "took the list of real names away as a file",
    "replacements_destroyed": "destroyed the list of real names",
    "participant_withdrawn": "withdrew a participant",
    "document_issued": "issued a document",
}


def left(desk: Desk, name: str) -> None:
    """Put on record that a file left; `name` is as in `LEAVING`."""
    desk.viewer.self()
    taken_away(desk, LEAVING[name])


def taken_away(desk: Desk, what: str) -> None:
    """Put on record that something left, in a member's name or the command line's."""
    with desk.project.writing(desk.viewer.person) as w:
        on_record.left(w, desk.project.guid, what)


def backed_up(workspace: Workspace, *, with_keys: bool) -> None:
    """Put on record, in every study whose file is there, that somebody had a backup made."""
    for row in workspace.projects():
        with suppress(WorkbenchError):
            desk = desks.from_command_line(workspace, row["guid"])
            taken_away(desk, BACKUP_WITH_KEYS if with_keys else BACKUP)


def shown(desk: Desk) -> list[dict]:
    """What is on record, for every member, the newest day first: on, who, what.

    Days and no times; what somebody did several times on a day stands once.
    """
    names = projects.everybody(desk)
    lines = [
        (
            row["on"],
            names.get(row["person"], "the command line"),
            f"took away {row['what'] or 'a file'}"
            if row["kind"] == on_record.LEFT
            else _SAID[row["kind"]],
        )
        for row in on_record.listed(desk.project)
    ]
    return [{"on": on, "who": who, "what": what} for on, who, what in dict.fromkeys(lines)]
