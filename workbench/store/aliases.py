"""Readers who are not named: how a round that was opened without names shows whose reading it is.

The names are made anew at each look, so that a perspective taken back leaves nothing behind.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.domain.reading import reader_called
from workbench.store import heading_answers
from workbench.store.database import rows

_Headings = tuple[Guid, ...]


@dataclass(frozen=True, slots=True)
class Aliases:
    """Who stands for whom: by round and person, and how each round is shown."""

    of: dict[tuple[str, str], Guid]
    shown: dict[str, str]

    def reader(self, coding_round: str, person: str, viewer: str | None) -> Guid:
        """Whom a viewer sees where a person read: an alias where there is one, but themselves."""
        return (
            Guid(person) if person == viewer else self.of.get((coding_round, person), Guid(person))
        )

    def hides(self, coding_round: str, person: str, viewer: str | None) -> str | None:
        """How a reading is shown to a viewer who must not learn whose it is; None if they may."""
        if person == viewer or (coding_round, person) not in self.of:
            return None
        return self.shown[coding_round]


def aliases(db: Database) -> Aliases:
    """Everybody who is not named in a round that has been opened."""
    found = _found(db)
    return Aliases(
        {(row["round"], row["person"]): Guid(row["alias"]) for row in found},
        {row["round"]: row["shown"] for row in found},
    )


def names(db: Database, *, leaving: bool) -> dict[Guid, str]:
    """What to call everybody who is not named: a letter, and the headings that may stand by it.

    Parameters
    ----------
    leaving
        Whether the names go into a file, a document or another program.
    """
    found = _found(db)
    if not found:
        return {}
    headings, under = _headings(db)
    said = heading_answers.answers(db)

    def yes(heading: Guid, person: str) -> bool:
        return heading_answers.is_yes(said.get((heading, Guid(person)), ""), leaving=leaving)

    several = len({row["round"] for row in found}) > 1
    called: dict[Guid, str] = {}
    for _, group in groupby(found, key=lambda row: row["round"]):
        people = list(group)
        by_heading = people[0]["shown"] == "heading"
        stand = {each["person"]: under.get(each["person"], ()) for each in people * by_heading}
        told = that_may_be_told(stand, yes)
        for number, row in enumerate(people):
            name = reader_called(number, map(headings.__getitem__, told.get(row["person"], ())))
            called[Guid(row["alias"])] = f"{name} (“{row['name']}”)" if several else name
    return called


def that_may_be_told(
    under: Mapping[str, _Headings], yes: Callable[[Guid, str], bool]
) -> dict[str, _Headings]:
    """Say of the readers in one round which of their headings may stand beside their letter.

    Where nobody else in the round stands under the same headings, those tell who a reader is, so
    that only what they said yes to is told. Where one reader alone would be left without any, that
    would tell as much, and nobody's are.
    """
    often = Counter(under.values())
    told = {
        person: own if often[own] > 1 else tuple(each for each in own if yes(each, person))
        for person, own in under.items()
    }
    without = [person for person, own in told.items() if not own]
    if len(without) == 1 and under[without[0]]:
        return dict.fromkeys(under, ())
    return told


def _found(db: Database) -> list[dict]:
    return rows(
        db,
        "select p.round, p.person, p.alias, r.shown, r.name from round_people p"
        " join rounds r on r.guid = p.round where r.state = 'opened' and r.shown != 'named'"
        " and p.alias is not null order by r.rowid, p.alias",
    )


def _headings(db: Database) -> tuple[dict[Guid, str], dict[str, _Headings]]:
    """What headings are called, and under which each person has put what others may see."""
    called: dict[Guid, str] = {}
    under: dict[str, _Headings] = {}
    for row in rows(
        db,
        "select distinct p.person, h.guid, h.name from heading_places hp"
        " join headings h on h.guid = hp.heading"
        " join perspectives p on p.guid = hp.perspective where p.visibility != 'me'"
        " and p.ended_at is null order by h.position",
    ):
        heading = Guid(row["guid"])
        called[heading] = row["name"]
        under[row["person"]] = (*under.get(row["person"], ()), heading)
    return called, under
