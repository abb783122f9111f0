"""A button that sends a plain form to the server's own door and goes where the answer leads."""

from collections.abc import Callable
from functools import cache

import streamlit as st

from workbench.ui import state


@cache
def _component() -> Callable[..., object]:
    # The inline text must run over several lines, or Streamlit takes it for a file name.
    return st.components.v2.component(
        "post_button",
        css="""
        .post-button button {
          font: inherit; color: inherit; cursor: pointer; min-height: 2.5rem; padding: .3rem .8rem;
          background: transparent; border: 1px solid var(--st-border-color);
          border-radius: var(--st-button-radius, .4rem);
        }
        .post-button button:hover { border-color: currentColor; }
        .post-button button:focus-visible {
          outline: 3px solid var(--st-primary-color); outline-offset: 2px;
        }
        """,
        js="""
        export default function ({ data, parentElement }) {
          let form = parentElement.querySelector('form');
          if (!form) {
            form = document.createElement('form');
            form.method = 'post';
            form.className = 'post-button';
            form.append(document.createElement('button'));
            parentElement.append(form);
          }
          form.action = new URL(data.to, document.baseURI).href;
          form.onsubmit = () => {
            if (data.question && !window.confirm(data.question)) return false;
            if (!data.first) return true;
            // What cannot be asked must not hold anybody back.
            import(new URL(data.first, document.baseURI).href)
              .then((module) => module.beforeLeaving(data.person, form))
              .catch(() => true)
              .then((go) => go && form.submit());
            return false;
          };
          form.firstChild.textContent = data.label;
        }
        """,
        isolate_styles=False,
    )


def post_button(
    label: str, to: str, *, key: str, question: str = "", first: str = "", person: str = ""
) -> None:
    """Show a button that posts to a path of ours, after a question where there is one to ask.

    `first` is the address of a module whose `beforeLeaving` is asked before it is sent, about
    what a person has left in this browser.
    """
    to, first = state.outside(to), state.outside(first) if first else ""
    data = {"label": label, "to": to, "question": question, "first": first, "person": person}
    _component()(key=key, data=data)
