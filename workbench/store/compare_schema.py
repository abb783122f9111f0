"""What comparing adds to a project file."""

# An answer stands on the placement it is about and goes with it: with a perspective that is taken
# back, kept to oneself or put elsewhere. A heading that is worded anew asks anew.
SMALL_GROUPS = """
create table heading_answers (
    heading text not null, perspective text not null,
    answer text not null check (answer in ('team', 'files')),
    primary key (heading, perspective),
    foreign key (heading, perspective) references heading_places(heading, perspective)
        on delete cascade) without rowid;
"""
HEADING_REWORDED = """
create trigger heading_reworded after update of name on headings when old.name != new.name
begin
    delete from heading_answers where heading = new.guid;
end;
"""
