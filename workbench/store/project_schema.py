"""What a project file holds. A migration that has landed is never edited; add another."""

from sqlite_utils import Database, Migrations

from workbench.store import codebook_schema, compare_schema, text_prints
from workbench.store.by_round_schema import BY_ROUND
from workbench.store.database import run_statements
from workbench.store.deciding_schema import DECIDING
from workbench.store.outputs_schema import OUTPUTS
from workbench.store.own_words_schema import OWN_WORDS
from workbench.store.pane_schema import PANE
from workbench.store.search_schema import SEARCH, WITHOUT_STEMS
from workbench.store.template_schema import TEMPLATE

PROJECT = Migrations("project")


@PROJECT()
def m001_first(db: Database) -> None:
    """Lay everything that later features grow on, thinly where they have not grown yet."""
    run_statements(db, _STUDY + _SOURCES + _CODES + _READING + _PEOPLE + _HISTORY)


@PROJECT()
def m008_outputs(db: Database) -> None:
    """Lay what is written from a study: themes, prose, and documents that were issued."""
    run_statements(db, OUTPUTS)


@PROJECT()
def m005_own_words(db: Database) -> None:
    """Notes for people one picks, and what notes are about; chats, support, leaving the team."""
    run_statements(db, OWN_WORDS)


@PROJECT()
def m009_trust(db: Database) -> None:
    """Keep a print of each text beside it, by which `check` knows that it is what was put in."""
    text_prints.begin(db)


@PROJECT()
def m002_deciding(db: Database) -> None:
    """Keep discussions, decisions, analysis days and who took part in what."""
    run_statements(db, DECIDING)


@PROJECT()
def m006_codebook(db: Database) -> None:
    """Let the codebook grow: its story, readers' answers about their marks, what came before."""
    run_statements(db, codebook_schema.TABLES)


@PROJECT()
def m006b_piles(db: Database) -> None:
    """Piles of a card sort are seen by the team as they grow."""
    run_statements(db, codebook_schema.WITHOUT_SHOWING)


@PROJECT()
def m007_compare(db: Database) -> None:
    """Keep what somebody says who stands alone under a shared heading."""
    run_statements(db, compare_schema.SMALL_GROUPS)
    db.execute(compare_schema.HEADING_REWORDED)


@PROJECT()
def m004_pane(db: Database) -> None:
    """Keep apart who read on paper and who typed the marks in."""
    run_statements(db, PANE)


@PROJECT()
def m008b_search(db: Database) -> None:
    """Lay the index by which transcripts are searched; it fills at the first search."""
    run_statements(db, SEARCH)


@PROJECT()
def m010_lemmas(db: Database) -> None:
    """Drop the second index, of stems: other forms of a word are now found by a dictionary."""
    run_statements(db, WITHOUT_STEMS)


@PROJECT()
def m011_template(db: Database) -> None:
    """Keep the Word file of a team's own that its documents are made with."""
    run_statements(db, TEMPLATE)


@PROJECT()
def m012_by_round(db: Database) -> None:
    """Let a look pass by what its viewer may not see, so that its time tells nothing of it."""
    run_statements(db, BY_ROUND)


_STUDY = """
create table project (
    guid text primary key, name text not null, about text not null default '',
    created_at text not null);
create table members (
    person text primary key, name text not null, credit text not null default '');
create table participants (
    guid text primary key, label text not null unique, role text not null default 'participant');
create table consents (
    participant text not null references participants(guid) on delete cascade,
    purpose text not null, given integer not null, primary key (participant, purpose));
create table attributes (
    guid text primary key, name text not null unique, kind text not null);
create table participant_attributes (
    participant text not null references participants(guid) on delete cascade,
    attribute text not null references attributes(guid) on delete cascade,
    words text not null, primary key (participant, attribute));
create table support_groups (
    guid text primary key, name text not null, area text not null default '',
    about text not null default '');
create table support_group_settings (
    support_group text not null references support_groups(guid) on delete cascade,
    setting text not null, primary key (support_group, setting));
create table support_group_participants (
    support_group text not null references support_groups(guid) on delete cascade,
    participant text not null references participants(guid) on delete cascade,
    primary key (support_group, participant));
create table sets (guid text primary key, name text not null);
create table withdrawn_ids (fingerprint text primary key) without rowid;
create table today (contact text not null, email text not null, procedure text not null);
create table letter_words (about text primary key, words text not null) without rowid;
"""

