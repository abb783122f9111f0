"""Comparing readings: passages first, as this viewer may see them. Nothing is stored of it."""

from collections.abc import Collection, Iterable, Iterator

from workbench.analysis import differences as measure
from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.services import compared, projects, reading, small_groups
from workbench.services.compared import By, Study
from workbench.services.desks import Desk
from workbench.store import codes

# A difference with one of these alone is not something to talk about.
ALIKE = frozenset({"same", "nobody_else_yet"})


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
    chosen = {row["guid"]: row for row in compared.chosen(desk, source, among)}
    marks = compared.marks_in(desk, chosen, readers=readers, coding_round=coding_round)
    study = compared.study_for(desk, by, marks, coding_round=coding_round, leaving=leaving)
    only, found = set(readers) if readers is not None else None, []
    for guid, row in chosen.items():
        text = reading.text_of(desk, guid)
        for in_round, one in _differences(desk, study, guid, text, marks[guid], only):
            found.append((one, {**row, "round": in_round["name"]}, text))
    found.sort(key=lambda each: each[0].weight, reverse=True)
    may_know = compared.may_know_how_far(desk) or study.by != "coder"
    return [_told(study, *each, may_know=may_know) for each in found]


def values(desk: Desk) -> list[dict]:
    """The values readings are drawn by, in order: key, name."""
    book = codes.codebook(desk.project.db)
    return [{"key": value.key, "name": value.name} for value in book.values()]


def to_ask_about(desk: Desk) -> dict[str, str]:
    """The codes readings are filtered by, in order: key to name, those under another set in."""
    book = codes.codebook(desk.project.db)
    depth: dict[str, int] = {}
    for code in book.codes:
        depth[code.key] = depth.get(code.parent or "", -1) + 1
    return {code.key: "\u2003" * depth[code.key] + code.name for code in book.codes}


def is_about(one: dict, key: str) -> bool:
    """Say whether somebody marked a passage with this code, or with one under it."""
    return any(key in (each["key"], *each["above"]) for each in one["readings"])


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
    desk: Desk, study: Study, source: Guid, text: str, marks: list[Coding], only: set[str] | None
) -> Iterator[tuple[dict, measure.Difference]]:
    """Give what differs in one transcript, in one round after another."""
    members = projects.members(desk)
    for coding_round in study.rounds:
        own = [coding for coding in marks if coding.coding_round == coding_round["guid"]]
        states = {
            person: state
            for person, state in compared.how_far(
                study.states, coding_round, source, members
            ).items()
            if only is None or person in only
        }
        for one in compared.found_in(study, text, own, states):
            yield coding_round, one


def _told(study: Study, one: measure.Difference, row: dict, text: str, *, may_know: bool) -> dict:
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
        "source": row["guid"],
        "name": row["name"],
        "round": row["round"],
        "start": meant.start,
        "end": meant.end,
        "words": text[meant.start : meant.end],
        "kind": one.kind,
        "kinds": [study.kind(kind) for kind in one.kinds],
        "differs": one.kind not in ALIKE,
        "readings": [
            {
                "reader": study.name_of(each.by),
                "person": study.name_of(coding.coder) if study.by == "lens" else "",
                **compared.mark(study, coding),
                "words": text[coding.span.start : coding.span.end],
                "perspectives": list(coding.perspectives),
            }
            for each in one.readings
            for coding in each.codings
        ],
        "unmarked_by": [study.name_of(who) for who in one.unmarked_by],
        **compared.how_far_told(study, one, may_know=may_know),
    }
