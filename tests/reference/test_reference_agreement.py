"""Published figures over other people's readings, by our own import, marks and comparison.

Each reading is marked in a study on disk as a person would mark it, and the figures are those the
files give. Only what PRESTO printed over whole lists, and on whether a sentence is distorted, is
worked out from its files directly: `tests/agreement/test_presto.py` says why.
"""

import csv
import io
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from workbench.agreement.coefficients import cohen
from workbench.agreement.spans import matches, mean_pairwise_f1
from workbench.agreement.tally import tallied, whole
from workbench.domain.ids import Guid, new_guid
from workbench.services import (
    accounts,
    agreement_tables,
    coding,
    desks,
    projects,
    reading,
    taking_in,
    wanting_figures,
)
from workbench.services.agreement_of_stretches import ANY_STRETCH
from workbench.services.desks import Desk
from workbench.services.figures_of_agreement import SAME_CODES
from workbench.store import sources

pytestmark = pytest.mark.reference


def folder(name: str) -> Path:
    place = os.environ.get("WORKBENCH_REFERENCE")
    assert place, "Say where the reference data is: WORKBENCH_REFERENCE=FOLDER make reference."
    return Path(place) / "multicoder" / name


def table(path: Path) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Team:
    """A study with readers who all let their names stand, and a codebook of these codes."""

    place: Path
    readers: list[str]
    codes: list[str]
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        entries = [f'  - key: c{n}\n    name: "{code}"' for n, code in enumerate(self.codes)]
        book = self.place / "codes.yaml"
        book.write_text("\n".join(["key: theirs", "name: Theirs", "other:", *entries]), "utf-8")
        self.workspace = desks.open_workspace(self.place / "workspace")
        first, *others = self.readers
        people = {name: accounts.add_person(self.workspace, name) for name in self.readers}
        project = projects.new_project(
            self.workspace, "Theirs", by=people[first], by_name=first, codebook=book
        )
        self.project = project.guid
        for name in others:
            projects.put_in_team(self.workspace, project.guid, people[name], name, frozenset())
        for name, guid in people.items():
            self.tokens[name] = self.workspace.begin_sign_in(guid, days=1)
            wanting_figures.let_name(self.desk(name), True)
        wanting_figures.turn_on(self.desk(first), "To compare with what was published.")

    def desk(self, name: str) -> Desk:
        return desks.from_sign_in(self.workspace, self.tokens[name], self.project)

    def take_in(self, name: str, data: bytes) -> Guid:
        _, source = taking_in.import_file(self.desk(self.readers[0]), name, data)
        assert source is not None
        return source

    def turns(self, name: str, words: Iterable[str]) -> tuple[Guid, list[tuple[int, int]]]:
        """Take in a table with one speaker turn in each row; where each stands in the text."""
        made = io.StringIO()
        rows = csv.writer(made)
        rows.writerow(["speaker", "words"])
        # Two names in turn, so that no row is read as more of the one before.
        rows.writerows([f"Voice {n % 2}", " ".join(one.split())] for n, one in enumerate(words))
        source = self.take_in(f"{name}.csv", made.getvalue().encode())
        db = self.desk(self.readers[0]).project.db
        version = sources.current_version(db, source)
        assert version is not None
        return source, [(t["start"], t["end"]) for t in sources.turns(db, version["guid"])]

    def read(self, name: str, source: Guid, marks: Iterable[tuple[int, int, str]]) -> None:
        """Mark everything somebody marked in a transcript, and finish it."""
        snapshot = reading.snapshot(self.desk(name), source)
        guids = {code["name"]: code["guid"] for code in snapshot["codes"]}
        text = reading.text_of(self.desk(name), source)
        operations: list[dict] = [
            {
                "id": new_guid(),
                "kind": "add_coding",
                "coding": {
                    "guid": new_guid(),
                    "version": snapshot["source"]["version"],
                    "start": start,
                    "end": end,
                    "quote": text[start:end],
                    "code": guids[code],
                },
            }
            for start, end, code in marks
        ]
        operations.append({"id": new_guid(), "kind": "reading_state", "state": "finished"})
        for begin in range(0, len(operations), 100):
            told = coding.apply_operations(
                self.desk(name), source, operations[begin : begin + 100]
            )
            assert {one["state"] for one in told["results"]} == {"saved"}

    def figures(self, *among: Guid) -> dict:
        return agreement_tables.everything(self.desk(self.readers[0]), among=among or None)


def figure(
    found: dict, measure: str, about: str = SAME_CODES, kind: str = "all", readers: str = ""
) -> float:
    (value,) = [
        one["value"]
        for one in found["figures"]
        if (one["measure"], one["about"], one["kind"]) == (measure, about, kind)
        and (not readers or one["readers"] == readers)
    ]
    return value


