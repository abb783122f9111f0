"""What a study's file knows of pseudonyms: where words were found, and what people said of them.

It knows places and what is to stand there, such as [sister]. The real words that belong to a
pseudonym are in the text as long as they have not been replaced, and otherwise only in the list
that `real_words` keeps apart.
"""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.domain.pseudonym import Candidate, places
from workbench.domain.span import Span
from workbench.store import places as place_store
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("pseudonym_answered", "second_reader_asked")
# What stands around a text: the screen's words for each.
AROUND = {
    "name": "name of the transcript",
    "file_name": "file name",
    "convention": "how the file was read",
    "field": "heading fields",
    "heading": "headings",
    "label": "speaker label",
}


def texts(db: Database) -> list[dict]:
    """The newest text of every transcript, released or not: source, name, version, text."""
    return rows(
        db,
        "select s.guid as source, s.name, v.guid as version, v.text from sources s"
        " join source_versions v on v.source = s.guid and v.number ="
        " (select max(number) from source_versions where source = s.guid)"
        " order by s.name collate nocase, s.guid",
    )


def labels(db: Database) -> list[dict]:
    """Every speaker label: guid, source, label."""
    return rows(db, "select guid, source, label from speakers order by rowid")


def text_of(db: Database, source: Guid) -> dict:
    """The newest text of one transcript: version and text."""
    found = one(
        db,
        "select guid as version, text from source_versions where source = ?"
        " order by number desc limit 1",
        source,
    )
    if found is None:
        raise NotFound("There is no such transcript in this study.")
    return found


def keep_found(w: Writing, version: str, model: str, found: Iterable[Candidate]) -> None:
    """Keep what was found in one version: places and kinds, and none of the words."""
    pointed_out = [one for one in found_in(w.db, version) if one.kind == "pointed_out"]
    body = json.dumps([[one.span.start, one.span.end, one.kind] for one in (*found, *pointed_out)])
    w.db.execute(
        "insert or replace into names_found (version, model, found) values (?, ?, ?)",
        (version, model, body),
    )


def add_found(w: Writing, version: str, candidate: Candidate) -> None:
    """Put one more among what was found in a version, looked through or not."""
    body = json.dumps([[candidate.span.start, candidate.span.end, candidate.kind]])
    w.db.execute(
        "insert into names_found (version, model, found) values (?, '', ?) on conflict (version)"
        " do update set found = json_insert(found, '$[#]', json_extract(excluded.found, '$[0]'))",
        (version, body),
    )


def found(db: Database) -> dict[str, list[Candidate]]:
    """What was found in each version."""
    return {
        row["version"]: found_in(db, row["version"])
        for row in rows(db, "select version from names_found")
    }


def found_in(db: Database, version: str) -> list[Candidate]:
    """What was found in one version."""
    row = one(db, "select found from names_found where version = ?", version)
    told = json.loads(row["found"]) if row else []
    return [Candidate(Span(start, end), kind) for start, end, kind in told]


def looked_through(db: Database) -> dict[str, str]:
    """Versions that were looked through, with the model that was used."""
    return {
        row["version"]: row["model"]
        for row in rows(db, "select version, model from names_found where model != ''")
    }


def pseudonyms(db: Database) -> dict[Guid, dict]:
    """Every pseudonym by GUID: replacement, not_a_name."""
    return {
        row["guid"]: row
        for row in rows(db, "select guid, replacement, not_a_name from pseudonyms order by rowid")
    }


def answered(db: Database, pseudonym: Guid | None = None) -> list[dict]:
    """Places somebody has answered for, in the newest texts: to be replaced, or left.

    Each has guid, pseudonym, source, around, replace, version, start and end. What stands around
    a text has no place in it.
    """
    return rows(
        db,
        "select a.guid, a.pseudonym, a.source, a.around, a.replace, v.guid as version, p.start,"
        ' p."end" from pseudonym_places a join source_versions v on v.source = a.source and'
        " v.number = (select max(number) from source_versions where source = a.source)"
        " left join places p on p.object = a.guid and p.version = v.guid"
        " where (a.around or p.start is not null) and a.pseudonym = coalesce(?, a.pseudonym)"
        " order by p.start, a.rowid",
        pseudonym,
    )


