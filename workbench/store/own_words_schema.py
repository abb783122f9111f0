"""What a person keeps, shares with somebody they choose, takes away, or leaves behind."""

# A note for people one picks is sealed for its writer and, once more, for each of them. SQLite
# cannot widen a check, so the notes move into a table that knows the word.
OWN_WORDS = """
create table notes_anew (
    guid text primary key, kind text not null check (kind in ('reflexive', 'memo')),
    person text not null,
    visibility text not null check (visibility in ('me', 'picked', 'team', 'report')),
    words text, sealed blob,
    source text references sources(guid) on delete cascade,
    version text references source_versions(guid) on delete set null,
    start integer, "end" integer, made_at text not null, changed_at text not null);
insert into notes_anew select guid, kind, person, visibility, words, sealed, source, version,
    start, "end", made_at, changed_at from notes order by rowid;
drop table notes;
alter table notes_anew rename to notes;
create index notes_by_source on notes(source);
create table note_readers (
    note text not null references notes(guid) on delete cascade, person text not null,
    sealed blob not null, primary key (note, person)) without rowid;
create table note_links (
    note text not null references notes(guid) on delete cascade, kind text not null,
    object text not null, primary key (note, kind, object)) without rowid;
create index note_links_by_object on note_links(object);
create table perspective_wishes (person text primary key, sealed blob not null) without rowid;
create table chats (guid text primary key, person text not null, sealed blob not null)
    without rowid;
create table support (words text not null, review_on text not null);
alter table members add column has_left integer not null default 0
"""
