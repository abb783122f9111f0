"""Searching what the team wrote to one another: shared notes, discussions, decisions, themes.

Nothing of it is in an index. It is read as each page reads it for whoever asks, so that a search
finds no more than that person may see; a note that its writer keeps to some people or to nobody
but themselves is never looked through, not even for its writer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.domain.note import SHARED
from workbench.domain.span import Span
from workbench.services import deciding, discussing, notes, searching, themes
from workbench.services.desks import Desk


@dataclass(frozen=True, slots=True)
class Written:
    """Something the team wrote that has what was looked for.

    `kind` is `note`, `discussion`, `decision` or `theme`, and `title` is what that one is called.
    """

    kind: str
    guid: str
    title: str
    excerpt: str
    shown: tuple[Span, ...]


def written_with(desk: Desk, words: str, *, exact: bool = False, most: int = 20) -> list[Written]:
    """Find what the team wrote with all of these words, each once and where they first stand.

    The words are read as `search_for` reads them.
    """
    shown_in = searching.places(words, exact=exact)
    found: dict[str, Written] = {}
    for kind, guid, title, said in _everything(desk):
        if guid not in found and (shown := shown_in(said)):
            found[guid] = Written(kind, guid, title, *searching.excerpt(said, shown))
            if len(found) == most:
                break
    return list(found.values())


def _everything(desk: Desk) -> Iterator[tuple[str, str, str, str]]:
    """Give everything written that this person may see: kind, GUID, title and words."""
    for note in notes.readable(desk):
        if note["visibility"] in SHARED:
            yield "note", note["guid"], "", note["words"] or ""
    for talk in discussing.listed(desk):
        for entry in talk.entries:
            yield "discussion", talk.guid, talk.title(), entry.words
    for decision in deciding.listed(desk):
        yield "decision", decision.guid, decision.sentence, decision.sentence
        for entry in decision.entries:
            yield "decision", decision.guid, decision.sentence, entry.words
    for theme in themes.listed(desk):
        for words in themes.written(desk, theme.guid).values():
            yield "theme", theme.guid, theme.title, words
