"""The threat model cites tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
CITED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_test_that_the_threat_model_cites_is_there() -> None:
    cited = CITED.findall((ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8"))
    assert len(cited) >= 20
    for path, name in cited:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"^def {name}\(", text, re.M), f"{path}::{name} is gone"


def test_every_setting_is_on_the_page_on_operating() -> None:
    from workbench.services.server_settings import SETTINGS

    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    for name in SETTINGS:
        assert f"| `{name}` |" in page
