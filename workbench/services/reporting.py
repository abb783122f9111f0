"""The thematic summary in Word: what the study holds, laid out for a lead to write into."""

from datetime import UTC, date, datetime
from pathlib import Path

from workbench.domain.codebook import Codebook
from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.domain.participant import Participant
from workbench.domain.source import SETTINGS
from workbench.domain.span import Span
from workbench.figures.pyramid import pyramid_words
from workbench.figures.pyramid_picture import pyramid_picture
from workbench.figures.value_by_setting import (
    Cell,
    value_by_setting_picture,
    value_by_setting_words,
)
from workbench.reports import contents as paper
from workbench.reports.thematic import thematic_summary
from workbench.services import comparing, desks, leaving, notes, overview, projects, quoting, sets
from workbench.services.desks import Desk
from workbench.store import codes, participants, sources, visible
from workbench.store import perspectives as perspective_store
from workbench.store import project as project_store
from workbench.store.rounds import FINISHED

MOST_QUOTATIONS, MOST_HARD, MOST_DIFFERENCES = 4, 3, 3


def thematic(desk: Desk, *, of: str | None = None) -> tuple[str, bytes]:
    """Make the thematic summary as this study stands: file name and Word file.

    It is a draft: no claim is written for the team, and it says on every page that nobody has
    checked it.

    Parameters
    ----------
    of
        A set or a peer support group by its GUID: only its transcripts; all of them when None.
    """
    desk.viewer.must("outputs")
    desk = desks.for_everybody(desk)
    study = project_store.details(desk.project.db)
    return f"{projects.slug_of(study['name'])}-thematic-summary.docx", thematic_summary(
        _gathered(desk, study, of, set())
    )


def thematic_for(folder: Path, token: str | None, project: str, of: str = "") -> tuple[str, bytes]:
    """As `thematic`, for whoever this sign-in belongs to; for the child process."""
    desk = desks.from_sign_in(desks.open_workspace(folder), token, project)
    return thematic(desk, of=of or None)


def quoted(desk: Desk) -> quoting.Taken:
    """Every stretch the summary would print as a quotation now."""
    desk.viewer.must("outputs")
    taken: quoting.Taken = set()
    _gathered(desk, project_store.details(desk.project.db), None, taken)
    return taken


def _gathered(
    desk: Desk, study: dict, of: str | None, taken: quoting.Taken
) -> paper.ThematicContents:
    """Gather what the summary holds; what it quotes is added to `taken`."""
    db = desk.project.db
    book = codes.codebook(db)
    only = sets.chosen(desk, of)
    listed = {
        row["guid"]: row for row in sources.listed(db) if only is None or row["guid"] in only
    }
    people = participants.listed(db)
    if only is not None:
        people = [each for each in people if only.intersection(each.sources)]
    for row in listed.values():
        version = sources.current_version(db, Guid(row["guid"])) or {}
        row["text"] = version["text"]
        row["speaking"] = sources.participants_speaking(db, version["guid"])
        row["withheld"] = leaving.withheld(
            desk.project, Guid(row["guid"]), purpose="report", people=people
        )
    found = overview.overview(desk, among=only)
    marks = [
        coding for coding in visible.codings(desk.project, desk.viewer) if coding.source in listed
    ]
    differing = [one for one in comparing.compare(desk, among=only) if one["differs"]]
    may_quote = [
        coding
        for coding in marks
        if quoting.may_be_quoted(coding.span, listed[coding.source]["withheld"])
    ]
    may_show = [
        one
        for one in differing
        if quoting.may_be_quoted(Span(one["start"], one["end"]), listed[one["source"]]["withheld"])
    ]
    version = codes.latest_version(db) or {}
    codebook_words = f"{version.get('label', '')} ({version.get('status', 'draft')})"
    # Before the quotations, so that what was read in two ways is printed with both readings.
    differences = {
        row.code.key: quoting.choose_differences(
            may_show,
            value=row.code.key,
            kinds=quoting.TWO_READINGS,
            most=MOST_DIFFERENCES,
            taken=taken,
        )
        for row in found.values
    }
    blocks = overview.blocks(found)
    cells = overview.cells(found)
    used = _with_those_above(book, {coding.code for coding in marks})
    return paper.ThematicContents(
        cover=paper.Cover(
            title=study["name"],
            subtitle=f"Thematic summary · {sets.to_choose_from(desk)[of]}"
            if of
            else "Thematic summary",
            date=_long(datetime.now(UTC).date()),
            team=projects.credited(desk),
            codebook=codebook_words,
        ),
        about=_about(found, listed),
        pyramid=paper.Picture(
            pyramid_picture(blocks),
            pyramid_words(blocks),
            "The values, each with the number of transcripts in which somebody marked it.",
        )
        if blocks
        else None,
        by_setting=paper.Picture(
            value_by_setting_picture(cells),
            value_by_setting_words(cells),
            "Transcripts in which somebody marked each value, by the setting of the peer support.",
        )
        if cells and cells[0]
        else None,
        numbers=_numbers(found, cells),
        values=tuple(
            _section(
                row, book, may_quote, differences[row.code.key], may_show, listed, found, taken
            )
            for row in found.values
        ),
        produced=_produced(desk, listed, differing, codebook_words),
        careful=_not_recorded(people),
        codebook=tuple(_entries(book, used)),
        codes_not_used=tuple(
            f"{code.key} {code.name}"
            for code in book.codes
            if code.key not in used and code.status != "retired"
        ),
    )


