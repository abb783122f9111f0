"""What undo and redo would touch, said in words before anybody presses: `consent of P01`.

The page may be on a screen that others see: the words of a note, what is said without a name or
waits to be opened, who was asked to read, and names to be replaced are never among them.
"""

from collections.abc import Callable

from workbench.domain.deciding import SAID
from workbench.domain.ids import Guid
from workbench.services import themes
from workbench.services.desks import Desk
from workbench.store import codes, operations, participants, sources
from workbench.store import themes as theme_store
from workbench.store.project import ProjectFile

_BEGINNING = 40
# `{}` is whom or what a step was about; the step is named after the last change in it.
_WORDS = {
    "consent_said": "consent of {}",
    "participant_renamed": "ID of {}",
    "participant_role_said": "what {} stands for",
    "attribute_given": "what you know of {}",
    "attribute_defined": "adding the attribute {}",
    "attribute_removed": "removing the attribute {}",
    "quotation_answered": "quotations of {}",
    "letter_words_kept": "words for letters",
    "turn_looked_through": "a turn looked through",
    "support_group_kept": "the group {}",
    "set_kept": "the set {}",
    "content_note_kept": "a content note{}",
    "theme_kept": "{}",
    "theme_quotation_kept": "a quotation{}",
    "quotation_checked": "what was checked of a quotation",
    "structure_corrected": "correcting speakers, turns or kind",
    "source_corrected": "correcting words",
    "figures_wanted": "turning the figures on or off",
    "figures_answered": "my answer",
    "figures_named": "whether my name may stand",
    "reading_offered": "offering {}",
    "asked_alone": "starting a reading on our own first",
    "pseudonym_answered": "what was said of a name",
    "second_reader_asked": "asking somebody to look",
    "entry_added": "{}",
    "discussion_opened": "opening a discussion{}",
    "decision_made": "a decision{}",
    "codebook_changed": "what was done to the code {}",
    "codebook_told": "{}",
    "codebook_passages_put": "choosing passages",
    "groundwork_kept": "{}",
    "card_sort_kept": "the card sort {}",
    "pile_kept": "the pile {}",
    "early_conversation_kept": "the conversation {}",
    "tray_answered": "what was said of the tray",
    "coding_recoded": "what becomes of a mark",
    "recoding_answered": "what becomes of a mark",
    "day_begun": "beginning to read together",
    "stage_added": "adding a stage{}",
    "taker_added": "adding who took part{}",
    "day_changed": "my last step here",
    "template_kept": "what was done with the template",
    "note_added": "writing a note{}",
    "note_removed": "removing a note{}",
    "note_changed": "changing a note{}",
}
_OTHER = "my last change"
_OF_THE_CODEBOOK = {
    "added": "adding {}",
    "reworded": "other words for {}",
    "moved": "moving {}",
    "merged": "merging {}",
    "split": "splitting {}",
    "stage": "the stage of {}",
    "retired": "retiring {}",
    "returned": "taking up {} again",
    "named": "naming this version",
    "taken_in": "taking in a codebook",
}
_NEW_WITH_WORDS = frozenset(
    {
        "discussion_opened",
        "decision_made",
        "stage_added",
        "taker_added",
        "codebook_told",
        "card_sort_kept",
    }
)


def in_words(desk: Desk, scope: str) -> dict[str, str]:
    """Say what `undo` and `redo` would touch here; each is there only where there is something."""
    if desk.viewer.person is None:
        return {}
    me, db = desk.viewer.person, desk.project.db
    found = {
        "undo": operations.last_done(db, me, scope),
        "redo": operations.first_undone(db, me, scope),
    }
    return {which: _said(desk, row) for which, row in found.items() if row is not None}


def _said(desk: Desk, row: int) -> str:
    changes = operations.changes_of(desk.project.db, row)
    if not changes or changes[-1]["kind"] not in _WORDS:
        return _OTHER
    # What was said along with something new is not what the step is called after.
    last = next((one for one in changes if one["kind"] in _NEW_WITH_WORDS), changes[-1])
    about = _ABOUT.get(last["kind"])
    if about is not None:
        whom = about(desk, last, changes)
    elif last["object_kind"] == "participant":
        whom = _participants(desk, last, changes)
    else:
        whom = _name(desk, last)
    return _WORDS[last["kind"]].format(whom).strip()


