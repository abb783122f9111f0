"""Replacing names in the texts for good: everything is carried over, and the words are erased.

All of it goes in one transaction. `purge` then clears the file of what was deleted.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.domain.pseudonym import key_of, places, standing, written_alike
from workbench.domain.revision import Edit, Revision, revise
from workbench.domain.span import Span
from workbench.store import (
    codebook_words,
    codes,
    entries,
    prose,
    replacements,
    team_words,
    themes,
    versions,
    withdrawals,
)
from workbench.store import places as place_store
from workbench.store.database import rows
from workbench.store.holdings import HOLDS_WORDS
from workbench.store.perspectives import readable
from workbench.store.project import Writing
from workbench.store.search import TABLE as INDEX

# What stands around a text, where each place was asked about.
_AROUND = ("source_fields", "sources")
# What is replaced here, what is told to its owner alone, and what holds no words in clear.
_SEEN_TO = (
    "codes", "entries", "payloads", "prose", "pseudonyms", "speakers", "structure",
    *codebook_words.TABLES, *(each for each in team_words.TABLES if each != "project"),
)  # fmt: skip
_OWNED = ("notes.words", "notes.sealed", "perspectives.sealed", "snapshots.sealed")
# Of the study, what is said about it is replaced, and its name is not.
_SEEN_TO_TOO = (*_OWNED, "project.about")


@dataclass(frozen=True, slots=True)
class Part:
    """One transcript with the edits to its text, and what is replaced around it.

    `pseudonyms` has, for each edit, the pseudonym it writes; `speakers` those in whose turns they
    stand, by GUID or empty. `around` pairs real words with what is written instead, and
    `named_around` has their pseudonyms, with each speaker whose label it was. `again` says that
    an earlier version still has such words.
    """

    source: Guid
    name: str
    version: str
    text: str
    edits: tuple[Edit, ...]
    pseudonyms: tuple[Guid, ...]
    speakers: tuple[str, ...]
    around: tuple[tuple[str, str], ...]
    named_around: tuple[tuple[Guid, str], ...]
    again: bool

    def revision(self) -> Revision:
        """Lead from the text as it is to the text with the replacements in it."""
        return revise(self.text, self.edits)

    def spellings(self) -> set[str]:
        """The real words as they stand in the text."""
        return {self.text[edit.start : edit.end] for edit in self.edits}


def parts(db: Database, words: Mapping[Guid, str]) -> list[Part]:
    """Every transcript in which something is to be replaced, in order of name.

    Parameters
    ----------
    words
        The real words of each pseudonym that is to be written.
    """
    instead = {guid: row["replacement"] for guid, row in replacements.pseudonyms(db).items()}
    by_source: dict[Guid, list[dict]] = {}
    for place in replacements.answered(db):
        if place["replace"] and place["pseudonym"] in words:
            by_source.setdefault(place["source"], []).append(place)
    found = []
    for text in replacements.texts(db):
        answered = by_source.get(text["source"], [])
        edits = _edits(text["text"], answered, words, instead)
        around = tuple(
            (words[place["pseudonym"]], instead[place["pseudonym"]])
            for place in answered
            if place["around"]
        )
        again = _in_earlier_versions(db, text, words.values())
        if edits or around or again:
            turns = rows(
                db,
                "select start, \"end\", coalesce(speaker, '') as speaker from turns"
                " where version = ? order by position",
                text["version"],
            )
            found.append(
                Part(
                    source=text["source"],
                    name=text["name"],
                    version=text["version"],
                    text=text["text"],
                    edits=tuple(edit for edit, _ in edits),
                    pseudonyms=tuple(guid for _, guid in edits),
                    speakers=tuple(_speaker(turns, edit) for edit, _ in edits),
                    around=around,
                    named_around=tuple(
                        (place["pseudonym"], speaker)
                        for place in answered
                        if place["around"]
                        for speaker in _called(db, text["source"], words[place["pseudonym"]])
                    ),
                    again=again,
                )
            )
    return found


def replace(w: Writing, affected: Iterable[Part], words: Mapping[Guid, str]) -> None:
    """Write the replacements, and erase the real words from all that is kept of them."""
    affected = list(affected)
    spelled = spellings(affected, words)
    without = _without(w.db, words)
    for guid, name in codes_with(w.db, spelled).items():
        instead = without(name)
        w.db.execute(
            "update codes set name = ?, plain_name = ? where guid = ?", (instead, instead, guid)
        )
        withdrawals.erase_payloads(w, "object = ?", guid)
        w.record("codebook_changed", "code", guid)
    codebook_words.rewrite(w, without)
    done = [
        place["guid"]
        for place in replacements.answered(w.db)
        if place["replace"] and place["pseudonym"] in words
    ]
    place_store.forget(w, done)
    w.db.conn.executemany(
        "delete from pseudonym_places where guid = ?", [(guid,) for guid in done]
    )
    for part in affected:
        withdrawals.erase_history(w, part.source)
        _write(w, part)
        w.record("names_replaced", "source", part.source, source=part.source)
    prose.change_all(w, without)
    entries.change_all(w, without)
    team_words.rewrite(w, without, but=_AROUND)
    for pseudonym in words:
        withdrawals.erase_payloads(w, "object = ?", pseudonym)
    _erase_payloads_with(w, spelled)
    for guid, owner in notes_with(w, spelled).items():
        w.record("name_replaced", "note", guid, audience=owner)
    w.erased = True


def spellings(affected: Iterable[Part], words: Mapping[Guid, str]) -> set[str]:
    """All ways in which the real words are written where they are to be replaced."""
    return {spelled for part in affected for spelled in part.spellings()} | set(words.values())


def codes_with(db: Database, spelled: Collection[str]) -> dict[Guid, str]:
    """Codes that people made here and that have such words in their name: guid to name."""
    return {
        row["guid"]: row["name"] for row in codes.made_here(db) if _has_any(row["name"], spelled)
    }


def notes_with(w: Writing, spelled: Collection[str]) -> dict[Guid, Guid]:
    """Notes that quote such words, private ones too: guid to owner, for the owner alone."""
    return {
        row["guid"]: row["person"]
        for row in rows(w.db, "select * from notes")
        if _has_any(readable(w.keys, row) or "", spelled)
    }


def typed(db: Database, words: Mapping[Guid, str]) -> list[str]:
    """Where such words stand in what the team typed and are replaced, as people know it."""
    return list(team_words.quoting(db, _without(db, words), but=_AROUND))


def elsewhere(db: Database, spelled: Collection[str]) -> list[str]:
    """Tables in which such words stand and where those whose they are reword them."""
    found: list[str] = []
    for name in HOLDS_WORDS:
        table, column = name.split(".")
        if table in (*_SEEN_TO, *found) or table.startswith(INDEX) or name in _SEEN_TO_TOO:
            continue
        said = db.execute(f'select "{column}" from "{table}" where "{column}" != \'\'')
        if any(_has_any(str(words), spelled) for (words,) in said):
            found.append(table)
    return found


def _write(w: Writing, part: Part) -> None:
    """Make the version with the replacements, and leave no other."""
    if part.edits:
        revision = part.revision()
        version = versions.new_version(w, part.source, revision, why="pseudonym")
        kept = [
            one.moved(revision)
            for one in replacements.found_in(w.db, part.version)
            if not revision.touches(one.span)
        ]
        model = replacements.looked_through(w.db).get(part.version)
        if model is not None or kept:
            replacements.keep_found(w, version, model or "", kept)
    versions.keep_only_newest(w, part.source)
    themes.forget_lost(w, part.source)
    # Why it was once corrected may name somebody too.
    w.db.execute("update source_versions set why = 'pseudonym' where source = ?", (part.source,))
    for words, instead in part.around:
        _write_around(w, part.source, words, instead)


def _write_around(w: Writing, source: Guid, words: str, instead: str) -> None:
    """Write a replacement in names, fields, headings and speaker labels of one transcript."""
    for column in ("name", "file_name", "convention"):
        _rewrite(w, "sources", column, "guid = ?", (source,), words, instead)
    for column in ("name", "words"):
        _rewrite(w, "source_fields", column, "source = ?", (source,), words, instead)
    newest = versions.newest(w.db, source)["guid"]
    _rewrite(w, "structure", "words", "version = ?", (newest,), words, instead)
    taken = {
        row["label"] for row in rows(w.db, "select label from speakers where source = ?", source)
    }
    for row in rows(w.db, "select guid, label from speakers where source = ?", source):
        label = standing(row["label"], words, instead)
        if label != row["label"]:
            number = 1
            while label in taken:  # two people with one replacement stay two
                number += 1
                label = f"{standing(row['label'], words, instead)} {number}"
            taken.add(label)
            w.db.execute("update speakers set label = ? where guid = ?", (label, row["guid"]))


def _rewrite(
    w: Writing, table: str, column: str, where: str, values: tuple, words: str, instead: str
) -> None:
    for row in rows(
        w.db, f'select distinct "{column}" as was from {table} where {where}', *values
    ):
        now = standing(row["was"], words, instead)
        if now != row["was"]:
            w.db.execute(
                f'update {table} set "{column}" = ? where {where} and "{column}" = ?',
                (now, *values, row["was"]),
            )


def _edits(
    text: str, answered: Iterable[dict], words: Mapping[Guid, str], instead: Mapping[Guid, str]
) -> list[tuple[Edit, Guid]]:
    """Make the edits of one text; where two places overlap, the longer is written."""
    found: list[tuple[Edit, Guid]] = []
    for place in sorted(
        (place for place in answered if not place["around"]),
        key=lambda place: place["start"] - place["end"],
    ):
        guid, span = place["pseudonym"], Span(place["start"], place["end"])
        # A correction since may have put other words there: nobody has said yes to those.
        same = key_of(text[span.start : span.end]) == key_of(words[guid])
        if same and not any(edit.start < span.end and span.start < edit.end for edit, _ in found):
            found.append((Edit(span.start, span.end, instead[guid], stands_for=True), guid))
    return sorted(found, key=lambda one: one[0].start)


def _in_earlier_versions(db: Database, text: dict, words: Iterable[str]) -> bool:
    earlier = rows(
        db,
        "select text from source_versions where source = ? and guid != ?",
        text["source"],
        text["version"],
    )
    return bool(earlier) and any(
        len(places(row["text"], one)) > len(places(text["text"], one))
        for one in words
        for row in earlier
    )


def _speaker(turns: Iterable[dict], edit: Edit) -> str:
    return next(
        (turn["speaker"] for turn in turns if turn["start"] <= edit.start < turn["end"]), ""
    )


def _called(db: Database, source: Guid, words: str) -> list[str]:
    """The speakers of a transcript whose label has such words; one empty where there are none."""
    labels = rows(db, "select guid, label from speakers where source = ?", source)
    return [row["guid"] for row in labels if places(row["label"], words)] or [""]


def _without(db: Database, words: Mapping[Guid, str]) -> codebook_words.Without:
    """How what the team wrote reads with the replacements in it."""
    known = replacements.pseudonyms(db)
    pairs = [
        (real, known[guid]["replacement"])
        for guid, real in sorted(words.items(), key=lambda one: -len(one[1]))
    ]

    def without(said: str) -> str:
        for real, instead in pairs:
            said = standing(said, real, instead)
        return said

    return without


def _has_any(text: str, spelled: Iterable[str]) -> bool:
    """Say whether such words stand in a text, written as they are: hope is not Hope."""
    return any(
        written_alike(text[place.start : place.end], words)
        for words in spelled
        for place in places(text, words)
    )


def _erase_payloads_with(w: Writing, spelled: Collection[str]) -> None:
    """Erase from the whole history whatever says such words, in whatever it was about."""
    for words in spelled:
        for row in rows(
            w.db,
            "select change, body from payloads"
            " where sealed_for is null and instr(cast(body as text), ?)",
            json.dumps(words.split()[0], ensure_ascii=False)[1:-1],
        ):
            said = json.loads(row["body"])
            if _has_any("\n".join(_strings(said)), spelled):
                withdrawals.erase_payloads(w, "revision = ?", row["change"])


def _strings(said: object) -> Iterable[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for value in said.values():
            yield from _strings(value)
    elif isinstance(said, list):
        for value in said:
            yield from _strings(value)
