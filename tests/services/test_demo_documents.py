"""The demo's documents as a team would hand them in: set as pages, and sound as packages."""

import itertools
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from workbench.domain.document import EXTRAS
from workbench.services import demo, desks, documents, groups
from workbench.services.documents import Wanted


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    workspace = desks.open_workspace(tmp_path_factory.mktemp("demo"))
    demo.prepare(workspace)
    (study,) = workspace.projects()
    desk = desks.from_command_line(workspace, study["guid"], "Nkechi Farrow")
    (group,) = groups.listed(desk)
    found = {
        kind: documents.make(desk, Wanted(kind, of, checked=True)).data
        for kind, of in (("thematic", None), ("participants", None), ("case", group.guid))
    }
    documents.choose_extras(desk, EXTRAS)
    found["with_everything"] = documents.make(desk, Wanted("thematic")).data
    return found


@pytest.mark.parametrize("kind", ["thematic", "participants", "case", "with_everything"])
def test_a_document_is_sound_as_a_package_and_for_a_screen_reader(
    made: dict[str, bytes], kind: str
) -> None:
    with zipfile.ZipFile(BytesIO(made[kind])) as package:
        names = set(package.namelist())
        types = package.read("[Content_Types].xml").decode()
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
            if name.endswith(".rels"):
                for link in etree.fromstring(package.read(name)):
                    if link.get("TargetMode") == "External":
                        raise AssertionError(f"{name} points outside: {link.get('Target')}")
    assert all(f'/{name}"' in types or name.rpartition(".")[2] in types for name in names)
    document = docx.Document(BytesIO(made[kind]))
    marks = [mark.get(qn("w:id")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks))
    named = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert len(named) == len(set(named))
    assert all(len(name) <= 40 for name in named)
    for drawing in document.element.iter(qn("wp:docPr")):
        assert drawing.get("descr")
    levels = [
        int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")
    ]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    used = {p.style.style_id for p in document.paragraphs}
    assert used <= {style.style_id for style in document.styles}


def test_the_summary_that_is_handed_in_has_nothing_left_to_write(made: dict[str, bytes]) -> None:
    document = docx.Document(BytesIO(made["thematic"]))
    words = "\n".join(each.text or "" for each in document.element.iter(qn("w:t")))
    assert not re.search(r"To write|Not written yet|Draft", words)
    assert "How this knowledge was produced" in words


@pytest.mark.office
def test_libreoffice_sets_them_as_pages(made: dict[str, bytes], tmp_path: Path) -> None:
    files = [tmp_path / f"{kind}.docx" for kind in made]
    for file in files:
        file.write_bytes(made[file.stem])
    office, info = shutil.which("soffice"), shutil.which("pdfinfo")
    assert office, "LibreOffice Writer is needed for this test: install libreoffice-writer."
    assert info, "pdfinfo is needed for this test: install poppler-utils."
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--convert-to", "pdf", "--outdir", tmp_path),
            *files,
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )

    def pages(kind: str) -> int:
        told = subprocess.run(
            [info, tmp_path / f"{kind}.pdf"], check=True, capture_output=True, text=True
        ).stdout
        return int(re.search(r"Pages:\s+(\d+)", told).group(1))  # type: ignore[union-attr]

    assert pages("case") <= 2
    assert pages("participants") == 2
    assert 5 < pages("thematic") < pages("with_everything")
