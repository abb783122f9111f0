"""What a team sends a participant, in Word: nobody of the team is named or quoted in any of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.participant import ROLES, Participant
from workbench.domain.source import KINDS, SETTINGS
from workbench.domain.support_group import SupportGroup
from workbench.domain.withdrawal import TAKEN_OUT, without_names
from workbench.reports import letters as paper
from workbench.services import own_words, participants, quoting, steps
from workbench.services.desks import Desk
from workbench.services.participants import PARTICIPANTS
from workbench.store import letters, quotations, sources, support_groups, withdrawal_receipts
from workbench.store import participants as participant_store
from workbench.store import project as project_store

LONGEST = 4_000
# What the team may write down for letters, in the order people are asked for it.
WORDS = {
    "whom_to_ask": "Whom a participant can ask, and how",
    "printed": "What has been printed or sent out, with its date, one to a line",
    "copies": "Which backups there are, and when the last of them goes",
}
_SOMEBODY = "[a team member]"
_ASKED = {
    "analysis": "That we read what you said and work with it",
    "report": "That we quote you in reports",
    "public_summary": "That we quote you in short summaries for everybody",
    "training": "That we quote you in training",
    "archive": "That what you said is kept in an archive",
}
_SAID = {True: "yes", False: "no", None: "not written down"}
_ANSWERED = {
    "wanted": "We have asked you, or are about to.",
    "yes": "You said yes.",
    "no": "You said no.",
    "change": "You asked us for a change.",
}
# Fields at the top of a transcript that are about the team and not about whoever took part.
_ABOUT_THE_TEAM = ("interview", "facilitat", "moderat", "research", "transcri", "observ")


def words(desk: Desk) -> dict[str, str]:
    """What the team has written down for letters; empty where it has not."""
    desk.viewer.must("transcripts")
    kept = letters.words(desk.project.db)
    return {about: kept.get(about, "") for about in WORDS}


def keep_words(desk: Desk, written: dict[str, str]) -> None:
    """Write something down for all letters to come, as one step that can be undone."""
    before = words(desk)
    changed = {about: said.strip() for about, said in written.items()}
    changed = {about: said for about, said in changed.items() if before.get(about) != said}
    for about, said in changed.items():
        if about not in WORDS:
            raise NotReadable("That is nothing a letter has a place for.")
        if len(said) > LONGEST:
            raise NotReadable(f"That is longer than {LONGEST:,} characters. Make it shorter.")
    if changed:
        with steps.step(desk, PARTICIPANTS) as w:
            for about, said in changed.items():
                letters.keep(w, about, said)


def everything_held(desk: Desk, participant: str) -> tuple[str, bytes]:
    """Write down everything a study holds of one participant: file name and Word file.

    Raises
    ------
    NotFound
        There is no such participant, by GUID or ID.
    """
    one = _one(desk, participant)
    db = desk.project.db
    hide = _team_names(desk)
    known = {each.guid: each for each in participant_store.attributes(db)}
    about = [("What you are in this study", ROLES[one.role])]
    about += [
        (hide(known[guid].name), hide(value))
        for guid, value in one.attributes.items()
        if guid in known
    ]
    about += [
        ("A group you took part in", hide(_group(group)))
        for group in support_groups.listed(db)
        if one.guid in group.participants
    ]
    said = {each.source: each for each in own_words.said_by(desk.project, one.guid)}
    held = paper.Held(
        _letter(desk, one),
        tuple((asked, _SAID[one.consents.get(purpose)]) for purpose, asked in _ASKED.items()),
        tuple(about),
        tuple(
            (
                said[each.source].within(each.span),
                " ".join(filter(None, (_ANSWERED[each.answer], each.words))),
            )
            for each in quotations.listed(db, participant=one.guid)
            if each.source in said
        ),
        tuple(
            paper.Conversation(
                # What a shared transcript is called may name the others.
                hide(each.name) if each.alone else "A conversation with other people",
                tuple((hide(name), hide(value)) for name, value in _details(desk, each)),
                tuple(each.words()),
                each.known,
            )
            for each in said.values()
        ),
    )
    return f"everything-we-hold-{_in_a_name(one)}.docx", paper.everything_held(held)


def quotations_to_use(desk: Desk, participant: str) -> tuple[str, bytes]:
    """Write down the quotations a participant is to be asked about, with boxes for the answers.

    Raises
    ------
    NotFound
        There is no such participant, by GUID or ID.
    NotReadable
        No quotation of theirs waits for an answer.
    """
    one = _one(desk, participant)
    db = desk.project.db
    rows = {row["guid"]: row for row in sources.listed(db)}
    asked = []
    for said in own_words.said_by(desk.project, one.guid):
        for each in quotations.listed(db, participant=one.guid, source=said.source):
            if each.answer == "wanted" and said.source in rows:
                own = sources.participants_speaking(db, said.version)
                attribution = quoting.attribution(rows[said.source], each.span, own)
                asked.append((said.within(each.span), _team_names(desk)(attribution)))
    if not asked:
        raise NotReadable(
            f"No quotation of {one.label} waits for an answer. On the Participants page, choose "
            "those that you would like to use."
        )
    asked_for = paper.AskedFor(_letter(desk, one), tuple(asked))
    return f"quotations-{_in_a_name(one)}.docx", paper.quotations_to_use(asked_for)


def taken_out(desk: Desk, receipt: str | None = None) -> tuple[str, bytes]:
    """Write down what a withdrawal took out, from the receipt that is all there is left of it.

    Parameters
    ----------
    receipt
        GUID of the receipt; the newest when None.

    Raises
    ------
    NotFound
        There is no such receipt.
    """
    desk.viewer.must("transcripts")
    found = withdrawal_receipts.listed(desk.project)
    row = next((row for row in found if receipt in (None, row["guid"])), None)
    if row is None:
        raise NotFound("There is no such withdrawal in this study.")
    kept = words(desk)
    gone = paper.TakenOut(
        _letter(desk),
        on=_day(date.fromisoformat(row["on"])),
        whole=row["whole"],
        parts=row["parts"],
        some=row["some"],
        in_its_place=TAKEN_OUT,
        printed=tuple(line.strip() for line in kept["printed"].splitlines() if line.strip()),
        copies=kept["copies"],
    )
    return f"what-we-have-taken-out-{row['on']}.docx", paper.taken_out(gone)


def _letter(desk: Desk, one: Participant | None = None) -> paper.Letter:
    return paper.Letter(
        study=project_store.details(desk.project.db)["name"],
        date=_day(datetime.now(UTC).date()),
        whom_to_ask=words(desk)["whom_to_ask"],
        label=one.label if one else "",
    )


def _one(desk: Desk, participant: str) -> Participant:
    for each in participants.everybody(desk):
        if participant.strip() in (each.guid, each.label):
            return each
    raise NotFound(
        f"There is no participant called {participant} in this study. The Participants page lists "
        "them all."
    )


def _team_names(desk: Desk) -> Callable[[str], str]:
    """Give what puts a neutral word for everybody of the team into what others wrote down."""
    whole = {
        name
        for row in project_store.members(desk.project.db)
        for name in (row["name"], row["credit"])
    }
    parts = {part for name in whole for part in name.split() if len(part) > 2}
    return partial(without_names, names=whole | parts, put=_SOMEBODY)


def _details(desk: Desk, said: own_words.Said) -> list[tuple[str, str]]:
    """What is kept beside a transcript; the top of a shared one is about others too."""
    db = desk.project.db
    row = next((row for row in sources.listed(db) if row["guid"] == said.source), None)
    if row is None:
        return []
    told = [
        ("Kind of conversation", KINDS[row["kind"]].lower()),
        ("Peer support it was about", ", ".join(SETTINGS[each] for each in row["settings"])),
    ]
    if said.alone:
        told += [
            (name, value)
            for name, value in sources.fields(db, said.source)
            if not any(word in name.casefold() for word in _ABOUT_THE_TEAM)
        ]
    return told


def _group(group: SupportGroup) -> str:
    return f"{group.name} ({group.area})" if group.area else group.name


def _in_a_name(one: Participant) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in one.label)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
