"""What a project file holds that names one person: for their own download, and for nobody else's.

Every column that can name a person is here, or in `ELSEWHERE` with who gives its contents; a test
fails for one that is in neither. No words of a transcript are among what is given.
"""

from dataclasses import dataclass

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.store.database import rows
from workbench.store.keys import Keys
from workbench.store.perspectives import readable


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of thing: what it is called for its owner, where it stands, and what is given."""

    called: str
    query: str


HELD = (
    Held(
        "how you are named here",
        "select name, credit as named_in_documents, has_left from members where person = ?",
    ),
    Held(
        "transcripts you took in",
        "select name, created_at as at from sources where created_by = ?",
    ),
    Held(
        "versions of the codebook you made",
        "select label, why, made_at as at from codebook_versions where made_by = ?",
    ),
    Held(
        "changes of the codebook you made",
        "select kind, why, at from codebook_changes where person = ? order by at",
    ),
    Held(
        "what you wrote about the groundwork",
        "select g.name, v.words, v.why, v.at from groundwork_versions v join groundwork g"
        " on g.guid = v.groundwork where v.person = ? order by v.at",
    ),
    Held(
        "early conversations you wrote down",
        "select name, credit, at from early_conversations where person = ?",
    ),
    Held("card sorts you began", "select name, at from card_sorts where person = ?"),
    Held("your piles in card sorts", "select name from piles where person = ?"),
    Held(
        "readings you arranged",
        "select name, kind, state, created_at as at from rounds where created_by = ?",
    ),
    Held(
        "how you are shown in readings",
        "select r.name, p.shown, p.alias from round_people p join rounds r on r.guid = p.round"
        " where p.person = ?",
    ),
    Held(
        "what waits for a reading to be opened",
        "select h.kind, r.name as reading from held_back h join rounds r on r.guid = h.round"
        " where h.person = ?",
    ),
    Held("your own line", "select line, until from own_lines where person = ?"),
    Held(
        "what you were asked to read or took",
        "select s.name as transcript, r.name as reading, a.state from assignments a"
        " join sources s on s.guid = a.source join rounds r on r.guid = a.round"
        " where a.person = ?",
    ),
    Held(
        "a second look at names that you were asked for",
        "select state from second_readers where person = ?",
    ),
    Held(
        "marks of your paper copies that wait",
        'select s.name as transcript, e.start, e."end", c.name as code, e.presence, e.state'
        " from entered_marks e join sources s on s.guid = e.source join codes c on c.guid = e.code"
        " where e.reader = ?",
    ),
    Held(
        "marks you typed in for somebody else",
        'select s.name as transcript, e.start, e."end", c.name as code, e.presence, e.state'
        " from entered_marks e join sources s on s.guid = e.source join codes c on c.guid = e.code"
        " where e.entered_by = ?",
    ),
    Held(
        "notes that others picked you to read",
        "select count(*) as number from note_readers where person = ? having count(*) > 0",
    ),
    Held(
        "figures of agreement you asked for",
        "select words, made_at as at from figures_wanted where person = ?",
    ),
    Held("your answers about figures", "select words from figures_answers where person = ?"),
    Held(
        "your name beside figures",
        "select 'it may stand there' as answer from figures_named where person = ?",
    ),
    Held(
        "quotations you looked at",
        "select tells, words, made_at as at from quotation_checks where person = ?",
    ),
    Held(
        "what you wrote for documents",
        "select about, part, words, made_at as at from prose where person = ? order by made_at",
    ),
    Held(
        "documents you were asked to read",
        "select document, state, credit, words from document_readers where person = ?",
    ),
    Held(
        "afterwords you signed",
        "select a.signed, a.printed from afterword_authors f join afterwords a"
        " on a.guid = f.afterword where f.person = ?",
    ),
    Held(
        "documents you issued",
        "select document, number, file_name, reason, made_at as at from issued where person = ?",
    ),
    Held(
        "days you hosted",
        "select begun_at as at, state from days where host = ? order by begun_at",
    ),
    Held(
        "days you were at",
        "select d.begun_at as at from day_people p join days d on d.guid = p.day"
        " where p.person = ? order by d.begun_at",
    ),
    Held(
        "talks about a difference that you began",
        "select s.name as transcript, c.name as code, d.made_at as at from discussions d"
        " left join sources s on s.guid = d.source left join codes c on c.guid = d.code"
        " where d.person = ? order by d.made_at",
    ),
    Held(
        "decisions you wrote down",
        "select made_at as at from decisions where person = ? order by made_at",
    ),
    Held("where you are told of as taking part", "select position from takers where person = ?"),
    Held(
        "views, wordings and answers of yours",
        "select kind, about, choice, words, signed, made_at as at from entries where person = ?"
        " order by made_at",
    ),
    Held(
        "where the team tells of you as having been there",
        "select kind, made_at as at from entries where choice = ? order by made_at",
    ),
    Held(
        "what the history keeps of your place in the team",
        "select kind, at from changes where object_kind = 'member' and object = ?"
        " order by revision",
    ),
    Held(
        "what the history keeps that you did",
        "select kind, at from changes where person = ? order by revision",
    ),
)
# Given with its words by `marks`, `perspectives` and the services of notes and chats, or not a
# thing of its own: identifiers by which what is sent twice is known, and whom a change is for.
ELSEWHERE = frozenset(
    {
        "codings.coder",
        "perspectives.person",
        "snapshots.person",
        "perspective_wishes.person",
        "notes.person",
        "chats.person",
        "operations.person",
        "changes.audience",
        "payloads.sealed_for",
    }
)


def of(db: Database, person: Guid) -> dict[str, list[dict]]:
    """Everything but marks, perspectives, notes and chats, by what it is called."""
    found = {held.called: rows(db, held.query, person) for held in HELD}
    return {called: listed for called, listed in found.items() if listed}


def marks(db: Database, keys: Keys, person: Guid) -> list[dict]:
    """A person's own marks: where, which code, and what they carry; no words of the transcript.

    Places are in code points of the newest text, as everywhere.
    """
    said = {
        row["guid"]: readable(keys, row)
        for row in rows(db, "select * from snapshots where person = ?", person)
    }
    carried: dict[str, list[str]] = {}
    for row in rows(
        db,
        "select c.guid, k.snapshot from coding_snapshots k join codings c on c.id = k.coding"
        " where c.coder = ?",
        person,
    ):
        carried.setdefault(row["guid"], []).append(said.get(row["snapshot"], ""))
    found = rows(
        db,
        'select c.guid, s.name as transcript, v.number as version, p.start, p."end", k.key as'
        " code_key, k.name as code, c.presence, c.lens, c.flags, r.name as reading, c.made_at as"
        " at, p.lost as words_corrected_away from codings c join sources s on s.guid = c.source"
        " join source_versions v on v.source = c.source and v.number = (select max(number) from"
        " source_versions where source = c.source) join coding_positions p on p.coding = c.id and"
        " p.version = v.guid join codes k on k.guid = c.code join rounds r on r.guid = c.round"
        " where c.coder = ? order by s.name, p.start, c.id",
        person,
    )
    return [{"read_from": carried.get(row.pop("guid"), []), **row} for row in found]


def perspectives(db: Database, keys: Keys, person: Guid) -> list[dict]:
    """Where a person reads or read from: words, visibility, in_use, at, and the headings."""
    under: dict[str, list[str]] = {}
    for row in rows(
        db,
        "select p.perspective, h.name from heading_places p join headings h on h.guid = p.heading",
    ):
        under.setdefault(row["perspective"], []).append(row["name"])
    return [
        {
            "words": readable(keys, row),
            "visibility": row["visibility"],
            "in_use": bool(row["in_use"]),
            "at": row["made_at"],
            "headings": under.get(row["guid"], []),
        }
        for row in rows(
            db, "select * from perspectives where person = ? order by position", person
        )
    ]
