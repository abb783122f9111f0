"""Themes: what the team makes of what it heard, value by value and beyond. Nothing writes them.

Everybody in the team may write and choose quotations. A value's section has the GUID of the
value's code.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain import trimming
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from, new_guid
from workbench.domain.span import Span
from workbench.domain.theme import (
    PARTS,
    PLACES,
    TELLS,
    Check,
    ChosenQuotation,
    Piece,
    Theme,
    finished,
)
from workbench.services import prose, quoting, sets, steps
from workbench.services.desks import Desk
from workbench.services.quotable import Rights, Standing
from workbench.store import codes, sources, visible
from workbench.store import themes as theme_store
from workbench.store.project import Writing

THEMES = "themes"
LONGEST_REASON = 1_000
Passage = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """A quotation as the team sees it.

    `words` is what is printed, `whole` what was chosen. `report` and `public` say whether it may
    be quoted there; `checks` who looked at it, and `checked` whether that is enough. `readings`
    are what readers saw in it, each `reader`, `code` and `presence`.
    """

    chosen: ChosenQuotation
    words: str
    whole: str
    name: str
    attribution: str
    report: Standing
    public: Standing
    checks: tuple[Check, ...]
    readings: tuple[tuple[str, str, str], ...]

    @property
    def checked(self) -> bool:
        """Say whether it has been looked at enough."""
        return finished(self.checks)


def listed(desk: Desk) -> list[Theme]:
    """The values in the codebook's order, then the themes of the team's own."""
    db = desk.project.db
    values = [
        Theme(
            value.guid,
            value.name,
            value.guid,
            theme_store.codes_of(db, value.guid),
            theme_store.decisions_of(db, value.guid),
        )
        for value in codes.codebook(db).values()
    ]
    return [*values, *theme_store.own(db)]


def one(desk: Desk, guid: str) -> Theme:
    """One theme by its GUID."""
    found = next((each for each in listed(desk) if each.guid == guid), None)
    if found is None:
        raise NotFound("There is no such theme in this study. The Themes page lists them all.")
    return found


def written(desk: Desk, theme: Guid) -> dict[str, str]:
    """What is written in a theme, by part."""
    return {part: words for part, words in prose.written(desk, theme).items() if part in PARTS}


def start(
    desk: Desk,
    title: str,
    *,
    passages: Iterable[Passage] = (),
    codes: Iterable[str] = (),
    discussion: str | None = None,
    decisions: Iterable[str] = (),
) -> Guid:
    """Start a theme of the team's own, with what it is to be written from, as one step.

    Parameters
    ----------
    passages
        Transcript, start and end, in the newest text.
    discussion
        The talk that it came out of.
    """
    guid, title = new_guid(), sets.checked_name(title, "A theme")
    passages = list(passages)
    with steps.step(desk, THEMES, job=None) as w:
        theme_store.keep(
            w,
            guid,
            {
                "title": title,
                "position": theme_store.next_position(w.db),
                "codes": [guid_from(code) for code in codes],
                "decisions": [guid_from(each) for each in decisions],
                "discussion": guid_from(discussion) if discussion else "",
            },
        )
        for passage in passages:
            _put(w, guid, "gathered", *passage)
    return guid


def gather(
    desk: Desk,
    theme: str,
    *,
    passages: Iterable[Passage] = (),
    codes: Iterable[str] = (),
    decisions: Iterable[str] = (),
) -> None:
    """Add passages, codes and decisions to what a theme is written from."""
    there, passages = one(desk, theme).guid, list(passages)
    with steps.step(desk, THEMES, job=None) as w:
        state = theme_store.state_of(w.db, there)
        _keep(
            w,
            there,
            {
                **state,
                "codes": [*state["codes"], *(guid_from(code) for code in codes)],
                "decisions": [*state["decisions"], *(guid_from(each) for each in decisions)],
            },
        )
        for passage in passages:
            _put(w, there, "gathered", *passage)


def describe(
    desk: Desk,
    theme: str,
    *,
    title: str | None = None,
    codes: Iterable[str] | None = None,
    decisions: Iterable[str] | None = None,
) -> None:
    """Call a theme something else, or say anew which codes and decisions it gathers."""
    there = one(desk, theme)
    with steps.step(desk, THEMES, job=None) as w:
        state = theme_store.state_of(w.db, there.guid)
        if title is not None and there.code is None:
            state["title"] = sets.checked_name(title, "A theme")
        if codes is not None:
            state["codes"] = [guid_from(code) for code in codes]
        if decisions is not None:
            state["decisions"] = [guid_from(each) for each in decisions]
        _keep(w, there.guid, state)


def remove(desk: Desk, theme: str) -> None:
    """Take a theme of the team's own away; undo brings it back with all in it."""
    there = one(desk, theme)
    if there.code is not None:
        raise NotReadable("A value's section stays as long as the value is in the codebook.")
    with steps.step(desk, THEMES, job=None) as w:
        theme_store.keep(w, there.guid, None)


