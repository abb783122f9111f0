"""What was recognised in a file somebody chose, shown so that they can see it was read rightly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from workbench.domain.arrival import Said, Seen
from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid
from workbench.domain.source import KINDS, SETTINGS
from workbench.services import taking_in
from workbench.ui.parts import kept, one_person
from workbench.ui.parts.words import as_html, as_label, joined, many, plain

_SPEAKERS_TOLD = 12


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a person said of the conversation; `kind` is None until they have chosen one."""

    kind: str | None
    settings: tuple[str, ...]
    platform: str
    commissioner: bool


def conversation(*, key: str) -> None:
    """Ask what kind of conversation it was and where. Nothing is guessed from the file."""
    st.selectbox(
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
        select_all=False,
        key=f"settings_{key}",
        help="Choose any that fit, or leave it as not stated.",
    )
    if "online" in settings:
        st.text_input("Name of the online platform, if it may be named", key=f"platform_{key}")
    st.checkbox("The person talking commissions services", key=f"commissioner_{key}")


def conversation_said(*, key: str) -> Conversation:
    """Read what was answered to `conversation`."""
    said = st.session_state
    return Conversation(
        said.get(f"kind_{key}"),
        tuple(said.get(f"settings_{key}") or ()),
        (said.get(f"platform_{key}") or "").strip(),
        bool(said.get(f"commissioner_{key}")),
    )


def in_short(seen: Seen) -> str:
    """Say in a line what a file was read as."""
    if seen.refusal:
        return f"{plain(seen.name)} · say how to read this table"
    several = many(seen.transcripts, "transcript") if seen.transcripts > 1 else ""
    about = [several, many(seen.turns, "turn"), _speakers(seen)]
    return " · ".join([plain(seen.name), *(plain(part) for part in about if part)])


def fields(
    seen: Seen,
    ids: str,
    team: Mapping[Guid, str],
    *,
    key: str,
    name_by: Callable[[str], object],
) -> None:
    """Show one recognised file and ask about it.

    Parameters
    ----------
    ids
        The participant IDs that are proposed.
    name_by
        Has speakers found in another way, or in none.
    """
    if seen.refusal:
        st.html(f'<div class="told"><p>{as_html(seen.refusal)}</p></div>')
        return
    several = seen.transcripts > 1
    told = f"{many(seen.transcripts, 'transcript')}, " if several else ""
    st.html(
        f'<p class="words"><strong>{as_html(seen.name)}</strong><br><span class="quiet">{told}'
        f"{many(seen.turns, 'turn')}, {as_html(seen.convention)}.</span></p>"
    )
    if seen.remarks:
        st.html("".join(f'<p class="quiet">{as_html(remark)}</p>' for remark in seen.remarks))
    with st.expander("How the beginning was read"):
        st.html(_beginning(seen))
    _ways(seen, name_by, key=key)
    for number, (author, count) in enumerate(seen.comments.items()):
        st.selectbox(
            f"{many(count, 'comment')} in the margin"
            f"{f' by {as_label(author)}' if author else ', without a name'}",
            list(team),
            index=None,
            format_func=team.__getitem__,
            placeholder="Do not take them in as notes",
            key=f"notes_{key}_{number}",
            help="Chosen here, they become notes for the team on the same words, in that name.",
        )
    if answers(seen):
        return
    st.text_input("Name", seen.name, key=f"name_{key}")
    one_person.fields(seen, key=key)
    if seen.speakers:
        st.multiselect(
            "Who asks the questions",
            list(seen.speakers),
            default=list(seen.interviewers),
            placeholder="Nobody",
            select_all=False,
            key=one_person.asking_key(key),
        )
    if _as_proposed(ids, key=key):
        # Where speakers were joined or called something else, other IDs are proposed.
        st.session_state[f"participants_{key}"] = st.session_state[f"proposed_{key}"] = ids
    st.text_input(
        "Participant IDs",
        key=f"participants_{key}",
        help="With commas between them where several people took part. Use IDs, not names.",
    )
    _whose(seen, ids, key=key)


def _ways(seen: Seen, keep: Callable[[str], object], *, key: str) -> None:
    """Let somebody choose another reading of who speaks, or none; `keep` has it read so."""
    if answers(seen) or seen.refusal or not (seen.ways or seen.speakers):
        return
    found = "" if seen.named_by else f": {seen.convention}"
    kept.choice(
        "How speakers are found",
        {
            "": f"As the workbench finds them{found}",
            **{way: taking_in.CONVENTIONS[way] for way in seen.ways},
            taking_in.NOBODY: "Without speakers",
        },
        now=seen.named_by,
        keep=keep,
        key=f"ways_{key}",
    )


def said_of(
    seen: Seen,
    ids: str,
    of: Conversation,
    ask: tuple[Guid, ...],
    *,
    key: str,
    preparing: bool = False,
) -> Said:
    """Put together what was said of a file; where it was not shown, what is proposed holds."""
    if of.kind is None:
        raise NotReadable(
            f"Choose the kind of conversation for “{seen.name}”, and save again. “Other” is fine."
        )
    said, proposed = st.session_state, _as_proposed(ids, key=key)
    chosen = {
        author: said.get(f"notes_{key}_{number}") for number, author in enumerate(seen.comments)
    }
    return Said(
        name=said.get(f"name_{key}", seen.name) or "",
        kind=of.kind,
        settings=of.settings,
        platform=of.platform,
        commissioner=of.commissioner,
        named_by=seen.named_by,
        labels=one_person.called(seen, key=key),
        preparing=preparing,
        participants=tuple(
            ids.split(",") if proposed else (said[f"participants_{key}"] or "").split(",")
        ),
        in_order=proposed,
        interviewers=tuple(said.get(one_person.asking_key(key), seen.interviewers)),
        reading=seen.reading if seen.table else None,
        notes_by={author: person for author, person in chosen.items() if person},
        ask=ask,
    )


def _whose(seen: Seen, ids: str, *, key: str) -> None:
    """Say which of several proposed IDs is whose, so that two people are never taken for one."""
    labels, asking = one_person.speaking(seen, key=key)
    people = [label for label in labels if label not in asking]
    own = ids.split(", ")
    if len(own) == len(people) > 1 and own != people and _as_proposed(ids, key=key):
        said = (f"{one} is “{label}”" for one, label in zip(own, people, strict=True))
        st.html(f'<p class="quiet">{as_html(joined(said))}.</p>')


def _as_proposed(ids: str, *, key: str) -> bool:
    """Say whether the participant IDs are left as they are, or were last, proposed."""
    said = st.session_state.get(f"participants_{key}", ids)
    return said in (ids, st.session_state.get(f"proposed_{key}"))


def answers(seen: Seen) -> bool:
    """Say whether a file holds survey answers, which bring names and IDs of their own."""
    return seen.reading is not None and seen.reading.layout in ("respondents", "questions")


def _speakers(seen: Seen) -> str:
    told = ", ".join(seen.speakers[:_SPEAKERS_TOLD]) or "nobody named"
    more = len(seen.speakers) - _SPEAKERS_TOLD
    return f"{told} and {more:,} more" if more > 0 else told


def _beginning(seen: Seen) -> str:
    header = " · ".join(f"{name}: {words}" for name, words in seen.fields.items() if words)
    shown = [f'<p class="quiet">{as_html(header)}</p>'] if header else []
    shown += [
        f"<dt>{as_html(speaker or 'Nobody named')}</dt><dd>{as_html(words)}</dd>"
        for speaker, words in seen.beginning
    ]
    return f'<dl class="turns">{"".join(shown)}</dl>'
