"""Talking and deciding: what a discussion is about, what people said in it, and what came of it.

Everything said is an entry, which belongs to whoever wrote it. A correction adds another entry
that stands instead of it; the earlier words stay to be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid

# What can come of talking about a difference; nothing said means that both readings stand.
OUTCOMES = {
    "both_stand": "both stand",
    "agreed": "agreed",
    "ask": "ask a participant or advisory group",
    "trial": "try it until …",
    "parked": "leave for now",
    "codebook": "change the codebook",
}
UNSAID = "both_stand"
# How somebody's own words may be signed, from the least private to the most.
SIGNED = {
    "named": "with my name",
    "heading": "under a shared heading",
    "unnamed": "without a name",
}
UNNAMED = "A team member"
# Where people were when something was decided.
PRESENCE = {"there": "there", "another_way": "joined another way", "could_not": "could not come"}
# What can be added to a decision.
PARTS = frozenset({"option", "view", "heard", "dissent", "changed", "wait"})
# What a person's own last step is called, by the kind of entry.
SAID = {
    "another_way_in": "a view that came in another way",
    "outcome": "what came of it",
    "sentence": "wording a decision",
    "option": "an option",
    "view": "a view",
    "heard": "whose view was heard",
    "dissent": "what I saw differently",
    "changed": "what changed because of it",
    "wait": "whom to wait for",
    "review": "a day to look again",
    "evidence": "what it rests on",
    "rules": "ground rules",
    "plan": "the plan",
    "looking_back": "looking back",
    "shaping": "what I remember",
    "memory": "what I remember",
    "stage": "a stage",
    "taker": "who took part",
    **dict.fromkeys(PRESENCE, "who was there"),
}
# Those belong to their writer; the others anybody may put in other words.
OWNED = frozenset(
    {"said", "another_way_in", "view", "dissent", "looking_back", "shaping", "memory"}
)


@dataclass(frozen=True, slots=True)
class About:
    """What a discussion is about: a passage, a code, a passage with a code, or a theme in words.

    `start` and `end` count code points of the transcript as it stands.
    """

    source: Guid | None = None
    start: int | None = None
    end: int | None = None
    code: Guid | None = None
    theme: str = ""

    def __post_init__(self) -> None:
        if not (self.source or self.code or self.theme.strip()):
            raise NotReadable("Say what it is about: words of a transcript, a code or a theme.")
        if (self.start is None) != (self.end is None) or (self.start is not None) > bool(
            self.source
        ):
            raise NotReadable("A passage is a transcript with a beginning and an end.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody said, as one viewer may see it.

    `by` is what to call them. `choice` is a word from a fixed list or an identifier, where the
    kind of entry has one. `earlier` has what it said before it was corrected, oldest first.
    """

    guid: Guid
    of: str
    kind: str
    words: str
    by: str
    mine: bool
    on: str
    choice: str = ""
    about: str = ""
    signed: str = "named"
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discussion:
    """A discussion: what it is about, what was said, and what came of it so far.

    `quote` has the words it is about as they stand now, and `gone` says that they are not in the
    transcript any more; `withdrawn`, that whoever said some of them had them taken out.
    """

    guid: Guid
    on: str
    source: Guid | None
    source_name: str
    start: int | None
    end: int | None
    quote: str
    gone: bool
    code: Guid | None
    code_name: str
    theme: str
    day: Guid | None
    withdrawn: bool = False
    entries: tuple[Entry, ...] = ()

    def said(self, *kinds: str) -> tuple[Entry, ...]:
        """Give its entries of some kinds, in the order they were made."""
        return of_kinds(self.entries, kinds)

    def outcome(self) -> Entry | None:
        """Give what came of it, as it was last said; None where nobody has said anything."""
        return next(iter(reversed(self.said("outcome"))), None)

    def title(self) -> str:
        """Say in one line what it is about."""
        words = " ".join(self.quote.split())
        short = words if len(words) <= 70 else words[:68].rstrip() + " …"
        return (
            (f"“{short}”" if short else "")
            or self.theme
            or self.code_name
            or "Words that are not in the transcript any more"
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: one sentence, and around it what anybody added.

    `alone` says that nobody but its maker has been named with it or has said anything to it.
    """

    guid: Guid
    sentence: str
    by: str
    mine: bool
    on: str
    discussion: Guid | None
    alone: bool
    entries: tuple[Entry, ...] = field(default=())

    def said(self, *kinds: str) -> tuple[Entry, ...]:
        """Give its entries of some kinds, in the order they were made."""
        return of_kinds(self.entries, kinds)

    def people(self, presence: str) -> tuple[str, ...]:
        """Name those who were there, joined another way, or could not come."""
        return tuple(each.words for each in self.said(presence))


def of_kinds(entries: Iterable[Entry], kinds: Iterable[str]) -> tuple[Entry, ...]:
    """Give the entries of some kinds, in the order they were made."""
    wanted = set(kinds)
    return tuple(entry for entry in entries if entry.kind in wanted)
