"""IDs that hold in one document alone, so that nobody puts two documents together by them."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from workbench.domain.participant import Participant


def own_ids(document: str, people: Iterable[Participant]) -> dict[str, str]:
    """Give everybody's ID in one document by the ID they have in the study, in its own order.

    The order comes from what only the study knows of them, so it tells nothing of the IDs there,
    and stays as long as the same people take part.
    """
    numbers: Counter[str] = Counter()
    found = {}
    for each in sorted(people, key=lambda one: sha256(f"{document} {one.guid}".encode()).digest()):
        kind = "Focus group" if each.role == "group" else "Person"
        numbers[kind] += 1
        found[each.label] = f"{kind} {numbers[kind]}"
    return found
