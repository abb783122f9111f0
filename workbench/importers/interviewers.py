"""Who may have asked the questions: a proposal for a person to confirm, never a decision."""

import re

from workbench.domain.source import Transcript

_ASKS = r"interviewers?|facilitators?|co-?facilitators?|moderators?|researchers?"
_LABEL = re.compile(rf"(?:{_ASKS})\b.*|(?:I|INT|IV|FAC|MOD)[ .]?\d{{0,2}}", re.IGNORECASE)
_FIELD = re.compile(rf"(?:{_ASKS}|interviewed by|facilitated by)\b", re.IGNORECASE)


def proposed_interviewers(transcript: Transcript) -> tuple[str, ...]:
    """Name the labels that look like those of whoever asked the questions.

    They look like it when they say so themselves (“Interviewer 2”, “Facilitator”, “I”, “INT”) or
    when a header field such as “Interviewer: Ana Silva” names them, in full or by initials.
    """
    named = set()
    for key, value in transcript.fields.items():
        if _FIELD.match(key):
            for person in re.split(r"[,;/&]|\band\b", value):
                words = person.casefold().split()
                named |= {" ".join(words), "".join(word[0] for word in words)}
    return tuple(
        label
        for label in transcript.speakers
        if _LABEL.fullmatch(label) or " ".join(label.casefold().split()) in named
    )
