"""Parts that several documents share: the data, differences, key decisions and the codebook."""

from collections.abc import Iterator
from dataclasses import replace

from workbench.domain.codebook import Code, Codebook
from workbench.domain.deciding import OUTCOMES
from workbench.domain.ids import Guid
from workbench.domain.source import SETTINGS
from workbench.domain.span import Span
from workbench.reports import contents as paper
from workbench.services import overview
from workbench.services.material import Material
from workbench.store import support_groups

FEW = 5


def a_few(number: int) -> str:
    """Say a number of people that could tell who they are as “a few” below five."""
    return str(number) if number >= FEW or number == 0 else "a few"


def about_data(material: Material, wrote: dict[str, str]) -> paper.AboutData:
    """The transcripts by setting and kind, when they were made, and what is not there."""
    counted: dict[tuple[str, str], int] = {}
    for row in material.listed.values():
        place = (
            ", ".join(SETTINGS[setting] for setting in row["settings"]),
            overview.kind_words(row["kind"]),
        )
        counted[place] = counted.get(place, 0) + 1
    unread = len(material.listed) - len(material.found.read)
    not_read = (
        f"{unread} of the {len(material.listed)} transcripts had not been read by anybody when "
        "this summary was made."
        if unread
        else ""
    )
    return paper.AboutData(
        rows=tuple(
            paper.DataRow(setting, kind, number)
            for (setting, kind), number in sorted(counted.items())
        ),
        dates=wrote.get("dates", ""),
        not_there="\n\n".join(filter(None, (wrote.get("not_there", ""), not_read))),
    )


def numbers(material: Material) -> Iterator[tuple[str, list[tuple[str | int | None, ...]]]]:
    """The numbers of a study, sheet by sheet."""
    people = [each for each in material.people if each.role != "group"]
    areas: dict[str, set[str]] = {}
    for group in support_groups.listed(material.desk.project.db):
        if group.area:
            areas.setdefault(group.area, set()).update(group.participants)
    about: list[tuple[str | int | None, ...]] = [
        ("What", "How many"),
        ("Transcripts", len(material.listed)),
        ("Transcripts read", len(material.found.read)),
        ("Participants", len(people)),
    ]
    for setting, words in SETTINGS.items():
        here = sum(setting in row["settings"] for row in material.listed.values())
        if here:
            about.append((f"Transcripts about the setting “{words}”", here))
    for area, inside in sorted(areas.items()):
        about.append((f"Participants in {area}", a_few(len(inside))))
    yield "About", about
    read = len(material.found.read)
    cells = overview.cells(material.found)
    heads = [cell.setting for cell in cells[0]] if cells and cells[0] else []
    values: list[tuple[str | int | None, ...]] = [
        ("Value", "Marked by somebody in", "Of transcripts read", *heads)
    ]
    for row, own in zip(material.found.values, cells, strict=True):
        values.append((row.code.name, len(row.sources), read, *(cell.words for cell in own)))
    values.append(("Marking is not measuring: a count says where somebody noticed something.",))
    yield "Values", values


def not_recorded(material: Material) -> str:
    """Say in a draft of how many it is not known whether they may be quoted; else nothing."""
    if material.strict:
        return ""
    unknown = sum(
        material.purpose not in each.consents and not each.refuses(material.purpose)
        for each in material.people
    )
    if not unknown:
        return ""
    return (
        f"Whether their words may be quoted in a report is not recorded for {unknown} of the "
        f"{len(material.people)} participant IDs in this study: find out before this draft is "
        "passed on. Until then their words stand in no document that is issued."
    )


