"""Words that were looked for or chosen, shown among the words around them."""

from collections.abc import Iterable

from workbench.domain.span import Span
from workbench.ui.parts.words import as_html

STYLE = """
.found mark {
  color: inherit; padding: .1em 0;
  background: color-mix(in srgb, currentColor 16%, transparent);
}
"""


def with_marks(words: str, shown: Iterable[Span]) -> str:
    """Make somebody's words safe inside `st.html`, with some places in them marked."""
    parts, at = [], 0
    for span in sorted(shown):
        if span.start < at:
            continue
        parts += [as_html(words[at : span.start])]
        parts += [f"<mark>{as_html(words[span.start : span.end])}</mark>"]
        at = span.end
    return "".join([*parts, as_html(words[at:])])
