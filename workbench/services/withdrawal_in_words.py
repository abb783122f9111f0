"""What a withdrawal would do, and what it did, in whole sentences for whoever does it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from workbench.domain.withdrawal import TAKEN_OUT, TAKEN_OUT_NAME, names_in
from workbench.store import parts as parts_store
from workbench.store.parts import Part
from workbench.store.reach import Reach

MADE_EARLIER = (
    "Word files made earlier, and copies of the workspace that were made in other ways than as a "
    "backup, are outside the workbench and still hold these words: destroy them too."
)


def foretold(
    who: dict,
    parts: list[Part],
    *,
    marks: tuple[int, int],
    notes: int,
    codes: list[dict],
    reached: Reach,
    written: Mapping[str, int],
    copies: Iterable[str],
) -> Iterator[str]:
    """Say in sentences what withdrawing somebody would do."""
    label = who["label"]
    if not parts:
        yield f"{label} is in no transcript."
    for part in parts:
        if part.whole:
            yield (
                f"“{part.name}” will be gone whole: {many(len(part.turns), 'turn')}, "
                f"{many(words_in(part), 'word')}, with what the interviewer said."
            )
            if len(part.speakers) > 1:
                yield (
                    f"In “{part.name}”, {len(part.speakers)} speakers are recorded as {label} "
                    f"({', '.join(sorted(part.speakers.values()))}): the words of all of them go. "
                    "If they are several people, give each an ID of their own first."
                )
        elif not part.known:
            yield (
                f"In “{part.name}” no speaker is linked to {label}. Say which speaker they are, "
                "or that they did not speak."
            )
        else:
            yield (
                f"From “{part.name}”, {many(len(part.gone), 'turn')} of theirs "
                f"({many(words_in(part), 'word')}) will be taken out; what other people said "
                f"stays. In each place it will say “{TAKEN_OUT}”."
            )
            named = len(mentions(who, part))
            if named:
                yield (
                    f"{many(named, 'turn')} of other people in “{part.name}” "
                    f"{'names' if named == 1 else 'name'} {label}, or the name they spoke "
                    "under. You will be shown where, to read them over."
                )
    if parts:
        gone, cut = marks
        yield (
            f"{many(gone, 'mark')} that you can see will be gone with the words, and "
            f"{cut:,} will be cut to the words that stay. Marks you cannot see yet are treated "
            "the same way and are not counted here."
        )
        yield (
            f"{many(notes, 'note')} shared with the team {'is' if notes == 1 else 'are'} about "
            "these words. Notes stay their owners’ and lose their link to the words; each owner "
            "is asked to take out what they quoted. Private notes are not counted: only their "
            "owners are told."
        )
        for code in codes:
            yield (
                f"The code “{code['name']}” is in their words and nobody else’s. It will be "
                f"called “{TAKEN_OUT_NAME}”; the marks with it on other people’s words stay."
            )
        yield from further(reached)
        yield from repeated(written)
        yield "What anybody did in these transcripts until now can no longer be undone."
    yield f"The ID {label}, the consent and everything else recorded about them will be gone."
    yield MADE_EARLIER
    yield from copies
    yield "This cannot be undone."


def told(
    parts: list[Part], to_check: list[dict], finished: bool, copies: Iterable[str]
) -> Iterator[str]:
    """Say in sentences what a withdrawal did, and what is left to do."""
    whole = sum(part.whole for part in parts)
    taken = [part for part in parts if part.gone and not part.whole]
    done = []
    if whole:
        done.append(f"{many(whole, 'transcript')} {'is' if whole == 1 else 'are'} gone whole")
    if taken:
        turns = sum(len(part.gone) for part in taken)
        done.append(
            f"{many(turns, 'turn')} in {many(len(taken), 'shared transcript')} "
            f"{'is' if turns == 1 else 'are'} taken out"
        )
    yield f"It is done. {', and '.join(done) or 'They were in no transcript'}."
    if to_check:
        yield (
            f"{many(len(to_check), 'turn')} of other people "
            f"{'names' if len(to_check) == 1 else 'name'} the person who withdrew. Read them over."
        )
    yield (
        "Owners of notes about these words are asked, each in their own notebook, to take out "
        "what they quoted."
    )
    yield MADE_EARLIER
    yield from copies
    yield (
        "A letter that tells the person what was taken out is on the Participants page, under "
        "“Withdrawals so far”."
    )
    if not finished:
        yield (
            "The words can no longer be read, but traces of them are still in the file because it "
            "was in use. They are removed when the workbench is next started."
        )


def mentions(who: dict, part: Part) -> list[dict]:
    """Where other people's turns name the participant, in the text as it will be."""
    if part.whole:
        return []
    left, names = part.remainder(), parts_store.names_of(who, part)
    return [
        {"source": part.source, "name": part.name, "at": left.turns[number].start}
        for number, turn in enumerate(part.turns)
        if number not in part.gone and names_in(part.text[turn.start : turn.end], names)
    ]


def further(reached: Reach) -> Iterator[str]:
    """Say which themes quote what goes, and which documents that were issued have it."""
    for theme in reached.themes:
        yield f"The theme “{theme}” quotes these words; the quotation will be gone from it."
    for one in reached.issued:
        yield (
            f"“{one.file_name}”, issued on {_day(one.on)}, quotes them. It has left the "
            "workbench and cannot be called back."
        )


def repeated(written: Mapping[str, int]) -> Iterator[str]:
    """Say where the team typed the same words, and what will stand there."""
    for known, times in written.items():
        yield (
            f"These words or their name are repeated in {known} ({many(times, 'place')}). There "
            f"it will say “{TAKEN_OUT}” or “{TAKEN_OUT_NAME}”; reword it first if something else "
            "should stand there."
        )


def words_in(part: Part) -> int:
    """How many words of a transcript go."""
    turns = (part.turns[number] for number in part.gone)
    return sum(len(part.text[turn.start : turn.end].split()) for turn in turns)


def many(number: int, thing: str) -> str:
    """Say how many there are: `1 turn`, `2,310 turns`."""
    return f"{number:,} {thing if number == 1 else thing + 's'}"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
