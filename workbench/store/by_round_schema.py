"""What m012 adds: ways to what a viewer may see that do not lead past what is sealed."""

BY_ROUND = """
create index codings_by_round on codings(round);
create index codings_by_coder on codings(coder, round);
drop index codings_by_source;
create index codings_by_source on codings(source, round, coder);
drop index codings_by_code;
create index codings_by_code on codings(code, round);
drop index notes_by_source;
create index notes_by_source on notes(source, visibility);
create index notes_by_visibility on notes(visibility);
create index notes_by_person on notes(person, source);
create index note_readers_by_person on note_readers(person, note);
create index held_back_by_round on held_back(round, object);
drop index changes_by_source;
create index changes_by_source on changes(source, audience, revision);
"""