def answer(w: Writing, pseudonym: Guid, state: dict | None) -> None:
    """Put what is said of one pseudonym in the place of what was said before.

    `state` is replacement, not_a_name and `places` as `answered` gives them; None takes all of it
    away.
    """
    before = _state(w.db, pseudonym)
    _put(w, pseudonym, state)
    after = _state(w.db, pseudonym)
    w.record("pseudonym_answered", "pseudonym", pseudonym, before=before, after=after)


def ask(w: Writing, person: Guid, state: str | None) -> None:
    """Say that somebody is `asked` to look, or has `looked`; None takes it back."""
    before = one(w.db, "select state from second_readers where person = ?", person)
    w.db.execute("delete from second_readers where person = ?", (person,))
    if state:
        w.db.execute("insert into second_readers values (?, ?)", (person, state))
    after = {"state": state} if state else None
    w.record("second_reader_asked", "person", person, before=before, after=after)


def second_readers(db: Database) -> dict[Guid, str]:
    """Who is asked to look at what is proposed, and who has looked."""
    return {
        row["person"]: row["state"]
        for row in rows(db, "select person, state from second_readers order by rowid")
    }


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Undo or redo an answer, unless somebody has said something else since."""
    if kind == "second_reader_asked":
        ask(w, guid, to["state"] if to else None)
        return
    if _said(_state(w.db, guid)) != _said(now):
        raise NotFound("Somebody has said something else of these words since.")
    newest = {text["version"] for text in texts(w.db)}
    if to and any(place["version"] not in newest for place in to["places"]):
        raise NotFound("A text in which they stood has been changed since.")
    answer(w, guid, to)


def opened(w: Writing, project: Guid, what: str) -> None:
    """Put on record that somebody opened the list apart, exported it or destroyed it."""
    w.record(f"replacements_{what}", "project", project)


def forget_answers(w: Writing) -> None:
    """Take back everything that is waiting to be replaced, and what was said to be no name."""
    for pseudonym in pseudonyms(w.db):
        _put(w, pseudonym, None)
        w.erase_payloads(pseudonym)


def around(db: Database, words: str) -> dict[Guid, list[str]]:
    """Where words stand around the texts, by transcript, as keys of AROUND."""
    told: dict[Guid, list[str]] = {}
    for row in surroundings(db):
        if places(row["words"], words):
            kinds = told.setdefault(row["source"], [])
            if row["where"] not in kinds:
                kinds.append(row["where"])
    return told


def surroundings(db: Database) -> list[dict]:
    """Everything that is said around the newest texts: source, where (of AROUND) and words."""
    newest = (
        "select max(number) from source_versions where source = v.source"  # of the same transcript
    )
    return rows(
        db,
        "select guid as source, 'name' as \"where\", name as words from sources"
        " union all select guid, 'file_name', file_name from sources"
        " union all select guid, 'convention', convention from sources"
        " union all select source, 'field', name || ' ' || words from source_fields"
        " union all select source, 'label', label from speakers"
        " union all select v.source, case t.kind when 'label' then 'label' else 'heading' end,"
        " t.words from structure t join source_versions v on v.guid = t.version"
        f" where v.number = ({newest})",
    )


def _state(db: Database, pseudonym: Guid) -> dict | None:
    found = one(db, "select replacement, not_a_name from pseudonyms where guid = ?", pseudonym)
    return found and {**found, "places": answered(db, pseudonym)}


def _put(w: Writing, pseudonym: Guid, state: dict | None) -> None:
    before = rows(w.db, "select guid from pseudonym_places where pseudonym = ?", pseudonym)
    place_store.forget(w, [row["guid"] for row in before])
    w.db.execute("delete from pseudonyms where guid = ?", (pseudonym,))
    if state is None:
        return
    w.db.execute(
        "insert into pseudonyms values (?, ?, ?)",
        (pseudonym, state["replacement"], state["not_a_name"]),
    )
    for place in state["places"]:
        w.db.execute(
            "insert into pseudonym_places values (?, ?, ?, ?, ?)",
            (place["guid"], pseudonym, place["source"], place["around"], place["replace"]),
        )
        if not place["around"]:
            span = Span(place["start"], place["end"])
            place_store.put(w, place["guid"], place["version"], span)


def _said(state: dict | None) -> tuple | None:
    """What was said, to compare: a correction since may have moved the places."""
    if state is None:
        return None
    answers = {(place["guid"], place["replace"]) for place in state["places"]}
    return state["replacement"], state["not_a_name"], answers
