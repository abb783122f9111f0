"""Searching transcripts by words, by other forms of a word, by phrases and beginnings of words."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from workbench import language
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
    """A turn that matches: where it is, and its words around the first place that shows it.

    `speaker` is the label of whoever says it, empty where nobody is named. `shown` are the places
    in the excerpt that have what was looked for.
    """

    source: Guid
    name: str
    span: Span
    speaker: str
    words: str
    excerpt: str
    shown: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One thing to look for: words that follow one another, the last with other forms, or cut."""

    words: tuple[str, ...]
    also: tuple[str, ...] = ()
    bare: bool = False
    cut: bool = False

    def in_all_forms(self) -> Self:
        """Add the other forms of its last word, those that nobody says among them."""
        opened = self.bare and len(self.words[-1]) > 1  # not the t of don't
        return replace(self, also=tuple(language.forms(self.words[-1])) if opened else ())

    def expression(self) -> str:
        """Say it as FTS5 has it, in which every word is only a word."""
        either = [" ".join((*self.words[:-1], last)) for last in (self.words[-1], *self.also)]
        said = " OR ".join(f'"{phrase}"' for phrase in either)
        return f"({said})" if self.also else said + ("*" if self.cut else "")

    def pattern(self) -> str:
        """Say it as a regular expression for text without accents."""
        last = "|".join(re.escape(_without_accents(word)) for word in (self.words[-1], *self.also))
        before = [re.escape(_without_accents(word)) for word in self.words[:-1]]
        words = r"[\W_]+".join((*before, f"(?:{last})"))
        return rf"(?<![^\W_]){words}" + (r"[^\W_]*" if self.cut else r"(?![^\W_])")


def search_for(
    desk: Desk, words: str, *, exact: bool = False, most: int = 20, leaving_for: str | None = None
) -> list[Found]:
    """Find turns with all of these words, in the order of the transcripts.

    Parameters
    ----------
    words
        Words, which are found in their other forms too, “phrases in quotation marks”, and
        beginnings of three letters or more with a star.
    exact
        Whether a word is found only as it was typed.
    leaving_for
        A purpose for which the words leave the workbench; what may not is then left out.

    Raises
    ------
    NotReadable
        There is nothing to look for, or the beginning of a word is too short.
    """
    wanted = _wanted(words)
    db = desk.project.db
    _fill(desk)
    if not exact:
        wanted = [_in_all_forms(desk, each) for each in wanted]
    expression = " AND ".join(each.expression() for each in wanted)
    shown_in = places(words, exact=exact)
    withheld: dict[str, tuple[Span, ...]] = {}
    texts: dict[str, str] = {}
    found = []
    for row in search.find(db, expression, most=MOST if leaving_for else most):
        source, span = Guid(row["source"]), Span(row["start"], row["end"])
        if leaving_for and source not in withheld:
            withheld[source] = leaving.withheld(desk.project, source, purpose=leaving_for)
        if not quoting.may_be_quoted(span, withheld.get(source, ())):
            continue
        if source not in texts:
            texts[source] = (sources.current_version(db, source) or {})["text"]
        said = texts[source][span.start : span.end]
        told = excerpt(said, shown_in(said))
        found.append(Found(source, row["name"], span, row["speaker"] or "", said, *told))
        if len(found) == most:
            break
    return found


def places(words: str, *, exact: bool = False) -> Callable[[str], tuple[Span, ...]]:
    """Give what tells where a text has these words, for texts that stand in no index.

    It finds nothing in a text that has not all of them. `NotReadable` as `search_for` raises it.
    """
    every = [
        re.compile((each if exact else each.in_all_forms()).pattern(), re.IGNORECASE)
        for each in _wanted(words)
    ]

    def found(said: str) -> tuple[Span, ...]:
        plain = _without_accents(said)
        met = [[Span(*match.span()) for match in one.finditer(plain)] for one in every]
        return tuple(sorted(span for one in met for span in one)) if all(met) else ()

    return found


def other_forms(desk: Desk, words: str) -> list[str]:
    """Every other form that occurs in the transcripts and that `search_for` finds with these."""
    _fill(desk)
    told = (_in_all_forms(desk, each).also for each in _wanted(words))
    return list(dict.fromkeys(form for forms in told for form in forms))


def knows_forms() -> bool:
    """Say whether there is a dictionary here; without one a word is found only as it was typed."""
    return bool(language.forms("go"))


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


def _wanted(words: str) -> list[_Wanted]:
    """Read what somebody typed."""
    words = unicodedata.normalize("NFC", words.replace("\0", " "))
    if len(words) > LONGEST:
        raise NotReadable(f"Look for up to {LONGEST} characters at once.")
    wanted = []
    for quoted, curly, bare in _PARTS.findall(words):
        letters = _LETTERS.findall(quoted or curly or bare.strip('"“”'))
        if not letters:
            continue
        cut = bare.endswith("*")
        if cut and len(letters[-1]) < 3:
            raise NotReadable("Give at least three letters before the star.")
        wanted.append(_Wanted(tuple(letters), bare=bool(bare) and not cut, cut=cut))
    if not wanted:
        raise NotReadable("Type a word to look for.")
    return wanted


def _in_all_forms(desk: Desk, wanted: _Wanted) -> _Wanted:
    """Add the other forms that occur in the transcripts as they stand now."""
    before = wanted.words[:-1]
    occur = (
        form
        for form in wanted.in_all_forms().also
        if search.find(desk.project.db, _Wanted((*before, form)).expression(), most=1)
    )
    return replace(wanted, also=tuple(occur))


def excerpt(said: str, shown: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Give some words around the first place that shows what was looked for, and such places."""
    at = shown[0].start if shown else 0
    start, end = max(0, at - _AROUND), min(len(said), at + _AROUND)
    if start:
        start = said.find(" ", start, at) + 1 or start
    if end < len(said):
        blank = said.rfind(" ", start, end)
        end = blank if blank > at else end
    before = "… " if start else ""
    after = " …" if end < len(said) else ""
    moved = len(before) - start
    return f"{before}{said[start:end]}{after}", tuple(
        Span(span.start + moved, span.end + moved)
        for span in shown
        if start <= span.start and span.end <= end
    )


def _without_accents(words: str) -> str:
    """Leave accents out, as the index does; every character stays where it is."""
    return "".join(
        letter if letter.isascii() else unicodedata.normalize("NFD", letter)[0] for letter in words
    )
