"""Asking somebody for a chat: it goes to the person chosen, and nobody else learns of it."""

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.services import projects
from workbench.services.desks import Desk
from workbench.services.notes import checked_words
from workbench.store import chats

LONGEST = 500


def ask(desk: Desk, whom: Guid | None, words: str = "") -> None:
    """Ask one person of the team for a chat, with a few words or none."""
    if whom is None:
        raise NotReadable("Choose whom to ask first.")
    if whom == desk.viewer.self() or whom not in projects.members(desk):
        raise NotFound("That person is not in this study’s team. Choose somebody else.")
    words = checked_words(words, longest=LONGEST).strip() if words.strip() else ""
    with desk.project.writing(desk.viewer.self()) as w:
        chats.ask(w, whom, words)


def mine(desk: Desk) -> list[dict]:
    """What the viewer asked and was asked: guid, who, name, words, by_me, on (a day)."""
    names = projects.everybody(desk)
    return [
        {**each, "name": names.get(Guid(each["who"]), "a former member")}
        for each in chats.of(desk.project.db, desk.project.keys, desk.viewer.self())
    ]


def end(desk: Desk, chat: Guid) -> None:
    """Take back what one asked, or say that one has seen it; it is forgotten for both."""
    with desk.project.writing(desk.viewer.self()) as w:
        chats.end(w, chat)