def undo(desk: Desk) -> None:
    """Take back one's own last step on themes."""
    steps.undo(desk, THEMES, job=None)


def redo(desk: Desk) -> None:
    """Do again what one last took back."""
    steps.redo(desk, THEMES, job=None)


def quotations(desk: Desk, theme: str | None = None) -> list[Shown]:
    """The quotations of a theme, or of all, in the order they are printed.

    Readings are those this viewer may see.
    """
    chosen = theme_store.quotations(desk.project.db, theme=theme)
    return shown(desk, chosen)


def shown(desk: Desk, chosen: Iterable[ChosenQuotation]) -> list[Shown]:
    """Quotations with their words, attribution, consent, checks and readings."""
    chosen, db = list(chosen), desk.project.db
    if not chosen:
        return []
    report, public = Rights(desk.project, "report"), Rights(desk.project, "public_summary")
    known = {row["guid"]: row for row in sources.listed(db)}
    named = {code.guid: code.name for code in codes.all_codes(db)}
    people = visible.readers(desk.project, desk.viewer)
    looked = theme_store.checks(db)
    texts: dict[str, dict] = {}
    marks: dict[str, list] = {}
    found = []
    for each in chosen:
        row = known.get(each.source)
        if row is None:
            continue
        if each.source not in texts:
            texts[each.source] = sources.current_version(db, each.source) or {}
            marks[each.source] = visible.codings(desk.project, desk.viewer, source=each.source)
        text = texts[each.source]["text"]
        found.append(
            Shown(
                each,
                printed(text, each),
                text[each.span.start : each.span.end],
                row["name"],
                quoting.attribution(
                    row, each.span, sources.participants_speaking(db, row["version"])
                ),
                report.of(each.source, each.span),
                public.of(each.source, each.span),
                looked.get(each.guid, ()),
                tuple(
                    dict.fromkeys(
                        (people.get(mark.coder, ""), named.get(mark.code, ""), mark.presence)
                        for mark in marks[each.source]
                        if mark.span.overlaps(each.span)
                    )
                ),
            )
        )
    return found


def printed(text: str, each: ChosenQuotation) -> str:
    """Print a quotation from the transcript it stands in."""
    return trimming.printed(
        text, each.span, [(piece.span, piece.before) for piece in each.pieces], each.ending
    )


def choose(desk: Desk, theme: str, part: str, passage: Passage) -> Guid:
    """Choose a quotation for a theme; the GUID of the new quotation is returned."""
    there = one(desk, theme).guid
    if part not in PLACES:
        raise NotReadable("That is no place for a quotation.")
    with steps.step(desk, THEMES, job=None) as w:
        return _put(w, there, part, *passage)


def place(desk: Desk, quotation: str, part: str) -> None:
    """Print a quotation somewhere else in its theme, or keep it without printing it."""
    if part not in PLACES:
        raise NotReadable("That is no place for a quotation.")
    with steps.step(desk, THEMES, job=None) as w:
        _to_end(w, theme_store.quotation(w.db, quotation), part)


