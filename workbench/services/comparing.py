"""Comparing readings: passages first, as this viewer may see them. Nothing is stored of it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from workbench.analysis import differences as measure
from workbench.analysis.collecting import collecting_later
from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.services import compared, projects, reading, small_groups
from workbench.services.compared import By, Study
from workbench.services.desks import Desk
from workbench.store import codes

# A difference with one of these alone is not something to talk about.
ALIKE = frozenset({"same", "nobody_else_yet"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in which readings stand side by side, and all that is needed to tell it."""

    one: measure.Difference
    study: Study
    row: dict
    in_round: str
    text: str
    may_know: bool

    @property
    def source(self) -> Guid:
        """The transcript it is in."""
        return Guid(self.row["guid"])

    @property
    def kind(self) -> str:
        """The most different of its kinds, a key of `KINDS`."""
        return self.one.kind

    @property
    def kinds(self) -> tuple[str, ...]:
        """All its kinds, the most different first."""
        return self.one.kinds

    @property
    def differs(self) -> bool:
        """Say whether it is something to talk about."""
        return self.one.kind not in ALIKE

    def is_about(self, code: Guid) -> bool:
        """Say whether somebody marked it with this code, or with one under it."""
        key = self.study.codes[code].key if code in self.study.codes else None
        return any(
            coding.code == code or key in self.study.above.get(coding.code, ())
            for each in self.one.readings
            for coding in each.codings
        )

    def told(self) -> dict:
        """Tell it, as `compare` does."""
        # As the shortest mark has it: with the full stop or bracket that the core leaves out.
        meant = min(
            (
                coding.span
                for each in self.one.readings
                for coding in each.codings
                if coding.span.contains(self.one.span)
            ),
            key=len,
            default=self.one.span,
        )
        return {
            "source": self.source,
            "name": self.row["name"],
            "round": self.in_round,
            "start": meant.start,
            "end": meant.end,
            "words": self.text[meant.start : meant.end],
            "kind": self.one.kind,
            "kinds": [self.study.kind(kind) for kind in self.one.kinds],
            "differs": self.differs,
            "readings": [
                {
                    "reader": self.study.name_of(each.by),
                    "person": self.study.name_of(coding.coder) if self.study.by == "lens" else "",
                    **compared.mark(self.study, coding),
                    "words": self.text[coding.span.start : coding.span.end],
                    "perspectives": list(coding.perspectives),
                }
                for each in self.one.readings
                for coding in each.codings
            ],
            "unmarked_by": [self.study.name_of(who) for who in self.one.unmarked_by],
            **compared.how_far_told(self.study, self.one, may_know=self.may_know),
        }


def compare(
    desk: Desk,
    *,
    source: str | None = None,
    by: By = "coder",
    readers: Iterable[str] | None = None,
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
        coding_round=coding_round,
        among=among,
        leaving=leaving,
    )
    with collecting_later():
        return [each.told() for each in found]


def passages(
    desk: Desk,
    *,
    source: str | None = None,
    by: By = "coder",
    readers: Iterable[str] | None = None,
    coding_round: str | None = None,
    among: Collection[Guid] | None = None,
    leaving: bool = False,
) -> list[Passage]:
    """Find the same passages, each to be told when it is shown."""
    only = set(readers) if readers is not None else None
    with collecting_later():
        chosen = {row["guid"]: row for row in compared.chosen(desk, source, among)}
        marks = compared.marks_in(desk, chosen, readers=only, coding_round=coding_round)
        study = compared.study_for(desk, by, marks, coding_round=coding_round, leaving=leaving)
        may_know = compared.may_know_how_far(desk) or study.by != "coder"
        members, found = projects.members(desk), []
        for guid, row in chosen.items():
            text = reading.text_of(desk, guid)
            for in_round, one in _differences(study, guid, text, marks[guid], members, only):
                found.append(Passage(one, study, row, in_round["name"], text, may_know))
        found.sort(key=lambda each: each.one.weight, reverse=True)
        return found


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


def _differences(
    study: Study,
    source: Guid,
    text: str,
    marks: list[Coding],
    members: Iterable[Guid],
    only: set[str] | None,
) -> Iterator[tuple[dict, measure.Difference]]:
    """Give what differs in one transcript, in one round after another."""
    for coding_round in study.rounds:
        own = [coding for coding in marks if coding.coding_round == coding_round["guid"]]
        states = {
            person: far
            for person, far in compared.how_far(
                study.states, coding_round, source, members
            ).items()
            if only is None or person in only
        }
        for one in compared.found_in(study, text, own, states):
            yield coding_round, one
