"""Reporting checklists, filled where the study knows where an item is reported.

Items are named shortly in our words; the published lists have their full wording. GRIPP2 short
form: Staniszewska and others 2017. COREQ: Tong and others 2007. SRQR: O'Brien and others 2014.
"""

from collections.abc import Iterable

from workbench.reports.contents import NumbersTable, ThematicContents

_TO_WRITE = "To write"
_NOT_SAID = "Not reported, by choice"
_PRODUCED = "How this knowledge was produced"
_GRIPP2 = (
    ("1", "Aim of involvement", "who_we_are"),
    ("2", "Methods of involvement", "parts"),
    ("3", "Results of involvement", "taught"),
    ("4", "Discussion and conclusions on involvement", "taught"),
    ("5", "Reflections and critical perspective", "reflection"),
)
_COREQ = (
    ("1", "Who interviewed", "parts"),
    ("2–5", "Credentials, occupation, gender, training", "personal"),
    ("6–8", "Relationship with participants; interviewers’ own interests", "who_we_are"),
    ("9", "Orientation of the method", "how_we_read"),
    ("10–13", "Sampling, approach, sample size, who declined", "data"),
    ("14–16", "Setting, who else was present, the sample", "data"),
    ("17–19", "Interview guide, repeat interviews, recording", "none"),
    ("20–23", "Field notes, duration, saturation, transcripts returned", "none"),
    ("24", "How many people coded", "rounds"),
    ("25", "Description of the coding tree", "codebook"),
    ("26", "How themes were derived", "framework"),
    ("27", "Software", "software"),
    ("28", "Participant checking", "none"),
    ("29", "Quotations, each with whose it is", "quotations"),
    ("30–32", "Consistency; major and minor themes", "values"),
)
_SRQR = (
    ("1–2", "Title and abstract", "summary"),
    ("3–4", "Problem and purpose", "summary"),
    ("5", "Approach and paradigm", "how_we_read"),
    ("6", "Researchers’ characteristics and reflexivity", "who_we_are"),
    ("7", "Context", "data"),
    ("8", "Sampling", "data"),
    ("9", "Ethics", "none"),
    ("10–12", "Collecting data, instruments, units of study", "data"),
    ("13–14", "Processing and analysing data", "how_we_read"),
    ("15", "Trustworthiness", "taught"),
    ("16", "Synthesis and interpretation", "values"),
    ("17", "Links to the data", "quotations"),
    ("18", "Integration with earlier work", "none"),
    ("19", "Limitations", "careful"),
    ("20–21", "Conflicts of interest, funding", "none"),
)


def tables(contents: ThematicContents) -> tuple[NumbersTable, ...]:
    """Make the three tables for a thematic summary as it stands."""
    known = _known(contents)
    return tuple(
        NumbersTable(title, ("Item", "What it asks", "Where it is reported"), _rows(items, known))
        for title, items in (
            ("GRIPP2, short form", _GRIPP2),
            ("COREQ", _COREQ),
            ("SRQR", _SRQR),
        )
    )


def _rows(
    items: Iterable[tuple[str, str, str]], known: dict[str, str]
) -> tuple[tuple[str, ...], ...]:
    return tuple((number, asked, known.get(key) or _TO_WRITE) for number, asked, key in items)


def _known(contents: ThematicContents) -> dict[str, str]:
    produced = contents.produced
    quoted = any(value.quotations or value.hard_quotations for value in contents.values)
    claimed = any(value.claim for value in contents.values)
    return {
        "who_we_are": f"{_PRODUCED}: Who we are"
        if produced.who_we_are or produced.perspectives
        else "",
        "personal": _NOT_SAID if not produced.perspectives else f"{_PRODUCED}: Who we are",
        "parts": f"{_PRODUCED}: Who did what, and when"
        if produced.parts or produced.parts_shaped
        else "",
        "how_we_read": f"{_PRODUCED}: How we read" if produced.how_we_read else "",
        "rounds": f"{_PRODUCED}: How we read" if produced.rounds else "",
        "taught": f"{_PRODUCED}: Where we read differently" if produced.what_it_taught else "",
        "framework": f"{_PRODUCED}: How the framework changed"
        if produced.framework or produced.changes
        else "",
        "reflection": f"{_PRODUCED}: What got in the way" if produced.reflection else "",
        "data": "About the data" if contents.about.rows else "",
        "codebook": "Appendix: the codebook"
        if contents.codebook
        else f"{_PRODUCED}: How the framework changed",
        "software": "Co-production Analysis Workbench",
        "quotations": "What we heard, value by value" if quoted else "",
        "values": "What we heard, value by value" if claimed else "",
        "summary": "Summary" if contents.summary else "",
        "careful": "What to be careful about" if contents.careful else "",
    }
