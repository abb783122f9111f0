"""Everything that can leave a study, or be asked of it over the wire, as bytes to look in."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from tests.builders import Study
from tests.cli.conftest import Terminal
from tests.servers import Server
from workbench.domain.document import KINDS
from workbench.services import backing_up, documents
from workbench.services.documents import Wanted


def unpacked(data: bytes) -> bytes:
    """A file with everything in it, whatever it is packed in."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as package:
        return b"\n".join(unpacked(package.read(name)) for name in package.namelist())


def files(study: Study, name: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every document somebody can make, what the command line tells, and a backup."""
    folder.mkdir(exist_ok=True)
    for kind in KINDS:
        if kind != "case":
            for ending in ("docx", "html"):
                made = documents.make(study.desk(name), Wanted(kind, ending=ending))  # type: ignore[arg-type]
                yield f"{kind}.{ending}", unpacked(made.data)
    out, _ = backing_up.back_up(study.workspace, folder / "backup.zip")
    yield "backup", unpacked(out.read_bytes())
    run, at = Terminal(), ("--workspace", str(study.workspace.folder), "--json")
    for command in (("compare",), ("project", "info"), ("check",)):
        yield " ".join(command), run(*command, "small-study", *at).stdout.encode()


def answers(study: Study, server: Server, name: str) -> Iterator[tuple[str, bytes]]:
    """What every address of the API that only reads answers somebody who asks it."""
    known = {
        "project": study.project,
        "source": study.source,
        "ending": "json",
        "kind": "thematic",
    }
    with server.client(study.tokens[name]) as client:
        for path, does in client.get("/api/v1/openapi.json").json()["paths"].items():
            if "get" in does:
                asked = path.format_map(_Known(known))
                answer = client.get(
                    f"/api/v1{asked}", params={"source": study.source, "since": "", "of": ""}
                )
                yield asked, unpacked(answer.content) + str(answer.headers).encode()


class _Known(dict):
    def __missing__(self, part: str) -> str:
        return "00000000-0000-4000-8000-000000000000"
