"""A mark that has just been made is found by its own name, however many others the text has."""

from pathlib import Path

from tests.builders import small_study
from workbench.store import visible


def test_one_mark_is_not_looked_for_among_all_of_its_transcript(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    study.do("Ada", study.operation("nobody asked why I came"))
    desk = study.desk("Ada")
    (mark,) = study.marks("Ada")
    asked: list[str] = []
    desk.project.db.conn.set_trace_callback(asked.append)
    found = visible.codings(desk.project, desk.viewer, source=study.source, only=[mark["guid"]])
    desk.project.db.conn.set_trace_callback(None)

    assert [one.guid for one in found] == [mark["guid"]]
    (lookup,) = (each for each in asked if "from codings c" in each)
    steps = [row[3] for row in desk.project.db.execute(f"explain query plan {lookup}")]
    assert any(step.startswith("SEARCH c ") and "(guid=?)" in step for step in steps), steps
