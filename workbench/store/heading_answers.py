"""Whether somebody who stands alone under a heading lets others see it, as they said."""

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.store.database import one, rows
from workbench.store.project import Writing


def answers(db: Database) -> dict[tuple[Guid, Guid], str]:
    """What was said, by heading and person: `team` or `files`; nothing where nobody said yes."""
    return {
        (Guid(row["heading"]), Guid(row["person"])): row["answer"]
        for row in rows(
            db,
            "select a.heading, p.person, a.answer from heading_answers a"
            " join perspectives p on p.guid = a.perspective order by a.answer desc",
        )
    }


def is_yes(said: str, *, leaving: bool) -> bool:
    """Say whether what somebody said lets others see it: the team, or whoever has a file.

    Every place that shows a heading with one person behind it asks here.
    """
    return said == "files" if leaving else bool(said)


def answer(w: Writing, heading: Guid, said: str | None) -> None:
    """Say whether others may see a heading one stands under alone; None takes a yes back."""
    under = "from heading_places hp join perspectives p on p.guid = hp.perspective"
    mine = (heading, w.person)
    if one(w.db, f"select 1 {under} where hp.heading = ? and p.person = ?", *mine) is None:
        raise NotFound("None of your perspectives stands under that heading.")
    w.db.execute(
        "delete from heading_answers where heading = ? and perspective in"
        " (select guid from perspectives where person = ?)",
        mine,
    )
    if said is not None:
        w.db.execute(
            "insert into heading_answers select hp.heading, hp.perspective, ?"
            f" {under} where hp.heading = ? and p.person = ?",
            (said, *mine),
        )
    w.record("heading_answered", "heading", heading, audience=w.person)
