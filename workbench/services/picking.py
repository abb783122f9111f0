"""Picking quotations: every stretch somebody marked, with what stands around it, and by filters.

Only marks this viewer may see are there. Of participants it is told how often each is quoted, so
that nobody is heard over everybody else; of readers it never is.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.codebook import Code
from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.domain.participant import in_order
from workbench.domain.span import Span
from workbench.services import quoting, searching, sets, small_groups, themes
from workbench.services.desks import Desk
from workbench.services.quotable import Rights, Standing
from workbench.store import codes as code_store
from workbench.store import participants, sources, visible

AROUND = 220
# More than a fifth of all quotations from one participant is much.
MUCH = 0.2
_FEW = 5


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for; None or nothing leaves everything in.

    `code` takes with it the codes that stand under it. `among` is a set or a peer support group.
    `attribute` is one of the study's attributes with a value. `unused` leaves out what a theme
    has already. `words` are looked for in what was marked, as a search does.
    """

    code: str | None = None
    setting: str | None = None
    among: str | None = None
    attribute: tuple[str, str] | None = None
    presence: str | None = None
    reader: str | None = None
    heading: str | None = None
    flag: str | None = None
    unused: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch somebody marked, once however many marked it alike.

    `before` and `after` stand around it. `readings` are what readers saw there, each reader, code
    and presence. `themes` are the titles of those that have it already.
    """

    source: Guid
    name: str
    span: Span
    words: str
    before: str
    after: str
    attribution: str
    readings: tuple[tuple[str, str, str], ...]
    report: Standing
    public: Standing
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the printed quotations are one participant's, of how many transcripts."""

    label: str
    quotations: int
    of: int
    much: bool


def codes(desk: Desk) -> dict[str, str]:
    """Every code in use as people choose it: GUID to key and name."""
    book = code_store.all_codes(desk.project.db, desk.viewer.person)
    return {code.guid: f"{code.key} {code.name}" for code in book if code.status != "retired"}


def participants_read(desk: Desk) -> dict[str, str]:
    """The participants whose transcripts are here to be read, by ID; a group's own ID is none."""
    return {
        each.guid: each.label
        for each in in_order(participants.listed(desk.project.db))
        if each.role != "group" and each.sources
    }


def attribute_values(desk: Desk) -> dict[str, tuple[str, tuple[str, str]]]:
    """What is known of participants, to choose by: a short key to its words and what it means."""
    names = {each.guid: each.name for each in participants.attributes(desk.project.db)}
    found = {
        (attribute, value)
        for each in participants.listed(desk.project.db)
        for attribute, value in each.attributes.items()
        if value
    }
    ordered = sorted(found, key=lambda one: (names.get(one[0], ""), one[1]))
    return {
        f"{attribute[:8]}-{number}": (f"{names.get(attribute, '')}: {value}", (attribute, value))
        for number, (attribute, value) in enumerate(ordered)
    }


def marked(desk: Desk, chosen: Filters) -> list[Marked]:
    """Every marked stretch that passes the filters, in order of transcript and place.

    `NotReadable` where its words are none that can be looked for.
    """
    has_words = searching.places(chosen.words) if chosen.words.strip() else None
    db = desk.project.db
    listed = {row["guid"]: row for row in sources.listed(db) if _fits(desk, row, chosen)}
    book = code_store.all_codes(db, desk.viewer.person)
    named = {code.guid: code.name for code in book}
    wanted = _with_those_under(book, chosen.code) if chosen.code else None
    people = visible.readers(desk.project, desk.viewer)
    codings = visible.codings(desk.project, desk.viewer)
    if chosen.heading is not None:
        codings = small_groups.as_shown(desk, codings)
    together: dict[tuple[Guid, Span], list[Coding]] = {}
    for coding in codings:
        if (
            coding.source in listed
            and coding.corrected_away is None
            and (wanted is None or coding.code in wanted)
            and chosen.presence in (None, coding.presence)
            and chosen.reader in (None, coding.coder)
            and (chosen.heading is None or chosen.heading in coding.headings)
            and (chosen.flag is None or chosen.flag in coding.flags)
        ):
            together.setdefault((coding.source, coding.span), []).append(coding)
    used: dict[tuple[Guid, Span], list[str]] = {}
    titles = {theme.guid: theme.title for theme in themes.listed(desk)}
    for shown in themes.quotations(desk):
        if shown.chosen.theme in titles:
            place = (shown.chosen.source, shown.chosen.span)
            used.setdefault(place, []).append(titles[shown.chosen.theme])
    report, public = Rights(desk.project, "report"), Rights(desk.project, "public_summary")
    texts = {guid: sources.current_version(db, guid) or {} for guid in listed}
    speaking = {
        guid: sources.participants_speaking(db, row["version"]) for guid, row in listed.items()
    }
    turns = {guid: sources.turns(db, row["version"]) for guid, row in listed.items()}
    found = []
    for (source, span), marks in sorted(
        together.items(), key=lambda item: (listed[item[0][0]]["name"], item[0][1])
    ):
        if chosen.unused and (source, span) in used:
            continue
        text = texts[source]["text"]
        if has_words and not has_words(text[span.start : span.end]):
            continue
        found.append(
            Marked(
                source,
                listed[source]["name"],
                span,
                text[span.start : span.end],
                *around(text, span, turns[source]),
                quoting.attribution(listed[source], span, speaking[source]),
                tuple(
                    dict.fromkeys(
                        (people.get(mark.coder, ""), named.get(mark.code, ""), mark.presence)
                        for mark in marks
                    )
                ),
                report.of(source, span),
                public.of(source, span),
                tuple(dict.fromkeys(used.get((source, span), ()))),
            )
        )
    return found


