"""Readers who are not named: how a round that was opened without names shows whose reading it is.

The names are made anew at each look, so that a perspective taken back leaves nothing behind.
"""

from dataclasses import dataclass

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.domain.reading import reader_called
from workbench.store.database import rows


@dataclass(frozen=True, slots=True)
class Aliases:
    """Who stands for whom: by round and person, how each round is shown, and what to call them."""

    of: dict[tuple[str, str], Guid]
    shown: dict[str, str]
    names: dict[Guid, str]

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
    found = rows(
        db,
        "select p.round, p.person, p.alias, r.shown, r.name from round_people p"
        " join rounds r on r.guid = p.round where r.state = 'opened' and r.shown != 'named'"
        " and p.alias is not null order by r.rowid, p.alias",
    )
    several = len({row["round"] for row in found}) > 1
    headings = _headings(db) if found else {}
    names: dict[Guid, str] = {}
    place: dict[str, int] = {}
    for row in found:
        number = place[row["round"]] = place.get(row["round"], -1) + 1
        under = headings.get(row["person"], []) if row["shown"] == "heading" else []
        called = reader_called(number, under)
        names[Guid(row["alias"])] = f"{called} (“{row['name']}”)" if several else called
    return Aliases(
        {(row["round"], row["person"]): Guid(row["alias"]) for row in found},
        {row["round"]: row["shown"] for row in found},
        names,
    )


def _headings(db: Database) -> dict[str, list[str]]:
    """The headings under which each person has put a perspective that others may see."""
    found: dict[str, list[str]] = {}
    for row in rows(
        db,
        "select distinct p.person, h.name from heading_places hp"
        " join headings h on h.guid = hp.heading"
        " join perspectives p on p.guid = hp.perspective where p.visibility != 'me'"
        " and p.ended_at is null order by h.position",
    ):
        found.setdefault(row["person"], []).append(row["name"])
    return found
