"""What is not finished before a document goes out.

What lacks consent stays out, and nobody can let it in; words of somebody who said no that the team
repeats in its own text are put otherwise first. Everything else may be left unfinished.
"""

from dataclasses import dataclass, replace

from workbench.domain.withdrawal import names_in
from workbench.reports.overheard import Said
from workbench.services import documents, picking, refused_words, themes
from workbench.services.desks import Desk
from workbench.services.documents import Made, Wanted
from workbench.services.quotable import Rights
from workbench.store import documents as document_store
from workbench.store import participants

REFUSED = "refused"
UNFINISHED = {
    REFUSED: "Does it repeat words of somebody who said no?",
    "identification": "Could a quotation tell who somebody is?",
    "linkability": "Could quotations of one person be put together?",
    "reading": "Has the draft been read?",
}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One thing that is not finished: its key, and a sentence on what is missing."""

    key: str
    words: str

    @property
    def must(self) -> bool:
        """Say whether nothing can be issued before it is finished, whatever anybody says."""
        return self.key == REFUSED


def unfinished(desk: Desk, wanted: Wanted) -> list[Unfinished]:
    """What is not finished before a document can go out as checked."""
    desk.viewer.must("outputs")
    made = documents.make(desk, replace(wanted, checked=True, ending="html"))
    return left_in(desk, wanted, made)


def left_in(desk: Desk, wanted: Wanted, made: Made) -> list[Unfinished]:
    """As `unfinished`, of a document that is made."""
    found = _repeated(desk, wanted, made)
    looked = {each.chosen.guid for each in themes.quotations(desk) if each.checked}
    chosen = {each.chosen.guid for each in themes.quotations(desk)}
    waiting = sum(each.reference not in looked for each in made.quoted if each.reference in chosen)
    by_rule = sum(each.reference not in chosen for each in made.quoted)
    if waiting:
        found.append(
            Unfinished(
                "identification",
                f"{waiting} of the {len(made.quoted)} quotations in it {_has(waiting)} not been "
                "checked for what could tell who somebody is.",
            )
        )
    if by_rule:
        found.append(
            Unfinished(
                "identification",
                f"{by_rule} {'extract stands' if by_rule == 1 else 'extracts stand'} in it that "
                "nobody chose in a theme, such as those you read differently: read them for what "
                "could tell who somebody is.",
            )
        )
    found += [
        Unfinished(
            "linkability",
            f"{label} is quoted {number} times of {len(made.quoted)}: readers can put these "
            "together.",
        )
        for label, number in _often(desk, made)
    ]
    found += _named(desk, wanted, made)
    asked = document_store.readers(desk.project.db, wanted.key)
    unread = sum(row["state"] == "asked" for row in asked)
    if not asked:
        found.append(Unfinished("reading", "Nobody has been asked to read the draft."))
    elif unread:
        found.append(
            Unfinished(
                "reading", f"{unread} of the {len(asked)} people asked have not read it yet."
            )
        )
    return found


def _repeated(desk: Desk, wanted: Wanted, made: Made) -> list[Unfinished]:
    """Where the team's own text repeats words that may not leave for this document."""
    repeats = refused_words.repeated(desk.project, purpose=documents.purpose_of(wanted))
    found: dict[str, None] = {}
    for said in made.said:
        for words in repeats(said.words):
            found[f"{_where(said)} stands “{words}”"] = None
    return [
        Unfinished(
            REFUSED,
            f"{each}, said by somebody who may not be quoted here. Put it in other words.",
        )
        for each in found
    ]


def _named(desk: Desk, wanted: Wanted, made: Made) -> list[Unfinished]:
    """Where the team's own text has an ID of the study's, in a document with IDs of its own."""
    if not documents.has_own_ids(desk, wanted.key):
        return []
    labels = [each.label for each in participants.listed(desk.project.db)]
    found = {_where(said): None for said in made.said if names_in(said.words, labels)}
    return [
        Unfinished(
            "linkability",
            f"{where} stands an ID from the study, though people have other IDs here: readers "
            "can put this together with other documents.",
        )
        for where in found
    ]


def kept_out(desk: Desk, wanted: Wanted) -> int:
    """How many of the quotations chosen to be printed lack consent for this document."""
    desk.viewer.must("outputs")
    purpose = documents.purpose_of(wanted)
    rights = Rights(desk.project, purpose)
    return sum(
        rights.of(each.chosen.source, each.chosen.span) != "yes"
        for each in themes.quotations(desk)
        if each.chosen.part != "gathered"
    )


def _often(desk: Desk, made: Made) -> list[tuple[str, int]]:
    """Participants of whom more than a fifth of five quotations or more is quoted."""
    rights = Rights(desk.project, "report")
    counted: dict[str, int] = {}
    for each in made.quoted:
        for one in rights.whose(each.source, each.span):
            if one.role != "group":
                counted[one.label] = counted.get(one.label, 0) + 1
    total = len(made.quoted)
    return [
        (label, number)
        for label, number in sorted(counted.items())
        if total >= 5 and number / total > picking.MUCH
    ]


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _where(said: Said) -> str:
    return f"Under “{': '.join(said.under[-2:])}”" if said.under else "On the first page"
