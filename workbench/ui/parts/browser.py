"""What pages need of the browser itself: a few small things Streamlit leaves undone.

Whoever comes back to a page whose sign-in has ended goes to sign in again; Streamlit would show
what the server answered to its own connection, which says nothing to anybody. A page left open by
one person is loaded anew as soon as another opens one in the same browser, or somebody comes back
to it: neither its words nor what is typed there is for them. Each page says whose it is, which a
server that was started anew could not know. And a field lets go
of what is typed before a link is followed; after a quick tap Streamlit would send the words after
the change of page, and so go back to the page one was leaving. And on a narrow screen the sidebar
folds away when a page is chosen in it, since it would lie over that page.
"""

from collections.abc import Callable
from functools import cache

import streamlit as st

from workbench.domain.ids import Guid
from workbench.ui import state


@cache
def _component() -> Callable[..., object]:
    # The inline text must run over several lines, or Streamlit takes it for a file name.
    return st.components.v2.component(
        "browser",
        js="""
        let person = null;
        let told = false;
        export default function ({ data, setStateValue }) {
          // After a while away Streamlit begins anew, with what is typed here still in the fields.
          person ??= data.person;
          if (person !== data.person) location.reload();
          if (!told) setStateValue('person', person);
          told = true;
          async function ask() {
            const answer = await fetch(new URL(data.me, document.baseURI)).catch(() => null);
            if (answer?.status === 401) {
              const here = encodeURIComponent(location.pathname + location.search);
              location.assign(data.signIn + '?next=' + here);
            } else if (answer?.ok && (await answer.json()).guid !== person) {
              location.reload();
            }
          }
          const look = () => document.hidden || ask();
          const others = new BroadcastChannel('workbench');
          others.onmessage = ask;
          others.postMessage('a page was opened');
          let letGoAt = -Infinity;
          const link = (event) => event.target.closest?.('[data-testid="stPageLink"] a');
          function letGo(event) {
            if (!link(event) || !document.activeElement?.matches('input, textarea')) return;
            document.activeElement.blur();
            letGoAt = performance.now();
          }
          function uncover(event) {
            if (innerWidth > 768 || !link(event)?.closest('[data-testid="stSidebar"]')) return;
            const fold = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
            setTimeout(() => fold?.click(), 250);
          }
          function wait(event) {
            const going = event.isTrusted && !event.ctrlKey && !event.metaKey && link(event);
            if (!going || performance.now() - letGoAt > 150) return;
            event.preventDefault();
            event.stopPropagation();
            setTimeout(() => going.click(), 150);
          }
          document.addEventListener('visibilitychange', look);
          document.addEventListener('pointerdown', letGo, true);
          document.addEventListener('click', wait, true);
          document.addEventListener('click', uncover);
          window.addEventListener('focus', look);
          return () => {
            others.close();
            document.removeEventListener('visibilitychange', look);
            document.removeEventListener('pointerdown', letGo, true);
            document.removeEventListener('click', wait, true);
            document.removeEventListener('click', uncover);
            window.removeEventListener('focus', look);
          };
        }
        """,
    )


def attend() -> None:
    """Attend to them for as long as the page is open; nothing is shown."""
    _attend(state.person())
    state.token()  # once more, now that the page has said whose it is


@st.fragment
def _attend(person: Guid) -> None:
    # In a fragment, since what the page says would otherwise have all of it drawn anew.
    told = {
        "person": person,
        "me": state.outside("/api/v1/me"),
        "signIn": state.outside("/sign-in"),
    }
    _component()(key=state.CLAIM, data=told, height=1)