def difference(material: Material, one: dict) -> paper.Difference:
    """Lay the readings of a passage beside one another; which comes first means nothing.

    Readers are not named: what they saw in it is what the team talks about.
    """
    everywhere = {each["presence"] for each in one["readings"]} <= {"there", "not_said"}
    sides: dict[str, list[str]] = {}
    for each in one["readings"]:
        presence = "" if everywhere else each["presence_words"]
        words = each["code"] + (f": {presence}" if presence else "")
        if words not in sides.setdefault(each["reader"], []):
            sides[each["reader"]].append(words)
    # In the order of their words: in the order of readers, a column would be one person's.
    said = sorted({"\n".join(words) for words in sides.values()})
    if one["unmarked_by"]:
        said.append("Read, with nothing marked here")
    span = Span(one["start"], one["end"])
    return paper.Difference(
        one["words"],
        material.attributed(one["source"], span),
        said[0],
        "\n\n".join(said[1:]),
        made_of_it=_made_of_it(material, one["source"], span),
        reference=material.note(one["source"], span, one["words"]),
    )


def _made_of_it(material: Material, source: str, span: Span) -> str:
    """Say what came of talking about a passage; nothing where nobody has said so."""
    told = []
    for each in material.settled.get(Guid(source), ()):
        if each.outcome and each.span.overlaps(span):
            came = OUTCOMES[each.outcome].replace(" …", "").capitalize()
            more = [*filter(None, (each.code,)), *each.words]
            told.append(f"{came}: {'; '.join(more)}" if more else came)
    return "\n\n".join(told)


def with_readings(each: paper.Quotation) -> paper.Quotation:
    """Say under a quotation how it was read, as it stands in the study; readers are not named."""
    told = each.stands.partition("Read as: ")[2].partition(". Quoting here")[0]
    lines = [line.partition(": ")[2] for line in told.split("; ") if ": " in line]
    return replace(each, readings=tuple(dict.fromkeys(lines)))


def key_decisions(material: Material) -> tuple[paper.KeyDecision, ...]:
    """The choices groups make: where each was marked, and what single groups chose."""
    book = material.book
    groups = support_groups.listed(material.desk.project.db)
    found = []
    for decision in book.codes:
        if decision.kind != "key_decision" or decision.parent or decision.status == "retired":
            continue
        seen = []
        for code in book.codes:
            if decision.key in (code.key, code.parent):
                under = material.under(code.key)
                where = {mark.source for mark in material.marks if mark.code in under}
                if where:
                    name = "Spoken of" if code.key == decision.key else code.name
                    seen.append(f"{name}: in {len(where)} of {len(material.found.read)} read")
        chosen = tuple(
            f"{group.name}: {group.decisions[decision.guid].words}"
            for group in groups
            if decision.guid in group.decisions
        )
        found.append(paper.KeyDecision(decision.name, decision.plain_name, tuple(seen), chosen))
    return tuple(found)


def used_codes(material: Material) -> set[str]:
    """Give the keys of the codes used, of all codes they stand under, and of all values."""
    marked = {coding.code for coding in material.marks}
    by_key = {code.key: code for code in material.book.codes}
    keys: set[str] = set()
    for code in material.book.codes:
        above: str | None = code.key if code.guid in marked or code.is_value else None
        while above is not None and above not in keys:
            keys.add(above)
            above = by_key[above].parent
    return keys


def codes_not_used(book: Codebook, used: set[str]) -> tuple[str, ...]:
    """Name the codes that nobody used, those under one value or other heading in a line."""
    by_key = {code.key: code for code in book.codes}
    families: dict[str, list[str]] = {}
    for code in book.codes:
        if code.key not in used and code.status != "retired":
            above = code
            while above.parent:
                above = by_key[above.parent]
            families.setdefault(above.name, []).append(f"{code.key} {code.name}")
    return tuple(f"{family}: {'; '.join(named)}" for family, named in families.items())


def entries(book: Codebook, keys: set[str] | None = None) -> Iterator[paper.CodebookEntry]:
    """The codes as they are printed, in order; all of them when no keys are given."""
    depth: dict[str, int] = {}
    for code in book.codes:
        depth[code.key] = depth[code.parent] + 1 if code.parent else 0
        if keys is None or code.key in keys:
            yield _entry(code, depth[code.key])


def _entry(code: Code, depth: int) -> paper.CodebookEntry:
    return paper.CodebookEntry(
        code.key,
        code.name,
        code.plain_name,
        depth,
        code.definition,
        code.include_when,
        code.exclude_when,
        code.status,
    )
