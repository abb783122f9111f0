"""What m011 adds: the Word file of a team's own that its documents are made with."""

TEMPLATE = """
create table template (kept_at text not null, file blob not null);
"""
