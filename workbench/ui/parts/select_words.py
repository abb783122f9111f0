"""A transcript in which words are selected, and handed back by where they stand."""

from collections.abc import Callable
from functools import cache

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services.places_of_names import Where
from workbench.ui.parts import error_box


@cache
def _component() -> Callable[..., object]:
    # The inline text must run over several lines, or Streamlit takes it for a file name.
    return st.components.v2.component(
        "select_words",
        js="""
        export default function ({ data, parentElement, setTriggerValue }) {
          const make = (name, kind, words) => {
            const made = document.createElement(name);
            made.className = kind;
            if (words !== undefined) made.textContent = words;
            return made;
          };
          const text = make('div', 'sw-text');
          text.tabIndex = 0;
          text.setAttribute('role', 'document');
          text.setAttribute('aria-label', data.label);
          for (const turn of data.turns) {
            text.append(make('p', 'sw-who', turn.who));
            const words = make('p', 'sw-words', turn.words);
            words.dataset.start = turn.start;
            text.append(words);
          }
          const button = make('button', 'sw-do', data.select);
          button.type = 'button';
          button.disabled = true;
          let chosen = null;

          // Positions are code points in the whole text; the browser counts UTF-16.
          function look() {
            const root = parentElement.getRootNode();
            const selection = root.getSelection?.() ?? document.getSelection();
            if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return;
            const range = selection.getRangeAt(0);
            const of = (node) => (node.nodeType === 1 ? node : node.parentElement);
            const turn = of(range.startContainer)?.closest?.('.sw-words');
            if (!turn || !text.contains(turn)) return;
            const before = document.createRange();
            before.setStart(turn, 0);
            before.setEnd(range.startContainer, range.startOffset);
            const within = range.cloneRange();
            if (of(range.endContainer)?.closest?.('.sw-words') !== turn) {
              within.setEnd(turn, turn.childNodes.length);
            }
            const said = within.toString();
            const words = said.trim();
            if (!words) return;
            const lead = said.length - said.trimStart().length;
            const start = Number(turn.dataset.start)
              + [...(before.toString() + said.slice(0, lead))].length;
            chosen = { start, end: start + [...words].length };
            button.disabled = false;
            button.textContent = data.add.replace('…', words.length > 60
              ? `${words.slice(0, 60)}…` : words);
          }
          button.onclick = () => chosen && setTriggerValue('chosen', chosen);
          document.addEventListener('selectionchange', look);
          parentElement.replaceChildren(text, button);
          return () => document.removeEventListener('selectionchange', look);
        }
        """,
        isolate_styles=False,
    )


def select_words(source: Guid, turns: list[dict], *, do: Callable[[Where], object]) -> None:
    """Show the turns of a transcript; `do` gets where the words stand that somebody selected.

    Each turn has start, who and words.
    """
    key = f"select_words_{source}"

    def chosen() -> None:
        place = st.session_state[key].get("chosen")
        if isinstance(place, dict):
            with error_box.told_next():
                start, end = place.get("start"), place.get("end")
                if isinstance(start, int) and isinstance(end, int):
                    do(Where(source, start, end))

    _component()(
        key=key,
        data={
            "turns": turns,
            "label": "The transcript, to select words in",
            "select": "Select words that tell who somebody is",
            "add": "Add “…”",
        },
        on_chosen_change=chosen,
    )
