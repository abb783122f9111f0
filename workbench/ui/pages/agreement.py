"""Agreement figures: off until somebody says for whom, then counts and one coefficient."""

import streamlit as st

from workbench.agreement.figure import Figure
from workbench.domain.agreement import UNITS, Wanted
from workbench.domain.errors import NotFound
from workbench.services import figures_of_agreement, heavy, projects, shipped, wanting_figures
from workbench.services.figures_of_agreement import Line, Summary
from workbench.ui import state
from workbench.ui.parts import addressed, kept, links
from workbench.ui.parts.press import press
from workbench.ui.parts.table import Row, table
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, day, many

_FOR_WHOM, _ANSWER = "figures_for_whom", "figures_answer"
_MINUS, _NO_BREAK = "\u2212", "\u00a0"


def page() -> None:
    """Draw the way to turn figures on, or the sentence and the figures."""
    st.title("Agreement figures", anchor=False)
    st.write(
        "How often readers marked the same, in numbers, for an examiner or a journal that asks."
    )
    wanted = wanting_figures.wanted(state.desk())
    if wanted is None:
        _off()
    else:
        _sentence(wanted)
        _figures()
    undo_buttons(wanting_figures.AGREEMENT, undo=wanting_figures.undo, redo=wanting_figures.redo)
    with st.expander("What these figures can and cannot say"):
        text = (shipped.folder("docs") / "agreement.md").read_text(encoding="utf-8")
        st.markdown(text.split("\n", 1)[1].replace("\n## ", "\n#### "))


def _off() -> None:
    if not state.desk().viewer.may("outputs"):
        st.write("They are off in this study. Those who prepare outputs can turn them on.")
        return
    st.write("They are off in this study, and nobody sees any.")
    with st.form("turn_on", border=False):
        st.text_input(
            "For whom are they, in one sentence?",
            key=_FOR_WHOM,
            max_chars=wanting_figures.LONGEST,
            placeholder="The journal asks how far two readers agreed before we talked.",
        )
        st.html(
            '<p class="quiet">The team sees this sentence and can answer it. Both are printed '
            "with every figure.</p>"
        )
        press("Turn the figures on", _turn_on, primary=True, in_form=True)


def _turn_on() -> None:
    wanting_figures.turn_on(state.desk(), st.session_state[_FOR_WHOM])


def _turn_off() -> str:
    wanting_figures.turn_off(state.desk())
    return "The figures are off."


def _answer() -> None:
    wanting_figures.answer(state.desk(), st.session_state[_ANSWER])


def _sentence(wanted: Wanted) -> None:
    """Show for whom the figures are and what was answered, and take one's own answer."""
    desk = state.desk()
    names = projects.members(desk)
    answers = "".join(
        f"<p>{as_html(names.get(who, 'A former member'))} answers: “{as_html(words)}”</p>"
        for who, words in wanted.answers
    )
    st.html(
        f'<div class="told"><p><strong>“{as_html(wanted.words)}”</strong></p><p class="quiet">'
        f"{as_html(names.get(wanted.by, 'A former member'))}, {day(wanted.on)}</p>{answers}</div>"
    )
    mine = next((words for who, words in wanted.answers if who == desk.viewer.person), "")
    with st.expander("Answer this, or let your name stand"):
        with st.form("answer", border=False):
            st.text_input("Your answer", mine, key=_ANSWER, max_chars=wanting_figures.LONGEST)
            press("Save my answer", _answer, in_form=True)
        kept.tick(
            "My name may stand beside figures, where the other readers say so too",
            now=wanting_figures.my_name_may_stand(desk),
            key="my_name_may_stand",
            keep=lambda yes: wanting_figures.let_name(state.desk(), yes),
        )


