"""The tray: what readers marked as something else, or as not fitting, for the next review.

Only marks that every member sees are here. Turning one into a code changes no mark: the readers of
those marks are asked whether theirs becomes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.domain.codebook import Code
from workbench.domain.codebook_change import Place, Reason
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.services import codebook_changes, codebook_view, desks
from workbench.services.codebook_view import Passage
from workbench.services.desks import Desk
from workbench.store import codebook_changes as change_store
from workbench.store import tray, visible, visible_marks

# The codes for what has no place, in the codebooks that come with the workbench and in any other.
_KEYS = frozenset({"OTHER", "AGAINST"})
_NAMES = frozenset({"something else", "does not fit", "this does not fit"})
ANSWERS = {"stays": "It stays as it is", "later": "For another day"}
FROM_LIFE = "Because of what one of us knew from life"


@dataclass(frozen=True, slots=True)
class Item:
    """Words in the tray: the passage, as what it was marked, by whom, and what was said of it.

    `marks` are the marks on exactly these words. `became` is the code made of it, if one was.
    """

    passage: Passage
    code: str
    readers: tuple[str, ...]
    marks: tuple[Guid, ...]
    said: str = ""
    became: Guid | None = None

    @property
    def waits(self) -> bool:
        """Say whether nobody has looked at it yet, or it was kept for another day."""
        return self.became is None and self.said != "stays"


def is_catch_all(code: Code) -> bool:
    """Say whether a code is one for what has no place in the codebook."""
    return code.key in _KEYS or bool({code.name.casefold(), code.plain_name.casefold()} & _NAMES)


def items(desk: Desk) -> list[Item]:
    """Everything in the tray, in order of transcript and place."""
    db, everybody = desk.project.db, desks.for_everybody(desk)
    names = {
        code.guid: code.plain_name for code in codebook_view.book(desk).codes if is_catch_all(code)
    }
    said = tray.answers(db)
    became: dict[Guid, Guid] = {}
    for change in change_store.story(db):
        if change.kind == "added":
            became.update({mark: change.into[0] for mark in change.marks if change.into})
    readers = visible.readers(desk.project, desk.viewer)
    together: dict[tuple[Place, str], list] = {}
    wanted = dict.fromkeys([*visible_marks.carrying(desk.project, names), *became])
    for mark in visible.codings(desk.project, everybody.viewer, only=wanted):
        name = names.get(mark.code)
        if name is None and mark.guid in became:
            name = "Something else"  # it was, and its reader has let it become a code
        if name is not None and mark.corrected_away is None:
            together.setdefault((Place(mark.source, mark.span), name), []).append(mark)
    found = []
    words = {
        passage.guid: passage
        for passage in codebook_view.with_words(
            desk, [(marks[0].guid, place) for (place, _), marks in together.items()]
        )
    }
    for (_, name), marks in together.items():
        answers = {said[mark.guid] for mark in marks if mark.guid in said}
        found.append(
            Item(
                words[marks[0].guid],
                name,
                tuple(dict.fromkeys(readers.get(mark.coder, "a reader") for mark in marks)),
                tuple(mark.guid for mark in marks),
                next(iter(answers), ""),
                next((became[mark.guid] for mark in marks if mark.guid in became), None),
            )
        )
    return sorted(found, key=lambda item: (item.passage.name, item.passage.start))


def from_life(reason: Reason) -> Reason:
    """Say of a reason that it is something somebody knew from life."""
    why = f"{FROM_LIFE}: {reason.why}" if reason.why.strip() else FROM_LIFE
    return replace(reason, why=why)


def say(desk: Desk, marks: Iterable[Guid], said: str) -> None:
    """Say that something in the tray stays as it is, or is for another day."""
    if said not in ANSWERS:
        raise NotReadable("That is nothing that can be said of what is in the tray.")
    _there(desk, marks)
    with codebook_changes.step(desk, "codebook") as w:
        for mark in marks:
            tray.answer(w, mark, said)


def become(
    desk: Desk,
    chosen: Iterable[Item],
    name: str,
    *,
    under: str = codebook_changes.ON_ITS_OWN,
    definition: str = "",
    reason: Reason = codebook_changes.NOTHING_SAID,
) -> Guid:
    """Make a draft code of what is in the tray; whoever marked it is asked about their mark."""
    chosen = list(chosen)
    if not chosen:
        raise NotReadable("Choose at least one passage that the new code is made of.")
    marks = [mark for item in chosen for mark in item.marks]
    _there(desk, marks)
    passages = tuple(item.passage.place() for item in chosen)
    return codebook_changes.add(
        desk,
        name,
        under=under,
        said={"definition": definition},
        reason=Reason(reason.why, reason.asked_by, reason.decision, passages),
        marks=marks,
    )


def _there(desk: Desk, marks: Iterable[Guid]) -> None:
    known = {mark for item in items(desk) for mark in item.marks}
    if not set(marks) <= known:
        raise NotFound("That is not in the tray any more. Look again.")
