"""What documents are made of: what every member may see of a study, looked up once.

It knows what may be quoted in the document at hand, and keeps a list of what is quoted, so that
nothing is quoted twice and an issued document can be traced.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.domain.coding import PRESENCES, Coding
from workbench.domain.ids import Guid, new_guid
from workbench.domain.own_ids import own_ids
from workbench.domain.participant import Participant
from workbench.domain.span import Span
from workbench.reports import contents as paper
from workbench.services import comparing, desks, overview, quoting, sets, settled, themes
from workbench.services.desks import Desk
from workbench.services.quotable import WORDS, Rights
from workbench.services.themes import Shown
from workbench.store import codes, participants, sources, visible

Purpose = Literal["report", "public_summary"]
_SOMEBODY = "a team member"


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation that stands in a document, by the reference it has there."""

    reference: Guid
    source: Guid
    span: Span
    words: str


class Material:
    """A study as a document for one purpose may show it.

    Parameters
    ----------
    of
        A set or a peer support group: only its transcripts; all of them when None.
    strict
        Whether a quotation needs a recorded yes, as an issued document and a public summary do.
    own_ids_of
        The document in which people have IDs of its own; empty where they have those of the study.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        of: str | None = None,
        purpose: Purpose = "report",
        strict: bool = False,
        own_ids_of: str = "",
        taken: quoting.Taken | None = None,
    ) -> None:
        self.desk = desks.for_everybody(desk)
        self.purpose, self.strict, self.of = purpose, strict, of
        db = self.desk.project.db
        self.book = codes.codebook(db)
        self.only = sets.chosen(desk, of)
        self.settled = settled.by_transcript(self.desk)
        self.listed = {
            row["guid"]: row
            for row in sources.listed(db)
            if self.only is None or row["guid"] in self.only
        }
        for row in self.listed.values():
            version = sources.current_version(db, Guid(row["guid"])) or {}
            row["text"] = version["text"]
            row["speaking"] = sources.participants_speaking(db, version["guid"])
        self.people = [
            each
            for each in participants.listed(db)
            if self.only is None or self.only.intersection(each.sources)
        ]
        self._ids = own_ids(own_ids_of, participants.listed(db)) if own_ids_of else {}
        if self._ids:
            order = list(self._ids)
            self.people.sort(key=lambda each: order.index(each.label))
        self.rights = Rights(self.desk.project, purpose)
        self.found = overview.overview(self.desk, among=self.only)
        self.marks = [
            coding
            for coding in visible.codings(self.desk.project, self.desk.viewer)
            if coding.source in self.listed and coding.corrected_away is None
        ]
        self.readers = visible.readers(self.desk.project, self.desk.viewer)
        self.taken: quoting.Taken = set() if taken is None else taken
        self.quoted: list[Quoted] = []
        self._themes: dict[Guid, list[Shown]] = {}
        for shown in themes.quotations(self.desk):
            if shown.chosen.source in self.listed:
                self._themes.setdefault(shown.chosen.theme, []).append(shown)
        self._differing: list[dict] | None = None
        self._under: dict[str, set[Guid]] = {}

    @property
    def differing(self) -> list[dict]:
        """Every passage that was read in two ways or more."""
        if self._differing is None:
            found = comparing.compare(self.desk, among=self.only)
            self._differing = [one for one in found if one["differs"]]
        return self._differing

    def may_print(self, source: str, span: Span) -> bool:
        """Say whether a stretch may be quoted in this document."""
        standing = self.rights.of(source, span)
        return standing == "yes" or (standing == "not_recorded" and not self.strict)

    def whose(self, source: str, span: Span) -> list[Participant]:
        """Whose words a stretch holds."""
        return self.rights.whose(source, span)

    def called(self, label: str) -> str:
        """What somebody with this ID is called in this document."""
        return self._ids.get(label, label)

    def attributed(self, source: str, span: Span) -> str:
        """Attribute a stretch as it is printed."""
        row = self.listed[source]
        return quoting.attribution(row, span, row["speaking"], called=self.called)

    def under(self, key: str) -> set[Guid]:
        """A code with all that stand under it, in a codebook of any depth."""
        if key not in self._under:
            keys = {key}
            for code in self.book.codes:  # a code comes before those under it
                if code.parent in keys:
                    keys.add(code.key)
            self._under[key] = {code.guid for code in self.book.codes if code.key in keys}
        return self._under[key]

    def chosen(self, theme: Guid, part: str) -> tuple[list[paper.Quotation], int]:
        """What the team chose to quote in a theme, and how many of it may not be printed here."""
        printed, left_out = [], 0
        for shown in self._themes.get(theme, []):
            if shown.chosen.part != part:
                continue
            place = (shown.chosen.source, shown.chosen.span)
            if not self.may_print(*place):
                left_out += 1
            elif not quoting.is_quoted(*place, self.taken):
                self.taken.add(place)
                printed.append(
                    self._quotation(
                        shown.chosen.source, shown.chosen.span, shown.words, shown.readings,
                        reference=shown.chosen.guid,
                    )
                )  # fmt: skip
        return printed, left_out

    def has_chosen(self, theme: Guid) -> bool:
        """Say whether the team has chosen anything to be printed in a theme."""
        return any(shown.chosen.part != "gathered" for shown in self._themes.get(theme, []))

    def by_rule(
        self, codings: Iterable[Coding], *, hard: bool, most: int
    ) -> list[paper.Quotation]:
        """Propose quotations for a draft, so that the team has something to choose against."""
        may = [one for one in codings if self.may_print(one.source, one.span)]
        return [
            self._quotation(
                Guid(one.source),
                one.span,
                self.words(one.source, one.span),
                tuple(self._reading(mark) for mark in one.codings),
            )
            for one in quoting.choose(may, hard=hard, most=most, taken=self.taken)
        ]

    def words(self, source: str, span: Span) -> str:
        """The words of a stretch as they stand in the transcript."""
        return self.listed[source]["text"][span.start : span.end]

    def note(self, source: str, span: Span, words: str) -> Guid:
        """Put on the list that some words stand in this document; their reference is returned."""
        reference = new_guid()
        self.quoted.append(Quoted(reference, Guid(source), span, words))
        return reference

    def _in_the_study(self, source: str, span: Span) -> str:
        """Say for the team, where this document has IDs of its own, which is the study's."""
        if not self._ids:
            return ""
        row = self.listed[source]
        return f"In the study {quoting.attribution(row, span, row['speaking'])}. "

    def _reading(self, mark: Coding) -> tuple[str, str, str]:
        name = next((code.name for code in self.book.codes if code.guid == mark.code), "")
        return (self.readers.get(mark.coder, _SOMEBODY), name, mark.presence)

    def _quotation(
        self,
        source: Guid,
        span: Span,
        words: str,
        readings: tuple[tuple[str, str, str], ...],
        *,
        reference: Guid | None = None,
    ) -> paper.Quotation:
        if reference is None:
            reference = self.note(source, span, words)
        else:
            self.quoted.append(Quoted(reference, source, span, words))
        row = self.listed[source]
        said = "; ".join(
            f"{who}: {code}" + ("" if presence == "not_said" else f", {PRESENCES[presence]}")
            for who, code, presence in readings
        )
        return paper.Quotation(
            words,
            self.attributed(source, span),
            reference=reference,
            stands=(
                f"“{row['name']}”, characters {span.start:,} to {span.end:,}. "
                f"{self._in_the_study(source, span)}"
                f"{'Read as: ' + said + '. ' if said else ''}"
                f"Quoting here: {WORDS[self.rights.of(source, span)]}."
            ),
        )
