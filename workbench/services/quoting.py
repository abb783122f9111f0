"""Choosing quotations and differences for a draft, by rule, so that a lead has something to edit.

Nothing is written for the team, and nobody is quoted who said no to it. Of quotations, what more
readers marked comes first, then the longer of two; of differences, the most different; no
transcript fills a section; nothing is quoted twice.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.domain.coding import Coding
from workbench.domain.participant import Participant
from workbench.domain.source import SETTINGS
from workbench.domain.span import Span

SHORTEST, LONGEST = 40, 700
HARD = frozenset({"missing", "wanted", "mixed"})
# Differences in which two readings stand side by side, and those in which one stands alone.
TWO_READINGS = frozenset(
    {"here_and_missing", "other_code", "overlap_other_code", "only_some", "other_presence"}
)
ONE_READING = frozenset({"only_one"})

Taken = set[tuple[str, Span]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A quotation with the marks it was chosen from."""

    source: str
    span: Span
    codings: tuple[Coding, ...]


def attribution(
    source: dict,
    span: Span,
    speaking: Iterable[tuple[int, int, str]],
    *,
    called: Callable[[str], str] = str,
) -> str:
    """Attribute a quotation as the field prints it: `[ID, setting]`.

    A focus group is named by its own ID, never its speaker; where several people write in a
    thread, it is the one whose words these are; a commissioner prints as `[ID, commissioner]`; an
    online platform prints by its own name.

    Parameters
    ----------
    called
        What an ID is called in the document at hand.
    """
    labels = source["participants"]
    label = labels[0] if labels else source["name"]
    if source["kind"] != "focus_group" and len(labels) > 1:
        label = next((who for start, end, who in speaking if start <= span.start < end), label)
    if label in source["commissioners"]:
        return f"[{called(label)}, commissioner]"
    stated = [setting for setting in source["settings"] if setting != "not_stated"]
    words = [source["platforms"].get(setting) or SETTINGS[setting] for setting in stated]
    return f"[{', '.join([called(label), *words])}]"


def withheld(
    text: str, turns: Iterable[dict], *, people: Iterable[Participant], purpose: str
) -> tuple[Span, ...]:
    """Find the stretches of a transcript that may not be quoted for a purpose.

    What somebody who refused says is withheld, and so is what nobody is named for, since it may be
    theirs. The whole transcript is, when a group's own ID refused, when everybody who is heard in
    it did (the questions repeat what they said), or when it is not known which turns are theirs.

    Parameters
    ----------
    turns
        `start`, `end`, `participant` (a GUID or None) and the speaker's `role`.
    people
        Everybody who took part in this transcript, a group's own ID among them.
    """
    people, turns = list(people), list(turns)
    refused = {each.guid for each in people if each.refuses(purpose)}
    if not refused or not text:
        return ()
    groups = {each.guid for each in people if each.role == "group"}
    heard = {turn["participant"] for turn in turns if turn["participant"]}
    if refused & groups or refused - heard or heard <= refused:
        return (Span(0, len(text)),)
    return tuple(
        Span(turn["start"], turn["end"])
        for turn in turns
        if turn["participant"] in refused
        or (turn["participant"] is None and turn["role"] != "interviewer")
    )


def may_be_quoted(span: Span, withheld: Iterable[Span]) -> bool:
    """Say whether a quotation holds no character of what is withheld."""
    return not any(span.overlaps(other) for other in withheld)


def choose(codings: list[Coding], *, hard: bool, most: int, taken: Taken) -> list[Chosen]:
    """Choose quotations among marks of one value.

    Parameters
    ----------
    hard
        Whether to take those marked missing, wished for or mixed, or all the others.
    most
        How many at most.
    taken
        What has been quoted already; what is chosen is added.
    """
    together: dict[tuple[str, Span], list[Coding]] = {}
    for coding in codings:
        if (coding.presence in HARD) == hard and SHORTEST <= len(coding.span) <= LONGEST:
            together.setdefault((coding.source, coding.span), []).append(coding)
    ranked = sorted(
        together.items(),
        key=lambda item: (
            -len({coding.coder for coding in item[1]}),
            -len(item[0][1]),
            item[0][0],
            item[0][1],
        ),
    )
    from_source: Counter[str] = Counter()
    chosen: list[Chosen] = []
    for (source, span), marks in ranked:
        if is_quoted(source, span, taken) or from_source[source] >= max(1, most // 3):
            continue
        taken.add((source, span))
        from_source[source] += 1
        chosen.append(Chosen(source, span, tuple(marks)))
        if len(chosen) == most:
            break
    return chosen


def choose_differences(
    differing: list[dict],
    *,
    value: str,
    kinds: frozenset[str],
    most: int,
    taken: Taken,
    may: Callable[[dict], bool],
) -> list[dict]:
    """Choose passages, as `comparing.compare` tells them, that bear on one value.

    Parameters
    ----------
    value
        Key of the value at least one of the readings is about.
    kinds
        Which kinds of difference to choose from.
    most, taken
        As for `choose`; no transcript gives two.
    may
        Whether a passage may be printed, asked of those that would be.
    """
    chosen: list[dict] = []
    for one in differing:
        span = Span(one["start"], one["end"])
        if (
            one["kind"] in kinds
            and len(span) <= LONGEST
            and any(each["value"] == value for each in one["readings"])
            and all(one["source"] != other["source"] for other in chosen)
            and not is_quoted(one["source"], span, taken)
            and may(one)
        ):
            taken.add((one["source"], span))
            chosen.append(one)
        if len(chosen) == most:
            break
    return chosen


def is_quoted(source: str, span: Span, taken: Taken) -> bool:
    """Say whether any of these words are quoted already."""
    return any(place == source and other.overlaps(span) for place, other in taken)