def test_annomi(tmp_path: Path) -> None:
    chosen = {"7", "27", "55", "56", "66", "109", "130"}
    rows = [
        row
        for row in table(folder("annomi") / "AnnoMI-full.csv")
        if row["transcript_id"] in chosen
    ]
    who = {"therapist": "main_therapist_behaviour", "client": "client_talk_type"}
    codes = sorted({row[column] for row in rows for column in who.values()} - {"n/a"})
    readers = sorted({row["annotator_id"] for row in rows})
    team = Team(tmp_path, [f"Reader {name}" for name in readers], codes)
    for speaker, units, published in (("therapist", 216, 0.7365), ("client", 212, 0.4669)):
        taken = []
        for transcript in sorted(chosen):
            own = [
                row
                for row in rows
                if (row["transcript_id"], row["interlocutor"]) == (transcript, speaker)
            ]
            words = {int(row["utterance_id"]): row["utterance_text"] for row in own}
            order = sorted(words)
            source, turns = team.turns(f"{speaker} {transcript}", [words[n] for n in order])
            assert len(turns) == len(order)
            for reader in readers:
                team.read(
                    f"Reader {reader}",
                    source,
                    [
                        (*turns[order.index(int(row["utterance_id"]))], row[who[speaker]])
                        for row in own
                        if row["annotator_id"] == reader
                    ],
                )
            taken.append(source)
        found = team.figures(*taken)
        assert (found["units"], found["readers"]) == (units, 10)
        assert figure(found, "Fleiss’ kappa", readers="all readers") == pytest.approx(
            published, abs=0.00005
        )


def test_luccat(tmp_path: Path) -> None:
    rows = table(folder("luccat") / "Reporte_Kappa_Extendido.csv")
    team = Team(tmp_path, ["One", "Other"], [row["Code_full"] for row in rows])
    source, turns = team.turns("answers", [f"Answer number {n}" for n in range(34)])
    marks: dict[str, list] = {"One": [], "Other": []}
    for row in rows:
        both, one, other = (int(row[name]) for name in "abc")
        assert both + one + other + int(row["d"]) == 34
        marks["One"] += [(*turns[n], row["Code_full"]) for n in range(both + one)]
        others = [*range(both), *range(both + one, both + one + other)]
        marks["Other"] += [(*turns[n], row["Code_full"]) for n in others]
    for name, own in marks.items():
        team.read(name, source, own)
    found = team.figures()
    for row in rows:
        for measure, column in (
            ("Cohen’s kappa", "Kappa"),
            ("percent agreement, all readers equal", "Po"),
            ("PABAK", "PABAK"),
            ("prevalence index", "PI"),
        ):
            ours = figure(found, measure, row["Code_full"], "code")
            assert ours == pytest.approx(float(row[column]), abs=0.00051)
        # Which reader is the first has no meaning here, and none for the bias index.
        assert figure(found, "bias index", row["Code_full"], "code") == pytest.approx(
            float(row["BI"]), abs=0.00051
        )


def test_presto(tmp_path: Path) -> None:
    place = folder("presto") / "first_phase"
    rows = [
        json.loads(line) for line in (place / "presto_types.jsonl").read_text("utf-8").splitlines()
    ]
    first = {
        row["id"]: row["pre-ann-category"]["distortion"]
        for row in map(
            json.loads, (place / "presto_distortion.jsonl").read_text("utf-8").splitlines()
        )
    }
    given: dict[str, dict[str, list[str]]] = {"pre-annotator": {}}
    for row in rows:
        given.setdefault(row["_annotator_id"].split("-")[1], {})[row["id"]] = row["accept"]
        proposed = row["options"][0]["pre-ann-category"]["types"]
        given["pre-annotator"][row["id"]] = [kind.lower() for kind in proposed]
    words = {row["id"]: row["text"] for row in rows}
    published = {row[""]: row for row in table(place / "cohens_scores_types.csv")}
    kinds = [name for name in published["xavi-mireia"] if name and "label" not in name]
    units = [
        each
        for each in words
        if first[each] == "distorsión" and all(each in own for own in given.values())
    ]
    team = Team(tmp_path, sorted(given), kinds)
    source, turns = team.turns("sentences", [words[each] for each in units])
    assert len(turns) == 131
    for name, own in given.items():
        marks = [(*turns[n], kind) for n, each in enumerate(units) for kind in own[each]]
        team.read(name, source, marks)
    found = team.figures()
    pairs = {
        frozenset(one["readers"].split(": ")[1].split(" and ")): one["readers"]
        for one in found["figures"]
        if one["readers"].startswith("pair")
    }
    assert len(pairs) == len(published) == 6
    for pair, row in published.items():
        for kind in kinds:
            readers = pairs[frozenset(pair.split("-", 1))]
            ours = figure(found, "Cohen’s kappa", kind, "code", readers)
            assert ours == pytest.approx(float(row[kind]))


def kappa_over_answers(one: list, other: list) -> float:
    known = {answer: number for number, answer in enumerate(dict.fromkeys([*one, *other]))}
    values = np.array([[known[a], known[b]] for a, b in zip(one, other, strict=True)])
    return float(cohen(whole(tallied(values, len(known))))[0])


