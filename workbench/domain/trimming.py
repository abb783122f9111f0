"""Trimming a quotation without altering anybody's words: cuts are “…”, ours stand in [ ].

What somebody typed is only ever read as a choice among the words that were said; the words that
are printed come from the transcript.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from workbench.domain.errors import NotReadable
from workbench.domain.span import Span

CUT = "…"
LONGEST_INSERT = 200
_TOKENS = re.compile(r"\[[^\[\]]*\]|…|[^\s…\[\]]+|[\[\]]")
_MOST_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class Kept:
    """Stretches of a text that are kept, each with the editor's words in front of it."""

    pieces: tuple[tuple[Span, str], ...]
    ending: str = ""


def trim(text: str, span: Span, typed: str) -> Kept:
    """Read what somebody made of a quotation as stretches kept of it and words put in brackets.

    Words that are left out become a cut whether or not “…” was typed for them.

    Parameters
    ----------
    text, span
        The transcript, and the stretch of it that was chosen.
    typed
        The quotation as somebody would have it printed.

    Raises
    ------
    NotReadable
        A word is not the participant's at that place, or nothing of theirs is left.
    """
    said = [
        (found.group(), span.start + found.start(), span.start + found.end())
        for found in _TOKENS.finditer(text[span.start : span.end])
    ]
    wanted = [found.group() for found in _TOKENS.finditer(typed.replace("...", CUT))]
    if len(said) > _MOST_WORDS:
        raise NotReadable(
            f"That quotation has more than {_MOST_WORDS:,} words. Choose a shorter one first."
        )
    # Going to where most words follow, or taking a bracket for one that was said, can pass by what
    # a simpler reading finds; the simplest takes each word where it comes next.
    for reading in (_Reading(), _Reading(first=True)):
        with suppress(NotReadable):
            return _read(said, wanted, reading)
    return _read(said, wanted, _Reading(first=True, ours=True))


@dataclass(frozen=True, slots=True)
class _Reading:
    """How typed words are looked for: each where it comes `first`; brackets that are not right
    there as `ours`.
    """

    first: bool = False
    ours: bool = False


def _read(said: Sequence[tuple[str, int, int]], wanted: Sequence[str], how: _Reading) -> Kept:
    at, waiting = 0, ""
    runs: list[list[int]] = []
    inserts: list[str] = []
    for number, word in enumerate(wanted):
        here = _find(said, at, wanted[number:], how)
        if here is None and word == CUT:
            continue
        if here is None and word.startswith("[") and len(word) > 2:
            waiting = f"{waiting} {word[1:-1].strip()}".strip()
            continue
        if here is None:
            raise NotReadable(
                f"“{word}” is not what was said there. Leave words out, or put words of ours in "
                "[square brackets]; what the participant said stays as it is."
            )
        if runs and here == at and not waiting:
            runs[-1][1] = here
        else:
            runs.append([here, here])
            inserts.append(_checked(waiting))
            waiting = ""
        at = here + 1
    if not runs:
        raise NotReadable("Nothing of what was said is left. Take the quotation away instead.")
    pieces = tuple(
        (Span(said[begin][1], said[end][2]), insert)
        for (begin, end), insert in zip(runs, inserts, strict=True)
    )
    return Kept(pieces, _checked(waiting))


def printed(text: str, span: Span, pieces: Sequence[tuple[Span, str]], ending: str = "") -> str:
    """Print a quotation: the words as they stand in the transcript, with “…” and [ ]."""
    if not pieces:
        return ""
    out: list[str] = []
    at = span.start
    for kept, before in pieces:
        left_out = bool(text[at : kept.start].strip())
        if before:
            out.append(f"[{before}]")
        elif left_out:
            out.append(CUT)
        out.append(text[kept.start : kept.end])
        at = kept.end
    if ending:
        out.append(f"[{ending}]")
    elif text[at : span.end].strip():
        out.append(CUT)
    return _joined(out)


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


def _find(
    said: Sequence[tuple[str, int, int]], at: int, wanted: Sequence[str], how: _Reading
) -> int | None:
    """Where a typed word was said: right here, or else later, where most of what follows fits."""
    word = wanted[0]
    if at < len(said) and said[at][0] == word:
        return at
    if word == CUT or (how.ours and word.startswith("[")):
        return None
    best, most = None, 1 if word.startswith("[") else 0  # one alone is likelier to be ours
    for place in range(at, len(said)):
        if said[place][0] != word:
            continue
        run = 0
        for heard, meant in zip(said[place:], wanted, strict=False):
            if heard[0] != meant:
                break
            run += 1
        if run > most:
            best, most = place, run
            if how.first:
                break
    return best


def _checked(words: str) -> str:
    if len(words) > LONGEST_INSERT or not words.isprintable():
        raise NotReadable(
            f"Words of ours in brackets may have up to {LONGEST_INSERT} visible characters."
        )
    return words
