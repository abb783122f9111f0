"""Codes by shared heading, as `compare --by perspective` prints them and hands them on."""

from collections.abc import Collection
from itertools import combinations
from typing import TYPE_CHECKING

from workbench.domain.ids import Guid

if TYPE_CHECKING:
    from workbench.agreement.figure import Figure
    from workbench.services.desks import Desk
    from workbench.services.seen_from import SeenFrom


def by_heading(desk: "Desk", among: Collection[Guid]) -> tuple[list[dict], str]:
    """Lay each two headings that may leave beside one another: for a program, and in words.

    What only counts words of somebody who said no to analysis is made of those words too, so a
    transcript that holds any is not counted.
    """
    from workbench.services import leaving, seen_from

    counted = [
        source
        for source in among
        if not leaving.withheld(desk.project, source, purpose="analysis")
    ]
    listed = seen_from.headings(desk, among=counted, leaving=True)
    pairs = [
        seen_from.seen_from(desk, one, other, among=counted, leaving=True)
        for one, other in combinations(listed, 2)
    ]
    told = [found for found in pairs if found.lines]
    return [_for_a_program(found) for found in told], "\n\n".join(map(_in_words, told))


def _for_a_program(found: "SeenFrom") -> dict:
    return {
        "headings": list(found.titles),
        "transcripts": list(found.transcripts),
        "passages": list(found.of),
        "codes": [
            {
                "key": line.about,
                "code": found.names[line.about],
                "passages": list(line.passages),
                "shares": [_numbers(share) for share in line.shares],
                "apart": _numbers(line.apart),
            }
            for line in found.lines
        ],
        "what_it_can_show": found.what_it_can_show(),
    }


def _numbers(one: "Figure") -> dict:
    return {"value": one.value, "low": one.low, "high": one.high, "why": one.why}


def _in_words(found: "SeenFrom") -> str:
    one, other = found.titles
    lines = [f"Seen from “{one}”, and from “{other}”: passages of each value"]
    wide = max(len(found.names[line.about]) for line in found.lines)
    lines += [
        f"  {found.names[line.about]:{wide}}  {line.passages[0]} of {found.of[0]}, "
        f"and {line.passages[1]} of {found.of[1]}{_apart(line.apart)}"
        for line in found.lines
    ]
    return "\n".join([*lines, *(f"  {words}" for words in found.what_it_can_show())])


def _apart(one: "Figure") -> str:
    if one.value is None or one.low is None or one.high is None:
        return ""
    value, low, high = (round(100 * number) for number in (one.value, one.low, one.high))
    return f"; of 100, {value} more from the first (from {low} to {high})"
