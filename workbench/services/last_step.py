"""What undo and redo would touch, said in words before anybody presses: `consent of P01`."""

from workbench.domain.deciding import SAID
from workbench.domain.ids import Guid
from workbench.services.desks import Desk
from workbench.store import codes, operations, participants
from workbench.store.project import ProjectFile

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
    "content_note_kept": "a content note",
    "theme_kept": "a theme",
    "theme_quotation_kept": "a quotation",
    "quotation_checked": "what was checked of a quotation",
    "structure_corrected": "correcting speakers, turns or kind",
    "source_corrected": "correcting words",
    "figures_wanted": "turning the figures on or off",
    "figures_answered": "my answer",
    "figures_named": "whether my name may stand",
    "reading_offered": "offering transcripts",
    "asked_alone": "starting a reading on our own first",
    "pseudonym_answered": "what was said of a name",
    "second_reader_asked": "asking somebody to look",
    "entry_added": "{}",
    "discussion_opened": "opening a discussion",
    "decision_made": "a decision",
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
    "stage_added": "adding a stage",
    "taker_added": "adding who took part",
    "day_changed": "my last step here",
    "template_kept": "what was done with the template",
    "note_added": "writing a note",
    "note_removed": "removing a note",
    "note_changed": "changing a note",
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
    objects = {one["object"] for one in changes if one["kind"] == last["kind"]}
    whom = _participants(desk, objects) if last["object_kind"] == "participant" else ""
    if last["object_kind"] == "entry":
        whom = _entry(desk, last["revision"])
    if last["kind"] == "codebook_told":
        whom = _of_the_codebook(desk, last["revision"])
    return _WORDS[last["kind"]].format(whom or _name(desk, last["revision"])).strip()


def _entry(desk: Desk, revision: int) -> str:
    was = ProjectFile.payload_in(desk.project.db, desk.project.keys, revision) or {}
    kind = (was.get("after") or was.get("before") or {}).get("kind", "")
    return SAID.get(kind, "what I said last")


def _of_the_codebook(desk: Desk, revision: int) -> str:
    was = ProjectFile.payload_in(desk.project.db, desk.project.keys, revision) or {}
    told = was.get("after") or was.get("before") or {}
    names = {code.guid: f"“{code.name}”" for code in codes.all_codes(desk.project.db)}
    about = [names[code] for code in told.get("codes", ()) if code in names]
    of = _OF_THE_CODEBOOK.get(told.get("kind", ""), "the last change of the codebook")
    return of.format(" and ".join(about) or "a code")


def _participants(desk: Desk, guids: set[Guid]) -> str:
    if len(guids) > 1:
        return f"{len(guids)} participants"
    labels = {each.guid: each.label for each in participants.listed(desk.project.db)}
    return next((labels[guid] for guid in guids if guid in labels), "a participant")


def _name(desk: Desk, revision: int) -> str:
    """Give the name something had, as the history of the study holds it."""
    was = ProjectFile.payload_in(desk.project.db, desk.project.keys, revision) or {}
    name = (was.get("after") or was.get("before") or {}).get("name", "")
    return f"“{name}”" if name else ""
