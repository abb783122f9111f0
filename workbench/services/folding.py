"""Folding: what of a transcript is sent to a reader who wants to read without some of it.

What is folded is not sent. As many other characters stand in its place, so that every position
in the rest stays what it is.
"""

from collections.abc import Collection, Iterable

from workbench.domain.span import Span

FILLER = "\u2026"
WAYS_TO_OPEN = ("whole", "folded", "extracts")


def folds(
    how: str,
    *,
    notes: Iterable[dict],
    turns: Iterable[dict],
    marked: Iterable[Span],
    opened: Collection[str],
) -> list[dict]:
    """Say which passages are folded, in order and apart from one another.

    Parameters
    ----------
    how
        `whole`: none; `folded`: those with a content note; `extracts`: those too, and every turn
        without a mark.
    opened
        Content notes whose passage the reader has opened.

    Returns
    -------
    list of dict
        guid (None for what is left out as no extract), start, end, words and open.
    """
    if how == "whole":
        return []
    found = _hard(notes, opened)
    if how == "extracts":
        found += _unmarked(list(turns), list(marked), found)
    return sorted(found, key=lambda fold: fold["start"])


def folded(text: str, closed: Iterable[dict]) -> str:
    """Give the text without the words of what is folded, as long as before."""
    for fold in closed:
        if not fold["open"]:
            gone = FILLER * (fold["end"] - fold["start"])
            text = text[: fold["start"]] + gone + text[fold["end"] :]
    return text


def touched(closed: Iterable[dict], start: int | None, end: int | None) -> bool:
    """Say whether a place reaches into a passage whose words are not sent."""
    return start is not None and any(
        not fold["open"] and fold["start"] < (end or start) and start < fold["end"]
        for fold in closed
    )


def _hard(notes: Iterable[dict], opened: Collection[str]) -> list[dict]:
    """The noted passages; those that share words are one, opened where all of them are."""
    found: list[dict] = []
    for note in sorted(
        (note for note in notes if note["start"] is not None), key=lambda note: note["start"]
    ):
        is_open = note["guid"] in opened
        last = found[-1] if found else None
        if last and note["start"] < last["end"]:
            last["end"] = max(last["end"], note["end"])
            last["words"] += f"; {note['words']}"
            last["open"] = last["open"] or is_open
        else:
            found.append({**note, "open": is_open})
    return found


def _unmarked(turns: list[dict], marked: list[Span], hard: list[dict]) -> list[dict]:
    """The turns nobody marked, as far as this viewer may see, without those in a hard passage."""
    kept = [
        turn["start"] < turn["end"]
        and any(turn["start"] < span.end and span.start < turn["end"] for span in marked)
        for turn in turns
    ]
    gaps = []
    for turn, keep in zip(turns, kept, strict=True):
        within = any(fold["start"] < turn["end"] and turn["start"] < fold["end"] for fold in hard)
        if not keep and not within and turn["start"] < turn["end"]:
            gaps.append(
                {
                    "guid": None,
                    "start": turn["start"],
                    "end": turn["end"],
                    "words": "",
                    "open": False,
                }
            )
    return gaps
