"""A day of reading together in Word: what came of it, and the papers to read from beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.reports.paper import Table
from workbench.reports.word_document import WordDocument

_BOX = "☐"
_LINES = "\n".join(["_" * 60] * 3)


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a write-up: the words, readings and what was said as pairs of words."""

    words: str
    transcript: str
    readings: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...]
    came_in: tuple[tuple[str, str], ...]
    outcome: str
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CameOfIt:
    """What came of a day."""

    study: str
    name: str
    date: str
    how: str
    written: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    left: tuple[str, ...]
    looking_back: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """What is read on paper: turns as speaker and words, or places to talk about."""

    study: str
    name: str
    written: tuple[tuple[str, str], ...]
    transcripts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    places: tuple[str, ...]
    outcomes: tuple[str, ...]


def came_of_it(found: CameOfIt) -> bytes:
    """Make the write-up of a day."""
    document = _begun(found.name, found.study, found.date)
    document.paragraph(found.how)
    _written(document, found.written)
    for number, place in enumerate(found.places, start=1):
        document.heading(f"{number}. {place.transcript}", level=2)
        document.paragraph(place.words, style="Quote")
        if place.readings:
            document.table(
                Table(
                    ["Reading", "What was seen here"],
                    place.readings,
                    caption="Where our readings differed",
                    widths=(1, 2),
                )
            )
        for words, by in place.said:
            document.paragraph(f"{words} ({by})")
        for words, by in place.came_in:
            document.paragraph(f"{words} (came in another way, passed on by {by})")
        document.paragraph(f"What came of it: {place.outcome}.")
        document.bullets(f"Decided: {sentence}" for sentence in place.decisions)
    if found.left:
        document.heading("What we did not come to", level=2)
        document.paragraph("Both readings stand.")
        for words in found.left:
            document.paragraph(words, style="Quote")
    if found.looking_back:
        document.heading("Looking back", level=2)
        for words, by in found.looking_back:
            document.paragraph(f"{words} ({by})")
    return document.to_bytes()


def papers(found: Papers) -> bytes:
    """Make the papers of a day, in large type, with room to write."""
    document = _begun(found.name, found.study, "", large=True)
    document.paragraph(
        "These papers hold people’s own words. Please give them back to whoever hosts the day."
    )
    _written(document, found.written)
    for name, turns in found.transcripts:
        document.heading(name, level=1, new_page=True)
        for speaker, words in turns:
            document.paragraph(f"{speaker}: {words}" if speaker else words)
        document.heading("What do you notice?", level=2)
        document.paragraph(_LINES)
    for number, words in enumerate(found.places, start=1):
        document.heading(f"Place {number}", level=2)
        document.paragraph(words, style="Quote")
        document.paragraph(f"What do you see here?\n{_LINES}")
        document.paragraph("What came of it:")
        for outcome in found.outcomes:
            document.paragraph(f"{_BOX} {outcome}")
    return document.to_bytes()


def _begun(name: str, study: str, date: str, *, large: bool = False) -> WordDocument:
    document = WordDocument(name, subtitle=study, authors=(), draft=False, large=large)
    document.paragraph(name, style="Title")
    document.paragraph(", ".join(filter(None, (study, date))), style="Subtitle")
    return document


def _written(document: WordDocument, written: Sequence[tuple[str, str]]) -> None:
    for label, words in written:
        document.heading(label, level=2)
        document.text(words)
