"""Comparing readings: passages first, as this viewer may see them. Nothing is stored of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from workbench.analysis import differences as measure
from workbench.analysis import sides
from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.services import compared, projects, reading, small_groups
from workbench.services.compared import By, Study
from workbench.services.desks import Desk
from workbench.store import codes, visible_marks
from workbench.store.visible_marks import CODE, GUID, LENS, READER

# A difference with one of these alone is not something to talk about.
ALIKE = frozenset({"same", "nobody_else_yet"})


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at a study: its marks, of which `whole` has those that are made whole already."""

    study: Study
    marks: visible_marks.Marks
    whole: dict[Guid, Coding]
    may_know: bool

    def sides_of(self, mark: measure.Placed) -> tuple[str, ...]:
        """Say on which sides a mark stands."""
        if self.study.by == "coder":
            return (mark[READER],)
        if self.study.by == "lens":
            return (mark[LENS] or sides.NO_LENS,)
        return sides.headings_of(self.whole[mark[GUID]])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a passage is: the transcript with its text, and the round it was read in."""

    look: _Look
    row: dict
    coding_round: dict
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in which readings stand side by side; `tell` says all that it is."""

    found: measure.Found
    place: _Place

    @property
    def kind(self) -> str:
        """The most different of its kinds, a key of `KINDS`."""
        return self.found.kinds[0]

    @property
    def kinds(self) -> tuple[str, ...]:
        """All its kinds, the most different first."""
        return self.found.kinds

    @property
    def differs(self) -> bool:
        """Say whether it is something to talk about."""
        return self.kind not in ALIKE

    def is_about(self, code: Guid) -> bool:
        """Say whether somebody marked it with this code, or with one under it."""
        study = self.place.look.study
        key = study.codes[code].key if code in study.codes else None
        return any(
            mark[CODE] == code or key in study.above.get(mark[CODE], ())
            for _, mark in self.found.marks()
        )


def tell(passages: Collection[Passage]) -> list[dict]:
    """Tell passages of one look, as `compare` does."""
    wanted = {
        mark[GUID]: (_group(each.place), mark)
        for each in passages
        for _, mark in each.found.marks()
    }
    for look in [each.place.look for each in passages][:1]:
        whole = look.whole or {one.guid: one for one in look.marks.made(wanted.values())}
        return [_told(each, whole) for each in passages]
    return []


def _told(passage: Passage, whole: dict[Guid, Coding]) -> dict:
    place, look = passage.place, passage.place.look
    study = look.study
    one = passage.found.difference(lambda mark: whole[mark[GUID]])
    # As the shortest mark has it: with the full stop or bracket that the core leaves out.
    meant = min(
        (
            coding.span
            for each in one.readings
            for coding in each.codings
            if coding.span.contains(one.span)
        ),
        key=len,
        default=one.span,
    )
    return {
        "source": Guid(place.row["guid"]),
        "name": place.row["name"],
        "round": place.coding_round["name"],
        "start": meant.start,
        "end": meant.end,
        "words": place.text[meant.start : meant.end],
        "kind": one.kind,
        "kinds": [study.kind(kind) for kind in one.kinds],
        "differs": passage.differs,
        "readings": [
            {
                "reader": study.name_of(each.by),
                "person": study.name_of(coding.coder) if study.by == "lens" else "",
                **compared.mark(study, coding),
                "words": place.text[coding.span.start : coding.span.end],
                "perspectives": list(coding.perspectives),
            }
            for each in one.readings
            for coding in each.codings
        ],
        "unmarked_by": [study.name_of(who) for who in one.unmarked_by],
        **compared.how_far_told(study, one, may_know=look.may_know),
    }


