"""Letters to a participant in Word: plain words, large type, and nobody of the team in them.

Whoever fills the contents has left out every note, mark and name of the team. An empty string
means that nobody has written it down.
"""

from dataclasses import dataclass

from workbench.reports.word_document import WordDocument

_BOX = "☐"
_LINE = "_" * 44
_ASK_US = "Nobody has written this down yet. Please ask whoever gave you this letter."


@dataclass(frozen=True, slots=True)
class Letter:
    """What every letter has: the study, the ID it is about, its date, and whom to ask."""

    study: str
    date: str
    whom_to_ask: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a participant said in one transcript.

    `details` are kept beside it, such as its setting. `known` is False where nobody has written
    down which words are theirs, and `words` is empty then.
    """

    name: str
    details: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    known: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """Everything a study holds of one participant, each as name and value."""

    letter: Letter
    answers: tuple[tuple[str, str], ...]
    about: tuple[tuple[str, str], ...]
    quotations: tuple[tuple[str, str], ...]
    conversations: tuple[Conversation, ...]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Quotations a team would like to use, each with how it would be attributed."""

    letter: Letter
    quotations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What a withdrawal took out; nothing in it says of whom.

    `some` says that it was a part of what they said, and that the rest stays.
    `printed` has a line for each thing that was printed or sent out before.
    """

    letter: Letter
    on: str
    whole: int
    parts: int
    some: bool
    in_its_place: str
    printed: tuple[str, ...]
    copies: str


def everything_held(held: Held) -> bytes:
    """Write “Everything of yours we hold”."""
    letter = held.letter
    document = _begun("Everything of yours we hold", letter)
    document.paragraph(
        f"You took part in the study “{letter.study}”. In it you are called {letter.label}. "
        "This letter shows you everything that the study keeps of you."
    )
    document.paragraph(
        "You do not have to do anything. If something is not right, tell us and we change it. You "
        "can also ask us to take out some of it, or all of it, and you do not have to say why."
    )
    document.heading("What you said yes or no to", level=1)
    document.bullets(f"{asked}: {said}" for asked, said in held.answers)
    document.heading("What we know about you", level=1)
    document.bullets(f"{name}: {value}" for name, value in held.about)
    if not held.about:
        document.paragraph("Nothing beside what you said.")
    if held.quotations:
        document.heading("Single quotations we asked you about", level=1)
        for words, said in held.quotations:
            document.paragraph(words, style="Quote")
            document.paragraph(said, style="Attribution")
    document.heading("What you said", level=1)
    document.paragraph(
        "Here are your own words only. What we asked you and what other people said is left out."
    )
    for conversation in held.conversations:
        _conversation(document, conversation)
    if not held.conversations:
        document.paragraph("There is no conversation with you in this study.")
    _whom_to_ask(document, letter)
    return document.to_bytes()


def quotations_to_use(asked: AskedFor) -> bytes:
    """Write “The quotations of yours we would like to use”, with boxes to tick."""
    letter, number = asked.letter, len(asked.quotations)
    document = _begun("The quotations of yours we would like to use", letter)
    document.paragraph(
        f"You took part in the study “{letter.study}”. We would like to print some of your words "
        "in what we write about it. Your name will not be printed. Under each quotation you see "
        "what will stand there instead."
    )
    document.paragraph(
        "You decide about each one. Please tick one box for each. You can say no to any of them, "
        "or to all, and you do not have to say why. You can change your mind later, but what is "
        "printed by then cannot be called back."
    )
    for place, (words, attribution) in enumerate(asked.quotations, start=1):
        title = f"Quotation {place} of {number}" if number > 1 else "The quotation"
        document.heading(title, level=2)
        document.paragraph(words, style="Quote")
        line = document.paragraph(attribution, style="Attribution")
        line.paragraph_format.keep_with_next = True
        for answer in ("Yes, you may use it.", "No, please do not use it.", "Yes, if you change:"):
            line = document.paragraph(f"{_BOX}  {answer}")
            line.paragraph_format.keep_with_next = True
        document.paragraph(_LINE)
    _whom_to_ask(document, letter, "Please give this letter back, or tell us your answers.")
    return document.to_bytes()


def taken_out(gone: TakenOut) -> bytes:
    """Write what a withdrawal took out, and what cannot be called back."""
    letter = gone.letter
    document = _begun("What we have taken out", letter)
    document.paragraph(
        f"You asked us to take {'a part of ' if gone.some else ''}what you told us out of the "
        f"study “{letter.study}”. We did this on {gone.on}. It cannot be undone, by us or by "
        "anybody."
    )
    document.paragraph(
        "This letter does not name you, because we kept no note of who asked for this."
        if gone.some
        else "This letter does not name you, because we kept nothing that says who you are."
    )
    document.heading("What is gone", level=1)
    document.bullets(_gone(gone))
    document.heading("What cannot be called back", level=1)
    if gone.printed:
        document.paragraph("This was printed or sent out before, and may hold words of yours:")
        document.bullets(gone.printed)
    else:
        document.paragraph(
            "What was printed or sent out before may still hold words of yours. " + _ASK_US
        )
    document.heading("Copies kept in case something breaks", level=1)
    document.text(gone.copies or _ASK_US)
    _whom_to_ask(document, letter)
    return document.to_bytes()


def _gone(gone: TakenOut) -> list[str]:
    told = []
    if gone.some:
        conversations = _many(gone.parts, "conversation")
        return [
            f"The words you named, in {conversations}. In each place it now says "
            f"“{gone.in_its_place}”. The rest of what you said stays, and so does what others "
            "said.",
            "Every mark that was made on those words alone.",
        ]
    if gone.whole:
        conversations = _many(gone.whole, "conversation")
        told.append(f"The whole of {conversations} in which you alone took part.")
    if gone.parts:
        conversations = _many(gone.parts, "conversation")
        told.append(
            f"Your words in {conversations} with other people. In each place it now says "
            f"“{gone.in_its_place}”. What the others said stays."
        )
    told.append("Every mark that was made on your words.")
    told.append(
        "Your ID, what you said yes and no to, and everything else we had written down about you."
    )
    return told


def _conversation(document: WordDocument, conversation: Conversation) -> None:
    document.heading(conversation.name, level=2)
    for name, value in conversation.details:
        document.paragraph(f"{name}: {value}", style="Attribution")
    if not conversation.known:
        document.paragraph(
            "You were one of several people here. Nobody has written down which words are yours, "
            "so they are not printed here. Please ask us about them."
        )
    for words in conversation.words:
        document.paragraph(words)


def _begun(title: str, letter: Letter) -> WordDocument:
    document = WordDocument(title, subtitle=letter.study, authors=(), draft=False, large=True)
    document.paragraph(title, style="Title")
    about = f"For {letter.label}, {letter.date}" if letter.label else letter.date
    document.paragraph(about, style="Subtitle")
    return document


def _whom_to_ask(document: WordDocument, letter: Letter, first: str = "") -> None:
    document.heading("Whom to ask", level=1)
    if first:
        document.paragraph(first)
    document.text(letter.whom_to_ask or _ASK_US)


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing if number == 1 else thing + 's'}"