_SOURCES = """
create table sources (
    guid text primary key, name text not null, kind text not null,
    state text not null check (state in ('preparing', 'released')),
    file_name text not null, file_hash text not null unique, format text not null,
    convention text not null default '', created_at text not null, created_by text);
create table source_versions (
    guid text primary key, source text not null references sources(guid) on delete cascade,
    number integer not null, text text not null, made_at text not null,
    why text not null default '',
    returns text references source_versions(guid) on delete set null, unique (source, number));
create table edits (
    version text not null references source_versions(guid) on delete cascade,
    start integer not null, "end" integer not null, length integer not null,
    stands_for integer not null default 0,
    primary key (version, start, "end")) without rowid;
create table speakers (
    guid text primary key, source text not null references sources(guid) on delete cascade,
    label text not null, role text not null default 'unknown',
    participant text references participants(guid) on delete set null,
    unique (source, label));
create table turns (
    version text not null references source_versions(guid) on delete cascade,
    position integer not null, start integer not null, "end" integer not null,
    speaker text references speakers(guid) on delete set null, begins real, ends real,
    primary key (version, position)) without rowid;
create table structure (
    version text not null references source_versions(guid) on delete cascade,
    position integer not null, kind text not null, at integer not null, words text not null,
    primary key (version, position)) without rowid;
create table source_fields (
    source text not null references sources(guid) on delete cascade,
    name text not null, words text not null, primary key (source, name));
create table source_settings (
    source text not null references sources(guid) on delete cascade,
    setting text not null, platform text not null default '', primary key (source, setting));
create table source_participants (
    source text not null references sources(guid) on delete cascade,
    participant text not null references participants(guid) on delete cascade,
    primary key (source, participant));
create table set_sources (
    "set" text not null references sets(guid) on delete cascade,
    source text not null references sources(guid) on delete cascade,
    primary key ("set", source));
create table content_notes (
    guid text primary key, source text not null references sources(guid) on delete cascade,
    words text not null);
create index content_notes_by_source on content_notes(source);
create table places (
    object text not null,
    version text not null references source_versions(guid) on delete cascade,
    start integer not null, "end" integer not null,
    primary key (object, version)) without rowid;
create table quotations (
    guid text primary key,
    participant text not null references participants(guid) on delete cascade,
    source text not null references sources(guid) on delete cascade,
    answer text not null check (answer in ('wanted', 'yes', 'no', 'change')),
    words text not null default '');
create table pseudonyms (
    guid text primary key, replacement text not null default '',
    not_a_name integer not null default 0);
create table pseudonym_places (
    guid text primary key,
    pseudonym text not null references pseudonyms(guid) on delete cascade,
    source text not null references sources(guid) on delete cascade,
    around integer not null, replace integer not null);
create index pseudonym_places_by_pseudonym on pseudonym_places(pseudonym);
create table names_found (
    version text primary key references source_versions(guid) on delete cascade,
    model text not null, found text not null) without rowid;
create table second_readers (
    person text primary key, state text not null check (state in ('asked', 'looked')));
create table turns_to_check (
    guid text primary key, source text not null references sources(guid) on delete cascade,
    why text not null check (why in ('names_them', 'beside_gap')),
    looked_through integer not null default 0);
"""

_CODES = """
create table codebook_versions (
    guid text primary key, number integer not null unique, label text not null,
    status text not null, made_at text not null, made_by text,
    why text not null default '', origin text not null default '', body text not null);
create table codes (
    guid text primary key, key text not null unique, parent text references codes(guid),
    position integer not null, kind text not null, level text, name text not null,
    plain_name text not null, definition text not null, include_when text not null,
    exclude_when text not null, seed_phrase text not null, status text not null);
create table support_group_decisions (
    support_group text not null references support_groups(guid) on delete cascade,
    code text not null references codes(guid), words text not null default 'not known',
    primary key (support_group, code));
create table support_group_passages (
    support_group text not null references support_groups(guid) on delete cascade,
    code text not null references codes(guid), coding text not null,
    primary key (support_group, code, coding));
"""

