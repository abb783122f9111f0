"""Lines of a file as they were understood, and the text, turns and structure they add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, cast

from workbench.domain.source import Structure, Transcript, Turn

StructureKind = Literal["heading", "header", "label", "time", "number", "reply", "note"]


class Piece(NamedTuple):
    """A part of a line: `said`, or one of the kinds of `Structure`. `words` are the file's own.

    An `anchor` has none: it holds a place, and its `words` say which.
    """

    kind: Literal["said", "anchor"] | StructureKind
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a file, taken apart, and what it does to the conversation.

    `turn` says whether the line *begins* what `speaker` says, *continues* what was being said, is
    an *aside* that nobody says (“[Pause in recording]”), or *breaks* the conversation (a heading).
    `joint` is what stands between it and what came before in the same turn. Times are seconds.
    """

    pieces: tuple[Piece, ...]
    turn: Literal["begins", "continues", "aside", "breaks"] = "continues"
    speaker: str | None = None
    begins: float | None = None
    ends: float | None = None
    joint: str = "\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One line with words in it, before anybody has asked who says it.

    `opens` marks the first line of a paragraph and `gap` an empty line before it; `lead` is how
    many characters at its start are set bold, italic or underlined; `notes` are footnotes and the
    like that hang on it; `passage` is set where the file itself says who speaks (a table).
    `within` are page heads, numbers and anchors that stand in the middle of the words, each with
    the character of `words` before which it stands. `field` is set where the file itself says that
    this is a field of a header block (a table), with its name and what it says.
    """

    words: str
    opens: bool = True
    gap: bool = False
    lead: int = 0
    heading: bool = False
    notes: tuple[str, ...] = ()
    passage: Passage | None = None
    within: tuple[tuple[int, Piece], ...] = ()
    field: tuple[str, str] | None = None


def woven(pieces: Iterable[Piece], within: Sequence[tuple[int, Piece]]) -> tuple[Piece, ...]:
    """Put what stands within a line among its pieces, dividing them where it stands."""
    result: list[Piece] = []
    waiting = list(within)
    position = 0
    for piece in pieces:
        end = position + len(piece.words)
        while waiting and waiting[0][0] < end:
            at, inner = waiting.pop(0)
            if at > position:
                result.append(Piece(piece.kind, piece.words[: at - position]))
                piece, position = Piece(piece.kind, piece.words[at - position :]), at
            result.append(inner)
        result.append(piece)
        position = end
    return (*result, *(inner for _, inner in waiting))


class Conversation:
    """Puts passages together, one after another, into text, turns and structure."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._waiting: list[Piece] = []
        self._turn: Turn | None = None
        self._resumes: str | None = None
        self.turns: list[Turn] = []
        self.structure: list[Structure] = []
        self.anchors: dict[str, int] = {}

    def add(self, passage: Passage) -> None:
        """Take in the next passage of the file."""
        self._turn_to(passage)
        spoke = False
        for piece in passage.pieces:
            if piece.kind != "said":
                # What follows the words of its own line stands behind them, the rest before
                # the words still to come.
                if spoke:
                    self._place(piece)
                else:
                    self._waiting.append(piece)
            elif piece.words:
                self._say(piece.words, joint="" if spoke else passage.joint)
                spoke = True
        if self._turn and passage.ends is not None:
            ends = max(passage.ends, self._turn.ends or passage.ends)
            self._turn = replace(self._turn, ends=ends)
        if passage.turn == "aside" and not (self._turn and self._turn.speaker):
            self._close()

    def finish(self) -> str:
        """Give the whole text; its turns, what stands off it and its anchors are complete then."""
        self._close()
        self._place_waiting()
        return "".join(self._parts)

    def _turn_to(self, passage: Passage) -> None:
        if passage.turn == "begins":
            if self._turn and self._turn.speaker == passage.speaker and passage.speaker:
                return
            self._close()
            self._resumes = passage.speaker
            self._open(passage.speaker, passage.begins)
        elif passage.turn == "breaks":
            self._close()
            self._resumes = None
        elif passage.turn == "aside" and not self._just_named():
            self._close()
            self._open(None, passage.begins)
        elif self._turn is None:
            self._open(self._resumes, passage.begins)

    def _just_named(self) -> bool:
        # “[redacted]” straight after a name is that person's answer, not an aside.
        turn = self._turn
        return turn is not None and turn.speaker is not None and turn.end == turn.start

    def _open(self, speaker: str | None, begins: float | None) -> None:
        self._turn = Turn(self._length, self._length, speaker, begins)

    def _say(self, words: str, *, joint: str) -> None:
        turn = self._turn or Turn(self._length, self._length)
        fresh = turn.start == turn.end
        if self._length and (fresh or joint):
            joint = "\n" if fresh else joint
            self._parts.append(joint)
            self._length += len(joint)
        self._place_waiting()
        start = self._length if fresh else turn.start
        self._parts.append(words)
        self._length += len(words)
        self._turn = replace(turn, start=start, end=self._length)

    def _place_waiting(self) -> None:
        for piece in self._waiting:
            self._place(piece)
        self._waiting.clear()

    def _place(self, piece: Piece) -> None:
        if piece.kind == "anchor":
            self.anchors[piece.words] = self._length
            return
        kind = cast(StructureKind, piece.kind)
        self.structure.append(Structure(kind, self._length, piece.words))

    def _close(self) -> None:
        if self._turn and self._turn.end > self._turn.start:
            self.turns.append(self._turn)
        self._turn = None


def put_together(passages: Iterable[Passage]) -> tuple[str, Conversation]:
    """Join passages into a text, and give the conversation with its turns and structure.

    Turns are joined by exactly one LF, and so are the paragraphs within a turn. What one speaker
    says in several labelled paragraphs running is one turn; a name with nothing after it makes no
    turn, and its label is kept as structure.
    """
    conversation = Conversation()
    for passage in passages:
        conversation.add(passage)
    return conversation.finish(), conversation


def as_in_file(transcript: Transcript) -> str:
    """Put text and structure back into the order they had in the file.

    Every character that is not white space is there, in the file's order; footnotes, margin
    comments and text boxes stand behind the paragraph they hang on, page headers first and page
    footers last (in a PDF, where the page has them). Posts of a thread stand in the order in which
    they are read, and each transcript out of survey answers has its own. White space differs only
    in this: line ends are LF or missing where a structure stood, empty lines are gone, the lines
    and cues of captions are joined by one space, white space around the cells of a table is gone,
    web pages and OpenDocument texts have what a browser or LibreOffice would show, and that of a
    PDF is worked out from where its letters stand. What the format itself writes (tags, control
    words, the separators and quotation marks of CSV) is no part of the file's words.
    """
    parts, position = [], 0
    for structure in transcript.structure:
        parts += [transcript.text[position : structure.at], structure.words]
        position = structure.at
    return "".join([*parts, transcript.text[position:]])
