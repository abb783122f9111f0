"""Whether a team wants figures of agreement, and what it says of that."""

from dataclasses import dataclass

from workbench.domain.ids import Guid

# What a transcript is cut into before readings of it are compared.
UNITS = {"turn": "turns", "sentence": "sentences", "character": "characters"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sentence saying for whom figures are, with what the team answered to it.

    `by` is who prepares the outputs and wrote it, `on` the day, `answers` whose words those are.
    """

    guid: Guid
    by: Guid
    words: str
    on: str
    answers: tuple[tuple[Guid, str], ...] = ()
