"""Support contacts, set by the study: the workbench brings none of its own."""

from datetime import date

from workbench.domain.errors import NotReadable
from workbench.services.desks import Desk
from workbench.services.notes import checked_words
from workbench.store import support

LONGEST = 2_000


def said(desk: Desk) -> dict[str, str]:
    """The study's words, and the day by which somebody looks at them again; or both empty."""
    return support.said(desk.project.db)


def say(desk: Desk, words: str, review_on: date | None) -> None:
    """Set the support contacts; for those who look after accounts."""
    desk.viewer.must("accounts")
    words = checked_words(words, longest=LONGEST).strip() if words.strip() else ""
    if words and review_on is None:
        raise NotReadable(
            "Say by what day somebody looks whether these still hold: numbers and services change."
        )
    with desk.project.writing(desk.viewer.self()) as w:
        support.say(w, words, review_on.isoformat() if review_on and words else "")