def compare(
    desk: Desk,
    *,
    source: str | None = None,
    by: By = "coder",
    readers: Iterable[str] | None = None,
    headings: Collection[str] | None = None,
    coding_round: str | None = None,
    among: Collection[Guid] | None = None,
    leaving: bool = False,
) -> list[dict]:
    """Find every passage in which readings stand side by side, most different first.

    Readings are compared within a round: one person's readings in two of them are never put
    together. What is being read on our own first is in none.

    Parameters
    ----------
    source
        One transcript; all of them when None.
    by
        `coder` lays people side by side, `perspective` the team's shared headings, `lens` what
        drew readers to what they marked. Without headings, `perspective` compares by reader.
    readers
        Only these people's marks; everybody's when None.
    headings
        By perspective, only marks under these; all marks when None.
    coding_round
        Only this round; all the viewer may see when None.
    among
        Of all transcripts only these, as `sets.chosen` gives them; all of them when None.
    leaving
        Whether it goes into a file, a document or another program: a heading that is one person
        is then left out unless they said that it may.

    Returns
    -------
    list of dict
        `source`, `name`, `round` (its name), `start`, `end`, `words`, `kind`, `kinds` (in plain
        words), `differs`, `readings` (each `reader`, `code`, `key`, `value`, `above`, `presence`,
        `lens`, `words`), `unmarked_by`, and `not_finished` and `not_asked` (people by name only
        for whoever arranges reading). Among equals, transcripts come in order of name and passages
        in the order of the text.
    """
    found = passages(
        desk,
        source=source,
        by=by,
        readers=readers,
        headings=headings,
        coding_round=coding_round,
        among=among,
        leaving=leaving,
    )
    return tell(found)


def passages(
    desk: Desk,
    *,
    source: str | None = None,
    by: By = "coder",
    readers: Iterable[str] | None = None,
    headings: Collection[str] | None = None,
    coding_round: str | None = None,
    among: Collection[Guid] | None = None,
    leaving: bool = False,
) -> list[Passage]:
    """Find the same passages, each to be told when it is shown."""
    chosen = {row["guid"]: row for row in compared.chosen(desk, source, among)}
    marks = compared.rows_in(desk, chosen, readers=readers, coding_round=coding_round)
    own: dict[Guid, list[Coding]] = {}
    if by == "perspective":
        own = compared.by_transcript(chosen, marks.all())
    study = compared.study_for(
        desk, by, own, coding_round=coding_round, chosen_headings=headings, leaving=leaving
    )
    look = _Look(
        study,
        marks,
        {one.guid: one for codings in own.values() for one in codings},
        compared.may_know_how_far(desk) or study.by != "coder",
    )
    places = [
        _Place(look, row, coding_round, text)
        for guid, row in chosen.items()
        for text in [reading.text_of(desk, guid)]
        for coding_round in study.rounds
    ]
    members, only = projects.members(desk), set(readers) if readers is not None else None
    laid = compared.laid_out(study, (_read(place, members, only) for place in places))
    found = [
        Passage(one, place)
        for place, own_passages in zip(places, laid, strict=True)
        for one in own_passages
    ]
    found.sort(key=lambda each: each.found.weight, reverse=True)
    return found


def _read(place: _Place, members: Iterable[Guid], only: set[str] | None) -> measure.Text:
    """Make one reading of one transcript ready to be compared."""
    look, (source, coding_round) = place.look, _group(place)
    rows = look.marks.groups.get((source, coding_round), [])
    if look.study.by == "perspective":
        rows = [row for row in rows if row[GUID] in look.whole]
    far = compared.how_far(look.study.states, place.coding_round, source, members)
    return compared.text_read(
        look.study,
        place.text,
        rows,
        {who: each for who, each in far.items() if only is None or who in only},
        sides_of=look.sides_of,
        codings=(look.whole[row[GUID]] for row in rows),
    )


def _group(place: _Place) -> tuple[Guid, Guid]:
    return Guid(place.row["guid"]), Guid(place.coding_round["guid"])


def values(desk: Desk) -> list[dict]:
    """The values readings are drawn by, in order: key, name."""
    book = codes.codebook(desk.project.db)
    return [{"key": value.key, "name": value.name} for value in book.values()]


def to_ask_about(desk: Desk) -> dict[str, str]:
    """The codes readings are filtered by, in order: GUID to name, those under another set in."""
    book = codes.codebook(desk.project.db)
    depth: dict[str, int] = {}
    for code in book.codes:
        depth[code.key] = depth.get(code.parent or "", -1) + 1
    return {code.guid: "\u2003" * depth[code.key] + code.name for code in book.codes}


def one_person(
    desk: Desk,
    *,
    source: str | None = None,
    readers: Iterable[str] | None = None,
    coding_round: str | None = None,
    among: Collection[Guid] | None = None,
) -> list[small_groups.OnePerson]:
    """Tell the headings under which, of what is compared, only one person's marks stand."""
    chosen = [row["guid"] for row in compared.chosen(desk, source, among)]
    marks = compared.marks_in(desk, chosen, readers=readers, coding_round=coding_round)
    return small_groups.of_one(desk, [coding for own in marks.values() for coding in own])
