"""Plain words for the screen: dates, plurals, and what a transcript is, said in one way."""

import html
import re
from collections.abc import Iterable
from datetime import date

from workbench.domain.source import KINDS, SETTINGS

READING_STATES = {
    "asked": "you were asked to read this",
    "opened": "you have begun reading",
    "finished": "you have finished reading",
    "finished_nothing": "you have finished, with nothing to mark",
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$&])")


def plain(words: str) -> str:
    """Make somebody's words safe where Streamlit reads Markdown: they show as they were written.

    Line breaks become spaces; use `as_html` for longer text.
    """
    # A word joiner keeps `10:30:` from being taken for a picture's name, and addresses for links.
    escaped = _MARKDOWN.sub(r"\\\1", " ".join(words.split()))
    return escaped.replace(":", ":\u2060").replace("@", "\u2060@").replace("www", "www\u2060")


def as_label(words: str) -> str:
    """Make somebody's words safe in the label of a field, which screen readers read as it stands.

    Signs that Streamlit would take for layout are left out instead of escaped.
    """
    return re.sub(r"[\\`*_{}\[\]<>$|~#]+|(?<=[:@])(?=\S)", "\u2060", " ".join(words.split()))


def as_html(words: str) -> str:
    """Make somebody's words safe inside `st.html`."""
    return html.escape(words)


def many(number: int, thing: str, several: str | None = None) -> str:
    """Say how many there are: `1 turn`, `2,310 turns`, or another plural where one is given."""
    return f"{number:,} {thing if number == 1 else several or thing + 's'}"


def joined(words: Iterable[str]) -> str:
    """Join words as a sentence does: `group, one-to-one and online`."""
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def day(iso: str) -> str:
    """Say a day as people write it: `22 November 2026`."""
    found = date.fromisoformat(iso[:10])
    return f"{found.day} {found:%B %Y}"


def about_transcript(row: dict) -> str:
    """Say what a transcript is: its kind, its settings and who took part."""
    settings = [row["platforms"].get(setting) or SETTINGS[setting] for setting in row["settings"]]
    setting = "setting not stated" if row["settings"] == ["not_stated"] else joined(settings)
    return " · ".join([KINDS[row["kind"]], setting, *row["participants"]])


def reading_state(row: dict) -> str:
    """Say how far the person looking is with a transcript; nothing where nobody asked."""
    told = READING_STATES.get(row["state"], "")
    return f"{told}, on your own first" if told and row["alone"] else told


def turns_in_words(turns: tuple[int, int] | None) -> str:
    """Say which turns of a transcript are meant, after its name; nothing where all of them are."""
    if turns is None:
        return ""
    first, last = turns
    return f", turn {first}" if first == last else f", turns {first} to {last}"
