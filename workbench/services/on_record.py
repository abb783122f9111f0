"""What the whole team may know was done with the study: what left it, was opened, or withdrawn."""

from workbench.services import projects
from workbench.services.desks import Desk
from workbench.store import on_record

# The last part of an address, and what it is that leaves by it.
LEAVING = {
    "report.docx": "the report in Word",
    "report.html": "the report as a web page",
    "numbers.xlsx": "the numbers as a spreadsheet",
    "agreement.xlsx": "the figures of agreement",
    "agreement.json": "the figures of agreement",
    "quotations.docx": "the quotations that were picked",
    "quotations.xlsx": "the quotations that were picked",
    "quotations.csv": "the quotations that were picked",
    "everything.docx": "a letter with everything held of a participant",
}
_SAID = {
    "replacements_opened": "opened the list of real names",
    "replacements_exported": "took the list of real names away as a file",
    "replacements_destroyed": "destroyed the list of real names",
    "participant_withdrawn": "withdrew a participant",
    "document_issued": "issued a document",
}


def left(desk: Desk, name: str) -> None:
    """Put on record that a file left; `name` is the last part of the address it was made at."""
    with desk.project.writing(desk.viewer.self()) as w:
        on_record.left(w, desk.project.guid, LEAVING[name])


def shown(desk: Desk) -> list[dict]:
    """What is on record, for every member, the newest day first: on, who, what.

    Days and no times; what somebody did several times on a day stands once.
    """
    names = projects.members(desk)
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
