"""What counting says of plain words, beside where they are written: advice, and never a gate."""

import streamlit as st

from workbench.domain.readable import FEWEST_WORDS, LONG_SENTENCE, Readable
from workbench.ui.parts.words import as_html, many


def show(found: Readable, glossary: dict[str, str]) -> None:
    """Show words per sentence, about what age it reads at, and what could be said more plainly."""
    if not found.words:
        return
    told = [
        f"{many(found.words, 'word')}, {found.words_per_sentence:g} to a sentence (aim for 15 or "
        "fewer)."
    ]
    if found.grade is None:
        told.append(f"Under {FEWEST_WORDS} words a reading age says nothing, so none is given.")
    else:
        told.append(
            f"By the Flesch-Kincaid formula it reads at grade {found.grade:g}, an American school "
            f"year, about age {found.age} (aim for 11 to 12). The formula is for English, counts "
            "words and syllables, and knows nothing of meaning; about one word in forty is "
            "counted a syllable off."
        )
    told.append("A score never replaces a reader: ask somebody to read it.")
    st.html(f'<p class="quiet">{as_html(" ".join(told))}</p>')
    if not (found.long_sentences or found.hard_words):
        return
    with st.expander("Long sentences and hard words"):
        if found.long_sentences:
            st.html(f"<p>Sentences of more than {LONG_SENTENCE} words:</p>")
        for sentence in found.long_sentences:
            st.html(f'<blockquote class="quote">{as_html(sentence)}</blockquote>')
        known = {term.casefold(): words for term, words in glossary.items()}
        if found.hard_words:
            words = [
                f"{word} (“{known[word]}”)" if word in known else word for word in found.hard_words
            ]
            st.html(f'<p class="words">Longer words: {as_html(", ".join(words))}.</p>')
