"""A link to a document that is made when asked for: it says so meanwhile, and what came of it."""

from collections.abc import Callable
from functools import cache

import streamlit as st

from workbench.ui import state


@cache
def _component() -> Callable[..., object]:
    # The inline text must run over several lines, or Streamlit takes it for a file name.
    return st.components.v2.component(
        "download",
        css="""
        .download a {
          display: inline-block; font: inherit; color: light-dark(#ffffff, #10202f);
          background: var(--st-primary-color); text-decoration: none; padding: .45rem 1rem;
          min-height: 1.5rem; border-radius: var(--st-button-radius, .4rem);
        }
        .download a[aria-disabled="true"] { opacity: .6; cursor: progress; }
        .download a:focus-visible {
          outline: 3px solid var(--st-primary-color); outline-offset: 2px;
        }
        .download p { margin: .5rem 0 0; }
        .download p:empty { display: none; }
        """,
        js="""
        function nameIn(answer) {
          const told = answer.headers.get('content-disposition') ?? '';
          const found = /filename\\*=UTF-8''([^;]+)/.exec(told);
          return found ? decodeURIComponent(found[1]) : '';
        }
        async function save(link, told, data) {
          link.setAttribute('aria-disabled', 'true');
          told.textContent = data.meanwhile;
          try {
            const answer = await fetch(link.href);
            if (answer.ok) {
              const file = document.createElement('a');
              file.href = URL.createObjectURL(await answer.blob());
              file.download = nameIn(answer);
              file.click();
              setTimeout(() => URL.revokeObjectURL(file.href), 60000);
              told.textContent = data.done;
            } else {
              told.textContent = (await answer.json()).message;
            }
          } catch {
            told.textContent = 'The server could not be reached, so nothing was made. Try again.';
          }
          link.removeAttribute('aria-disabled');
        }
        export default function ({ data, parentElement }) {
          let place = parentElement.querySelector('.download');
          if (!place) {
            place = document.createElement('div');
            place.className = 'download';
            place.append(document.createElement('a'), document.createElement('p'));
            place.lastChild.setAttribute('role', 'status');
            parentElement.append(place);
          }
          const [link, told] = place.children;
          link.href = new URL(data.address, document.baseURI).href;
          link.textContent = data.label;
          link.onclick = (event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            if (link.getAttribute('aria-disabled') !== 'true') save(link, told, data);
          };
        }
        """,
        isolate_styles=False,
    )


def download(label: str, address: str, *, key: str, meanwhile: str, done: str) -> None:
    """Show a link that has a document made and saves it.

    Parameters
    ----------
    address
        Where the server makes the document.
    meanwhile, done
        What to say while it is made, and when the browser has it.
    """
    _component()(
        key=key,
        data={
            "label": label,
            "address": state.outside(address),
            "meanwhile": meanwhile,
            "done": done,
        },
    )
