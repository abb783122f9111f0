"""A day's Word files over HTTP: for members alone, and a day that is not there is not found."""

from io import BytesIO
from pathlib import Path

import docx

from tests.builders import small_study
from tests.servers import serving
from workbench.domain.ids import new_guid
from workbench.services import together


def test_the_papers_and_the_write_up_are_given_to_members_alone(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace", names=("Ada", "Ben"))
    day = together.start(study.desk("Ben"), [study.source])
    together.open_together(study.desk("Ben"), day, "named", seen="named")
    place = f"/api/v1/projects/{study.project}/days"
    with serving(study.workspace.folder) as server:
        with server.client(study.tokens["Ada"]) as ada:
            for file in ("paper.docx", "day.docx"):
                answer = ada.get(f"{place}/{day}/{file}")
                assert answer.headers["cache-control"] == "no-store"
                assert docx.Document(BytesIO(answer.content)).paragraphs[0].text == (
                    "“talk” together"
                )
            assert ada.get(f"{place}/{new_guid()}/day.docx").status_code == 404
            assert ada.get(f"{place}/nothing/paper.docx").status_code == 400
        with server.client() as nobody:
            assert nobody.get(f"{place}/{day}/day.docx").status_code == 401
