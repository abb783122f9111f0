"""What left, was opened or withdrawn is on record for the whole team, by day and without words."""

import re
from pathlib import Path

from tests.builders import small_study
from tests.servers import serving
from workbench.services import on_record, real_words, withdrawing


def test_what_leaves_is_opened_or_withdrawn_is_seen_by_every_member(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    study.do("Ada", study.operation("I felt safe there"))
    with serving(study.workspace.folder) as server, server.client(study.tokens["Ada"]) as ada:
        report = f"/api/v1/projects/{study.project}/report.docx"
        for _ in range(2):
            assert ada.get(report, timeout=120).status_code == 200
        with server.client(study.tokens["Ben"]) as ben:
            assert ben.get(report).status_code == 403
    real_words.opened(study.workspace, study.desk("Ada"))
    withdrawing.withdraw(study.workspace, study.desk("Ada"), "P01")

    told = on_record.shown(study.desk("Ben"))

    assert told == on_record.shown(study.desk("Ada"))
    assert [(line["who"], line["what"]) for line in told] == [
        ("Ada", "withdrew a participant"),
        ("Ada", "opened the list of real names"),
        ("Ada", "took away the report in Word"),
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", line["on"]) for line in told)
    assert "P01" not in str(told)
