"""A small table people can read: a caption, column heads, and a head for each row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.ui.parts.words import as_html

_STYLE = """
.counts { overflow-x: auto; }
.counts table { border-collapse: collapse; width: 100%; margin: 0 0 1.4rem; }
.counts caption { text-align: left; padding: 0 0 .4rem; opacity: .78; font-size: .94rem; }
.counts :is(th, td) {
  text-align: left; vertical-align: top; padding: .45rem .8rem .45rem 0; border: 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent);
}
.counts thead th { font-weight: 600; vertical-align: bottom; }
.counts tbody th { font-weight: 400; max-width: 16rem; overflow-wrap: break-word; }
.counts td { white-space: pre-line; }
.counts a { color: inherit; }
.counts small a { display: inline-block; min-width: 1.7rem; min-height: 1.7rem; }
.counts small { display: block; opacity: .78; font-size: .9rem; }
@media (max-width: 44rem) {
  .counts thead th { font-size: .88rem; line-height: 1.25; }
  .counts :is(th, td) { padding-right: .5rem; }
}
"""


@dataclass(frozen=True, slots=True)
class Linked:
    """A cell with a quieter line, and numbered links: what each is called, and its address."""

    words: str
    quieter: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, in a name and a quieter line, and its cells."""

    head: tuple[str, str]
    cells: tuple[str | Linked, ...]


def table(caption: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Show a table; it scrolls sideways by itself where the window is narrow."""
    heads = "".join(f'<th scope="col">{as_html(name)}</th>' for name in columns)
    body = "".join(_row(row) for row in rows)
    st.html(
        f'<style>{_STYLE}</style><div class="counts" tabindex="0" role="region" '
        f'aria-label="{as_html(caption)}"><table><caption>{as_html(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Row) -> str:
    name, quieter = row.head
    small = f"<small>{as_html(quieter)}</small>" if quieter else ""
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row">{as_html(name)}{small}</th>{cells}</tr>'


def _cell(cell: str | Linked) -> str:
    if isinstance(cell, str):
        return as_html(cell)
    small = f"<small>{as_html(cell.quieter)}</small>" if cell.quieter else ""
    links = "".join(
        f'<a href="{as_html(address)}" target="_self" aria-label="{as_html(named)}">{number}</a>'
        for number, (named, address) in enumerate(cell.links, start=1)
    )
    return f"{as_html(cell.words)}{small}" + (f"<small>{links}</small>" if links else "")
