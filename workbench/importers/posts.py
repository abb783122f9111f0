"""Online threads as tables: a row for each post, in order of time or of who replies to whom."""

from collections.abc import Sequence

from workbench.domain.table import Table, TableReading
from workbench.importers.columns import moments
from workbench.importers.passages import Line
from workbench.importers.remarks import counted
from workbench.importers.row_lines import head_line, lines_of_row, words_of

_KINDS = {"speaker": "label", "time": "time", "post": "number", "reply_to": "reply"}


def thread_lines(table: Table, reading: TableReading) -> tuple[list[Line], list[str]]:
    """Read posts as turns, in order of time, or with the replies to a post after it.

    The file's order stands where the times are missing or cannot be read as dates. When each was
    posted, its ID and the post it replies to are structure. Also gives remarks.
    """
    words = reading.place("words")
    assert words is not None
    posts = [row for row in table.rows if row[words].strip()]
    dates, remarks = _order_of_time(posts, reading)
    order = dates
    if reading.layout == "replies":
        order, lost = _order_of_replies(posts, reading, dates)
        if lost:
            remarks.append(
                f"{counted(lost, 'reply', 'replies')} to a post that is not in the table "
                f"{'stands' if lost == 1 else 'stand'} as a new beginning."
            )
    kinds = [_KINDS.get(role, "note" if role == "beside" else "") for role in reading.roles]
    speaker = reading.place("speaker")
    lines = [head_line(table.columns, reading)]
    for number in order:
        row = posts[number]
        name = words_of(row[speaker]).rstrip(":") if speaker is not None else ""
        lines += lines_of_row(row, words, kinds, name or None)
    if empty := len(table.rows) - len(posts):
        remarks.append(f"{counted(empty, 'row')} without words {_was(empty)} left out.")
    return lines, remarks


def _order_of_time(
    posts: Sequence[Sequence[str]], reading: TableReading
) -> tuple[list[int], list[str]]:
    place, order = reading.place("time"), list(range(len(posts)))
    if place is None:
        return order, []
    dated = [number for number in order if posts[number][place].strip()]
    found = moments([posts[number][place] for number in dated])
    if found is None:
        return order, [
            "The times of the posts could not all be read as dates, so the posts stand in the "
            "order of the file."
        ]
    # A post without a time stays behind the one above it.
    known = dict(zip(dated, found, strict=True))
    before, keys = min(found, default=None), []
    for number in order:
        before = known.get(number, before)
        keys.append(before)
    undated = len(posts) - len(dated)
    remarks = [f"{counted(undated, 'post')} without a time {_was(undated)} left where it stands."]
    return sorted(order, key=keys.__getitem__), remarks if undated else []  # type: ignore[arg-type]


def _order_of_replies(
    posts: Sequence[Sequence[str]], reading: TableReading, dates: Sequence[int]
) -> tuple[list[int], int]:
    """Put replies behind what they reply to, by post ID or else by the latest post of a name."""
    to, own, speaker = (reading.place(role) for role in ("reply_to", "post", "speaker"))
    ids = {words_of(posts[n][own]): n for n in dates if own is not None and posts[n][own].strip()}
    names: dict[str, int] = {}
    above: dict[int, int] = {}
    lost = 0
    for number in dates:
        row = posts[number]
        meant = words_of(row[to]) if to is not None else ""
        found = ids.get(meant, ids.get(meant.rpartition("_")[2], names.get(meant.casefold())))
        if found is not None and found != number:
            above[number] = found
        elif meant and found is None:
            lost += 1
        if speaker is not None:
            names[words_of(row[speaker]).casefold()] = number
    below: dict[int, list[int]] = {}
    for number in dates:
        if number in above:
            below.setdefault(above[number], []).append(number)
    order: list[int] = []
    seen: set[int] = set()
    # Posts that reply to one another in a ring have no beginning: they come last, as they stand.
    for beginning in [*(n for n in dates if n not in above), *dates]:
        waiting = [beginning]
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                order.append(number)
                waiting += reversed(below.get(number, ()))
    return order, lost


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
