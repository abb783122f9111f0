"""How the pages look: the one place with styles for Streamlit's own elements.

Colours come from the theme. Where a line or ground is needed it is mixed from the colour of the
text, so that it is right in the light and in the dark.
"""

import streamlit as st

_CALM = """
[data-testid="stDecoration"] { display: none; }
[data-testid="stHeader"] { background: transparent; }
[data-testid="stMainBlockContainer"] {
  max-width: 50rem; padding: 3.5rem 1.5rem 6rem; line-height: 1.6;
}
[data-testid="stMainBlockContainer"] h1 {
  font-weight: 600; font-size: 2rem; line-height: 1.25; padding: 0 0 .25rem;
}
[data-testid="stMainBlockContainer"] :is(h2, h3) { font-weight: 600; padding-top: 1rem; }
[data-testid="stMainBlockContainer"] h2 { font-size: 1.45rem; }
[data-testid="stMainBlockContainer"] h3 { font-size: 1.25rem; }
[data-testid="stSidebarUserContent"] { padding-bottom: 2rem; }
[data-testid="stPageLink"] a { min-height: 2.1rem; }
/* A link says all of what it leads to: in a narrow window it wraps and is never cut off. */
[data-testid="stPageLink"] a :is(p, span) {
  font-size: 1rem; white-space: normal; overflow: visible; overflow-wrap: anywhere;
}
/* So does a button: what undo takes back is read to its end. */
[data-testid="stMainBlockContainer"] .stButton button :is(div, p, span) {
  white-space: normal; overflow-wrap: anywhere; overflow: visible; text-overflow: clip;
}
/* Outside the list of pages, links look like links, and none is marked as where one is. */
.st-key-other_studies [data-testid="stPageLink"] a,
[data-testid="stMainBlockContainer"] [data-testid="stPageLink"] a {
  padding-inline: 0; background: none; color: inherit; text-decoration: underline;
  text-decoration-color: color-mix(in srgb, currentColor 45%, transparent);
  text-underline-offset: .22em;
}
.st-key-other_studies [data-testid="stPageLink"] a:hover,
[data-testid="stMainBlockContainer"] [data-testid="stPageLink"] a:hover {
  text-decoration-color: currentColor;
}
.st-key-other_studies [data-testid="stPageLink"] a :is(p, span),
[data-testid="stMainBlockContainer"] [data-testid="stPageLink"] a :is(p, span) {
  font-weight: 400;
}
[data-testid="stMainBlockContainer"] [class*="st-key-transcripts_"]
  [data-testid="stPageLink"] a :is(p, span) { font-weight: 600; }
/* A button drawn as words alone looks like the links around it. */
button[kind="tertiary"] p {
  text-decoration: underline; text-underline-offset: .22em;
  text-decoration-color: color-mix(in srgb, currentColor 45%, transparent);
}
.st-key-turns_to_correct button[kind="tertiary"] p { font-weight: 600; }
.st-key-pages { gap: .3rem; }
.st-key-pages [data-testid="stExpander"] details { border: none; background: none; }
.st-key-pages [data-testid="stExpander"] summary {
  padding: .3rem 0; min-height: 2.1rem; background: none; border: none;
}
.st-key-pages [data-testid="stExpander"] summary p { font-size: .94rem; }
.st-key-pages [data-testid="stExpanderDetails"] { padding: 0 0 .4rem .9rem; border: none; }
.st-key-pages [data-testid="stExpanderDetails"] [data-testid="stVerticalBlock"] { gap: .1rem; }
.st-key-reading_header { gap: 0 .8rem; }
/* Streamlit writes white on the light blue of the dark theme. */
[data-testid="stBaseButton-primary"], [data-testid="stBaseButton-primaryFormSubmit"],
[data-testid="stBaseLinkButton-primary"],
[data-testid="stMultiSelectTagsContainer"] :is([data-tag], [data-tag] *) {
  color: light-dark(#ffffff, #10202f);
}
.study { font-weight: 600; font-size: 1.1rem; line-height: 1.35; margin: 0; }
.who { margin: .75rem 0 0; }
.about, .quiet { opacity: .78; margin: 0; }
.about { padding: 0 0 .8rem; font-size: .94rem; }
.told {
  border: 1px solid color-mix(in srgb, currentColor 28%, transparent);
  border-left-width: 4px; border-radius: .4rem; padding: .8rem 1.1rem;
}
.told p, .done p { margin: 0; }
.done { padding: .2rem 0; font-weight: 600; }
.told p + p { margin-top: .5rem; }
.told a { color: inherit; text-decoration: underline; font-weight: 600; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
.words { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
.here { font-weight: 600; margin: 0; line-height: 2.1rem; }
.sentence { font-size: 1.25rem; font-weight: 600; line-height: 1.4; }
.quote {
  white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 .5rem; padding-left: .9rem;
  border-left: 3px solid color-mix(in srgb, currentColor 28%, transparent);
}
.sw-text {
  max-height: 22rem; overflow-y: auto; padding: .2rem 1rem 1rem; line-height: 1.6;
  border: 1px solid color-mix(in srgb, currentColor 28%, transparent); border-radius: .4rem;
}
[data-testid="stMainBlockContainer"] .sw-who {
  font-weight: 600; margin: .8rem 0 0; user-select: none;
}
[data-testid="stMainBlockContainer"] .sw-words {
  margin: 0; white-space: pre-wrap; overflow-wrap: anywhere;
}
.sw-do {
  margin-top: .7rem; min-height: 2.6rem; padding: .3rem .9rem; font: inherit; font-size: .95rem;
  color: inherit; background: transparent; cursor: pointer; border-radius: .4rem;
  border: 1px solid color-mix(in srgb, currentColor 28%, transparent);
}
.sw-do:disabled { opacity: .78; cursor: default; }
.turns { margin: 0; }
.turns dt { font-weight: 600; margin-top: .7rem; }
.turns dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  [data-testid="stMainBlockContainer"] { padding: 3.5rem 1rem 4rem; }
}
"""
_WHOLE_WIDTH = """
[data-testid="stMainBlockContainer"] { max-width: none; padding: .6rem 1.25rem 0; }
.about { padding: 0; }
@media (max-width: 40rem) {
  [data-testid="stMainBlockContainer"] { padding: 3rem .6rem 0; }
}
"""


def calm(*, whole_width: bool) -> None:
    """Make Streamlit calm: generous space and a column that can be read.

    Parameters
    ----------
    whole_width
        Give the page nearly the whole window, as the coding pane needs.
    """
    st.html(f"<style>{_CALM}{_WHOLE_WIDTH if whole_width else ''}</style>")