def test_presto_over_whole_answers() -> None:
    place = folder("presto") / "first_phase"
    answers: dict[str, dict[str, dict[str, tuple]]] = {}
    for kind in ("types", "distortion"):
        answers[kind] = {"pre-annotator": {}}
        for line in (place / f"presto_{kind}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            own = answers[kind].setdefault(row["_annotator_id"].split("-")[1], {})
            own[row["id"]] = tuple(row["accept"])
            if kind == "distortion":
                first = (row["pre-ann-category"]["distortion"],)
                answers[kind]["pre-annotator"][row["id"]] = first
    distorted, listed = answers["distortion"], answers["types"]
    units = [
        each
        for each in listed["xavi"]
        if distorted["pre-annotator"][each] == ("distorsión",)
        and all(each in listed[name] for name in ("miriam", "mireia"))
    ]
    for row in table(place / "cohens_scores_types.csv"):
        one, other = row[""].split("-", 1)
        kinds = [float(row[name]) for name in row if name and "label" not in name]
        assert sum(kinds) / len(kinds) == pytest.approx(float(row["single-label-average"]))
        if other != "pre-annotator":
            found = [[listed[name][each] for each in units] for name in (one, other)]
            assert kappa_over_answers(*found) == pytest.approx(float(row["multi-label-exact"]))
    reproduced = set()
    for row in table(place / "cohens_scores_distortion.csv"):
        one, other = row[""].split("-", 1)
        found = [[distorted[name][each] for each in distorted[one]] for name in (one, other)]
        if kappa_over_answers(*found) == pytest.approx(float(row["exact"]), abs=1e-9):
            reproduced.add(row[""])
    assert reproduced == {
        "miriam-mireia",
        "mireia-pre-annotator",
        "miriam-pre-annotator",
        "xavi-pre-annotator",
    }


def test_bratiaa(tmp_path: Path) -> None:
    place = folder("bratiaa") / "example-files" / "example-project"
    readers = ["Lisa", "Maria", "Max", "Peter"]
    published = {"LOC": 0.819, "MISC": 0.840, "ORG": 0.906, "PER": 0.938}
    team = Team(tmp_path, readers, list(published))
    tokens: list[list[set]] = []
    for document in sorted((place / "Lisa").glob("*.txt")):
        words = document.read_text("utf-8")
        source = team.take_in(document.name, document.read_bytes())
        text = reading.text_of(team.desk("Lisa"), source)
        # The same letters in the same order; only blank space may stand otherwise.
        theirs, ours = (
            [n for n, one in enumerate(each) if not one.isspace()] for each in (words, text)
        )
        assert [words[n] for n in theirs] == [text[n] for n in ours]
        at = dict(zip(theirs, ours, strict=True))
        tokens.append([])
        for name in readers:
            lines = (place / name / document.name).with_suffix(".ann").read_text("utf-8")
            marks = [
                line.split("\t")[1].split() for line in lines.splitlines() if line.startswith("T")
            ]
            touched = {
                (token.span(), label)
                for label, start, end in marks
                for token in re.finditer(r"\S+", words)
                if token.start() < int(end) and int(start) < token.end()
            }
            tokens[-1].append(touched)
            team.read(
                name,
                source,
                [(at[int(start)], at[int(end) - 1] + 1, label) for label, start, end in marks],
            )
    assert mean_pairwise_f1(whole(matches(tokens)))[0] == pytest.approx(0.964, abs=0.0005)
    found = team.figures()
    stretches = ANY_STRETCH
    assert figure(found, "mean pairwise F1", stretches, "stretches") == pytest.approx(
        0.890, abs=0.0005
    )
    for label, value in published.items():
        ours = figure(found, "mean pairwise F1", label, "stretches")
        assert ours == pytest.approx(value, abs=0.0005)


def test_tidycomm(tmp_path: Path) -> None:
    rows = table(folder("tidycomm") / "fbposts.csv")
    published = {
        "n_pictures": (0.822, 0.930),
        "pop_elite": (0.733, 0.861),
        "pop_people": (0.778, 0.916),
        "pop_othering": (0.867, 0.945),
    }
    posts = sorted({row["post_id"] for row in rows}, key=int)
    readers = sorted({row["coder_id"] for row in rows}, key=int)
    values = sorted({row[name] for row in rows for name in published})
    team = Team(tmp_path, [f"Reader {name}" for name in readers], [f"is {one}" for one in values])
    for name, (all_equal, holsti) in published.items():
        source, turns = team.turns(name, [f"Post {post}, {name}" for post in posts])
        for reader in readers:
            marks = [
                (*turns[posts.index(row["post_id"])], f"is {row[name]}")
                for row in rows
                if row["coder_id"] == reader
            ]
            team.read(f"Reader {reader}", source, marks)
        found = team.figures(source)
        ours = [
            figure(found, measure, readers="all readers")
            for measure in (
                "percent agreement, all readers equal",
                "percent agreement, over pairs of readings",
            )
        ]
        assert ours == pytest.approx([all_equal, holsti], abs=0.0005)
