"""What left, was opened or withdrawn is on record for the whole team, by day and without words."""

import re
from pathlib import Path

from click.testing import CliRunner

from tests.builders import small_study
from tests.server import permission_table
from tests.servers import serving
from workbench.cli import workbench as commands
from workbench.services import leaving_team, on_record, participants, real_words, withdrawing

# What is drawn in a page, read on paper, or one's own.
NO_FILE_OF_THE_STUDY = {
    "changes",
    "codebook/story.html",
    "my-notebook.txt",
    "my-reading.csv",
    "sources/{source}/paper",
    "sources/{source}/reading",
}


def test_every_address_a_file_leaves_by_is_known_to_the_record() -> None:
    of_a_study = "GET /api/v1/projects/{project}/"
    known = on_record.LEAVING.keys() | NO_FILE_OF_THE_STUDY
    assert {
        route.removeprefix(of_a_study)
        for route in permission_table.routes()
        if route.startswith(of_a_study)
    } == known


def test_what_leaves_is_opened_or_withdrawn_is_seen_by_every_member(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    study.do("Ada", study.operation("I felt safe there"))
    with serving(study.workspace.folder) as server, server.client(study.tokens["Ada"]) as ada:
        base = f"/api/v1/projects/{study.project}"
        report = f"{base}/report.docx"
        for _ in range(2):
            assert ada.get(report, timeout=120).status_code == 200
        assert ada.get(f"{base}/codebook/codebook%2Eyaml").status_code == 200
        [person] = participants.everybody(study.desk("Ada"))
        assert ada.get(f"{base}/participants/{person.guid}/everything.docx").status_code == 200
        with server.client(study.tokens["Ben"]) as ben:
            assert ben.get(report).status_code == 403
    where = ["--workspace", str(study.workspace.folder)]
    for words in (
        ["report", study.project, str(tmp_path / "report.html")],
        ["export", study.project, str(tmp_path / "marks.csv")],
        ["compare", study.project],
        ["letter", study.project, str(tmp_path / "letter.docx"), "--participant", "P01"],
        ["backup", str(tmp_path / "b"), "--with-keys", str(tmp_path / "keys")],
        ["backup", str(tmp_path / "c"), "--scheduled"],
    ):
        done = CliRunner().invoke(commands, [*words, *where])
        assert done.exit_code == 0, done.output
    nowhere = ["export", study.project, str(tmp_path / "no" / "marks.csv"), *where]
    before = study.desk("Ada").project.revision()
    assert CliRunner().invoke(commands, nowhere).exit_code == 1
    assert study.desk("Ada").project.revision() == before
    real_words.opened(study.workspace, study.desk("Ada"))
    withdrawing.withdraw(study.workspace, study.desk("Ada"), "P01")

    told = on_record.shown(study.desk("Ben"))

    assert told == on_record.shown(study.desk("Ada"))
    assert [(line["who"], line["what"]) for line in told] == [
        ("Ada", "withdrew a participant"),
        ("Ada", "opened the list of real names"),
        (
            "the command line",
            "took away a backup of the whole workspace, with the keys to private words",
        ),
        ("the command line", "took away a letter with everything held of a participant"),
        ("the command line", "took away where readings differ, with the words"),
        ("the command line", "took away the marks as a file"),
        ("the command line", "took away the report as a web page"),
        ("Ada", "took away a letter with everything held of a participant"),
        ("Ada", "took away the codebook as a file"),
        ("Ada", "took away the report in Word"),
    ]
    ben = study.desk("Ben")
    on_record.taken_away(ben, "a list")
    leaving_team.leave(study.workspace, ben, name="", perspectives_stay=True)
    assert on_record.shown(study.desk("Ada"))[0]["who"] == leaving_team.FORMER
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", line["on"]) for line in told)
    assert "P01" not in str(told)
