"""Going to the sign-in page when somebody comes back to a page whose sign-in has ended.

Streamlit would show what the server answered to its own connection, which says nothing to anybody.
"""

from collections.abc import Callable
from functools import cache

import streamlit as st


@cache
def _component() -> Callable[..., object]:
    # The inline text must run over several lines, or Streamlit takes it for a file name.
    return st.components.v2.component(
        "leave_when_signed_out",
        js="""
        export default function () {
          async function look() {
            if (document.hidden) return;
            const health = new URL('/_stcore/health', document.baseURI);
            const answer = await fetch(health).catch(() => null);
            if (answer?.status !== 401) return;
            const here = encodeURIComponent(location.pathname + location.search);
            location.assign('/sign-in?next=' + here);
          }
          document.addEventListener('visibilitychange', look);
          window.addEventListener('focus', look);
          return () => {
            document.removeEventListener('visibilitychange', look);
            window.removeEventListener('focus', look);
          };
        }
        """,
    )


def leave_when_signed_out() -> None:
    """Look, whenever somebody comes back to this page, whether they are still signed in."""
    _component()(key="leave_when_signed_out", height=1)
