"""Asking a participant about single quotations: which the team would like, and the answers.

A no, or a change still to be made, keeps the words out of every document from then on.
"""

from dataclasses import dataclass

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.domain.quotation import ANSWERS, Quotation
from workbench.domain.span import Span
from workbench.services import own_words, participants, reporting
from workbench.services.desks import Desk
from workbench.store import quotations, visible

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Offered:
    """A stretch that somebody marked, or that the participant is asked about already.

    `words` are the participant's own in it. `answer` is a key of `ANSWERS`, or None where they are
    not asked about it; `change` is what they asked to have changed.
    """

    source: Guid
    name: str
    span: Span
    words: str
    answer: str | None = None
    change: str = ""


def offered(desk: Desk, participant: Guid) -> list[Offered]:
    """What could be quoted of a participant: what they are asked about, and marks one may see.

    In order of transcript and place.
    """
    desk.viewer.must("transcripts")
    found = []
    kept = _kept(desk, participant)
    for said in own_words.said_by(desk.project, participant):
        spans = {
            coding.span
            for coding in visible.codings(desk.project, desk.viewer, source=said.source)
            if said.has_any_of(coding.span)
        }
        spans |= {span for source, span in kept if source == said.source}
        for span in sorted(spans):
            own = kept.get((said.source, span))
            found.append(
                Offered(
                    said.source,
                    said.name,
                    span,
                    said.within(span),
                    own.answer if own else None,
                    own.words if own else "",
                )
            )
    return found


def say(
    desk: Desk,
    participant: Guid,
    source: Guid,
    span: Span,
    answer: str | None,
    *,
    change: str = "",
) -> None:
    """Record where asking about one quotation stands.

    Parameters
    ----------
    answer
        A key of `ANSWERS`; None that they are not asked about it.
    change
        What they asked to have changed, where that is the answer.
    """
    change = change.strip()
    if answer is not None and answer not in ANSWERS:
        raise NotReadable("That is not an answer the workbench knows.")
    if len(change) > LONGEST:
        raise NotReadable(f"That is longer than {LONGEST:,} characters. Make it shorter.")
    if answer != "change":
        change = ""
    said = _said(desk, participant, source)
    own = _kept(desk, participant).get((source, span))
    if (own.answer if own else None, own.words if own else "") == (answer, change):
        return
    with participants.step(desk) as w:
        if own is not None:
            quotations.answer(w, own.guid, answer, change)
        elif answer is not None and said.has_any_of(span) and span.end <= len(said.text):
            made = Quotation(new_guid(), participant, source, span, answer, change)
            quotations.say(w, made, said.version)
        else:
            raise NotFound("Those are not words of this participant. Look again.")


def want_what_is_printed(desk: Desk, participant: Guid) -> int:
    """Choose what the summary would quote of a participant now; how many are new is returned."""
    desk.viewer.must("outputs")
    kept, quoted = _kept(desk, participant), sorted(reporting.quoted(desk))
    printed = [
        (said, span)
        for said in own_words.said_by(desk.project, participant)
        for source, span in quoted
        if source == said.source and said.has_any_of(span) and (source, span) not in kept
    ]
    if printed:
        with participants.step(desk) as w:
            for said, span in printed:
                made = Quotation(new_guid(), participant, said.source, span, "wanted")
                quotations.say(w, made, said.version)
    return len(printed)


def _kept(desk: Desk, participant: Guid) -> dict[tuple[Guid, Span], Quotation]:
    desk.viewer.must("transcripts")
    found = quotations.listed(desk.project.db, participant=participant)
    return {(each.source, each.span): each for each in found}


def _said(desk: Desk, participant: Guid, source: Guid) -> own_words.Said:
    for said in own_words.said_by(desk.project, participant):
        if said.source == source:
            return said
    raise NotFound("That participant is not in that transcript.")
