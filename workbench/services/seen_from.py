"""Which codes one perspective sees and another does not, over text both were asked to read.

Only what was finished from both headings counts, word for word where somebody was asked for a
passage alone. Nothing is stored, no person is counted or named,
and a heading that is one person is among them only where that person said so.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from workbench.analysis import seen_from as measure
from workbench.analysis import sides
from workbench.analysis.seen_from import Seen
from workbench.domain.coding import LENSES, Coding
from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid
from workbench.domain.reading import ReadSoFar
from workbench.domain.span import Span
from workbench.services import compared, projects, small_groups
from workbench.services.compared import Study
from workbench.services.desks import Desk
from workbench.store import codes, sources, visible

# What passages are counted by.
COUNTED_BY = {
    "values": "Values, with the codes under them",
    "codes": "Codes as they were marked",
    "lenses": "What drew us to it",
}
FEW_TRANSCRIPTS = 10


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far the readers under a heading are: transcripts finished, begun or waiting, not asked.

    `nothing` are those of the finished in which nothing was marked from there.
    """

    name: str
    finished: int
    nothing: int
    asked: int
    not_asked: int


@dataclass(frozen=True, slots=True)
class SeenFrom:
    """What two headings have seen of the transcripts that were finished from both.

    `people` says whose marks stand under each, in number; `of` counts the passages marked from
    each, one that is marked with two codes once for each. `names` says what each code is called.
    `in_part` counts the transcripts of which no more than passages were finished from both.
    `held` names the headings of which this text would show who is behind them, where that person
    has not said that others may see it; there are no lines then.
    """

    pair: tuple[Guid, Guid]
    titles: tuple[str, str]
    people: tuple[int, int]
    of: tuple[int, int]
    transcripts: tuple[Guid, ...]
    how_far: tuple[HowFar, ...]
    lines: tuple[Seen, ...]
    names: dict[str, str]
    in_part: int = 0
    held: tuple[str, ...] = ()

    def what_it_can_show(self) -> list[str]:
        """Say in plain words what these counts can and cannot show."""
        number = len(self.transcripts)
        one, other = ("1 person" if n < 2 else f"{n} of us" for n in self.people)
        told = [
            f"This shows how {one} read {number} {'transcript' if number == 1 else 'transcripts'} "
            f"from “{self.titles[0]}”, and {other} from “{self.titles[1]}”. It cannot show how "
            "people read who share an experience or a job: so few readers stand for themselves."
        ]
        if self.in_part:
            told.append(
                f"Of {self.in_part} of these, only a part was finished from both, since somebody "
                "was asked for a passage. Nothing else of them is counted."
            )
        if number == 1:
            told.append("There is no interval, since that needs more than one transcript.")
        elif number < FEW_TRANSCRIPTS:
            told.append(
                "“From … to …” says how far a figure would move with other transcripts like these "
                f"{number}. From fewer than {FEW_TRANSCRIPTS} it comes out too narrow. It says "
                "nothing of other readers."
            )
        else:
            told.append(
                "“From … to …” says how far a figure would move with other transcripts like "
                "these. It says nothing of other readers."
            )
        if number > 1:
            told.append(
                "Where the interval of what is more reaches below 0, it could as well be the "
                "other way round."
            )
        told.append(
            "A code that is marked less from somewhere was not overlooked there: the passages say "
            "what was seen instead."
        )
        return told


def headings(
    desk: Desk,
    *,
    coding_round: str | None = None,
    among: Collection[Guid] | None = None,
    leaving: bool = False,
) -> dict[Guid, str]:
    """The headings that can be laid beside one another, as far as the viewer may see them."""
    marks = _marks(desk, coding_round, among)
    return compared.study_for(
        desk, "perspective", marks, coding_round=coding_round, leaving=leaving
    ).headings


def seen_from(
    desk: Desk,
    one: Guid,
    other: Guid,
    *,
    by: str = "values",
    coding_round: str | None = None,
    among: Collection[Guid] | None = None,
    leaving: bool = False,
) -> SeenFrom:
    """Count the passages of each code from two headings, in what was finished from both.

    Parameters
    ----------
    by
        A key of `COUNTED_BY`.
    """
    marks = _marks(desk, coding_round, among)
    study = compared.study_for(
        desk, "perspective", marks, coding_round=coding_round, leaving=leaving
    )
    pair = one, other
    texts, in_part, far = _finished_from(desk, study, marks, pair)
    order, about = _what_counts(desk, study, by)
    finished = [_together(own, pair) for own in texts.values()]
    behind = visible.behind_headings(desk.project, [each for own in finished for each in own])
    held = small_groups.held_back(
        desk, [each for own in finished for each in own], leaving=leaving
    )
    counts = measure.counted(
        [] if held & {*pair} else finished, pair, about=about, order=list(order)
    )
    each = counts.number.sum(axis=(0, 2))
    return SeenFrom(
        pair=pair,
        titles=(study.headings[one], study.headings[other]),
        people=(len(behind.get(one, ())), len(behind.get(other, ()))),
        of=(int(each[0]), int(each[1])),
        transcripts=tuple(texts),
        how_far=tuple(_how_far(study.headings[side], far[side]) for side in pair),
        lines=tuple(measure.seen(counts, list(order))),
        names=order,
        in_part=len(in_part),
        held=tuple(study.headings[side] for side in pair if side in held),
    )


