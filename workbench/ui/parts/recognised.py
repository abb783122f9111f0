"""What was recognised in a file somebody chose, shown so that they can see it was read rightly."""

from dataclasses import dataclass

import streamlit as st

from workbench.domain.errors import NotReadable
from workbench.domain.source import KINDS, SETTINGS, Transcript
from workbench.services.taking_in import Proposal, SourceDetails, details
from workbench.ui.parts.words import as_html, many

_TURNS_SHOWN = 8
_LONGEST_SHOWN = 320


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a person said of the conversation; `kind` is None until they have chosen one."""

    kind: str | None
    settings: tuple[str, ...]
    platform: str
    commissioner: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said about one recognised file."""

    transcript: Transcript
    name: str
    interviewers: tuple[str, ...]
    participants: tuple[str, ...]
    conversation: Conversation

    def details(self) -> SourceDetails:
        """Put it into the shape it is kept in; `NotReadable` where something cannot be."""
        said = self.conversation
        if said.kind is None:
            raise NotReadable(
                f"Choose the kind of conversation for “{self.transcript.name}”, and save again. "
                "“Other” is fine."
            )
        return details(
            self.transcript,
            name=self.name,
            kind=said.kind,
            settings=said.settings,
            participants=self.participants,
            interviewers=self.interviewers,
            platform=said.platform,
            commissioner=said.commissioner,
        )


def conversation(*, key: str) -> Conversation:
    """Ask what kind of conversation it was and where. Nothing is guessed from the file."""
    kind = st.selectbox(
        "Kind of conversation",
        list(KINDS),
        index=None,
        format_func=KINDS.__getitem__,
        placeholder="Choose one",
        key=f"kind_{key}",
    )
    settings = st.multiselect(
        "Setting of the peer support being talked about",
        [setting for setting in SETTINGS if setting != "not_stated"],
        format_func=SETTINGS.__getitem__,
        placeholder="Not stated",
        key=f"settings_{key}",
        help="Choose any that fit, or leave it as not stated.",
    )
    platform = ""
    if "online" in settings:
        platform = st.text_input(
            "Name of the online platform, if it may be named", key=f"platform_{key}"
        )
    commissioner = st.checkbox(
        "The person talking commissions services", key=f"commissioner_{key}"
    )
    return Conversation(kind, tuple(settings), (platform or "").strip(), commissioner)


def card(proposal: Proposal, *, key: str, alike: Conversation | None) -> Answers:
    """Show one recognised file and ask about it; `alike` is what was said for all files."""
    transcript = proposal.transcript
    turns = many(len(transcript.turns), "turn")
    st.html(
        f'<p class="words"><strong>{as_html(transcript.name)}</strong><br>'
        f'<span class="quiet">{turns}, {as_html(transcript.convention)}.</span></p>'
    )
    for remark in transcript.remarks:
        st.html(f'<p class="quiet">{as_html(remark)}</p>')
    with st.expander("How the beginning was read"):
        st.html(_first_turns(transcript))
    name = st.text_input("Name", proposal.name, key=f"name_{key}")
    interviewers: list[str] = []
    if transcript.speakers:
        interviewers = st.multiselect(
            "Who asks the questions",
            list(transcript.speakers),
            default=list(proposal.interviewers),
            placeholder="Nobody",
            key=f"asking_{key}",
        )
    participants = st.text_input(
        "Participant IDs",
        proposal.participant,
        key=f"participants_{key}",
        help="With commas between them where several people took part. Use IDs, not names.",
    )
    return Answers(
        transcript,
        name or "",
        tuple(interviewers),
        tuple((participants or "").split(",")),
        alike or conversation(key=key),
    )


def _first_turns(transcript: Transcript) -> str:
    shown = []
    for turn in transcript.turns[:_TURNS_SHOWN]:
        words = transcript.text[turn.start : turn.end]
        more = " …" if len(words) > _LONGEST_SHOWN else ""
        shown.append(
            f"<dt>{as_html(turn.speaker or 'Nobody named')}</dt>"
            f"<dd>{as_html(words[:_LONGEST_SHOWN])}{more}</dd>"
        )
    return f'<dl class="turns">{"".join(shown)}</dl>'