def _was(desk: Desk, change: dict) -> dict:
    """What a change was about, as the history of the study holds it."""
    was = ProjectFile.payload_in(desk.project.db, desk.project.keys, change["revision"]) or {}
    return was.get("after") or was.get("before") or {}


def _entry(desk: Desk, change: dict, _: list[dict]) -> str:
    kind = SAID.get(_was(desk, change).get("kind", ""), "what I said last")
    return f"{kind}{_in_words(desk, change, [change])}"


def _in_words(desk: Desk, _: dict, changes: list[dict]) -> str:
    """Give the beginning of what was said in a step with one's name."""
    said = (
        _was(desk, one)
        for one in changes
        if one["object_kind"] == "entry" and one["audience"] is None
    )
    words = next((one["words"] for one in said if one.get("signed") == "named"), "")
    return f": “{_beginning(words)}”" if words else ""


def _transcripts(desk: Desk, change: dict, changes: list[dict]) -> str:
    """Name the one transcript of a step, or say how many there are; never who was asked."""
    found = {_was(desk, one).get("source") for one in changes if one["kind"] == change["kind"]}
    names = [row["name"] for row in sources.listed(desk.project.db) if row["guid"] in found]
    if len(names) == 1:
        return f"“{names[0]}”"
    return f"{len(names)} transcripts" if names else "transcripts"


def _talk(desk: Desk, change: dict, changes: list[dict]) -> str:
    if change["audience"] is not None:
        return ""
    return _in_words(desk, change, changes) or _where(desk, change, changes)


def _where(desk: Desk, change: dict, _: list[dict]) -> str:
    names = {row["guid"]: row["name"] for row in sources.listed(desk.project.db)}
    return f" on “{names[change['source']]}”" if change["source"] in names else ""


def _theme(desk: Desk, change: dict, _: list[dict]) -> str:
    title = _title(desk, change["object"]) or _was(desk, change).get("title")
    return f"the theme “{title}”" if title else "a theme"


def _title(desk: Desk, guid: str | None) -> str:
    return next((each.title for each in themes.listed(desk) if each.guid == guid), "")


def _quotation(desk: Desk, change: dict, _: list[dict]) -> str:
    """Say which theme has or had the quotation, and how it begins where it is there."""
    db = desk.project.db
    title = _title(desk, _was(desk, change).get("theme"))
    found = f" in “{title}”" if title else ""
    there = theme_store.quotations(db, source=change["source"])
    for each in (one for one in there if one.guid == change["object"]):
        text = (sources.current_version(db, Guid(each.source)) or {}).get("text", "")
        found += f": “{_beginning(text[each.span.start : each.span.end])}”"
    return found


def _beginning(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= _BEGINNING:
        return words
    return f"{words[:_BEGINNING].rpartition(' ')[0] or words[:_BEGINNING]} …"


def _of_the_codebook(desk: Desk, change: dict, _: list[dict]) -> str:
    told = _was(desk, change)
    names = {code.guid: f"“{code.name}”" for code in codes.all_codes(desk.project.db)}
    about = [names[code] for code in told.get("codes", ()) if code in names]
    of = _OF_THE_CODEBOOK.get(told.get("kind", ""), "the last change of the codebook")
    return of.format(" and ".join(about) or "a code")


def _participants(desk: Desk, change: dict, changes: list[dict]) -> str:
    guids = {one["object"] for one in changes if one["kind"] == change["kind"]}
    if len(guids) > 1:
        return f"{len(guids)} participants"
    labels = {each.guid: each.label for each in participants.listed(desk.project.db)}
    return next((labels[guid] for guid in guids if guid in labels), "a participant")


def _name(desk: Desk, change: dict) -> str:
    """Give the name something had, as the history of the study holds it."""
    name = _was(desk, change).get("name", "")
    return f"“{name}”" if name else ""


_ABOUT: dict[str, Callable[[Desk, dict, list[dict]], str]] = {
    "entry_added": _entry,
    "decision_made": _in_words,
    "discussion_opened": _talk,
    "stage_added": _in_words,
    "taker_added": _in_words,
    "reading_offered": _transcripts,
    "content_note_kept": _where,
    "note_added": _where,
    "note_removed": _where,
    "note_changed": _where,
    "theme_kept": _theme,
    "theme_quotation_kept": _quotation,
    "codebook_told": _of_the_codebook,
}
