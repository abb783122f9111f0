"""What each perspective sees: codes by heading as a picture, and each with its passages."""

from collections.abc import Collection

import streamlit as st

from workbench.agreement.figure import Figure
from workbench.analysis.seen_from import Seen
from workbench.domain.ids import Guid
from workbench.figures.seen_from import Row, seen_from_figure
from workbench.services import seen_from
from workbench.services.seen_from import HowFar, SeenFrom
from workbench.ui import state
from workbench.ui.parts import addressed, links
from workbench.ui.parts.table import Row as Line
from workbench.ui.parts.table import table
from workbench.ui.parts.words import as_html, joined, many, plain

_AT_A_TIME = 12
_STYLE = """
@media (max-width: 44rem) { .st-key-seen_figure { display: none; } }
.st-key-seen_figure svg text { fill: currentColor !important; }
@media print { .st-key-seen_figure { zoom: .72; break-inside: avoid; } }
"""


def show(coding_round: str, among: Collection[Guid] | None) -> None:
    """Let two headings be chosen, and show what each saw of the text both have finished."""
    known = seen_from.headings(state.desk(), coding_round=coding_round, among=among)
    if len(known) < 2:
        st.write("There are not yet two headings here that may be laid beside one another.")
        return
    one, other = _pair({str(guid): name for guid, name in known.items()})
    by = addressed.choice("Count", seen_from.COUNTED_BY, part="count", buttons=True)
    found = seen_from.seen_from(
        state.desk(), Guid(one), Guid(other), by=by, coding_round=coding_round, among=among
    )
    st.header("What each perspective sees", anchor=False)
    _how_far(found)
    if found.held:
        st.write(
            f"In this text {plain(joined(f'“{name}”' for name in found.held))} is one person, who "
            "has not said that others may see what they marked from there."
        )
        return
    if not found.transcripts:
        st.write(
            "No transcript has been finished from both yet, so there is nothing to lay side by "
            "side."
        )
        return
    if not found.lines:
        st.write("Nothing of this kind was marked from either in the text both have finished.")
        return
    _picture(found)
    _lines(found, by, coding_round)
    with st.expander("What this can and cannot show", expanded=True):
        for sentence in found.what_it_can_show():
            st.write(plain(sentence))


def _pair(known: dict[str, str]) -> tuple[str, str]:
    """Choose two headings; where there are only two there is nothing to choose."""
    if len(known) == 2:
        return tuple(known)  # type: ignore[return-value]
    left, right = st.columns(2)
    with left:
        one = addressed.choice("One perspective", known, part="one")
    with right:
        others = {guid: name for guid, name in known.items() if guid != one}
        return one, addressed.choice("Another", others, part="other")


def _how_far(found: SeenFrom) -> None:
    """Show the three things that not having marked something can mean."""
    table(
        "Transcripts, as they were read from each perspective",
        ("", "Finished", "of these, nothing marked", "Asked, not finished", "Never asked"),
        [_far(one) for one in found.how_far],
    )
    of = " and ".join(
        f"{many(number, 'passage')} from “{title}”"
        for number, title in zip(found.of, found.titles, strict=True)
    )
    st.html(
        f'<p class="quiet">Counted in {many(len(found.transcripts), "transcript")} that both have '
        f"finished: {as_html(of)}. A passage marked with two codes counts once for each.</p>"
    )


def _far(one: HowFar) -> Line:
    cells = (one.finished, one.nothing, one.asked, one.not_asked)
    return Line((one.name, ""), tuple(str(each) for each in cells))


def _picture(found: SeenFrom) -> None:
    rows = [
        Row(found.names[line.about], tuple(_of_100(share) for share in line.shares))
        for line in found.lines[:_AT_A_TIME]
        if all(share.value is not None for share in line.shares)
    ]
    if not rows:
        return
    st.html(f"<style>{_STYLE}</style>")
    with st.container(key="seen_figure"):
        st.plotly_chart(
            seen_from_figure(rows, found.titles),
            config={"displayModeBar": False},
            key="seen_from_figure",
            alt="How much of what was marked from each perspective was each code. The list below "
            "says the same in words.",
        )


def _of_100(share: Figure) -> tuple[float, float | None, float | None]:
    low = None if share.low is None else 100 * share.low
    return 100 * (share.value or 0), low, None if share.high is None else 100 * share.high


def _lines(found: SeenFrom, by: str, coding_round: str) -> None:
    """Show each code with its counts; opened, it shows its passages."""
    first, second = found.titles
    st.html(
        f'<p class="quiet">Each code: its passages from “{as_html(first)}”, then from '
        f"“{as_html(second)}”. Open one to read them.</p>"
    )
    shown = addressed.number("lines", first=_AT_A_TIME)
    for line in found.lines[:shown]:
        label = (
            f"**{plain(found.names[line.about])}** · {line.passages[0]} of {found.of[0]} · "
            f"{line.passages[1]} of {found.of[1]}"
        )
        apart = _apart(line, found)
        label += f" · {plain(apart)}" if apart else ""
        fold = st.expander(label, key=f"seen_{by}_{line.about}", on_change="rerun")
        if fold.open:
            with fold:
                _passages(found, line, by, coding_round)
    left = len(found.lines) - shown
    if left > 0:
        st.button(
            f"Show {min(left, _AT_A_TIME)} more codes",
            on_click=addressed.set_number,
            args=("lines", shown + _AT_A_TIME),
        )


def _apart(line: Seen, found: SeenFrom) -> str:
    """Say from which side more of what was marked was this code, and by how much."""
    apart = line.apart
    if apart.value is None or round(100 * apart.value) == 0:
        return ""
    more = found.titles[0 if apart.value > 0 else 1]
    told = f"{abs(round(100 * apart.value))} more of every 100 from “{more}”"
    if apart.low is None or apart.high is None:
        return told
    ends = sorted((100 * apart.low, 100 * apart.high), reverse=apart.value < 0)
    low, high = (round(end if apart.value > 0 else -end) for end in ends)
    return f"{told} (from {low} to {high})".replace("-", "−")


def _passages(found: SeenFrom, line: Seen, by: str, coding_round: str) -> None:
    told = seen_from.passages(state.desk(), found, line.about, by=by, coding_round=coding_round)
    for title, own in zip(found.titles, told, strict=True):
        st.html(f"<p><strong>{as_html(title)}</strong>: {many(len(own), 'passage')}</p>")
        for each in own:
            st.html(
                f'<blockquote class="quote">{as_html(each["words"])}</blockquote>'
                f'<p class="quiet">{as_html(each["name"])}</p>'
            )
            links.to("read", "Open this place", source=each["source"], at=each["start"])
