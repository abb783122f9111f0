"""The documents a study can be written up in, what is written for each, and what can be added."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A section somebody writes: its key, its title, and what belongs there in a sentence.

    `extra` names what has to be ticked for it to be printed; empty where it always is.
    """

    part: str
    title: str
    why: str
    lines: int = 4
    extra: str = ""


KINDS = {
    "thematic": "Thematic summary",
    "participants": "Summary for participants",
    "case": "Case study of a peer support group",
    "codebook": "Codebook",
    "decisions": "Decision log",
}
# For whom each kind is: what a participant can say yes or no to.
PURPOSES = {
    "thematic": "report",
    "participants": "public_summary",
    "case": "report",
    "codebook": "report",
    "decisions": "report",
}
# Those that quote participants, each with their ID.
QUOTING = frozenset({"thematic", "participants", "case", "codebook"})
# What a thematic summary can hold beside what it always holds, in the order it is printed.
EXTRAS = {
    "by_setting": "Each value by setting, as a chart",
    "together_figure": "How the values occur together, as a figure",
    "together": "How the values work together",
    "key_decisions": "The choices groups make (key decisions)",
    "matrix": "Who said what of which value (framework matrix)",
    "communities": "Particular communities",
    "modules": "Capacity building and commissioners",
    "did_not_fit": "What did not fit",
    "codebook": "The codes and what they mean",
    "decision_log": "Decisions we made, in full",
    "checklists": "Reporting checklists (GRIPP2-SF, COREQ, SRQR)",
    "readings": "Under each quotation, how it was read",
}
THEMATIC = (
    Written(
        "summary",
        "Summary",
        "one page in plain words: what we asked, what we found, where we differed, and what to be "
        "careful about.",
        8,
    ),
    Written("dates", "When it took place", "when the conversations took place, and how.", 2),
    Written("not_there", "What is not there", "whose words are not in these transcripts.", 3),
    Written(
        "together",
        "How the values work together",
        "what speaks for the values carrying one another as the pyramid shows them, and what "
        "speaks against it.",
        extra="together",
    ),
    Written(
        "key_decisions",
        "The choices groups make",
        "how the choices worked for people, and how they bear on the values.",
        extra="key_decisions",
    ),
    Written(
        "communities",
        "Particular communities",
        "what was particular for some communities, under the name they would use, and with care "
        "for small numbers.",
        extra="communities",
    ),
    Written(
        "modules",
        "Capacity building and commissioners",
        "what groups need to keep going, and what commissioners told us.",
        extra="modules",
    ),
    Written(
        "did_not_fit",
        "What did not fit",
        "what none of the values had a place for, and questions that stay open.",
        extra="did_not_fit",
    ),
    Written(
        "careful",
        "What to be careful about",
        "the limits of what we did, and who was not heard.",
        5,
    ),
)
PRODUCED = (
    Written("who_we_are", "Who we are", "what the team chooses to say of itself together.", 5),
    Written(
        "parts_shaped",
        "Who did what, and when",
        "who took which part at each stage, and how that shaped what was found.",
        5,
    ),
    Written(
        "how_we_read",
        "How we read",
        "the ways of reading people chose, and what was changed so that all could take part.",
        4,
    ),
    Written(
        "what_it_taught",
        "Where we read differently, and what it taught us",
        "two to five examples of readings that differed, and what they taught.",
        5,
    ),
    Written(
        "framework",
        "How the framework changed",
        "how it went from the first draft to what it is now, and because of whom.",
        4,
    ),
    Written(
        "looked_after",
        "How we looked after each other",
        "what made it possible to take part, and to go on.",
        4,
    ),
    Written(
        "reflection",
        "What got in the way, and who was not in the room",
        "what got in the way, what we would do differently, and who was not there.",
        5,
    ),
)
PARTICIPANTS = (
    Written("thank_you", "Thank you", "thanks to everybody who took part, in your own words.", 3),
    Written("about", "What is this about?", "what you wanted to find out, and why.", 3),
    Written("who", "Who took part?", "how many people, where, and whose voices are missing.", 3),
    Written(
        "how", "How did we do it together?", "who did this work, lived experience included.", 4
    ),
    Written("found", "What did we find?", "what you found, before it is told value by value.", 3),
    Written(
        "choices",
        "What choices do groups make?",
        "that none of these choices is right or wrong, and what people told you of them.",
        3,
    ),
    Written(
        "less_sure", "What are we less sure about?", "where you differed, and what is open.", 4
    ),
    Written("next", "What happens next?", "what is done with this, when, and by whom.", 3),
    Written(
        "more",
        "Where can I find out more, or talk to somebody?",
        "whom to ask, and where to find support.",
        3,
    ),
    Written(
        "take_back",
        "How can I take back what I said?",
        "how somebody can have a quotation, or all they said, taken out.",
        3,
    ),
)
CASE = (
    Written(
        "summary", "In short", "what this group is, and what it shows, in a few sentences.", 4
    ),
    Written(
        "how_it_works", "How it works", "a meeting from beginning to end, as people told you.", 5
    ),
    Written("values", "The values here", "how the values were there, missing or mixed.", 5),
    Written("careful", "What to be careful about", "what is not known, and who was not asked.", 3),
)


def written_for(kind: str) -> tuple[Written, ...]:
    """The sections that are written for a kind of document."""
    return {"thematic": THEMATIC, "participants": PARTICIPANTS, "case": CASE}.get(kind, ())
