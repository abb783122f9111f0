"""Whom the live feed looks for again: whoever reads what was touched, and all when all may be."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.builders import small_study
from workbench.services import projects, reading, taking_in
from workbench.services.reading import Touched


def test_a_mark_touches_its_own_transcript_and_a_new_name_everybody(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    _, other = taking_in.import_file(study.desk("Ada"), "other.txt", b"Ann: Hello there.\n")
    file = study.desk("Ada").project
    # A connection hears of the commits of others, so the looking has a thread of its own.
    with ThreadPoolExecutor(1) as looking:

        def touched(since: Touched) -> Touched:
            return looking.submit(reading.touched, file, since).result()

        first = touched(Touched())
        assert first.everybody  # nobody knows what came before the looking began
        assert touched(first) == Touched(first.version, first.revision)

        study.do("Ada", study.operation("I felt safe there"))
        marked = touched(first)
        assert (marked.sources, marked.everybody) == (frozenset({study.source}), False)
        assert other not in marked.sources
        assert marked.revision > first.revision

        projects.describe(study.workspace, study.desk("Ada"), name="Renamed", about="")
        assert touched(marked).everybody
        looking.submit(file.file.close).result()
