"""What the thematic summary is made of, as plain data.

Whoever fills these has already left out what may not be shown. All text is printed as it stands;
a blank line begins a new paragraph. An empty string means “not written yet”.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page.

    `date` is printed as given (“27 August 2026”). `team` holds each person as they chose to be
    credited, in the order to print. `checked` is False for a draft, which says so on every page.
    """

    title: str
    subtitle: str = ""
    date: str = ""
    team: tuple[str, ...] = ()
    codebook: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class DataRow:
    """How many transcripts there are of one kind of conversation about one setting."""

    setting: str
    kind: str
    transcripts: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AboutData:
    """The transcripts: a table, when they were made, and what is not there."""

    rows: tuple[DataRow, ...] = ()
    dates: str = ""
    not_there: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, what it shows in words for people who do not see it, and its caption if it has one.

    `share` is how much of the width of the text it takes.
    """

    png: bytes
    alt_text: str
    caption: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars beside one another: for each category, one number for each series.

    In Word it is a chart whose numbers can be edited: they stand in `workbook`, an xlsx file with
    the same rows and columns on a sheet called Numbers. `alt_text` says what it shows.
    """

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]
    alt_text: str
    caption: str
    axis: str = ""
    workbook: bytes = b""


@dataclass(frozen=True, slots=True)
class NumbersTable:
    """Counts or words in rows and columns, the first column naming the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in a cell, in paragraphs, and the references of quotations it leads to."""

    paragraphs: tuple[str, ...]
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Participants in rows, values in columns."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Told, ...]], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A participant's words, never changed.

    `attribution` is `[P07, group]` with its brackets. `readings` are what readers saw in it, one
    line each. `reference` names it, so that it can be traced from the file; `stands` says where
    it stands, for a comment in the team's own copy.
    """

    words: str
    attribution: str
    readings: tuple[str, ...] = ()
    reference: str = ""
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """An extract that was read in two ways or more, none of which comes first.

    A blank line in `another_reading` stands between readings where there are several others.
    """

    extract: str
    attribution: str
    one_reading: str
    another_reading: str
    made_of_it: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ValueSection:
    """One value.

    Attributes
    ----------
    claim
        What the team heard, in one or two sentences: a claim, not a topic.
    shown_as
        In words, how the value was there, missing, wished for or mixed.
    settings
        Settings it was heard in, as words.
    looked_like, hard
        What it looked like; when it was missing, one-sided or hard. Each has its quotations.
    links, tensions
        How it bears on the other values, and where it pulls against something.
    left_out
        How many quotations the team chose that may not stand in this document.
    """

    key: str
    name: str
    plain_name: str = ""
    claim: str = ""
    shown_as: str = ""
    settings: str = ""
    looked_like: str = ""
    quotations: tuple[Quotation, ...] = ()
    hard: str = ""
    hard_quotations: tuple[Quotation, ...] = ()
    differences: tuple[Difference, ...] = ()
    links: str = ""
    tensions: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class KeyDecision:
    """One of the choices groups make: what was seen, and what single groups chose.

    `seen` are choices with where they were marked, in words; `groups` what is known of groups.
    """

    name: str
    plain_name: str = ""
    seen: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A further section in the team's own words, such as what did not fit, or an afterword.

    `why` says in a draft what belongs there.
    """

    title: str
    text: str = ""
    quotations: tuple[Quotation, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Who took which part at one stage, as the team tells it, and how that shaped the findings."""

    stage: str
    who: str
    shaped: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was in question, what the team settled, and how some of it saw the matter otherwise."""

    question: str
    settled: str
    seen_differently: str = ""
    there: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One coding round. Counts are of transcripts, never of persons."""

    name: str
    how: str
    transcripts_asked: int
    transcripts_finished: int


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """How the framework changed, and why."""

    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Produced:
    """How this knowledge was produced. Always printed.

    Attributes
    ----------
    who_we_are
        What the team says of itself together.
    perspectives
        Where readers read from, in their words, for those who allow it in reports.
    some_not_said
        Whether some readers chose not to say, or not to say it here.
    from_notebooks
        Notes whose writers let documents quote them: the words, and how the writer is named.
    differences
        How many differences between readings the team has met; None where nobody compared.
    agreement
        Why an agreement figure was used, on what, and its limits; or that none was.
    """

    who_we_are: str = ""
    perspectives: tuple[str, ...] = ()
    some_not_said: bool = False
    from_notebooks: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    parts_shaped: str = ""
    decisions: tuple[Decision, ...] = ()
    rounds: tuple[RoundRow, ...] = ()
    how_we_read: str = ""
    agreement: str = "We did not use an agreement figure."
    differences: int | None = None
    what_it_taught: str = ""
    framework: str = ""
    looked_after: str = ""
    reflection: str = ""
    codebook: str = ""
    changes: tuple[CodebookChange, ...] = ()


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """One code as the appendix prints it; `depth` is 0 for a value, 1 for a code under one."""

    key: str
    name: str
    plain_name: str = ""
    depth: int = 0
    definition: str = ""
    include_when: str = ""
    exclude_when: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class ThematicContents:
    """Everything in a thematic summary, in the order it is printed.

    `codebook` has the codes to print with what they mean; `codes_not_used` only names the rest.
    `extras` are the keys of what is printed beside what always is. `read_by` are those who read
    it before it was issued and want that said.
    """

    cover: Cover
    summary: str = ""
    about: AboutData = AboutData()
    pyramid: Picture | None = None
    by_setting: Picture | BarChart | None = None
    numbers: NumbersTable | None = None
    values: tuple[ValueSection, ...] = ()
    together: str = ""
    themes: tuple[ValueSection, ...] = ()
    together_figure: Picture | None = None
    together_table: NumbersTable | None = None
    matrix: Matrix | None = None
    key_decisions: tuple[KeyDecision, ...] = ()
    key_decisions_told: str = ""
    further: tuple[WrittenSection, ...] = ()
    produced: Produced = Produced()
    careful: str = ""
    afterwords: tuple[WrittenSection, ...] = ()
    decision_log: tuple[Decision, ...] = ()
    checklists: tuple[NumbersTable, ...] = ()
    extras: frozenset[str] = frozenset()
    read_by: tuple[str, ...] = ()
    codebook: tuple[CodebookEntry, ...] = ()
    codes_not_used: tuple[str, ...] = ()
