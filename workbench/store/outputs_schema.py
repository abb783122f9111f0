"""What is written from a study: themes, prose with its history, and documents that were issued."""

OUTPUTS = """
create table themes (
    guid text primary key, position integer not null, title text not null,
    discussion text not null default '', made_at text not null);
create table theme_codes (
    theme text not null, code text not null references codes(guid) on delete cascade,
    primary key (theme, code)) without rowid;
create table theme_decisions (
    theme text not null, decision text not null, primary key (theme, decision)) without rowid;
create table theme_quotations (
    guid text primary key, theme text not null, part text not null,
    source text not null references sources(guid) on delete cascade,
    position integer not null, pieces text not null, ending text not null default '');
create index theme_quotations_by_theme on theme_quotations(theme, part, position);
create index theme_quotations_by_source on theme_quotations(source);
create table quotation_checks (
    quotation text not null references theme_quotations(guid) on delete cascade,
    person text not null, tells text not null default '', words text not null default '',
    made_at text not null, primary key (quotation, person)) without rowid;
create table prose (
    guid text primary key, about text not null, part text not null, number integer not null,
    words text not null, person text, made_at text not null,
    state text not null check (state in ('main', 'beside', 'joined')),
    unique (about, part, number));
create table document_choices (
    document text primary key, chosen text not null) without rowid;
create table document_readers (
    document text not null, person text not null,
    state text not null check (state in ('asked', 'read')), credit text not null default '',
    words text not null default '', primary key (document, person)) without rowid;
create table afterwords (
    guid text primary key, position integer not null, signed text not null default '',
    printed integer not null default 0);
create table afterword_authors (
    afterword text not null references afterwords(guid) on delete cascade,
    person text not null, primary key (afterword, person)) without rowid;
create table glossary (
    term text primary key, words text not null default '') without rowid;
create table issued (
    guid text primary key, document text not null, number integer not null,
    made_at text not null, person text, file_name text not null, digest text not null,
    reason text not null default '', unfinished text not null default '',
    codebook text not null default '', unique (document, number));
create table issued_quotations (
    issued text not null references issued(guid) on delete cascade,
    quotation text not null, source text not null, version text not null,
    start integer not null, "end" integer not null,
    participant text not null default '', primary key (issued, quotation)) without rowid;
create index issued_quotations_by_participant on issued_quotations(participant);
"""