def together(found: Iterable[Marked]) -> list[tuple[Marked, ...]]:
    """Put stretches that share words with one another side by side, in the order they came.

    What grows longer than anything that would be quoted is not drawn out further.
    """
    groups: list[list[Marked]] = []
    for each in found:
        last = groups[-1] if groups else []
        here = last and last[0].source == each.source
        end = max((one.span.end for one in last), default=0)
        far = max(end, each.span.end) - last[0].span.start if last else 0
        if here and each.span.start < end and far <= quoting.LONGEST:
            last.append(each)
        else:
            groups.append([each])
    return [tuple(group) for group in groups]


def words_of(group: Sequence[Marked]) -> str:
    """All the words of stretches that share some, from the first to the last, as they stand."""
    start, words = group[0].span.start, ""
    for each in group:
        words += each.words[max(0, start + len(words) - each.span.start) :]
    return words


def around(text: str, span: Span, turns: Sequence[dict]) -> tuple[str, str]:
    """What stands before and after a stretch, in whole words; “…” where more would follow.

    Each turn that begins there begins with who speaks, so that a question is not taken for what
    was answered.
    """
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before = _with_speakers(text, start, span.start, turns, up_to_end=True)
    after = _with_speakers(text, span.end, end, turns)
    if start and " " in before:
        before = f"… {before.split(' ', 1)[1]}"
    if end < len(text) and " " in after:
        after = f"{after.rsplit(' ', 1)[0]} …"
    return before, after


def _with_speakers(
    text: str, start: int, end: int, turns: Sequence[dict], *, up_to_end: bool = False
) -> str:
    """Give a stretch of a text with a name before every turn that begins in it, or at its end."""
    found, at = [], start
    first = bisect_left(turns, start, key=lambda turn: turn["start"])
    for turn in turns[first:]:
        if turn["start"] > end or (turn["start"] == end and not up_to_end):
            break
        found += [text[at : turn["start"]], f"{turn['speaker']}: " if turn["speaker"] else ""]
        at = turn["start"]
    return "".join([*found, text[at:end]])


@dataclass(frozen=True, slots=True)
class MarkedAt:
    """What this viewer sees marked on some words: readings, and the rounds they were made in."""

    readings: tuple[tuple[str, str, str], ...]
    rounds: tuple[str, ...]


def marked_at(desk: Desk, source: str, start: int, end: int) -> MarkedAt:
    """Who marked any of some words with what, and in which rounds."""
    span = Span(start, end)
    named = {code.guid: code.name for code in code_store.all_codes(desk.project.db)}
    people = visible.readers(desk.project, desk.viewer)
    rounds = {row["guid"]: row["name"] for row in visible.coding_rounds(desk.project, desk.viewer)}
    found = [
        mark
        for mark in visible.codings(desk.project, desk.viewer, source=Guid(source))
        if mark.span.overlaps(span)
    ]
    return MarkedAt(
        tuple(
            dict.fromkeys(
                (people.get(mark.coder, ""), named.get(mark.code, ""), mark.presence)
                for mark in found
            )
        ),
        tuple(dict.fromkeys(rounds.get(mark.coding_round, "a reading of mine") for mark in found)),
    )


def attribution_at(desk: Desk, source: str, start: int, end: int) -> str:
    """How some words of a transcript are attributed."""
    db = desk.project.db
    row = next(each for each in sources.listed(db) if each["guid"] == source)
    speaking = sources.participants_speaking(db, row["version"])
    return quoting.attribution(row, Span(start, end), speaking)


def shares(desk: Desk) -> list[Share]:
    """How often each participant is quoted in what would be printed, most often first.

    A quotation from a group counts for the group's own ID, as it is printed.
    """
    counted: Counter[str] = Counter()
    titles = {theme.guid for theme in themes.listed(desk)}
    for shown in themes.quotations(desk):
        if shown.chosen.part != "gathered" and shown.chosen.theme in titles:
            counted[shown.attribution[1:-1].split(",")[0]] += 1
    total = sum(counted.values())
    return [
        Share(label, number, total, total >= _FEW and number / total > MUCH)
        for label, number in counted.most_common()
    ]


def not_quoted(desk: Desk) -> list[str]:
    """Participants with marks on their transcripts of whom nothing is quoted."""
    quoted = {share.label for share in shares(desk)}
    marked_in = {coding.source for coding in visible.codings(desk.project, desk.viewer)}
    return [
        each.label
        for each in in_order(participants.listed(desk.project.db))
        if each.label not in quoted and marked_in.intersection(each.sources)
    ]


def _fits(desk: Desk, row: dict, chosen: Filters) -> bool:
    if chosen.setting and chosen.setting not in row["settings"]:
        return False
    among = sets.chosen(desk, chosen.among)
    if among is not None and row["guid"] not in among:
        return False
    if chosen.attribute:
        attribute, value = chosen.attribute
        return any(
            each.attributes.get(Guid(attribute)) == value
            for each in participants.listed(desk.project.db)
            if row["guid"] in each.sources
        )
    return True


def _with_those_under(book: Iterable[Code], code: str) -> Collection[Guid]:
    under: dict[str, Guid] = {}
    for each in book:  # a code comes before those under it
        if each.guid == code or each.parent in under:
            under[each.key] = each.guid
    return set(under.values())
