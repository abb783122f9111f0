"""The story “from draft framework to final” as a page to print, for anybody to read."""

from workbench.domain.codebook_change import STAGES, Change
from workbench.exporters.codebook_story import Line, Section, story_page
from workbench.services import (
    codebook_story,
    codebook_view,
    early_conversations,
    groundwork,
    projects,
)
from workbench.services import codebook_words as words
from workbench.services.desks import Desk, for_everybody


def story(desk: Desk) -> tuple[str, bytes]:
    """Make the page, as every member sees it: its file name and its bytes.

    Passages of participants who said no to being quoted in reports are left out, and it says so.
    """
    desk = for_everybody(desk)
    book, about = codebook_view.book(desk), projects.info(desk)
    decisions = codebook_view.decisions(desk)
    left_out = 0
    sections = [*_before(desk, decisions)]
    for chapter in codebook_story.story(desk):
        lines = []
        for step in chapter.steps:
            passages = codebook_view.passages(desk, step.guid)
            may = codebook_view.may_leave(desk, passages, purpose="report")
            left_out += len(passages) - len(may)
            lines.append(_step(desk, step, decisions, tuple(one.words for one in may)))
        if chapter.while_reading:
            names = ", ".join(f"“{name}”" for name in chapter.while_reading)
            lines.append(Line(f"Added while people read: {names}"))
        version = chapter.version
        sections.append(Section(words.heading(version), words.about(version), tuple(lines)))
    notes = (
        ["Passages whose speakers said no to being quoted in reports are left out."]
        if left_out
        else []
    )
    depth = codebook_view.depths(book.codes)
    page = story_page(
        f"{about['name']}: from draft framework to final",
        "How the codebook came to be what it is, step by step, with why.",
        sections,
        [
            (depth[code.key], code.key, code.name, STAGES[code.status], code.definition)
            for code in book.codes
        ],
        notes=notes,
    )
    return f"{projects.slug_of(about['name'])}-codebook-story.html", page


def _before(desk: Desk, decisions: dict[str, str]) -> list[Section]:
    """What came before the framework: consultation, topic guides, early conversations."""
    lines = []
    for one in groundwork.listed(desk):
        told = [groundwork.KINDS[one.kind]]
        told += [one.people] * bool(one.people)
        told += [f"{len(one.wordings)} wordings"] * (len(one.wordings) > 1)
        if one.decision:
            told.append(f"rests on the decision: {decisions.get(one.decision, 'taken back')}")
        why = " · ".join(each.why for each in one.wordings if each.why)
        lines.append(Line(one.name, " · ".join(told), why))
    for talk in early_conversations.listed(desk):
        by = talk.credit or "the team"
        ideas = "\n".join(
            f"{idea.words}{' (became a draft code)' if idea.code else ''}" for idea in talk.ideas
        )
        lines.append(
            Line(f"Early conversation: {talk.name}", f"{by} · before anybody read", ideas)
        )
    return [Section("Before the framework", "", tuple(lines))] if lines else []


def _step(desk: Desk, step: Change, decisions: dict[str, str], quotes: tuple[str, ...]) -> Line:
    names = codebook_view.names(desk)
    why = step.why
    if step.decision:
        why = f"{why}\nDecision: {decisions.get(step.decision, 'taken back')}".strip()
    return Line(words.what(step, names), words.behind(desk, step), why, quotes)
