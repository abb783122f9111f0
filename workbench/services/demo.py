"""The demo: an invented study, its four people and their marks, made by the same services as any.

Nothing of a comparison is stored: what differs comes from the texts and the marks.
"""

from collections.abc import Callable
from pathlib import Path

import yaml

from workbench.domain.errors import NotAllowed, NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.domain.people import JOBS, Viewer
from workbench.domain.source import Transcript
from workbench.services import (
    coding,
    demo_team,
    notes,
    perspectives,
    projects,
    shipped,
    small_groups,
    taking_in,
    themes,
)
from workbench.services.desks import Desk, Workspace
from workbench.store import codes, sources
from workbench.store.project import ProjectFile

_SETTING, _READY = "demo", "demo is whole"
Told = Callable[[str], None]


def is_demo(workspace: Workspace) -> bool:
    """Say whether this workspace is a demo's and nobody's real work."""
    return workspace.setting(_SETTING) == "yes"


def prepare(workspace: Workspace, *, tell: Told = lambda _: None) -> None:
    """Put the demo into an empty workspace; one that has the demo already is left as it is."""
    if workspace.setting(_READY) == "yes":
        return
    if not is_demo(workspace) and not workspace.is_empty():
        raise NotAllowed(
            "This workspace has people and studies of its own, so the demo was not put into it. "
            "Name another folder with --workspace."
        )
    workspace.set_setting(_SETTING, "yes")
    half_made = workspace.projects()
    _fill(workspace, tell)
    for row in half_made:
        workspace.drop_project(row["guid"])
    workspace.set_setting(_READY, "yes")


def worth_seeing(desk: Desk) -> dict[str, Guid | None]:
    """Where a visitor's first steps lead: the `first` transcript, and a section of the summary in
    which a quotation is `kept` out of what is made public.
    """
    listed = sources.listed(desk.project.db)
    kept = (each for each in themes.quotations(desk) if each.public == "no")
    return {
        "first": Guid(listed[0]["guid"]) if listed else None,
        "kept": next((each.chosen.theme for each in kept), None),
    }


def reset(workspace: Workspace) -> None:
    """Put the demo back as it was when it came. Only ever in a demo's workspace."""
    if not is_demo(workspace):
        raise NotFound("This workspace is not a demonstration, so there is nothing to reset.")
    old = workspace.projects()
    _fill(workspace, lambda _: None)
    for row in old:
        workspace.drop_project(row["guid"])


def _fill(workspace: Workspace, tell: Told) -> None:
    folder = shipped.folder("transcripts_sample")
    study = _read(folder / "study.yaml")
    readings = _read(folder / "readings.yaml")
    team = _read(folder / "team.yaml")
    tell("Making the study and its people")
    people = {person["key"]: _person(workspace, person["name"]) for person in readings["people"]}
    lead = readings["people"][0]
    project = projects.new_project(
        workspace,
        study["name"],
        by=people[lead["key"]],
        by_name=lead["name"],
        about=f"{study['about']}\n\n{study['notice']}",
    )
    desks = {}
    for person in readings["people"]:
        guid, jobs = people[person["key"]], frozenset(person["jobs"]) & set(JOBS)
        projects.put_in_team(workspace, project.guid, guid, person["name"], jobs)
        viewer = Viewer.checked(guid, person["name"], jobs=jobs, member=True)
        desks[person["key"]] = Desk(project, viewer)
    placed = _perspectives(desks, readings)
    files = {}
    for entry in study["files"]:
        tell(f"Taking in {entry['file']}")
        alone = entry["file"] == team["waiting_round"]["file"]
        asked = [
            people[reading["person"]]
            for reading in readings["readings"]
            if reading["file"] == entry["file"] and not alone
        ]
        files[entry["file"]] = _take_in(desks[lead["key"]], folder, entry, asked)
    demo = demo_team.Demo(workspace, desks, files, team)
    demo_team.before_reading(demo)
    by_key = {code.key: code.guid for code in codes.all_codes(project.db)}
    tell("Putting in what they marked")
    for reading in readings["readings"]:
        _marks(
            desks[reading["person"]],
            files[reading["file"]],
            reading,
            by_key,
            placed[reading["person"]],
        )
    for note in readings.get("notes", ()):
        _note(desks[note["person"]], project, files, note)
    tell("Putting in what they wrote and decided together")
    demo_team.after_reading(demo)