def _about(found: overview.Overview, listed: dict[str, dict]) -> paper.AboutData:
    counted: dict[tuple[str, str], int] = {}
    for row in listed.values():
        place = (
            ", ".join(SETTINGS[setting] for setting in row["settings"]),
            overview.kind_words(row["kind"]),
        )
        counted[place] = counted.get(place, 0) + 1
    unread = len(listed) - len(found.read)
    return paper.AboutData(
        rows=tuple(
            paper.DataRow(setting, kind, number)
            for (setting, kind), number in sorted(counted.items())
        ),
        not_there=(
            f"{unread} of the {len(listed)} transcripts had not been read by anybody when "
            "this summary was made."
            if unread
            else ""
        ),
    )


def _numbers(found: overview.Overview, cells: list[list[Cell]]) -> paper.NumbersTable | None:
    """Put the numbers of the picture by setting into words that can be edited and read aloud."""
    if not (cells and cells[0]):
        return None
    return paper.NumbersTable(
        caption="The same in numbers: of the transcripts read, those in which somebody marked it",
        columns=("Value", "All transcripts", *(cell.setting for cell in cells[0])),
        rows=tuple(
            (
                row.code.name,
                f"{len(row.sources)} of {len(found.read)}",
                *(cell.words for cell in own),
            )
            for row, own in zip(found.values, cells, strict=True)
        ),
    )


def _section(
    row: overview.ValueRow,
    book: Codebook,
    marks: list[Coding],
    differences: list[dict],
    differing: list[dict],
    listed: dict[str, dict],
    found: overview.Overview,
    taken: quoting.Taken,
) -> paper.ValueSection:
    keys = {code.guid: code for code in book.codes}
    under = {
        code.guid
        for code in book.codes
        if (value := book.value_over(code.key)) is not None and value.key == row.code.key
    }
    own = [coding for coding in marks if coding.code in under]

    def quotations(hard: bool, most: int) -> tuple[paper.Quotation, ...]:
        return tuple(
            paper.Quotation(
                listed[one.source]["text"][one.span.start : one.span.end],
                _attributed(listed[one.source], one.span),
                tuple(
                    dict.fromkeys(
                        keys[coding.code].name
                        for coding in one.codings
                        if keys[coding.code].parent
                    )
                ),
            )
            for one in quoting.choose(own, hard=hard, most=most, taken=taken)
        )

    heard = {setting for guid in row.sources for setting in found.settings[guid]}
    settings = [words for setting, words in SETTINGS.items() if setting in heard]
    quoted, hard = quotations(False, MOST_QUOTATIONS), quotations(True, MOST_HARD)
    differences = differences or quoting.choose_differences(
        differing,
        value=row.code.key,
        kinds=quoting.ONE_READING,
        most=MOST_DIFFERENCES,
        taken=taken,
    )
    return paper.ValueSection(
        key=row.code.key,
        name=row.code.name,
        plain_name=row.code.plain_name,
        shown_as=overview.presence_words(row) or "Not said",
        settings=", ".join(settings),
        quotations=quoted,
        hard_quotations=hard,
        differences=tuple(_difference(one, listed[one["source"]]) for one in differences),
    )


