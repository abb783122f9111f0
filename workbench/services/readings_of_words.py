"""How each of us read the same words: what comparing finds at one passage."""

from workbench.domain.span import Span
from workbench.services import comparing
from workbench.services.desks import Desk


def at(
    desk: Desk, source: str, start: int, end: int, *, coding_round: str | None = None
) -> list[dict]:
    """Give how a passage was read, for each reading it was read in, as `comparing.compare` does.

    Of each reading, what shares most with the passage; nothing where nobody marked it.
    """
    here, best = Span(start, end), dict[str, tuple[int, dict]]()
    for row in comparing.compare(desk, source=source, coding_round=coding_round):
        shared = here.shared(Span(row["start"], row["end"]))
        if shared > best.get(row["round"], (0, {}))[0]:
            best[row["round"]] = (shared, row)
    return [row for _, row in best.values()]