def move(desk: Desk, quotation: str, by: int) -> None:
    """Move a quotation one place up (-1) or down (1) among those it is printed with."""
    with steps.step(desk, THEMES, job=None) as w:
        here = theme_store.quotation(w.db, quotation)
        order = [
            other.guid
            for other in theme_store.quotations(w.db, theme=here.theme)
            if other.part == here.part
        ]
        at = order.index(here.guid)
        to = min(max(at + by, 0), len(order) - 1)
        order.insert(to, order.pop(at))
        for number, guid in enumerate(order, start=1):
            theme_store.change(w, guid, position=number)


def trim(desk: Desk, quotation: str, typed: str) -> None:
    """Print less of a quotation, or put words of ours in brackets.

    What was said is never altered: words that are not the participant's are refused, and what is
    left out is shown as “…”.
    """
    with steps.step(desk, THEMES, job=None) as w:
        here = theme_store.quotation(w.db, quotation)
        version = sources.current_version(w.db, here.source) or {}
        kept = trimming.trim(version["text"], here.span, typed)
        pieces = [Piece(new_guid(), span, before) for span, before in kept.pieces]
        theme_store.trim(w, here, pieces, kept.ending, version["guid"])


def take_out(desk: Desk, quotation: str) -> None:
    """Take a quotation out of its theme; undo brings it back."""
    with steps.step(desk, THEMES, job=None) as w:
        theme_store.remove(w, guid_from(quotation))


def check(desk: Desk, quotation: str, tells: Iterable[str], why: str = "") -> None:
    """Say in one's own name what a quotation may tell about who somebody is.

    Parameters
    ----------
    tells
        Keys of `TELLS`; none where it tells nothing beyond ID and setting.
    why
        Why it may be used all the same; needed by whoever first finds something.
    """
    found = [key for key in TELLS if key in set(tells)]
    why = why.strip()
    if len(why) > LONGEST_REASON:
        raise NotReadable(f"That is longer than {LONGEST_REASON:,} characters. Make it shorter.")
    others = [
        each
        for each in theme_store.checks(desk.project.db).get(guid_from(quotation), ())
        if each.person != desk.viewer.self()
    ]
    if found and not why and not any(each.words for each in others):
        raise NotReadable("Say in a sentence why it may be used all the same.")
    with steps.step(desk, THEMES, job=None) as w:
        theme_store.check(w, guid_from(quotation), found, why)


def take_back_check(desk: Desk, quotation: str) -> None:
    """Take back what one said of a quotation."""
    with steps.step(desk, THEMES, job=None) as w:
        theme_store.check(w, guid_from(quotation), None, "")


def _keep(w: Writing, guid: Guid, state: dict) -> None:
    theme_store.keep(w, guid, {**state, "codes": list(dict.fromkeys(state["codes"]))})


def _put(w: Writing, theme: Guid, part: str, source: str, start: int, end: int) -> Guid:
    version = sources.current_version(w.db, guid_from(source))
    if version is None:
        raise NotFound("That transcript is not in this study.")
    if not 0 <= start < end <= len(version["text"]):
        raise NotReadable("There are no such words in that transcript.")
    text = version["text"][start:end]
    if not text.strip():
        raise NotReadable("There are no words there.")
    start += len(text) - len(text.lstrip())
    span = Span(start, start + len(text.strip()))
    for other in theme_store.quotations(w.db, source=source):
        if other.theme == theme and other.span == span:
            if part not in ("gathered", other.part):
                _to_end(w, other, part)
            return other.guid
    guid = new_guid()
    theme_store.choose(
        w,
        ChosenQuotation(guid, theme, part, guid_from(source), span, (Piece(new_guid(), span),)),
        version["guid"],
    )
    return guid


def _to_end(w: Writing, here: ChosenQuotation, part: str) -> None:
    last = theme_store.last_position(w.db, here.theme, part)
    theme_store.change(w, here.guid, part=part, position=last + 1)
