"""Discussions: opened about a passage, a code or a theme, by anybody; what came of them."""

from workbench.domain.deciding import OUTCOMES, About, Discussion
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from
from workbench.domain.span import Span
from workbench.services import notes, reading, saying, steps
from workbench.services.desks import Desk
from workbench.store import codes, discussions, sources, visible_entries

LONGEST_THEME = 300


def open_discussion(desk: Desk, about: About) -> Guid:
    """Open a discussion, or give the one there is about the same words or the same code."""
    desk.viewer.self()
    _must_be_there(desk, about)
    for one in listed(desk):
        if not about.theme and (one.source, one.start, one.end, one.code, one.theme) == (
            about.source,
            about.start,
            about.end,
            about.code,
            "",
        ):
            return one.guid
    with steps.step(desk, saying.DECIDING, job=None) as w:
        return discussions.open_one(w, about)


def passage(desk: Desk, source: Guid, words: str) -> About:
    """Find words of a transcript that stand there once, as somebody has copied them."""
    words, text = words.strip(), reading.text_of(desk, source)
    places = text.count(words) if words else 0
    if places != 1:
        raise NotReadable(
            "Those words stand in several places there. Copy a few more of them."
            if places
            else "Those words are not in that transcript as it stands. Copy them from the text."
        )
    start = text.index(words)
    return About(source=source, start=start, end=start + len(words))


def listed(desk: Desk) -> list[Discussion]:
    """Every discussion the viewer may see, in the order they were opened."""
    return visible_entries.discussions(desk.project, desk.viewer)


def find(desk: Desk, guid: str) -> Discussion:
    """One discussion; `NotFound` where there is none the viewer may see."""
    for one in visible_entries.discussions(desk.project, desk.viewer, only=guid):
        return one
    raise NotFound("There is no such discussion in this study.")


def about_passage(desk: Desk, source: str, start: int, end: int) -> list[Guid]:
    """Which discussions are about words that overlap a passage."""
    here = Span(start, end)
    return [
        one.guid
        for one in listed(desk)
        if one.source == source
        and one.start is not None
        and one.end is not None
        and here.overlaps(Span(one.start, one.end))
    ]


def say(
    desk: Desk,
    discussion: Guid,
    words: str,
    *,
    another_way: bool = False,
    signed: str = "named",
    heading: str | None = None,
    scope: str = saying.DECIDING,
) -> Guid:
    """Say something in a discussion.

    Parameters
    ----------
    another_way
        It is a view that came in another way, such as by phone or on paper, and is passed on.
    """
    one = find(desk, discussion)
    kind = "another_way_in" if another_way else "said"
    return saying.say(
        desk,
        one.guid,
        kind,
        words,
        scope=scope,
        signed=signed,
        heading=heading,
        source=one.source,
    )


def settle(
    desk: Desk,
    discussion: Guid,
    outcome: str,
    more: str = "",
    *,
    code: Guid | None = None,
    scope: str = saying.DECIDING,
) -> None:
    """Say what came of a discussion; what was said of that before stays to be read.

    `code` is the one that was agreed on, where it is one: it stands as the outcome's `about`.
    """
    if outcome not in OUTCOMES:
        raise NotReadable("That is not something that can come of a discussion.")
    one = find(desk, discussion)
    if code is not None:
        _must_be_there(desk, About(code=code))
    before = one.outcome()
    if before is not None:
        saying.correct(
            desk, before.guid, more, choice=outcome, about=code or "", scope=scope, wordless=True
        )
        return
    saying.say(
        desk,
        one.guid,
        "outcome",
        more,
        choice=outcome,
        about=code or "",
        scope=scope,
        source=one.source,
        wordless=True,
    )


def codes_to_agree_on(desk: Desk) -> dict[str, str]:
    """Every code in use, by name, for what a discussion agreed on."""
    return {
        code.guid: f"{code.key} {code.name}"
        for code in codes.codebook(desk.project.db).codes
        if code.status != "retired"
    }


def _must_be_there(desk: Desk, about: About) -> None:
    db = desk.project.db
    if about.theme:
        notes.checked_words(about.theme, longest=LONGEST_THEME)
    if about.code is not None and not any(
        code.guid == about.code for code in codes.codebook(db).codes
    ):
        raise NotFound("There is no such code in this study.")
    if about.source is None:
        return
    version = sources.current_version(db, guid_from(about.source))
    if version is None:
        raise NotFound("There is no such transcript in this study.")
    if about.start is not None and not 0 <= about.start < (about.end or 0) <= len(version["text"]):
        raise NotReadable("There are no such words in that transcript.")
