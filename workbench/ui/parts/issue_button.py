"""A button that issues a document: it is put on record, and the browser saves the file."""

from collections.abc import Callable
from functools import cache

import streamlit as st

from workbench.ui import state


@cache
def _component() -> Callable[..., object]:
    # The inline text must run over several lines, or Streamlit takes it for a file name.
    return st.components.v2.component(
        "issue",
        css="""
        .issue { display: grid; gap: .6rem; max-width: 46rem; }
        .issue textarea, .issue button { font: inherit; }
        .issue textarea {
          color: inherit; background: var(--st-background-color); padding: .5rem .75rem;
          border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius, .4rem);
          width: 100%; box-sizing: border-box; min-height: 3.4rem;
        }
        .issue button {
          justify-self: start; color: light-dark(#ffffff, #10202f); border: 0; cursor: pointer;
          background: var(--st-primary-color); padding: .45rem 1rem; min-height: 2rem;
          border-radius: var(--st-button-radius, .4rem);
        }
        .issue button[disabled] { opacity: .6; cursor: progress; }
        .issue :focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
        .issue p { margin: 0; }
        """,
        js="""
        export default function ({ data, parentElement, setTriggerValue }) {
          let place = parentElement.querySelector('.issue');
          if (!place) {
            place = document.createElement('form');
            place.className = 'issue';
            place.innerHTML = '<label for="issue-why"></label>'
              + '<textarea id="issue-why" maxlength="500"></textarea>'
              + '<label><input type="checkbox"> <span></span></label>'
              + '<button type="submit"></button><p role="status"></p>';
            parentElement.append(place);
          }
          const [label, why, sure, button, told] = place.children;
          label.textContent = data.why;
          label.hidden = why.hidden = !data.why;
          sure.querySelector('span').textContent = data.sure;
          button.textContent = data.label;
          place.onsubmit = async (event) => {
            event.preventDefault();
            if (!sure.querySelector('input').checked) {
              told.textContent = 'Tick that you mean to issue it. It cannot be called back.';
              return;
            }
            button.disabled = true;
            told.textContent = 'It is being made. Your browser will save the file.';
            try {
              const answer = await fetch(new URL(data.address, document.baseURI), {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify({ ...data.body, why: why.value }),
              });
              if (answer.ok) {
                const file = document.createElement('a');
                file.href = URL.createObjectURL(await answer.blob());
                const name = /filename\\*=UTF-8''([^;]+)/.exec(
                  answer.headers.get('content-disposition') ?? '');
                file.download = name ? decodeURIComponent(name[1]) : '';
                file.click();
                setTimeout(() => URL.revokeObjectURL(file.href), 60000);
                told.textContent = 'It is issued and on record, and your browser has the file.';
                sure.querySelector('input').checked = false;
                why.value = '';
                setTriggerValue('issued', Date.now());
              } else {
                told.textContent = (await answer.json()).message;
              }
            } catch {
              told.textContent = 'The server could not be reached, so nothing was issued.';
            }
            button.disabled = false;
          };
        }
        """,
        isolate_styles=False,
    )


def issue_button(label: str, address: str, *, body: dict, why: str, key: str) -> None:
    """Show what issues a document, with one deliberate confirmation.

    Parameters
    ----------
    why
        What to ask where something is not finished; empty where everything is.
    """
    _component()(
        key=key,
        data={
            "label": label,
            "address": state.outside(address),
            "body": body,
            "why": why,
            "sure": "I mean to issue this document. It then leaves the workbench.",
        },
        on_issued_change=lambda: None,
    )
