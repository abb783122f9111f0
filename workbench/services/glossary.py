"""The team's glossary: hard words with the plain ones that may stand for them, or explain them."""

from workbench.domain.errors import NotReadable
from workbench.services.desks import Desk
from workbench.store import glossary

LONGEST_TERM, LONGEST = 60, 400


def listed(desk: Desk) -> dict[str, str]:
    """Every term with what it means in plain words, in order."""
    return glossary.listed(desk.project.db)


def say(desk: Desk, term: str, words: str) -> None:
    """Say what a term means in plain words; none take the term away."""
    term, words = " ".join(term.split()), " ".join(words.split())
    if not term or len(term) > LONGEST_TERM or len(words) > LONGEST:
        raise NotReadable(
            f"A term may have up to {LONGEST_TERM} characters, and what it means {LONGEST}."
        )
    if not (term + words).isprintable():
        raise NotReadable("It holds a character that cannot be kept. Take it out and try again.")
    with desk.project.writing(desk.viewer.self()) as w:
        glossary.say(w, term, words)
