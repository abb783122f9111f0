"""How a page prints: all of what it says, and nothing to press.

Streamlit scrolls inside the window, so that without this a browser prints what is in view.
"""

import streamlit as st

_STYLE = """
.printed { display: none; }
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"],
  .st-key-choices, .st-key-below, .unprinted,
  [data-testid="stMainBlockContainer"] :is([data-testid="stPageLink"], .stButton,
  [data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stRadio"]) {
    display: none !important; }
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    position: static !important; overflow: visible !important; height: auto !important; }
  @page { margin: 1.5cm; }
  .stApp [data-testid="stMainBlockContainer"] { max-width: none; padding: 0; }
  .printed { display: block; }
}
"""


def as_a_whole() -> None:
    """Have the page print as a whole; what has the class `printed` stands on paper alone."""
    st.html(f"<style>{_STYLE}</style>")
