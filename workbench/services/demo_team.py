"""What the demo's invented people wrote and decided together, put in by the services of any team.

It is read from `transcripts_sample/team.yaml`; no result of a comparison is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.codebook_change import Place, Reason
from workbench.domain.deciding import About
from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.domain.participant import PURPOSES
from workbench.domain.span import Span
from workbench.services import (
    arranging,
    codebook_changes,
    deciding,
    discussing,
    evenness,
    groups,
    participants,
    prose,
    rounds,
    taking_in,
    themes,
    withdrawing,
)
from workbench.services.desks import Desk, Workspace
from workbench.store import codes, sources
from workbench.store import rounds as round_store


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo as it is being made: its people at their desks, and its files, by name.

    `said` is what `team.yaml` says. The first person has every job.
    """

    workspace: Workspace
    desks: Mapping[str, Desk]
    files: Mapping[str, Guid]
    said: Mapping[str, dict]

    @property
    def lead(self) -> Desk:
        """Whoever has every job."""
        return next(iter(self.desks.values()))

    def person(self, key: str) -> Guid:
        """Who somebody is, by their key in the files."""
        return self.desks[key].viewer.self()

    def place(self, said: Mapping) -> Place:
        """Where words stand that name their file."""
        source = self.files[said["file"]]
        text = (sources.current_version(self.lead.project.db, source) or {})["text"]
        return Place(source, Span(*found(text, said["words"], said["file"])))


def found(text: str, words: str, file: str, nth: int = 1) -> tuple[int, int]:
    """Where words stand in a text; the nth time, counted from one."""
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            raise NotFound(f"The demo's words “{words[:40]}…” are not in {file}.")
    return at, at + len(words)


def before_reading(demo: Demo) -> None:
    """Start the reading that is on our own first, so that marks fall into it."""
    said = demo.said["waiting_round"]
    people = [demo.person(key) for key in said["people"]]
    rounds.start(demo.lead, said["name"], [demo.files[said["file"]]], people)


def after_reading(demo: Demo) -> None:
    """Put in what the team made of its readings."""
    _consent(demo)
    _withdrawn(demo)
    _passed_back(demo)
    _discussions(demo)
    _decisions(demo)
    _grown_code(demo)
    _evenness(demo)
    _group(demo)
    _themes(demo)
    _documents(demo)


def _consent(demo: Demo) -> None:
    everybody = {each.label: each.guid for each in participants.everybody(demo.lead)}
    for purpose in PURPOSES:
        refused = {
            entry["participant"] for entry in demo.said["consent"] if purpose in entry["refuses"]
        }
        for given in (True, False):
            chosen = [guid for label, guid in everybody.items() if (label in refused) != given]
            participants.say_consent(demo.lead, chosen, purpose, given)


def _withdrawn(demo: Demo) -> None:
    """Take a short talk in and out again: what stays is the receipt."""
    said = demo.said["withdrawn"]
    taking_in.import_file(
        demo.lead, said["file"], said["text"].encode(), kind="interview", settings=["group"]
    )
    withdrawing.withdraw(demo.workspace, demo.lead, said["participant"])


def _passed_back(demo: Demo) -> None:
    said = demo.said["passed_back"]
    desk, source = demo.desks[said["person"]], demo.files[said["file"]]
    arranging.offer(demo.lead, [source], [desk.viewer.self()])
    coding_round = round_store.for_everybody(desk.project.db)
    arranging.say(desk, coding_round["guid"] if coding_round else "", source, "passed_back")


def _discussions(demo: Demo) -> None:
    for said in demo.said["discussions"]:
        place = demo.place(said)
        about = About(source=place.source, start=place.span.start, end=place.span.end)
        guid = discussing.open_discussion(demo.desks[said["by"]], about)
        for entry in said["entries"]:
            discussing.say(demo.desks[entry["person"]], guid, entry["words"])
        discussing.settle(demo.desks[said["by"]], guid, said["outcome"], said["in_one_sentence"])


def _decisions(demo: Demo) -> None:
    for said in demo.said["decisions"]:
        desk = demo.desks[said["by"]]
        guid = deciding.decide(desk, said["words"])
        for presence in ("there", "another_way", "could_not"):
            people: list[str] = [demo.person(key) for key in said.get(presence, ())]
            deciding.name_people(desk, guid, presence, people)
        for evidence in said.get("evidence", ()):
            place = demo.place(evidence)
            about = About(source=place.source, start=place.span.start, end=place.span.end)
            deciding.point_to(desk, guid, discussing.open_discussion(desk, about))
        if "dissent" in said:
            dissent = said["dissent"]
            deciding.add(demo.desks[dissent["person"]], guid, "dissent", dissent["words"])
        deciding.add(desk, guid, "changed", said["changed"])


def _grown_code(demo: Demo) -> None:
    """Make a code of what fitted nowhere, because of what somebody knew from life."""
    said = demo.said["grown_code"]
    place = demo.place(said["from"])
    decision = next(
        one.guid
        for one in deciding.listed(demo.lead)
        if said["name"] in one.said("changed")[0].words
    )
    codebook_changes.add(
        demo.desks[said["by"]],
        said["name"],
        said={"plain_name": said["plain_name"], "definition": said["definition"]},
        reason=Reason(said["why"], said["asked_by"], decision, (place,)),
    )


def _evenness(demo: Demo) -> None:
    """Tell who took part in what, one part of it as two people remember it."""
    for said in demo.said["evenness"]:
        evenness.shape(demo.desks[said["person"]], said["stage"], said["words"])
    for said in demo.said["memories"]:
        desk = demo.desks[said["person"]]
        taker = evenness.add_taker(desk, demo.person(said["about"]))
        evenness.remember(desk, said["stage"], taker, said["part"], said["words"])


def _group(demo: Demo) -> None:
    said, desk = demo.said["group"], demo.lead
    everybody = {each.label: each.guid for each in participants.everybody(desk)}
    keys = {code.key: code.guid for code in codes.all_codes(desk.project.db)}
    guid = groups.add(desk, said["name"])
    groups.describe(
        desk,
        guid,
        area=said["area"],
        about=said["about"],
        settings=said["settings"],
        participants=[everybody[label] for label in said["participants"]],
    )
    groups.decide(desk, guid, {keys[key]: words for key, words in said["decisions"].items()})


def _themes(demo: Demo) -> None:
    keys = {code.key: code.guid for code in codes.all_codes(demo.lead.project.db)}
    for said in demo.said["themes"]:
        desk = demo.desks[said["by"]]
        theme = keys[said["code"]] if "code" in said else themes.start(desk, said["title"])
        for part in themes.PARTS:
            if part in said:
                prose.save(desk, theme, part, said[part], 0)
        for quotation in said["quotations"]:
            place = demo.place(quotation)
            themes.choose(
                desk,
                theme,
                quotation.get("part", "looked_like"),
                (place.source, place.span.start, place.span.end),
            )


def _documents(demo: Demo) -> None:
    """Write what the documents say beside the themes; a case study is kept under its group."""
    [group] = groups.listed(demo.lead)
    for about, said in demo.said["documents"].items():
        desk = demo.desks[said["by"]]
        kept_under = f"case:{group.guid}" if about == "case" else about
        for part, words in said.items():
            if part != "by":
                prose.save(desk, kept_under, part, words.strip(), 0)
