"""The summary for participants: short headed questions, in large type."""

from dataclasses import dataclass

from workbench.reports.contents import Cover, Picture, Quotation
from workbench.reports.paper import Maker, Paper
from workbench.reports.word_document import WordDocument


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its answer; `why` says in a draft what belongs there."""

    part: str
    title: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Box:
    """What was found about one value, with a quotation where somebody allows one."""

    name: str
    plain_name: str
    text: str
    quotations: tuple[Quotation, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class PlainContents:
    """Everything in the summary; `choices` are the key decisions, `words` the glossary."""

    cover: Cover
    sections: tuple[Section, ...]
    pyramid: Picture | None = None
    boxes: tuple[Box, ...] = ()
    choices: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    read_by: tuple[str, ...] = ()


def plain_summary(contents: PlainContents, *, make: Maker = WordDocument) -> bytes:
    """Write the summary for participants."""
    cover = contents.cover
    paper = make(
        cover.title,
        subtitle=cover.subtitle,
        authors=cover.team,
        draft=not cover.checked,
        large=True,
        short=True,
    )
    paper.paragraph(cover.title, style="Title")
    paper.paragraph(f"{cover.subtitle} · {cover.date}", style="Subtitle")
    for section in contents.sections:
        _section(paper, section)
        if section.part == "found":
            _boxes(paper, contents)
        elif section.part == "choices" and (contents.choices and (section.text or paper.draft)):
            paper.bullets(contents.choices)
    if contents.words:
        paper.heading("Words we used", level=1)
        paper.bullets(f"{term}: {meaning}" for term, meaning in contents.words)
    paper.paragraph(f"Written by {', '.join(cover.team)}.")
    if contents.read_by:
        paper.paragraph(f"Read before issue by {', '.join(contents.read_by)}.")
    return paper.to_bytes()


def _section(paper: Paper, section: Section) -> None:
    always = section.part == "found"
    if not (section.text or paper.draft or always):
        return
    paper.heading(section.title, level=1)
    paper.text(section.text)
    if not section.text:
        paper.to_write(section.why)


def _boxes(paper: Paper, contents: PlainContents) -> None:
    if contents.pyramid:
        paper.picture(contents.pyramid)
    for box in contents.boxes:
        if not (box.text or box.quotations or paper.draft):
            continue
        named = (box.name, box.plain_name)
        paper.heading(": ".join(filter(None, named)), level=2)
        paper.text(box.text)
        if not box.text:
            paper.to_write("what you found about this, in two or three short sentences.")
        paper.quotations(box.quotations)
        if box.left_out and not box.quotations:
            paper.note(
                "Nobody who is quoted here in the report has said yes to a public summary, so no "
                "quotation stands here."
            )
