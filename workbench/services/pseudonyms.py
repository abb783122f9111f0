"""Pseudonyms: what people say of names that were found, and who else is asked to look.

Nothing is replaced here: whatever is found is proposed, a person answers for its places, and until
the words are replaced (`services.replacing`) every answer can be taken back.
"""

from collections.abc import Collection

from workbench import language
from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.domain.pseudonym import Candidate, in_brackets
from workbench.domain.span import Span
from workbench.services import heavy, steps
from workbench.services.desks import Desk
from workbench.services.lookalikes import looks_like
from workbench.services.places_of_names import (
    Name,
    Place,
    Where,
    first_place,
    key_of_place,
    must_see,
    name_at,
)
from workbench.store import replacements
from workbench.store.real_words import RealWords
from workbench.store.workspace import Workspace

PSEUDONYMS = "pseudonyms"


def look_through(workspace: Workspace, desk: Desk, source: Guid) -> int:
    """Have one transcript looked through, in the process for heavy work; how much was found.

    Only places and kinds are kept, and they go with the version they are of.
    """
    desk.viewer.must("transcripts")
    text = replacements.text_of(desk.project.db, source)
    said = replacements.pseudonyms(desk.project.db)
    known = [
        line.words
        for guid, line in workspace.replacements.all(desk.project.guid).items()
        if guid in said and said[guid]["replacement"] and not said[guid]["not_a_name"]
    ]
    model, found = heavy.run(language.candidates, text["text"], known)
    with desk.project.writing(desk.viewer.self()) as w:
        if replacements.text_of(desk.project.db, source)["version"] == text["version"]:
            replacements.keep_found(w, text["version"], model, found)
    return len(found)


def model_in_use() -> str:
    """Say which language model is in use and what that limits."""
    return language.in_use()


def point_out(desk: Desk, words: str) -> Where:
    """Put words that were missed among those found, as somebody who was asked to look may do."""
    where = first_place(desk, words)
    if where.speaker is None:
        version = replacements.text_of(desk.project.db, where.source)["version"]
        with desk.project.writing(desk.viewer.self()) as w:
            added = Candidate(Span(where.start, where.end), "pointed_out")
            replacements.add_found(w, version, added)
    return where


def answer(
    workspace: Workspace,
    desk: Desk,
    where: Where,
    *,
    replacement: str = "",
    replace: Collection[str] = (),
    leave: Collection[str] = (),
) -> int:
    """Say for some places that their words are to be replaced, and for others that they stay.

    Parameters
    ----------
    replacement
        What is to stand there, with or without its square brackets; the same in every place.
    replace, leave
        Keys of the places, as `name_at` gave them. Places in neither wait for an answer.

    Returns
    -------
    int
        How many places in the texts are to be replaced now.
    """
    desk.viewer.must("transcripts")
    found = name_at(workspace, desk, where)
    instead = in_brackets(replacement) if replace else found.replacement
    _refuse_lookalike(desk, instead, found.replacement)
    there = {place.key: place for place in found.places}
    if not (set(replace) | set(leave)) & there.keys():
        raise NotFound("The transcripts have changed since. Look at the places again.")
    pseudonym = _line(workspace, desk, found)
    answered = [
        _row(desk, place, replace=place.key in replace)
        for key, place in there.items()
        if key in replace or key in leave
    ]
    kept = [
        place
        for place in replacements.answered(desk.project.db, pseudonym)
        if key_of_place(place) not in set(replace) | set(leave)
    ]
    with steps.step(desk, PSEUDONYMS) as w:
        replacements.answer(
            w,
            pseudonym,
            {"replacement": instead, "not_a_name": 0, "places": [*kept, *answered]},
        )
    return sum(bool(place["replace"]) and not place["around"] for place in (*kept, *answered))


def _refuse_lookalike(desk: Desk, instead: str, now: str) -> None:
    """Refuse a replacement that looks like another one and is not written as it is."""
    known = {row["replacement"] for row in replacements.pseudonyms(desk.project.db).values()}
    other = (
        looks_like(instead, sorted(known - {instead, now, ""})) if instead not in known else None
    )
    if other is not None and other.casefold() != instead.casefold():
        raise AlreadyThere(
            f"{other} stands there already for a name and looks the same. Write it with the same "
            "letters if it is the same, or so that the two can be told apart."
        )


def not_a_name(workspace: Workspace, desk: Desk, where: Where) -> None:
    """Say that these words tell nothing of anybody; they are not proposed again anywhere."""
    desk.viewer.must("transcripts")
    found = name_at(workspace, desk, where)
    pseudonym = _line(workspace, desk, found)
    with steps.step(desk, PSEUDONYMS) as w:
        state = {"replacement": found.replacement, "not_a_name": 1, "places": []}
        replacements.answer(w, pseudonym, state)


def take_back(workspace: Workspace, desk: Desk, where: Where) -> None:
    """Take back what was said of these words: their places wait for an answer again."""
    desk.viewer.must("transcripts")
    found = name_at(workspace, desk, where)
    if found.pseudonym is None:
        return
    line = workspace.replacements.find(desk.project.guid, found.words)
    before = {"replacement": found.replacement, "not_a_name": 0, "places": []}
    with steps.step(desk, PSEUDONYMS) as w:
        replacements.answer(w, found.pseudonym, before if line and line.said_in else None)


def undo(desk: Desk) -> None:
    """Take back one's own last answer."""
    steps.undo(desk, PSEUDONYMS)


def redo(desk: Desk) -> None:
    """Give the answer again that one last took back."""
    steps.redo(desk, PSEUDONYMS)


def ask_to_look(desk: Desk, person: Guid, asked: bool = True) -> None:
    """Ask a second reader to look at what is to be replaced, or do so no longer."""
    with steps.step(desk, PSEUDONYMS) as w:
        replacements.ask(w, person, "asked" if asked else None)


def looked(desk: Desk, done: bool = True) -> None:
    """Say, as somebody who was asked, that one has looked; or that one will look again."""
    me = desk.viewer.self()
    if me not in replacements.second_readers(desk.project.db):
        raise NotAllowed("You were not asked to look at these. Somebody can ask you on this page.")
    with desk.project.writing(me) as w:
        replacements.ask(w, me, "looked" if done else "asked")


def second_readers(desk: Desk) -> dict[Guid, str]:
    """Who is `asked` to look, and who has `looked`."""
    must_see(desk)
    return replacements.second_readers(desk.project.db)


def _row(desk: Desk, place: Place, *, replace: bool) -> dict:
    """One answered place, as the store keeps it."""
    version, *ends = place.key.split(":")
    newest = replacements.text_of(desk.project.db, place.source)["version"]
    return {
        "guid": new_guid(),
        "source": place.source,
        "around": int(bool(place.around)),
        "replace": int(replace),
        "version": newest if place.around else version,
        "start": None if place.around else int(ends[0]),
        "end": None if place.around else int(ends[1]),
    }


def _line(workspace: Workspace, desk: Desk, name: Name) -> Guid:
    """The pseudonym of some words, with its line on the list apart; made where there is none."""
    line = workspace.replacements.find(desk.project.guid, name.words)
    if line is None:
        line = RealWords(new_guid(), name.words)
        workspace.replacements.put(desk.project.guid, line)
    return line.pseudonym
