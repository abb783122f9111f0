"""What may leave the workbench: the words nobody said no to, for what they leave it for.

Documents, files and the command line ask here; on the screen a team reads whole transcripts.
"""

from collections.abc import Iterable

from workbench.domain.ids import Guid
from workbench.domain.participant import Participant
from workbench.domain.quotation import NOT_QUOTED
from workbench.domain.span import Span
from workbench.services import quoting
from workbench.store import participants, quotations, sources
from workbench.store.checks import ReadOnlyProject
from workbench.store.project import ProjectFile

# The purposes for which somebody is quoted by the sentence, and may answer for each of them.
QUOTED_IN = ("report", "public_summary", "training")


def withheld(
    project: ProjectFile | ReadOnlyProject,
    source: Guid,
    *,
    purpose: str,
    people: Iterable[Participant] | None = None,
) -> tuple[Span, ...]:
    """Find the stretches of a transcript whose words may not leave for a purpose.

    An answer about a single quotation counts where it is stricter than what was said in general:
    a no, or a change that is still to be made.

    Parameters
    ----------
    people
        Everybody who took part in the study, where that has been read already.
    """
    db = project.db
    version = sources.current_version(db, source) or {"guid": "", "text": ""}
    found = quoting.withheld(
        version["text"],
        participants.speaking(db, version["guid"]),
        people=[
            each
            for each in (participants.listed(db) if people is None else people)
            if source in each.sources
        ],
        purpose=purpose,
    )
    if purpose in QUOTED_IN:
        found += tuple(
            each.span for each in quotations.listed(db, source=source) if each.answer in NOT_QUOTED
        )
    return found


def without(text: str, withheld: Iterable[Span]) -> str:
    """Put spaces for words that may not leave, so that every position in the text still holds."""
    for span in withheld:
        kept = "".join("\n" if letter == "\n" else " " for letter in text[span.start : span.end])
        text = f"{text[: span.start]}{kept}{text[span.end :]}"
    return text


def may_leave(project: ProjectFile, found: Iterable[dict], *, purpose: str) -> list[dict]:
    """Keep those passages, as a comparison tells them, that hold no word that may not leave."""
    found = list(found)
    people = participants.listed(project.db)
    kept_back = {
        source: withheld(project, source, purpose=purpose, people=people)
        for source in {one["source"] for one in found}
    }
    return [
        one
        for one in found
        if all(
            quoting.may_be_quoted(Span(each["start"], each["end"]), kept_back[one["source"]])
            for each in (one, *(each for each in one["readings"] if "start" in each))
        )
    ]
