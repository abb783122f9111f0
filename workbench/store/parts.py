"""What of each transcript is one participant's, and would go if they withdrew."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.domain.pseudonym import names_somebody
from workbench.domain.span import Span
from workbench.domain.withdrawal import Remainder, take_out
from workbench.store import standing
from workbench.store.database import one, rows


@dataclass(frozen=True, slots=True)
class Part:
    """One transcript a participant is in, and what of its newest version is theirs.

    `whole` says that nobody else took part, so that all of it goes. `speakers` are the labels that
    are theirs by GUID; `known` is False where others took part and no label is known to be theirs.
    `gone` numbers the `turns` that go, from 0.
    """

    source: Guid
    name: str
    whole: bool
    known: bool
    version: str
    text: str
    turns: tuple[Span, ...]
    gone: frozenset[int]
    speakers: dict[str, str]

    def remainder(self) -> Remainder:
        """The text without their turns."""
        return take_out(self.text, self.turns, self.gone)


def participant(db: Database, word: str) -> dict | None:
    """Find a participant by ID or GUID: guid, label, role."""
    return one(
        db,
        "select guid, label, role from participants where label = ? or guid = ?"
        " order by label = ? desc",
        word,
        word,
        word,
    )


def of(db: Database, who: Guid, *, spoke_as: Collection[str] | None = None) -> list[Part]:
    """Every transcript a participant is in, in order of name.

    Parameters
    ----------
    spoke_as
        Labels that are theirs where no label is linked to them; None where nobody has said.
    """
    found = []
    for source in rows(
        db,
        "select s.guid, s.name, v.guid as version, v.text from sources s"
        " join source_versions v on v.source = s.guid and v.number ="
        " (select max(number) from source_versions where source = s.guid)"
        " where s.guid in (select source from source_participants where participant = ?"
        " union select source from speakers where participant = ?)"
        " order by s.name collate nocase, s.guid",
        who,
        who,
    ):
        alone = not one(
            db,
            "select 1 from source_participants sp join participants p on p.guid = sp.participant"
            " where sp.source = ? and p.guid != ? and p.role != 'group'",
            source["guid"],
            who,
        )
        labels = rows(
            db, "select guid, label, participant from speakers where source = ?", source["guid"]
        )
        theirs = {row["guid"]: row["label"] for row in labels if row["participant"] == who}
        known = alone or bool(theirs) or spoke_as is not None
        if not theirs and not alone:
            theirs = {
                row["guid"]: row["label"] for row in labels if row["label"] in (spoke_as or ())
            }
        turns = rows(
            db,
            'select start, "end", speaker from turns where version = ? order by position',
            source["version"],
        )
        found.append(
            Part(
                source["guid"],
                source["name"],
                alone,
                known,
                source["version"],
                source["text"],
                tuple(Span(turn["start"], turn["end"]) for turn in turns),
                frozenset(
                    number
                    for number, turn in enumerate(turns)
                    if alone or turn["speaker"] in theirs
                ),
                theirs,
            )
        )
    return found


def words_gone(part: Part) -> list[Span]:
    """The stretches of a transcript whose words go."""
    if part.whole:
        return [Span(0, len(part.text))] if part.text else []
    return [part.turns[number] for number in sorted(part.gone)]


def said_in(db: Database, part: Part, real: Mapping[str, Collection[str]]) -> list[str]:
    """What goes, turn by turn, in every wording it has had: before each correction too, and with
    the words for which a replacement stands.

    Parameters
    ----------
    real
        The words that each replacement stands for, where they are known.
    """
    said, spans = [], [part.turns[number] for number in sorted(part.gone)]
    for version in reversed(standing.line(db, part.source)):
        said += [version.text[span.start : span.end] for span in spans]
        if version.revision is not None:
            earlier = map(version.revision.came_from, spans)
            spans = [span for span in earlier if span is not None]
    return list(dict.fromkeys(was for words in said for was in _with_real_words(words, real)))


def _with_real_words(words: str, real: Mapping[str, Collection[str]]) -> Iterator[str]:
    """A text as it is and as it was before names were replaced in it.

    Where a replacement stands for several, each of those is tried with the first of the others.
    """
    yield words
    found = {instead: list(named) for instead, named in real.items() if instead in words}
    for number in range(max(map(len, found.values()), default=0)):
        was = words
        for instead, named in found.items():
            was = was.replace(instead, named[min(number, len(named) - 1)])
        yield was


def names_of(who: dict, part: Part) -> list[str]:
    """What a participant is called in one transcript: their ID and the labels that are theirs.

    A single letter names nobody, and would be found everywhere.
    """
    return [name for name in (who["label"], *part.speakers.values()) if len(name) > 1]


def names_anywhere(who: dict, affected: Iterable[Part]) -> set[str]:
    """What a participant is called wherever the team writes: “Participant” is nobody's name."""
    return {who["label"]} | {
        name for part in affected for name in names_of(who, part) if names_somebody(name)
    }
