"""What a project file holds to be searched by."""

SEARCH_WORDS = """
create virtual table search_words using fts5(
    words, content='', tokenize='unicode61 remove_diacritics 2', prefix='3 4');
"""
SEARCH = f"""
create table search_sources (
    number integer primary key, source text not null references sources(guid) on delete cascade,
    version text not null unique);
{SEARCH_WORDS}
create virtual table search_forms using fts5(
    words, content='', tokenize='porter unicode61 remove_diacritics 2');
"""
# A word is found in its other forms by a dictionary, which needs no index of its own.
WITHOUT_STEMS = "drop table search_forms;"