def _figures() -> None:
    desk = state.desk()
    rounds = {row["guid"]: row["name"] for row in figures_of_agreement.coding_rounds(desk)}
    unit = addressed.choice(
        "Compare by", {unit: words.capitalize() for unit, words in UNITS.items()}, part="unit",
        buttons=True,
    )  # fmt: skip
    chosen = None
    if len(rounds) > 1:
        newest_first = {"": "The newest that can be compared", **rounds}
        chosen = addressed.choice("Reading", newest_first, part="round") or None
    try:
        with st.spinner("Working the figures out…"):
            found = heavy.run(
                figures_of_agreement.summary_for,
                state.workspace().folder,
                state.token(),
                state.project(),
                unit,
                chosen,
            )
    except NotFound:
        st.write("No reading can be compared yet: those on our own first wait to be opened.")
        return
    if not found.lines:
        st.write(
            "There is nothing to work out yet: figures need text that two of us have finished."
        )
        return
    _told(found)
    if desk.viewer.may("outputs"):
        _files(unit, chosen)


def _told(found: Summary) -> None:
    two = len(found.readers) == 2
    who = " and ".join(found.readers) if two else many(len(found.readers), "reader")
    st.html(
        f'<p class="words">{as_html(who)}, {many(found.transcripts, "transcript")}, '
        f"{found.units:,} {UNITS[found.unit]} that {'both' if two else 'two or more'} finished, "
        f"in the reading “{as_html(found.coding_round)}”.</p>"
        + (f'<p class="words">{as_html(found.remark)}</p>' if found.remark else "")
    )
    for caption, kind in (
        ("All codes together", "all"),
        ("Each value, with the codes under it", "value"),
        ("Each code that somebody gave", "code"),
    ):
        lines = [line for line in found.lines if line.kind == kind]
        if lines:
            table(caption, _columns(found), [_row(line, found) for line in lines])
    for why in dict.fromkeys(
        each.why if each.value is not None else f"Not defined: {each.why[0].lower()}{each.why[1:]}"
        for line in found.lines
        for each in (line.percent, line.coefficient)
        if each.why
    ):
        st.html(f'<p class="quiet">{as_html(why)}</p>')
    with st.expander("A sentence for the examiner"):
        st.html(f'<p class="quote">{as_html(found.for_the_examiner())}</p>')


def _columns(found: Summary) -> tuple[str, ...]:
    if len(found.readers) == 2:
        first, second = (name.removeprefix("Reader ") for name in found.readers)
        counts: tuple[str, ...] = ("Both", f"Only {first}", f"Only {second}", "Neither")
    else:
        counts = ("All", "Some", "Nobody")
    return ("", *counts, "Agreement", found.coefficient)


def _row(line: Line, found: Summary) -> Row:
    counts = line.counts
    told: tuple[str, ...] = ("",) * (len(_columns(found)) - 3)
    if counts is not None:
        between: tuple[int, ...] = counts.only or (counts.some,)
        told = tuple(f"{each:,}" for each in (counts.everyone, *between, counts.nobody))
    return Row(
        (line.about[:1].upper() + line.about[1:], ""),
        (*told, _told_as(line.percent, ".0%"), _told_as(line.coefficient, ".2f")),
    )


def _told_as(figure: Figure, form: str) -> str:
    """Write a figure with its interval in one piece, which a narrow column does not break."""
    if figure.value is None:
        return "not defined"
    told = format(figure.value, form)
    if figure.low is not None and figure.high is not None:
        told += f" ({figure.low:{form}} to {figure.high:{form}})"
    return told.replace("-", _MINUS).replace(" ", _NO_BREAK)


def _files(unit: str, chosen: str | None) -> None:
    """Offer every figure as a file, and the way to turn figures off."""
    which = f"?unit={unit}" + (f"&round={chosen}" if chosen else "")
    base = f"/api/v1/projects/{state.project()}/agreement"
    with st.container(horizontal=True):
        links.file("All figures as a spreadsheet", f"{base}.xlsx{which}")
        links.file("The same as JSON", f"{base}.json{which}")
    press("Turn the figures off", _turn_off)
