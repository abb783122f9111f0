"""One code: what it means, examples in people's own words, and how it came to be what it is."""

from functools import partial

import streamlit as st

from workbench.domain.codebook import Code
from workbench.domain.codebook_change import STAGES, Change
from workbench.domain.ids import Guid
from workbench.services import codebook_changes, codebook_view
from workbench.services import codebook_words as words
from workbench.services.codebook_view import Passage
from workbench.ui import state
from workbench.ui.parts import code_changes, kept, links
from workbench.ui.parts.press import press
from workbench.ui.parts.reason_fields import reason, reason_fields, short
from workbench.ui.parts.swatch import look_in_words, style, swatch
from workbench.ui.parts.words import as_html, plain

_GUIDANCE = {
    "definition": "What it means",
    "include_when": "Use it when",
    "exclude_when": "Leave it when",
}


def code_page(code: Code) -> None:
    """Draw one code, and the ways to change it for whoever looks after the codebook."""
    style()
    over = codebook_view.book(state.desk()).value_over(code.key)
    told = [STAGES[code.status], look_in_words(code)]
    if over and over.guid != code.guid:
        told.insert(0, f"under {over.name}")
    if code.plain_name != code.name:
        told.insert(0, f"in plain words: {code.plain_name}")
    st.html(f'<p class="code-line">{swatch(code)}{as_html(" · ".join(told))}</p>')
    if code.status == "retired":
        st.write("Nobody marks with it any more. Marks made with it stay, and can be read.")
        _became(code)
    for part, label in _GUIDANCE.items():
        said = getattr(code, part)
        if said:
            st.html(f"<p><strong>{label}</strong><br>{as_html(said)}</p>")
    if not code.definition:
        st.html('<p class="quiet">Nobody has written down what it means yet.</p>')
    marked = codebook_view.marked_with(state.desk(), [code.guid])
    _examples(code, marked)
    if codebook_changes.may_change(state.desk()):
        code_changes.offer(code, marked)
    else:
        st.html(
            '<p class="quiet">Whoever looks after the codebook can change it; the Team page says '
            "who that is. Anybody can add a code.</p>"
        )
    _story(codebook_view.story_of(state.desk(), code.guid))


def _became(code: Code) -> None:
    """Lead on to the codes a retired one was split or merged into, and to one's own marks."""
    names = codebook_view.names(state.desk())
    led = [
        into
        for step in codebook_view.story_of(state.desk(), code.guid)
        if step.asks and code.guid in step.codes
        for into in step.into
        if into in names and into != code.guid
    ]
    if led:
        with st.container(horizontal=True):
            for into in dict.fromkeys(led):
                links.to("codebook", plain(names[into]), code=into)
        links.to("codebook", "What becomes of my own marks", show="marks")


def _examples(code: Code, marked: list[Passage]) -> None:
    st.subheader("Examples", anchor=False)
    examples = codebook_view.passages(state.desk(), code.guid)
    for each in examples:
        with st.container(gap=None):
            st.html(f'<p class="quote">{as_html(each.words)}</p>')
            links.to("read", plain(each.name), source=each.source, at=each.start)
    if not examples:
        st.html('<p class="quiet">There are none yet.</p>')
    if not codebook_changes.may_change(state.desk()):
        return
    offered = {each.place(): each for each in (*examples, *marked)}
    if not offered:
        st.html('<p class="quiet">Passages that one of us marks with it can be chosen here.</p>')
        return
    by_key = {f"{place.source}:{place.span.start}:{place.span.end}": each
              for place, each in offered.items()}  # fmt: skip
    now = [key for key, each in by_key.items() if each in examples]
    kept.several(
        "Which passages are examples of it",
        {key: short(each) for key, each in by_key.items()},
        now=now,
        keep=partial(_keep_examples, code.guid, by_key),
        key=f"examples_{code.guid}",
    )


def _keep_examples(code: Guid, by_key: dict[str, Passage], chosen: list[str]) -> None:
    codebook_changes.examples(state.desk(), code, [by_key[key].place() for key in chosen])


def _story(steps: list[Change]) -> None:
    st.subheader("How it changed", anchor=False)
    if not steps:
        st.html('<p class="quiet">It is as it was when the study began.</p>')
    for step in steps:
        step_of_the_story(step)


def step_of_the_story(step: Change) -> None:
    """Show one step: what was done, when, by whom, why, and what prompted it."""
    names = codebook_view.names(state.desk())
    why = f'<p class="words">{as_html(step.why)}</p>' if step.why else ""
    st.html(
        f'<p class="words"><strong>{as_html(words.what(step, names))}</strong></p>'
        f'<p class="quiet">{as_html(words.behind(state.desk(), step))}</p>{why}'
    )
    for passage in codebook_view.passages(state.desk(), step.guid):
        st.html(f'<p class="quote">{as_html(passage.words)}</p>')
    if step.decision:
        links.to("decided", "The decision it rests on", decision=step.decision)
    if codebook_changes.may_change(state.desk()):
        with st.expander("Say why" if not step.why else "Say why in other words"):
            _say_why(step)


def _say_why(step: Change) -> None:
    key = f"why_{step.guid}"
    with st.form(key, border=False):
        reason_fields(key, now=step)
        press("Save", partial(_said_why, step.guid, key), key=f"{key}_save", in_form=True)


def _said_why(step: Guid, key: str) -> str:
    codebook_changes.say_why(state.desk(), step, reason(key))
    return "Saved."
