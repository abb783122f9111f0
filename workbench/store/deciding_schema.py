"""What m002 adds: discussions, decisions, analysis days and who took part in what.

Whatever people say in any of them is a row of `entries`, and stands nowhere else.
"""

DECIDING = """
create table days (
    guid text primary key, round text not null references rounds(guid),
    host text not null, begun_at text not null,
    state text not null check (state in ('reading', 'talking', 'paused', 'closed')),
    sequence text not null check (sequence in ('difference', 'shuffle', 'group')),
    shown_point text);
create table day_people (
    day text not null references days(guid) on delete cascade, person text not null,
    primary key (day, person)) without rowid;
create table discussions (
    guid text primary key, source text references sources(guid) on delete set null,
    code text references codes(guid), day text references days(guid) on delete set null,
    position integer, shuffled integer, person text, made_at text not null, waits_for text);
create index discussions_by_source on discussions(source);
create table decisions (
    guid text primary key, discussion text references discussions(guid) on delete set null,
    person text, made_at text not null);
create table stages (guid text primary key, position integer not null);
create table takers (guid text primary key, position integer not null, person text);
create table entries (
    guid text primary key, "of" text not null, kind text not null,
    about text not null default '', choice text not null default '', person text,
    words text not null, signed text not null check (signed in ('named', 'heading', 'unnamed')),
    heading text, instead_of text, made_at text not null, waits_for text);
create index entries_by_of on entries("of");
"""
