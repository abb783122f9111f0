"""The same documents as one web page that needs nothing else: no script, no other file."""

import html
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence

from workbench.reports.contents import BarChart, Picture, Quotation, Told
from workbench.reports.fields import printable
from workbench.reports.paper import CHECKED, DRAFT, CellWords, Paper, Table, Traced, leads

_LOOK = """
:root { color-scheme: light dark; }
body { font: 1.06rem/1.6 Arial, "Liberation Sans", sans-serif; max-width: 44rem;
  margin: 2.5rem auto 5rem; padding: 0 1.2rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 2.2em 0 .5em; }
h1 { font-size: 2.1rem; } h2 { font-size: 1.5rem; } h3 { font-size: 1.2rem; }
h4 { font-size: 1.04rem; }
p, td, th, blockquote { white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { margin: 1.1rem 1rem 0; padding-left: 1rem; border-left: 3px solid; }
figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; background: #fff; }
figcaption, caption, .quieter { opacity: .8; font-size: .94rem; text-align: left; }
.attribution { margin: .2rem 1rem 1.2rem; padding-left: 1.2rem; opacity: .8; }
.to-write { border-left: 3px solid; padding-left: .8rem; font-style: italic; opacity: .85; }
.draft { font-weight: bold; border: 2px solid; padding: .5rem .8rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 1.4rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem .45rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
td p, th p { margin: 0 0 .3rem; } nav li { list-style: none; } nav ul { padding-left: 1rem; }
nav .level2 { padding-left: 1.5rem; }
@media print { body { max-width: none; } nav { display: none; } }
"""
_LARGE = "body { font-size: 1.35rem; }"
_CLASSES = {
    "Attribution": "attribution",
    "Table Attribution": "quieter",
    "Reading": "attribution",
    "Cover Detail": "quieter",
    "Plain Name": "quieter",
    "Subtitle": "quieter",
    "To Write": "to-write",
}


class WebDocument(Paper):
    """A page that is written from top to bottom; parameters are those of `WordDocument`."""

    def __init__(
        self,
        title: str,
        *,
        subtitle: str,
        authors: Sequence[str],
        draft: bool,
        large: bool = False,
        short: bool = False,
    ) -> None:
        self.draft = draft
        self._title, self._subtitle, self._authors = title, subtitle, authors
        self._large = large
        self._parts: list[str] = []
        self._headings: list[tuple[int, str, str]] = []
        self._contents_at: int | None = None
        self._numbers = {"Figure": 0, "Table": 0}

    def paragraph(self, words: str, *, style: str = "Normal") -> None:
        """Add one paragraph; a line break in the words stays a line break."""
        if style == "Title":
            self._parts.append(f'<h1 dir="auto">{_safe(words)}</h1>')
            if self.draft:
                self._parts.append(f'<p class="draft">{DRAFT}</p>')
            return
        tag = "blockquote" if style == "Quote" else "p"
        known = _CLASSES.get(style)
        named = f' class="{known}"' if known else ""
        self._parts.append(f'<{tag} dir="auto"{named}>{_safe(words)}</{tag}>')

    def heading(self, words: str, *, level: int, new_page: bool = False) -> None:
        """Add a heading; those of levels 1 and 2 are listed in the contents."""
        name = f"s{len(self._headings) + 1}"
        self._headings.append((level, name, words))
        self._parts.append(f'<h{level + 1} id="{name}" dir="auto">{_safe(words)}</h{level + 1}>')

    def contents(self) -> None:
        """Say that the list of contents stands here."""
        self._contents_at = len(self._parts)

    def bullets(self, lines: Iterable[str]) -> None:
        """Add a list."""
        items = "".join(f'<li dir="auto">{_safe(line)}</li>' for line in lines)
        self._parts.append(f"<ul>{items}</ul>")

    def quotations(self, quotations: Iterable[Quotation]) -> None:
        """Set quotations off, each with its attribution alone on the next line."""
        for quotation in quotations:
            name = f' id="cw_{quotation.reference}"' if quotation.reference else ""
            self._parts.append(
                f'<blockquote dir="auto"{name}>{_safe(quotation.words)}</blockquote>'
            )
            self.paragraph(quotation.attribution, style="Attribution")
            for reading in quotation.readings:
                self.paragraph(f"How it was read: {reading}", style="Reading")

    def picture(self, picture: Picture) -> None:
        """Add a picture with words for people who do not see it, and a caption."""
        data = b64encode(picture.png).decode()
        caption = self._numbered("Figure", picture.caption) if picture.caption else ""
        self._parts.append(
            f'<figure><img alt="{_safe(picture.alt_text)}" src="data:image/png;base64,{data}">'
            + (f"<figcaption>{caption}</figcaption>" if caption else "")
            + "</figure>"
        )

    def chart(self, chart: BarChart) -> None:
        """Add the numbers of a chart; a page has no chart of its own to edit."""
        self.table(
            Table(
                ("", *(name for name, _ in chart.series)),
                [
                    (category, *(str(numbers[at]) for _, numbers in chart.series))
                    for at, category in enumerate(chart.categories)
                ],
                caption=chart.caption,
            )
        )

    def table(self, table: Table) -> None:
        """Add a captioned table."""
        heads = "".join(f'<th scope="col">{_safe(name)}</th>' for name in table.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(words)}</td>" for words in row) + "</tr>"
            for row in table.rows
        )
        caption = self._numbered("Table", table.caption)
        self._parts.append(
            f'<div class="table" tabindex="0"><table><caption>{caption}'
            f"</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def to_bytes(self) -> bytes:
        """Finish the page: fill in the contents and put the head before it."""
        if self._contents_at is not None:
            listed = "".join(
                f'<li class="level{level}"><a href="#{name}">{_safe(words)}</a></li>'
                for level, name, words in self._headings
                if level <= 2
            )
            self._parts.insert(
                self._contents_at, f'<nav aria-label="Contents"><ul>{listed}</ul></nav>'
            )
        status = DRAFT if self.draft else CHECKED
        look = _LOOK + (_LARGE if self._large else "")
        return (
            '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{_safe(self._title)}: {_safe(self._subtitle)}</title>"
            f'<meta name="author" content="{_safe("; ".join(self._authors))}">'
            f'<meta name="status" content="{status}">'
            # Nothing in it is ever run, and nothing is fetched.
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "img-src data:; style-src 'unsafe-inline'\">"
            f"<style>{look}</style></head><body><main>\n"
            + "\n".join(self._parts)
            + "\n</main></body></html>\n"
        ).encode()

    def _numbered(self, kind: str, caption: str) -> str:
        self._numbers[kind] += 1
        return f"{kind} {self._numbers[kind]}. {_safe(caption)}"


def _cell(words: CellWords) -> str:
    if isinstance(words, str):
        return _safe(words)
    if isinstance(words, Told):
        told = "".join(f'<p dir="auto">{_safe(each)}</p>' for each in words.paragraphs)
        links = ", ".join(f'<a href="#cw_{to}">{named}</a>' for named, to in leads(words))
        return told + (f'<p class="quieter">{links}</p>' if links else "")
    name = f' id="cw_{words.reference}"' if isinstance(words, Traced) and words.reference else ""
    paragraphs = words.paragraphs if isinstance(words, Traced) else words
    parts = []
    for number, (style, part) in enumerate(paragraphs):
        known = _CLASSES.get(style)
        named = f' class="{known}"' if known else ""
        parts.append(f'<p dir="auto"{named}{name if number == 0 else ""}>{_safe(part)}</p>')
    return "".join(parts)


def _safe(words: str) -> str:
    return html.escape(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", printable(words)))