def _person(workspace: Workspace, name: str) -> Guid:
    found = workspace.person_called(name)
    return Guid(found["guid"]) if found else workspace.add_person(name, invented=True)


def _perspectives(desks: dict[str, Desk], readings: dict) -> dict[str, dict[str, Guid]]:
    """Write down where each person reads from, word the headings, and let each place their own."""
    made: dict[str, dict[str, Guid]] = {}
    for person in readings["people"]:
        desk = desks[person["key"]]
        made[person["key"]] = {
            entry["key"]: perspectives.add(desk, entry["words"], visibility=entry["visibility"])
            for entry in person["perspectives"]
        }
        perspectives.read_from(desk, [])
    first = desks[readings["people"][0]["key"]]
    perspectives.word_headings(first, [entry["words"] for entry in readings["headings"]])
    worded = {row["name"]: Guid(row["guid"]) for row in perspectives.headings(first)}
    under: dict[tuple[str, str], list[Guid]] = {}
    for entry in readings["headings"]:
        for place in entry["placed"]:
            key = (place["person"], place["perspective"])
            under.setdefault(key, []).append(worded[entry["words"]])
    for (person, perspective), chosen in under.items():
        perspectives.place(desks[person], made[person][perspective], chosen)
    for entry in readings["headings"]:
        for place in entry["placed"]:
            if "shown" in place:
                small_groups.answer(desks[place["person"]], worded[entry["words"]], place["shown"])
    return made


def _take_in(desk: Desk, folder: Path, entry: dict, asked: list[Guid]) -> Guid:
    data = (folder / entry["file"]).read_bytes()
    transcript = taking_in.recognise(entry["file"], data)
    group = [entry["group"]] if "group" in entry else []
    source, _ = taking_in.take_in(
        desk, transcript, data, _said(transcript, entry, group), ask=asked
    )
    return source


def _said(transcript: Transcript, entry: dict, group: list[str]) -> taking_in.SourceDetails:
    asking = set(entry["interviewers"])
    platform = entry.get("platform", "")
    return taking_in.SourceDetails(
        name=Path(entry["file"]).stem,
        kind=entry["kind"],
        settings={
            setting: platform if setting == "online" else "" for setting in entry["settings"]
        },
        participants=[*group, *(person["id"] for person in entry["participants"])],
        roles={
            label: "interviewer" if label in asking else "participant"
            for label in transcript.speakers
        },
        spoken_by={person["speaker"]: person["id"] for person in entry["participants"]},
        participant_roles={
            **dict.fromkeys(group, "group"),
            **{
                person["id"]: person["role"]
                for person in entry["participants"]
                if "role" in person
            },
        },
    )


def _marks(
    desk: Desk, source: Guid, reading: dict, by_key: dict[str, Guid], own: dict[str, Guid]
) -> None:
    text = (sources.current_version(desk.project.db, source) or {})["text"]
    for entry in reading["marks"]:
        start, end = demo_team.found(text, entry["words"], reading["file"], entry.get("nth", 1))
        coding.mark(
            desk,
            source,
            start=start,
            end=end,
            code=by_key[entry["code"]],
            presence=entry.get("presence"),
            lens=entry.get("lens"),
            perspectives=[own[key] for key in entry.get("perspectives", ())],
        )
    if reading["state"] != "asked":
        coding.apply_operations(
            desk, source, [{"id": new_guid(), "kind": "reading_state", "state": reading["state"]}]
        )


def _note(desk: Desk, project: ProjectFile, files: dict[str, Guid], entry: dict) -> None:
    source, span = files[entry["file"]], None
    if "words" in entry:
        text = (sources.current_version(project.db, source) or {})["text"]
        span = demo_team.found(text, entry["words"], entry["file"])
    notes.write(desk, entry["text"], visibility=entry["visibility"], source=source, span=span)


def _read(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
