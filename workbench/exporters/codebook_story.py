"""The story of a codebook as one page to read or print, which needs nothing from anywhere else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

_STYLE = """
body { font: 1.05rem/1.6 "Source Sans 3", "Segoe UI", sans-serif; color: #1d1d1d;
  background: #ffffff; max-width: 46rem; margin: 2rem auto; padding: 0 1.2rem; }
h1 { font-size: 1.9rem; line-height: 1.25; } h2 { font-size: 1.35rem; margin-top: 2.2rem; }
h3 { font-size: 1.05rem; margin: 1.2rem 0 0; }
p { margin: .3rem 0; } .about { color: #555555; font-size: .95rem; }
blockquote { margin: .6rem 0 .6rem .2rem; padding-left: .9rem; border-left: 3px solid #999999;
  white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid #cccccc; }
.words { white-space: pre-wrap; }
@media print { body { margin: 0; max-width: none; } h2, h3 { break-after: avoid; }
  tr, blockquote { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: what, when and by whom, why, and the words behind it."""

    what: str
    about: str = ""
    why: str = ""
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a sentence under it, and what happened."""

    heading: str
    about: str = ""
    lines: tuple[Line, ...] = ()


def story_page(
    title: str,
    about: str,
    sections: Iterable[Section],
    codes: Sequence[tuple[int, str, str, str, str]],
    *,
    notes: Iterable[str] = (),
) -> bytes:
    """Write the page.

    Parameters
    ----------
    codes
        The codebook as it stands: how deep, key, name, stage and meaning of each code.
    notes
        What a reader should know of what is not in it.
    """
    told = "".join(map(_section, sections))
    table = "".join(
        f'<tr><td>{escape(key)}</td><td style="padding-left:{deep * 1.2}rem">{escape(name)}</td>'
        f'<td>{escape(stage)}</td><td class="words">{escape(meaning)}</td></tr>'
        for deep, key, name, stage, meaning in codes
    )
    said = "".join(f'<p class="about">{escape(note)}</p>' for note in notes)
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1><p>{escape(about)}</p>{said}{told}"
        "<h2>The codebook as it stands</h2>"
        "<table><thead><tr><th>Key</th><th>Code</th><th>Stage</th><th>What it means</th></tr>"
        f"</thead><tbody>{table}</tbody></table></body></html>"
    ).encode()


def _section(section: Section) -> str:
    about = f'<p class="about">{escape(section.about)}</p>' if section.about else ""
    return f"<h2>{escape(section.heading)}</h2>{about}{''.join(map(_line, section.lines))}"


def _line(line: Line) -> str:
    parts = [f"<h3>{escape(line.what)}</h3>"]
    if line.about:
        parts.append(f'<p class="about">{escape(line.about)}</p>')
    if line.why:
        parts.append(f'<p class="words">{escape(line.why)}</p>')
    parts += [f"<blockquote>{escape(quote)}</blockquote>" for quote in line.quotes]
    return "".join(parts)
