"""What a comparison works with: whose marks, which codes and headings, how far everybody is."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from workbench.analysis import differences as measure
from workbench.analysis import sides
from workbench.analysis.nearness import Nearness
from workbench.domain.codebook import Code
from workbench.domain.coding import LENSES, PRESENCES, Coding
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from
from workbench.domain.reading import ReadSoFar
from workbench.services import perspectives, small_groups
from workbench.services.desks import Desk
from workbench.store import codes, sources, visible, visible_marks
from workbench.store.visible_marks import READER

By = Literal["coder", "perspective", "lens"]
KINDS = measure.KINDS
# What is said instead where the sides are not people.
_OTHERWISE = {
    "perspective": {
        "only_one": "only marked from one perspective",
        "only_some": "marked from some perspectives, and not from others that read it",
        "nobody_else_yet": "nobody has finished reading this from another perspective",
    },
    "lens": {"only_one": "seen through one lens only"},
}
States = Mapping[tuple[str, str], Mapping[Guid, ReadSoFar]]  # by round and transcript


@dataclass(frozen=True, slots=True)
class Study:
    """What a comparison of any transcript needs to know of the study.

    `headings` are those the viewer may see marks under; `under` says for each reader which they
    stand under. `above` has the keys of the codes each code stands under, from the nearest up.
    `by` is `coder` where the team has worded no headings.
    """

    by: By
    codes: dict[Guid, Code]
    values: dict[Guid, Code | None]
    above: dict[Guid, tuple[str, ...]]
    people: dict[Guid, str]
    headings: dict[Guid, str]
    under: Mapping[Guid, frozenset[Guid]]
    rounds: tuple[dict, ...]
    states: States

    def name_of(self, side: str) -> str:
        """Name a reader, a heading, a lens, or what stands where a mark has none."""
        if side in (*sides.UNDER_NO_HEADING, sides.NO_LENS):
            return f"{side[0].upper()}{side[1:]}"
        if side in LENSES:
            return f"{LENSES[side][0].upper()}{LENSES[side][1:]}"
        guid = Guid(side)
        return self.people.get(guid) or self.headings.get(guid, "a former member")

    def sides_of(self, coding: Coding) -> tuple[str, ...]:
        """Say on which sides a mark stands."""
        if self.by == "lens":
            return sides.lens_of(coding)
        return sides.headings_of(coding) if self.by == "perspective" else (coding.coder,)

    def kind(self, kind: str) -> str:
        """Say a kind of difference in plain words."""
        return in_words(kind, self.by)


def in_words(kind: str, by: By) -> str:
    """Say a kind of difference in plain words, as fits the sides that are compared."""
    return _OTHERWISE.get(by, {}).get(kind, KINDS[kind])


def chosen(desk: Desk, source: str | None, among: Collection[Guid] | None) -> list[dict]:
    """The transcripts that are compared, in order of name; `NotFound` where one is not there."""
    listed = sources.listed(desk.project.db)
    if source is not None:
        guid = guid_from(source)
        listed = [row for row in listed if row["guid"] == guid]
        if not listed:
            raise NotFound("There is no such transcript in this study.")
    return [row for row in listed if among is None or row["guid"] in among]


def rows_in(
    desk: Desk,
    among: Collection[Guid],
    *,
    readers: Iterable[str] | None = None,
    coding_round: str | None = None,
) -> visible_marks.Marks:
    """The marks that are compared, by transcript and round, to be made whole when told."""
    only = set(readers) if readers is not None else None
    compared = rounds(desk) if coding_round is None else {coding_round}
    found = visible_marks.marks(
        desk.project,
        desk.viewer,
        source=next(iter(among)) if len(among) == 1 else None,
        coding_round=coding_round,
    )
    groups = {
        group: rows if only is None else [row for row in rows if row[READER] in only]
        for group, rows in found.groups.items()
        if group[0] in among and group[1] in compared
    }
    return replace(found, groups=groups)


def marks_in(
    desk: Desk,
    among: Collection[Guid],
    *,
    readers: Iterable[str] | None = None,
    coding_round: str | None = None,
) -> dict[Guid, list[Coding]]:
    """The marks that are compared, by transcript and in order of place."""
    found = rows_in(desk, among, readers=readers, coding_round=coding_round)
    return by_transcript(among, found.all())


def by_transcript(among: Iterable[Guid], codings: Iterable[Coding]) -> dict[Guid, list[Coding]]:
    """Put marks under their transcripts; one without any is there as well."""
    found: dict[Guid, list[Coding]] = {source: [] for source in among}
    for one in codings:
        found[one.source].append(one)
    return found


def study_for(
    desk: Desk,
    by: By,
    marks: dict[Guid, list[Coding]],
    *,
    coding_round: str | None = None,
    chosen_headings: Collection[str] | None = None,
    leaving: bool = False,
) -> Study:
    """Gather what comparing these marks needs, and take from them the headings held back.

    Where headings are chosen, only marks under any of those are left.
    """
    if by not in get_args(By):
        raise NotReadable("Readings are compared by coder, by perspective or by lens.")
    headings = {Guid(row["guid"]): row["name"] for row in perspectives.headings(desk)}
    under: dict[Guid, frozenset[Guid]] = {}
    if by == "perspective" and headings:
        together = [coding for own in marks.values() for coding in own]
        held = small_groups.held_back(desk, together, leaving=leaving)
        headings = {guid: name for guid, name in headings.items() if guid not in held}
        for source, own in marks.items():
            marks[source] = sides.without_headings(own, held)
            if chosen_headings is not None:
                marks[source] = sides.under_any(marks[source], chosen_headings)  # type: ignore[arg-type]
        if chosen_headings is not None:
            headings = {guid: headings[guid] for guid in headings if guid in chosen_headings}
        under = visible.headings_of_readers(desk.project, desk.viewer)
    elif by == "perspective":
        by = "coder"
    book = codes.codebook(desk.project.db)
    parents = {code.key: code.parent for code in book.codes}
    return Study(
        by=by,
        codes={code.guid: code for code in book.codes},
        values={code.guid: book.value_over(code.key) for code in book.codes},
        above={code.guid: _above(code.parent, parents) for code in book.codes},
        people=readers(desk, leaving=leaving),
        headings=headings,
        under=under,
        rounds=tuple(
            row
            for row in visible.coding_rounds(desk.project, desk.viewer)
            if coding_round in (None, row["guid"])
        ),
        states=visible.reading_states(desk.project, desk.viewer),
    )


def rounds(desk: Desk) -> dict[str, str]:
    """Name the rounds whose readings can be compared, in the order they were started."""
    return {row["guid"]: row["name"] for row in visible.coding_rounds(desk.project, desk.viewer)}


def readers(desk: Desk, *, leaving: bool = False) -> dict[Guid, str]:
    """Name everybody whose readings can be compared, those who are not named as what they are."""
    return visible.readers(desk.project, desk.viewer, leaving=leaving)


def may_know_how_far(desk: Desk) -> bool:
    """Say whether the viewer may know by name who has not finished: whoever arranges reading."""
    return desk.viewer.person is not None and desk.viewer.may("reading")


def how_far(
    states: States, coding_round: dict, source: str, members: Iterable[Guid]
) -> dict[Guid, ReadSoFar]:
    """How far each is of whom a round can say that they read a transcript or did not.

    Where people were chosen for a round it says nothing of anybody else.
    """
    kept = states.get((coding_round["guid"], source), {})
    everybody = members if coding_round["everybody"] else ()
    return {**dict.fromkeys(everybody, ReadSoFar("not_asked")), **kept}


def text_read(
    study: Study,
    text: str,
    marks: list[measure.Placed],
    far: Mapping[Guid, ReadSoFar],
    *,
    sides_of: Callable[[measure.Placed], Sequence[str]],
    codings: Iterable[Coding] = (),
) -> measure.Text:
    """Make one reading of one text ready to be compared, with how far each side of it is.

    `codings` are the same marks, which are asked only where the sides are headings.
    """
    states: Mapping[str, str] = {reader: each.of_the_whole for reader, each in far.items()}
    parts: sides.Parts = sides.parts_of_readers(far)
    order: Sequence[str] = sorted(far)
    if study.by == "lens":
        # Nobody is asked to read through a lens, so none can have left anything unmarked.
        states, parts, order = {}, {}, sides.LENS_SIDES
    elif study.by == "perspective":
        own, headings = list(codings), list(study.headings)
        states = sides.states_of_headings(own, states, study.under, headings)  # type: ignore[arg-type]
        parts = sides.parts_of_headings(own, parts, study.under, headings)
        order = [*headings, *sides.UNDER_NO_HEADING]
    return measure.Text(text, marks, sides_of, states, parts, order)


def laid_out(study: Study, texts: Iterable[measure.Text]) -> Iterator[list[measure.Found]]:
    """Lay the sides of each reading of a text beside one another: its passages, in their order."""
    return measure.compared(
        texts,
        Nearness(study.codes, study.values),
        alone="only_one" if study.by == "lens" else "nobody_else_yet",
    )


def found_in(
    study: Study, text: str, marks: list[Coding], far: Mapping[Guid, ReadSoFar]
) -> list[measure.Difference]:
    """Lay the sides of one reading of one text beside one another, the most different first."""
    read = text_read(
        study,
        text,
        measure.placed(marks),
        far,
        sides_of=lambda mark: study.sides_of(measure.coding(mark)),
        codings=marks,
    )
    (found,) = laid_out(study, [read])
    return [one.difference(measure.coding) for one in sorted(found, key=measure.by_weight)]


def in_order(study: Study, found: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """Put headings and lenses in their own order, with what stands under none at the end."""
    if study.by == "coder":
        return found
    order = sides.LENS_SIDES if study.by == "lens" else (*study.headings, *sides.UNDER_NO_HEADING)
    return {side: found[side] for side in order if side in found}


def how_far_told(study: Study, one: measure.Difference, *, may_know: bool) -> dict:
    """Tell who has not finished a text and who was never asked, without names where need be."""
    return {
        which: [study.name_of(who) for who in people] if may_know else ["somebody"] * bool(people)
        for which, people in (("not_finished", one.not_finished), ("not_asked", one.not_asked))
    }


def mark(study: Study, coding: Coding) -> dict:
    """Tell one mark: `code` (its name), `key`, `value` (a key or None), `above`, place."""
    code, value = study.codes.get(coding.code), study.values.get(coding.code)
    return {
        "code": code.name if code else "a code that was retired",
        "key": code.key if code else "",
        "value": value.key if value else None,
        "above": list(study.above.get(coding.code, ())),
        "lens": coding.lens,
        "presence": coding.presence,
        "presence_words": "" if coding.presence == "not_said" else PRESENCES[coding.presence],
        "start": coding.span.start,
        "end": coding.span.end,
    }


def _above(parent: str | None, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    keys: list[str] = []
    while parent is not None and parent not in keys:
        keys.append(parent)
        parent = parents.get(parent)
    return tuple(keys)