def _difference(one: dict, source: dict) -> paper.Difference:
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
    return paper.Difference(
        one["words"],
        _attributed(source, Span(one["start"], one["end"])),
        said[0],
        "\n\n".join(said[1:]),
    )


def _not_recorded(people: list[Participant]) -> str:
    """Say of how many it is not known whether they may be quoted; nothing when of none."""
    unknown = sum("report" not in each.consents and not each.refuses("report") for each in people)
    if not unknown:
        return ""
    return (
        f"Whether their words may be quoted in a report is not recorded for {unknown} of the "
        f"{len(people)} participant IDs in this study: find out before this draft is passed on."
    )


def _produced(
    desk: Desk, listed: dict[str, dict], differing: list[dict], codebook: str
) -> paper.Produced:
    db = desk.project.db
    shared = [row["words"] for row in perspective_store.for_reports(db)]
    people = {row["person"] for row in perspective_store.for_reports(db)}
    return paper.Produced(
        perspectives=tuple(shared),
        some_not_said=len(people) < len(projects.members(desk)),
        from_notebooks=tuple((each["words"], each["by"]) for each in notes.for_documents(desk)),
        rounds=_rounds(desk, listed),
        how_we_read=(
            f"{len(listed)} transcripts were taken in. Readers marked words in them against the "
            f"codebook “{codebook}”; each mark is one person’s reading and was changed by nobody "
            "else."
        ),
        differences=len(differing),
        codebook=codebook,
    )


def _rounds(desk: Desk, listed: dict[str, dict]) -> tuple[paper.RoundRow, ...]:
    """What was read in each round; nothing of one that has not been opened yet."""
    states = visible.reading_states(desk.project, desk.viewer)
    return tuple(
        paper.RoundRow(
            row["name"],
            "open: readers could see each other’s marks"
            if row["kind"] == "open"
            else "read on our own first, then opened together",
            sum((row["guid"], source) in states for source in listed),
            sum(
                any(state in FINISHED for state in states.get((row["guid"], source), {}).values())
                for source in listed
            ),
        )
        for row in visible.coding_rounds(desk.project, desk.viewer)
    )


def _attributed(source: dict, span: Span) -> str:
    return quoting.attribution(source, span, source["speaking"])


def _with_those_above(book: Codebook, used: set[Guid]) -> set[str]:
    """Give the keys of the codes used and of all codes they stand under."""
    by_key = {code.key: code for code in book.codes}
    keys: set[str] = set()
    for code in book.codes:
        above: str | None = code.key if code.guid in used or code.is_value else None
        while above is not None and above not in keys:
            keys.add(above)
            above = by_key[above].parent
    return keys


def _entries(book: Codebook, keys: set[str]) -> list[paper.CodebookEntry]:
    depth: dict[str, int] = {}
    told = []
    for code in book.codes:
        depth[code.key] = depth[code.parent] + 1 if code.parent else 0
        if code.key in keys:
            told.append(
                paper.CodebookEntry(
                    code.key,
                    code.name,
                    code.plain_name,
                    depth[code.key],
                    code.definition,
                    code.include_when,
                    code.exclude_when,
                    code.status,
                )
            )
    return told


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
