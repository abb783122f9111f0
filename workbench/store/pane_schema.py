"""What m004 adds: marks from paper copies, with who read and who typed them in kept apart."""

PANE = """
create table entered_marks (
    guid text primary key, source text not null references sources(guid) on delete cascade,
    version text not null references source_versions(guid) on delete cascade,
    start integer not null, "end" integer not null,
    code text not null references codes(guid) on delete cascade, presence text not null,
    reader text not null, entered_by text not null,
    state text not null check (state in ('waiting', 'reader_said_yes', 'said_yes_in_person')))
    without rowid;
create index entered_marks_by_source on entered_marks(source);
"""
