"""Taking some turns of a participant out of a study, while they and the rest stay."""

from collections.abc import Collection, Iterable, Mapping

from workbench.domain.ids import new_guid
from workbench.store.database import rows
from workbench.store.project import Writing
from workbench.store.withdrawals import (
    Part,
    forget_what_hangs_on,
    take_out_of_what_was_written,
    take_out_turns,
)


def withdraw(w: Writing, affected: Iterable[Part], real: Mapping[str, Collection[str]]) -> None:
    """Take some of what a participant said out for good; they and the rest stay.

    Of each part only the turns in `gone` go, and `speakers` are those that are theirs.
    `real` is that of `withdrawals.without_theirs`.
    """
    affected = list(affected)
    take_out_of_what_was_written(w, affected, (), real)
    for part in affected:
        speaking = [
            row["speaker"]
            for row in rows(
                w.db, "select speaker from turns where version = ? order by position", part.version
            )
        ]
        theirs = {number for number, one in enumerate(speaking) if one in part.speakers}
        forget_what_hangs_on(w, part)
        take_out_turns(w, part, [], leave=theirs)
        w.db.execute(
            "delete from quotations where source = ? and guid not in (select object from places)",
            (part.source,),
        )
        w.record("source_withdrawn", "source", part.source, source=part.source)
    # Under a GUID of its own, so that it outlasts the withdrawal of all the rest.
    w.record(
        "part_withdrawn",
        "receipt",
        new_guid(),
        after={
            "whole": 0,
            "parts": len(affected),
            "turns": sum(len(part.gone) for part in affected),
        },
    )
    w.erased = True
