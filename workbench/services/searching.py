"""Searching transcripts by words, by any form of a word, by phrases and by beginnings of words."""

import re
import unicodedata
from dataclasses import dataclass

from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid
from workbench.domain.span import Span
from workbench.services import leaving, quoting
from workbench.services.desks import Desk, Workspace
from workbench.store import search, sources

MOST, LONGEST = 200, 300
_AROUND = 140
_PARTS = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A turn that matches: where it is, and its words around the first place that shows it."""

    source: Guid
    name: str
    span: Span
    words: str
    excerpt: str


def search_for(
    desk: Desk, words: str, *, forms: bool = False, most: int = 20, leaving_for: str | None = None
) -> list[Found]:
    """Find turns with all of these words, in the order of the transcripts.

    Parameters
    ----------
    words
        Words, “phrases in quotation marks”, and beginnings of three letters or more with a star.
    forms
        Whether a word is also found in its other forms: `group` in `groups`.
    leaving_for
        A purpose for which the words leave the workbench; what may not is then left out.

    Raises
    ------
    NotReadable
        There is nothing to look for, or the beginning of a word is too short.
    """
    expression, wanted = _expression(words)
    forms = forms and "*" not in expression  # a beginning is of the word as it was said
    db = desk.project.db
    _fill(desk)
    withheld: dict[str, tuple[Span, ...]] = {}
    texts: dict[str, str] = {}
    found = []
    for row in search.find(db, expression, forms=forms, most=MOST if leaving_for else most):
        source, span = Guid(row["source"]), Span(row["start"], row["end"])
        if leaving_for and source not in withheld:
            withheld[source] = leaving.withheld(desk.project, source, purpose=leaving_for)
        if not quoting.may_be_quoted(span, withheld.get(source, ())):
            continue
        if source not in texts:
            texts[source] = (sources.current_version(db, source) or {})["text"]
        said = texts[source][span.start : span.end]
        found.append(Found(source, row["name"], span, said, _excerpt(said, wanted)))
        if len(found) == most:
            break
    return found


def refill(workspace: Workspace, desk: Desk) -> None:
    """Empty the index, leave no trace of what it held, and fill it from the transcripts."""
    with workspace.purging(desk.project), desk.project.writing(desk.viewer.person) as w:
        search.empty(w)
    _fill(desk)


def _fill(desk: Desk) -> None:
    if search.waiting(desk.project.db):
        with desk.project.writing(desk.viewer.person) as w:
            for text in search.waiting(w.db):
                search.add(w, text["source"], text["version"])


def _expression(words: str) -> tuple[str, list[str]]:
    """Turn what somebody typed into an FTS5 expression in which every word is only a word."""
    words = unicodedata.normalize("NFC", words.replace("\0", " "))
    if len(words) > LONGEST:
        raise NotReadable(f"Look for up to {LONGEST} characters at once.")
    parts, wanted = [], []
    for quoted, curly, bare in _PARTS.findall(words):
        phrase = quoted or curly or bare.strip('"“”')
        letters = _LETTERS.findall(phrase)
        if not letters:
            continue
        starred = bare.endswith("*")
        if starred and len(letters[-1]) < 3:
            raise NotReadable("Give at least three letters before the star.")
        parts.append(f'"{" ".join(letters)}"' + ("*" if starred else ""))
        wanted.append(letters[0])
    if not parts:
        raise NotReadable("Type a word to look for.")
    return " AND ".join(parts), wanted


def _excerpt(said: str, wanted: list[str]) -> str:
    """Some words around the first place that shows what was looked for; else the beginning."""
    at = 0
    for word in wanted:
        stem = word[: max(3, len(word) - 3)]
        met = re.search(rf"\b{re.escape(stem)}", said, re.IGNORECASE)
        if met:
            at = met.start()
            break
    start, end = max(0, at - _AROUND), min(len(said), at + _AROUND)
    before = "… " if start else ""
    after = " …" if end < len(said) else ""
    piece = said[start:end]
    if start and " " in piece:
        piece = piece.split(" ", 1)[1]
    if end < len(said) and " " in piece:
        piece = piece.rsplit(" ", 1)[0]
    return f"{before}{piece}{after}"
