"""Who may do what: every route, socket, page and command that the code has, with its rule.

What is not in a table here makes a test fail, so that nothing new is reachable without somebody
having said by whom. Run as a program this prints the tables and how many cells they have.
"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.routing import Mount, Route

from workbench import server
from workbench.cli import workbench as commands
from workbench.domain.people import JOBS
from workbench.services import desks
from workbench.ui import application, coding_pane
from workbench.ui.parts import links

NOBODY, STRANGER, READER, EVERYTHING = "nobody", "stranger", "reader", "everything"
ROLES = (NOBODY, STRANGER, READER, *JOBS, EVERYTHING)

# Who may: `open` to anybody, whoever is `signed in`, a `member` of the study, or who has a job.
OPEN, SIGNED_IN, MEMBER = "open", "signed in", "member"
ROUTES = {
    "GET /healthz": OPEN,
    "GET /readyz": OPEN,
    "GET /sign-in": OPEN,
    "POST /sign-in": OPEN,
    "POST /sign-out": SIGNED_IN,
    "GET /first-start/{token}": OPEN,
    "POST /first-start/{token}": OPEN,
    "GET /join/{token}": OPEN,
    "POST /join/{token}": OPEN,
    "GET /new-password/{token}": OPEN,
    "POST /new-password/{token}": OPEN,
    "POST /demo/reset": SIGNED_IN,
    "GET /erase-account": SIGNED_IN,
    "POST /erase-account": SIGNED_IN,
    "POST /sign-ins/{sign_in}/end": SIGNED_IN,
    "GET /openid/begin": OPEN,
    "POST /openid/connect": SIGNED_IN,
    "GET /openid/back": OPEN,
    "GET /assets/letters/source-sans.woff2": OPEN,
    "GET /assets/{version}/{name}": OPEN,
    "GET /{path:path}": SIGNED_IN,
    "GET /api/v1/openapi.json": SIGNED_IN,
    "GET /api/v1/me": SIGNED_IN,
    "PUT /api/v1/my-settings": SIGNED_IN,
    "GET /api/v1/me/everything.zip": SIGNED_IN,
    "GET /api/v1/projects/{project}/sources/{source}/reading": MEMBER,
    "POST /api/v1/projects/{project}/operations": MEMBER,
    "GET /api/v1/projects/{project}/changes": MEMBER,
    "GET /api/v1/projects/{project}/report.docx": "outputs",
    "GET /api/v1/projects/{project}/report.html": "outputs",
    "GET /api/v1/projects/{project}/sources/{source}/paper": MEMBER,
    "GET /api/v1/projects/{project}/quotations.{ending}": "outputs",
    "GET /api/v1/projects/{project}/numbers.xlsx": "outputs",
    "PUT /api/v1/projects/{project}/sources/{source}/place": MEMBER,
    "POST /api/v1/projects/{project}/issue": "outputs",
    "POST /api/v1/projects/{project}/replacements.csv": "transcripts",
    "GET /api/v1/projects/{project}/agreement.{ending}": "outputs",
    "GET /api/v1/projects/{project}/my-reading.csv": MEMBER,
    "GET /api/v1/projects/{project}/my-notebook.txt": MEMBER,
    "GET /api/v1/projects/{project}/participants/{participant}/everything.docx": "transcripts",
    "GET /api/v1/projects/{project}/participants/{participant}/quotations.docx": "transcripts",
    "GET /api/v1/projects/{project}/withdrawals/{receipt}.docx": "transcripts",
    "GET /api/v1/projects/{project}/days/{day}/day.docx": MEMBER,
    "GET /api/v1/projects/{project}/days/{day}/paper.docx": MEMBER,
    "GET /api/v1/projects/{project}/codebook/codebook.yaml": MEMBER,
    "GET /api/v1/projects/{project}/codebook/codebook.qdc": MEMBER,
    "GET /api/v1/projects/{project}/codebook/story.html": MEMBER,
    "POST /api/v1/projects/{project}/prose": MEMBER,
    "WS /api/v1/projects/{project}/live": MEMBER,
    "WS /_stcore/stream": SIGNED_IN,
}
# In the sidebar for a job, and drawn with less in them for whoever has a link.
FOR_EVERYBODY_TOO = ("agreement", "correct")
# Commands speak for whoever holds the folder, or in a member's name with --as.
FOLDER = "folder"
COMMANDS = {
    "backup": FOLDER,
    "check": FOLDER,
    "compare": MEMBER,
    "demo": FOLDER,
    "export": FOLDER,
    "import": "transcripts",
    "letter": "transcripts",
    "person add": FOLDER,
    "person erase": FOLDER,
    "person password": FOLDER,
    "project info": FOLDER,
    "project list": FOLDER,
    "project new": FOLDER,
    "report": "outputs",
    "restore": FOLDER,
    "search": MEMBER,
    "serve": FOLDER,
    "settings": FOLDER,
    "withdraw": "transcripts",
}


def routes() -> Iterator[str]:
    """Every route and socket of the server, as the code has it."""
    folder = Path(tempfile.mkdtemp())
    door = server.door(
        desks.open_workspace(folder / "workspace"),
        pane=coding_pane.FRONTEND,
        pane_version=coding_pane.version(),
        typeface=folder,
        pages=frozenset(),
    )
    for route in door.routes:
        if isinstance(route, Mount):
            yield from _described(route.app)
        elif isinstance(route, Route):
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield f"{method} {route.path}"
    yield "WS /_stcore/stream"


def _described(api: Any) -> Iterator[str]:
    yield "GET /api/v1/openapi.json"
    for path, methods in api.openapi()["paths"].items():
        yield from (f"{method.upper()} /api/v1{path}" for method in methods)
    for route in api.routes:
        if "websocket" in type(route).__name__.lower():
            yield f"WS /api/v1{route.path}"


def pages() -> dict[str, str]:
    """Every page of the application, with its rule."""
    rules = dict.fromkeys(application._DRAWN_BY, MEMBER) | links.FOR_A_JOB
    return rules | dict.fromkeys(FOR_EVERYBODY_TOO, MEMBER) | dict.fromkeys(links.APART, SIGNED_IN)


def all_commands() -> Iterator[str]:
    """Every command, as the code has it."""
    for name, command in commands.commands.items():
        inside = getattr(command, "commands", None)
        yield from (f"{name} {each}" for each in inside) if inside else (name,)


def may(role: str, rule: str) -> bool:
    """Say whether somebody in a role may do what a rule stands for."""
    if rule == OPEN or (rule == SIGNED_IN and role != NOBODY):
        return True
    if role in (NOBODY, STRANGER) or rule == SIGNED_IN:
        return False
    return rule == MEMBER or role in (EVERYTHING, rule)


def address(route: str, known: dict[str, str], other: str) -> tuple[str, str]:
    """Give the method and address of a route with real things, or `other`, in its places."""
    method, _, path = route.partition(" ")
    return method, re.sub(r"\{(\w+)(?::\w+)?\}", lambda part: known.get(part[1], other), path)


if __name__ == "__main__":
    counted = 0
    for table in (ROUTES, pages(), {f"workbench {name}": rule for name, rule in COMMANDS.items()}):
        for what, rule in table.items():
            counted += len(ROLES)
            print(
                f"{what:78} {' '.join('x' if may(role, rule) else '.' for role in ROLES)}  {rule}"
            )
    print(f"{counted} cells; columns: {', '.join(ROLES)}")