_READING = """
create table rounds (
    guid text primary key, name text not null,
    kind text not null check (kind in ('open', 'sealed')),
    state text not null check (state in ('running', 'opened', 'closed')),
    codebook_version text not null references codebook_versions(guid),
    created_at text not null, created_by text, everybody integer not null default 0,
    shown text not null default 'named' check (shown in ('named', 'heading', 'unnamed')));
create table round_sources (
    round text not null references rounds(guid) on delete cascade,
    source text not null references sources(guid) on delete cascade,
    primary key (round, source)) without rowid;
create table round_people (
    round text not null references rounds(guid) on delete cascade, person text not null,
    shown text not null default 'named' check (shown in ('named', 'heading', 'unnamed')),
    alias text unique, primary key (round, person)) without rowid;
create table held_back (
    object text primary key, kind text not null check (kind in ('note', 'code')),
    round text not null references rounds(guid) on delete cascade,
    person text not null) without rowid;
create table own_lines (
    person text primary key,
    line text not null check (line in ('fine', 'busy', 'stuck', 'leave')),
    until text not null default '') without rowid;
create table assignments (
    guid text primary key, round text not null references rounds(guid) on delete cascade,
    source text not null references sources(guid) on delete cascade,
    person text not null, state text not null, unique (round, source, person));
create index assignments_by_person on assignments(person, source);
create table codings (
    id integer primary key, guid text not null unique,
    source text not null references sources(guid) on delete cascade,
    coder text not null, code text not null references codes(guid),
    round text not null references rounds(guid),
    codebook_version text not null references codebook_versions(guid),
    presence text not null default 'not_said', lens text,
    way text not null default 'detailed', made_at text not null,
    flags text not null default '');
create index codings_by_source on codings(source);
create index codings_by_code on codings(code);
create table coding_positions (
    coding integer not null references codings(id) on delete cascade,
    version text not null references source_versions(guid) on delete cascade,
    start integer not null, "end" integer not null, lost integer not null default 0,
    primary key (coding, version)) without rowid;
"""

_PEOPLE = """
create table perspectives (
    guid text primary key, person text not null,
    visibility text not null check (visibility in ('me', 'team', 'report')),
    words text, sealed blob, in_use integer not null default 0, position integer not null,
    made_at text not null, ended_at text);
create table snapshots (
    guid text primary key, person text not null, perspective text,
    visibility text not null check (visibility in ('me', 'team', 'report')),
    words text, sealed blob, taken_at text not null);
create index snapshots_by_perspective on snapshots(perspective);
create table coding_snapshots (
    coding integer not null references codings(id) on delete cascade,
    snapshot text not null references snapshots(guid) on delete cascade,
    primary key (coding, snapshot)) without rowid;
create table headings (
    guid text primary key, name text not null unique, position integer not null);
create table heading_places (
    heading text not null references headings(guid) on delete cascade,
    perspective text not null references perspectives(guid) on delete cascade,
    primary key (heading, perspective)) without rowid;
create table figures_wanted (
    guid text primary key, person text not null, words text not null, made_at text not null);
create table figures_answers (
    guid text primary key, wanted text not null, person text not null, words text not null,
    unique (wanted, person));
create table figures_named (person text primary key) without rowid;
create table notes (
    guid text primary key, kind text not null check (kind in ('reflexive', 'memo')),
    person text not null, visibility text not null check (visibility in ('me', 'team', 'report')),
    words text, sealed blob,
    source text references sources(guid) on delete cascade,
    version text references source_versions(guid) on delete set null,
    start integer, "end" integer, made_at text not null, changed_at text not null);
create index notes_by_source on notes(source);
"""

_HISTORY = """
create table operations (
    id integer primary key, person text not null, operation text not null,
    fingerprint text not null, scope text not null,
    state text not null check (state in ('done', 'undone', 'settled')),
    answer text not null, at text not null, unique (person, operation));
create index operations_by_scope on operations(person, scope, id);
create table changes (
    revision integer primary key, guid text not null unique, at text not null, person text,
    kind text not null, object_kind text not null, object text not null, source text,
    operation integer, audience text, digest blob not null, chain blob not null);
create index changes_by_operation on changes(operation);
create index changes_by_object on changes(object);
create index changes_by_source on changes(source, revision);
create table payloads (
    change integer primary key references changes(revision) on delete cascade,
    salt blob not null, body blob not null, sealed_for text);
"""
