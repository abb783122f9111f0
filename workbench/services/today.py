"""What a study does, and whom it tells, when somebody needs to look at something today.

It is shown to a reader who asks for it. The workbench keeps and sends nothing of that.
"""

import re

from workbench.domain.errors import NotReadable
from workbench.services.desks import Desk
from workbench.store import today

LONGEST = {"contact": 300, "email": 200, "procedure": 4_000}
_ADDRESS = re.compile(r"[^\s@,;?&<>\"]+@[^\s@,;?&<>\"]+")


def said(desk: Desk) -> dict[str, str]:
    """The study's words: contact, email and procedure, each empty where nobody set it."""
    return today.said(desk.project.db)


def say(desk: Desk, words: dict[str, str]) -> None:
    """Set whom to tell and what the study does; for those who look after accounts."""
    desk.viewer.must("accounts")
    words = {part: words[part].strip() for part in today.PARTS}
    for part, longest in LONGEST.items():
        if len(words[part]) > longest:
            raise NotReadable(f"That is longer than {longest:,} characters. Shorten it.")
    if words["email"] and not _ADDRESS.fullmatch(words["email"]):
        raise NotReadable("That is not an e-mail address. Write one, or leave the field empty.")
    with desk.project.writing(desk.viewer.self()) as w:
        today.say(w, words)
