"""Taking a withdrawn participant out of a study: turns, transcripts, history and the ID itself.

All of it goes in one transaction, and what others said and marked is carried over. What remains
of the participant is a change row that says that it happened. `purge` then clears the file.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.domain.span import Span
from workbench.domain.withdrawal import (
    TAKEN_OUT,
    TAKEN_OUT_NAME,
    Remainder,
    names_in,
    quotations_out_of,
    without_names,
)
from workbench.store import (
    codebook_passages,
    codebook_words,
    codes,
    content_notes,
    discussions,
    documents,
    entries,
    passages_offered,
    places,
    prose,
    rounds,
    search,
    team_words,
    themes,
    turns_to_check,
    versions,
    withdrawn_ids,
)
from workbench.store.database import one, rows
from workbench.store.parts import Part, names_anywhere, names_of, said_in, words_gone
from workbench.store.perspectives import readable
from workbench.store.project import Writing
from workbench.store.team_words import Without

_OWN_WORDS = 3  # from how many words on a code's name is taken for somebody's own
# Structure that belongs to the conversation and not to the turn it stands before.
_OF_THE_WHOLE = ("heading", "header")


def codes_in_their_words(db: Database, affected: Iterable[Part]) -> list[dict]:
    """Codes the team made out of words that nobody else has said here: guid, name.

    A name of one or two words is anybody's, and the codes a study began with are nobody's.
    """
    affected = list(affected)
    theirs = "\n".join(
        part.text[part.turns[number].start : part.turns[number].end]
        for part in affected
        for number in part.gone
    ).casefold()
    found = [
        row
        for row in codes.made_here(db)
        if len(row["name"].split()) >= _OWN_WORDS and row["name"].casefold() in theirs
    ]
    if not found:
        return []
    stay = [text.casefold() for text in _what_stays(db, affected)]
    return [row for row in found if not any(row["name"].casefold() in text for text in stay)]


def _what_stays(db: Database, affected: list[Part]) -> Iterator[str]:
    """Every text of the study, and of the affected ones what remains."""
    yield from (part.remainder().text for part in affected if not part.whole)
    affected_sources = {part.source for part in affected}
    for row in rows(db, "select source, text from source_versions"):
        if row["source"] not in affected_sources:
            yield row["text"]


def without_theirs(
    db: Database,
    affected: list[Part],
    names: Collection[str],
    real: Mapping[str, Collection[str]],
) -> Without:
    """Give what takes words of theirs that the team quotes, and their names, out of a text.

    `real` has the words that each replacement stands for, where they are known.
    """
    quoted = quotations_out_of(
        (words for part in affected for words in said_in(db, part, real)),
        stay=_what_stays(db, affected),
    )
    return lambda words: without_names(quoted(words), names)


def take_out_of_what_was_written(
    w: Writing,
    affected: list[Part],
    names: Collection[str],
    real: Mapping[str, Collection[str]],
) -> None:
    """Take words of theirs that the team quotes, and their names, out of all the team wrote.

    A code that was made of their words, and of nobody else's, loses its name.
    """
    own_codes = codes_in_their_words(w.db, affected)
    for code in own_codes:
        w.db.execute(
            "update codes set name = ?, plain_name = ? where guid = ?",
            (TAKEN_OUT_NAME, TAKEN_OUT_NAME, code["guid"]),
        )
        erase_payloads(w, "object = ?", code["guid"])
        w.record("codebook_changed", "code", code["guid"])
    without = without_theirs(w.db, affected, names, real)
    entries.change_all(w, without)
    gone = {part.name for part in affected if part.whole}
    rounds.rename_all(w, lambda name: without_names(name, gone))
    team_words.rewrite(w, without)
    codebook_words.rewrite(w, without, codes_named=frozenset(code["guid"] for code in own_codes))
    prose.change_all(w, without)
    for note in rows(w.db, "select * from notes"):
        words = readable(w.keys, note) or ""
        if without(words) != words:
            _tell(w, note, note["source"])


def withdraw(
    w: Writing, who: dict, affected: Iterable[Part], real: Mapping[str, Collection[str]]
) -> None:
    """Take a participant out: their transcripts or turns, what hangs on them, and their ID.

    Notes stay their owners'. Each owner of one about withdrawn words gets a change row of their
    own, which `notes.about_withdrawn` finds. `real` is that of `without_theirs`.
    """
    affected = list(affected)
    erase_payloads(w, "object = ?", who["guid"])  # every change about them names them
    take_out_of_what_was_written(w, affected, names_anywhere(who, affected), real)
    asked = rows(w.db, "select guid from quotations where participant = ?", who["guid"])
    places.forget(w, [row["guid"] for row in asked])
    withdrawn_ids.remember(w, who["label"])
    issued = [row["guid"] for row in documents.issued_with(w.db, who["guid"])]
    documents.forget_participant(w, who["guid"])
    for part in affected:
        forget_what_hangs_on(w, part)
        if part.whole:
            _take_out_whole(w, part)
        else:
            take_out_turns(w, part, names_of(who, part))
            for speaker in part.speakers:
                w.db.execute("delete from speakers where guid = ?", (speaker,))
            _take_out_names(w, part.source, names_of(who, part))
        w.record("source_withdrawn", "source", part.source, source=part.source)
    w.db.execute("delete from participants where guid = ?", (who["guid"],))
    w.record(
        "participant_withdrawn",
        "participant",
        who["guid"],
        after={
            "whole": sum(part.whole for part in affected),
            "parts": sum(not part.whole for part in affected),
            "turns": sum(len(part.gone) for part in affected),
            "issued": issued,
        },
    )
    w.erased = True


def forget_what_hangs_on(w: Writing, part: Part) -> None:
    """Erase the history of a transcript, and let go of what quotes the words that go."""
    erase_history(w, part.source)
    themes.forget_touched(w, part.source, words_gone(part))
    discussions.tell_withdrawn(w, part.source, words_gone(part))


def erase_history(w: Writing, source: Guid) -> None:
    """Erase what the history holds of a transcript: places in its old text, names, old notes.

    Of the words somebody marked not even a hash is kept; a repeat stays harmless without it.
    """
    erase_payloads(w, "source = ?", source)
    search.empty(w)
    w.db.execute(
        "update operations set fingerprint = ''"
        " where id in (select operation from changes where source = ?)",
        (source,),
    )


def erase_payloads(w: Writing, where: str, *values: object) -> None:
    """Erase the payloads of some changes; undo passes by the operations that made them."""
    w.db.execute(
        "update operations set state = 'settled'"
        f" where id in (select operation from changes where {where})",
        values,
    )
    w.db.execute(
        f"delete from payloads where change in (select revision from changes where {where})",
        values,
    )


def _take_out_whole(w: Writing, part: Part) -> None:
    """Delete a transcript with everything that hangs on it; notes only lose their link."""
    for note in rows(w.db, "select guid, person from notes where source = ?", part.source):
        w.db.execute(
            'update notes set source = null, version = null, start = null, "end" = null'
            " where guid = ?",
            (note["guid"],),
        )
        _tell(w, note, part.source)
    w.db.execute("delete from sources where guid = ?", (part.source,))


def take_out_turns(
    w: Writing, part: Part, names: list[str], *, leave: Collection[int] = ()
) -> None:
    """Make a version without some turns, carry everything over, and delete the others.

    `names` are taken out of headings; `leave` numbers turns of theirs that stay.
    """
    noted = content_notes.on_passages(w.db, part.source)
    offered = passages_offered.listed(w.db)
    for note in versions.bring_notes(w, part.source):
        _tell(w, note, part.source)  # what it was about is in a text that is about to be deleted
    left = part.remainder()
    was = rows(
        w.db,
        "select speaker, begins, ends from turns where version = ? order by position",
        part.version,
    )
    nobody = dict.fromkeys(("speaker", "begins", "ends"))
    version = versions.new_version(
        w,
        part.source,
        left,
        why="withdrawal",
        turns=[
            (turn.start, turn.end, *(nobody if number in part.gone else row).values())
            for number, (turn, row) in enumerate(zip(left.turns, was, strict=True))
        ],
        structure=_structure_left(w.db, part, left, names),
    )
    _carry_notes(w, part, left, version)
    versions.keep_only_newest(w, part.source)
    content_notes.forget_lost(w, part.source, noted)
    themes.forget_lost(w, part.source)
    codebook_passages.forget_lost(w, part.source)
    passages_offered.forget_lost(w, part.source, offered)
    _offer_for_a_check(w, names, part, leave=leave)


def _structure_left(db: Database, part: Part, left: Remainder, names: list[str]) -> list[tuple]:
    kept = []
    for row in rows(
        db,
        "select kind, at, words from structure where version = ? order by position",
        part.version,
    ):
        of_the_whole = row["kind"] in _OF_THE_WHOLE
        in_theirs = any(
            part.turns[number].start <= row["at"] <= part.turns[number].end for number in part.gone
        )
        if of_the_whole or not in_theirs:
            named = of_the_whole or row["kind"] == "reply"
            words = without_names(row["words"], names) if named else row["words"]
            kept.append((row["kind"], left.moved(row["at"]), words))
    return kept


def _carry_notes(w: Writing, part: Part, left: Remainder, version: str) -> None:
    for note in rows(
        w.db, 'select guid, person, start, "end" from notes where version = ?', part.version
    ):
        was = Span(note["start"], note["end"])
        place = left.carried(was)
        w.db.execute(
            'update notes set version = ?, start = ?, "end" = ? where guid = ?',
            (version, place.start, place.end, note["guid"])
            if place
            else (None, None, None, note["guid"]),
        )
        if left.touches(was):
            _tell(w, note, part.source)


def _offer_for_a_check(
    w: Writing, names: list[str], part: Part, *, leave: Collection[int]
) -> None:
    """Put on a list what others said that names who withdrew, or stands beside a gap.

    `leave` numbers turns that are their own and stay.
    """
    left = part.remainder()
    newest = one(
        w.db,
        "select guid from source_versions where source = ? order by number desc limit 1",
        part.source,
    )
    offered = []
    for number, turn in enumerate(part.turns):
        words = part.text[turn.start : turn.end]
        if number in part.gone or number in leave or words == TAKEN_OUT:
            continue
        if names_in(words, names):
            offered.append((left.turns[number], "names_them"))
        elif part.gone & {number - 1, number + 1}:
            offered.append((left.turns[number], "beside_gap"))
    turns_to_check.add(w, part.source, (newest or {})["guid"], offered)


def _take_out_names(w: Writing, source: Guid, names: list[str]) -> None:
    """Take an ID or a name out of what is said of a transcript that others are in too."""
    said = (
        one(w.db, "select name, file_name, convention from sources where guid = ?", source) or {}
    )
    for column, words in said.items():
        w.db.execute(
            f"update sources set {column} = ? where guid = ?",
            (without_names(words, names), source),
        )
    for row in rows(w.db, "select name, words from source_fields where source = ?", source):
        if names_in(f"{row['name']}\n{row['words']}", names):
            w.db.execute(
                "delete from source_fields where source = ? and name = ?", (source, row["name"])
            )


def _tell(w: Writing, note: dict, source: Guid) -> None:
    """Tell a note's owner, and nobody else, that words it is about are gone."""
    w.record("passage_withdrawn", "note", note["guid"], source=source, audience=note["person"])
