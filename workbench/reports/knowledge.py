"""How this knowledge was produced: the section no summary goes without.

Its six parts follow the six characteristics of co-produced research: readings understood in terms
of who we are, who was involved in what, decisions spread across the team, flexibility, critical
reflection, and saying openly how the knowledge came about.
"""

from workbench.reports.contents import Produced
from workbench.reports.paper import Paper, Table, in_paragraphs


def how_this_knowledge_was_produced(paper: Paper, produced: Produced) -> None:
    """Add the section, with all its parts whether or not anything is written in them."""
    paper.heading("How this knowledge was produced", level=1)
    _who_we_are(paper, produced)
    _who_did_what(paper, produced)
    _how_we_decided(paper, produced)
    _how_we_read(paper, produced)
    _where_we_differed(paper, produced)
    _how_the_framework_changed(paper, produced)


def _part(paper: Paper, title: str, characteristic: str) -> None:
    paper.heading(title, level=2)
    paper.paragraph(characteristic, style="Plain Name")


def _nothing_yet(paper: Paper, purpose: str) -> None:
    """Say what the part is for in a draft, and in a checked summary that it is empty."""
    if paper.draft:
        paper.to_write(purpose)
    else:
        paper.paragraph("We have not written about this.")


def _who_we_are(paper: Paper, produced: Produced) -> None:
    _part(paper, "Who we are", "Understanding different readings in terms of who we are")
    paper.text(produced.who_we_are)
    if produced.perspectives:
        paper.paragraph("Some of us say where we read from, in our own words:")
        paper.bullets(produced.perspectives)
    if produced.some_not_said:
        paper.paragraph("Not everybody says here where they read from.")
    if not (produced.who_we_are or produced.perspectives):
        _nothing_yet(
            paper, "what each of us, or the team together, chooses to say about who we are."
        )


def _who_did_what(paper: Paper, produced: Produced) -> None:
    _part(paper, "Who did what, and when", "Being open about who was involved in which part")
    if produced.parts:
        paper.table(
            Table(
                ("Stage", "Who took what part", "How that shaped what we found"),
                [
                    (
                        part.stage,
                        in_paragraphs(part.who) or "Nobody has said",
                        in_paragraphs(part.shaped) or "Nobody has said",
                    )
                    for part in produced.parts
                ],
                caption="Who took part in what, as we tell it",
                widths=(3.6, 6, 6.4),
            )
        )
    paper.text(produced.parts_shaped)
    if not (produced.parts or produced.parts_shaped):
        _nothing_yet(paper, "who took which part at each stage, and how that shaped the findings.")


def _how_we_decided(paper: Paper, produced: Produced) -> None:
    _part(paper, "How we decided", "Spreading important decisions across the team")
    if not produced.decisions:
        _nothing_yet(paper, "what was in question, what we settled, and who saw it differently.")
        return
    options = any(made.question for made in produced.decisions)
    paper.table(
        Table(
            (
                "What we settled",
                *(["What else was possible"] if options else []),
                "How some of us saw it differently",
            ),
            [
                (
                    made.settled,
                    *([made.question] if options else []),
                    in_paragraphs(made.seen_differently) or "Nobody has said so",
                )
                for made in produced.decisions
            ],
            caption="Decisions we made",
            widths=(6, 4.6, 5.4) if options else (8, 8),
        )
    )


def _how_we_read(paper: Paper, produced: Produced) -> None:
    _part(paper, "How we read", "Staying flexible about method, so that everyone can take part")
    paper.text(produced.how_we_read)
    if produced.rounds:
        paper.table(
            Table(
                (
                    "Round",
                    "How we read",
                    "Transcripts we were asked to read",
                    "Transcripts finished",
                ),
                [
                    (row.name, row.how, str(row.transcripts_asked), str(row.transcripts_finished))
                    for row in produced.rounds
                ],
                caption="Rounds of reading, counted in transcripts",
                widths=(3.6, 6, 3.4, 3),
            )
        )
    if not produced.how_we_read:
        _nothing_yet(
            paper, "the ways of reading people chose, and what made taking part possible."
        )
    if produced.agreement:
        paper.text(produced.agreement)


def _where_we_differed(paper: Paper, produced: Produced) -> None:
    _part(
        paper,
        "Where we read differently, and what it taught us",
        "Reflecting critically on how and why we did the research",
    )
    if produced.differences is not None:
        paper.paragraph(_differences_told(produced.differences))
    paper.text(produced.what_it_taught)
    if not produced.what_it_taught:
        _nothing_yet(
            paper, "two to five examples of readings that differed, and what they taught."
        )
    if produced.from_notebooks:
        paper.heading("From our notebooks", level=3)
        paper.bullets([f"{words} ({by})" for words, by in produced.from_notebooks])
    if produced.looked_after or paper.draft:
        paper.heading("How we looked after each other", level=3)
        paper.text(produced.looked_after)
        if not produced.looked_after:
            paper.to_write("what made it possible to take part, and to go on.")
    if produced.reflection or paper.draft:
        paper.heading("What got in the way, and who was not in the room", level=3)
        paper.text(produced.reflection)
        if not produced.reflection:
            paper.to_write("what we would do differently.")


def _differences_told(differences: int) -> str:
    if differences == 0:
        return "We compared our readings and met no differences."
    if differences == 1:
        return "We compared our readings and met one difference."
    return f"We compared our readings and met {differences:,} differences."


def _how_the_framework_changed(paper: Paper, produced: Produced) -> None:
    _part(paper, "How the framework changed", "Saying openly how the knowledge came about")
    if produced.codebook:
        paper.paragraph(f"The codebook in use at the end was {produced.codebook}.")
    paper.text(produced.framework)
    if produced.changes:
        paper.table(
            Table(
                ("What changed", "Why, and because of whom"),
                [(change.what, change.why) for change in produced.changes],
                caption="How the framework changed",
            )
        )
    elif not produced.framework:
        _nothing_yet(paper, "what changed in the codebook, why, and because of whom.")
