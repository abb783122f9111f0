"""What a codebook that grows needs: its story, the marks it asks about, and what came before it.

`codebook_passages` are places in transcripts that something rests on: the examples of a code, what
prompted a change, the extracts of a card sort. Their words stay in the text alone.
"""

TABLES = """
create table codebook_changes (
    guid text primary key,
    version text not null references codebook_versions(guid),
    kind text not null check (kind in ('added', 'reworded', 'moved', 'merged', 'split', 'stage',
        'retired', 'returned', 'named', 'taken_in')),
    why text not null default '', asked_by text not null default '', decision text,
    at text not null, person text);
create table codebook_change_codes (
    change text not null references codebook_changes(guid) on delete cascade,
    code text not null, part text not null check (part in ('from', 'to')),
    position integer not null, primary key (change, code, part)) without rowid;
create table codebook_change_marks (
    change text not null references codebook_changes(guid) on delete cascade,
    coding text not null, primary key (change, coding)) without rowid;
create table recoding_answers (
    coding text not null, change text not null, code text not null, version text not null,
    answer text not null check (answer in ('recoded', 'stays')),
    primary key (coding, change)) without rowid;
create table codebook_passages (
    guid text primary key, object text not null,
    source text not null references sources(guid) on delete cascade, position integer not null);
create index codebook_passages_by_object on codebook_passages(object);
create table tray_answers (
    coding text primary key,
    answer text not null check (answer in ('stays', 'later'))) without rowid;
create table groundwork (
    guid text primary key,
    kind text not null check (kind in ('topic_guide', 'survey', 'event', 'group_interviews',
        'other')),
    name text not null, people text not null default '', decision text, led_to text);
create table groundwork_versions (
    guid text primary key,
    groundwork text not null references groundwork(guid) on delete cascade,
    number integer not null, words text not null, why text not null default '',
    at text not null, person text, unique (groundwork, number));
create table early_conversations (
    guid text primary key, name text not null, credit text not null default '',
    at text not null, person text);
create table early_ideas (
    guid text primary key,
    conversation text not null references early_conversations(guid) on delete cascade,
    words text not null, position integer not null, code text);
create table card_sorts (
    guid text primary key, name text not null, at text not null, person text);
create table piles (
    guid text primary key, card_sort text not null references card_sorts(guid) on delete cascade,
    person text not null, name text not null, position integer not null, code text);
create table pile_cards (
    pile text not null references piles(guid) on delete cascade, card text not null,
    primary key (pile, card)) without rowid;
create table piles_shown (
    card_sort text not null references card_sorts(guid) on delete cascade,
    person text not null, primary key (card_sort, person)) without rowid
"""

# Piles are seen by the team as they grow, so nobody has to show them.
WITHOUT_SHOWING = "drop table piles_shown"

# Registered with all others in `holdings`.
HOLDS_WORDS = dict.fromkeys(
    (
        "codebook_changes.why",
        "codebook_changes.asked_by",
        "groundwork.name",
        "groundwork.people",
        "groundwork_versions.words",
        "groundwork_versions.why",
        "early_conversations.name",
        "early_conversations.credit",
        "early_ideas.words",
        "card_sorts.name",
        "piles.name",
    ),
    "rewritten on withdrawal and when names are replaced",
)
CONTENT_FREE = frozenset(
    [
        "codebook_changes.guid",
        "codebook_changes.version",
        "codebook_changes.kind",
        "codebook_changes.decision",
        "codebook_changes.at",
        "codebook_changes.person",
        "codebook_change_codes.change",
        "codebook_change_codes.code",
        "codebook_change_codes.part",
        "codebook_change_marks.change",
        "codebook_change_marks.coding",
        "recoding_answers.coding",
        "recoding_answers.change",
        "recoding_answers.code",
        "recoding_answers.version",
        "recoding_answers.answer",
        "codebook_passages.guid",
        "codebook_passages.object",
        "codebook_passages.source",
        "tray_answers.coding",
        "tray_answers.answer",
        "groundwork.guid",
        "groundwork.kind",
        "groundwork.decision",
        "groundwork.led_to",
        "groundwork_versions.guid",
        "groundwork_versions.groundwork",
        "groundwork_versions.at",
        "groundwork_versions.person",
        "early_conversations.guid",
        "early_conversations.at",
        "early_conversations.person",
        "early_ideas.guid",
        "early_ideas.conversation",
        "early_ideas.code",
        "card_sorts.guid",
        "card_sorts.at",
        "card_sorts.person",
        "piles.guid",
        "piles.card_sort",
        "piles.person",
        "piles.code",
        "pile_cards.pile",
        "pile_cards.card",
    ]
)