def passages(
    desk: Desk,
    found: SeenFrom,
    about: str,
    *,
    by: str = "values",
    coding_round: str | None = None,
) -> list[list[dict]]:
    """Give for each of the two headings the passages of one code: source, name, start, words."""
    marks = _marks(desk, coding_round, found.transcripts)
    study = compared.study_for(desk, "perspective", marks, coding_round=coding_round)
    texts, _, _ = _finished_from(desk, study, marks, found.pair)
    _, counts_as = _what_counts(desk, study, by)
    names = {row["guid"]: row["name"] for row in sources.listed(desk.project.db)}
    told: list[list[dict]] = [[], []]
    for source in found.transcripts:
        text = (sources.current_version(desk.project.db, source) or {})["text"]
        for side, own in zip(found.pair, told, strict=True):
            spans = measure.merged(texts[source][side], (side,), about=counts_as)
            own += [
                {
                    "source": source,
                    "name": names[source],
                    "start": span.start,
                    "words": text[span.start : span.end],
                }
                for span in spans.get((side, about), ())
            ]
    return told


def _marks(
    desk: Desk, coding_round: str | None, among: Collection[Guid] | None
) -> dict[Guid, list[Coding]]:
    chosen = [row["guid"] for row in compared.chosen(desk, None, among)]
    return compared.marks_in(desk, chosen, coding_round=coding_round)


_Texts = dict[Guid, dict[Guid, list[Coding]]]
_Far = dict[Guid, dict[str, int]]


def _finished_from(
    desk: Desk, study: Study, marks: dict[Guid, list[Coding]], pair: tuple[Guid, Guid]
) -> tuple[_Texts, set[Guid], _Far]:
    """Find what was finished from both headings in a round, with the marks of those who did.

    A transcript that both finished in several rounds counts by the newest of them, so that no
    passage counts twice; one of which only passages were, by the newest if none was whole. Which
    those are is told as well.
    """
    texts: _Texts = {}
    in_part: set[Guid] = set()
    far: _Far = {heading: dict.fromkeys(_STATES, 0) for heading in pair}
    members = projects.members(desk)
    for source, marked in marks.items():
        best = dict.fromkeys(pair, "not_asked")
        for coding_round in study.rounds:
            own = [each for each in marked if each.coding_round == coding_round["guid"]]
            readers = compared.how_far(study.states, coding_round, source, members)
            states = sides.states_of_headings(
                own, {reader: far.state for reader, far in readers.items()}, study.under, pair
            )
            done = {who: each for who, each in readers.items() if each.state in sides.FINISHED}
            ours = {
                heading: [each for each in own if each.coder in done and heading in each.headings]
                for heading in pair
            }
            for heading in pair:
                nothing = states[heading] == "finished" and not ours[heading]
                told = "nothing" if nothing else states[heading]
                best[heading] = max(best[heading], told, key=_STATES.index)
            from_there = sides.headings_read_from(own, done, study.under)
            both = _finished_from_both(
                *([far for who, far in done.items() if side in from_there[who]] for side in pair)
            )
            if both is None:
                texts[source] = ours
                in_part.discard(source)
            elif both and (source not in texts or source in in_part):
                texts[source] = {side: _within(both, each) for side, each in ours.items()}
                in_part.add(source)
        for heading, told in best.items():
            far[heading][told] += 1
    return texts, in_part, far


def _finished_from_both(one: Sequence[ReadSoFar], other: Sequence[ReadSoFar]) -> list[Span] | None:
    """Where somebody on either side has finished the same words; None is the whole text."""
    shared = [both for mine in one for yours in other if (both := mine.shared(yours))]
    spans = [each.passage for each in shared if each.passage]
    return spans if len(spans) == len(shared) else None


def _within(spans: Sequence[Span], codings: Sequence[Coding]) -> list[Coding]:
    """Cut marks to what of them lies in any of these stretches."""
    return [
        replace(each, span=Span(max(each.span.start, span.start), min(each.span.end, span.end)))
        for span in spans
        for each in codings
        if each.span.overlaps(span)
    ]


def _together(own: dict[Guid, list[Coding]], pair: tuple[Guid, Guid]) -> list[Coding]:
    """The marks from either heading, each once: one mark may stand under both."""
    return list({(each.guid, each.span): each for side in pair for each in own[side]}.values())


_STATES = ("not_asked", "asked", "nothing", "finished")


def _how_far(name: str, counts: dict[str, int]) -> HowFar:
    return HowFar(
        name,
        finished=counts["finished"] + counts["nothing"],
        nothing=counts["nothing"],
        asked=counts["asked"],
        not_asked=counts["not_asked"],
    )


def _what_counts(
    desk: Desk, study: Study, by: str
) -> tuple[dict[str, str], Callable[[Coding], tuple[str, ...]]]:
    """Say what is counted and what each mark counts as."""
    if by not in COUNTED_BY:
        raise NotReadable("Passages are counted by value, by code or by what drew us to them.")
    book = codes.codebook(desk.project.db)
    if by == "lenses":
        return dict(LENSES), lambda mark: (mark.lens,) if mark.lens else ()
    if by == "codes":

        def code_of(mark: Coding) -> tuple[str, ...]:
            return (study.codes[mark.code].key,) if mark.code in study.codes else ()

        return {code.key: code.name for code in book.codes}, code_of
    values = {value.key: value.name for value in book.values()}

    def value_of(mark: Coding) -> tuple[str, ...]:
        value = study.values.get(mark.code)
        return (value.key,) if value else ()

    return values, value_of
