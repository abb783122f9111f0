"""Everything the workbench holds of one person, as one file of their own.

It has what they wrote and did, private words included, and nothing anybody could sign in with. No
words of a transcript are in it, and no other person's words: those are not this person's to take.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from workbench.domain.ids import Guid, now
from workbench.domain.note import VISIBILITIES
from workbench.domain.people import JOBS, Viewer
from workbench.services import chats, desks, notes, own_place, projects
from workbench.services.desks import Desk
from workbench.store import accounts_held, held_of_person, sources
from workbench.store import perspectives as perspective_store
from workbench.store import project as project_store
from workbench.store.workspace import Workspace

FILE_NAME = "everything-held-of-me.zip"
_README = """Everything this workbench holds of {name}, as it was on {on}.

account.json         your account: name, e-mail, sign-ins, links, the second step. Your password
                     and the codes on paper are kept only as something that cannot be read back,
                     so they are not here.
{studies}
In the folder of each study:
  about-me.json      how you are named, your jobs, what you were asked to read, what you decided,
                     wrote and answered, and what the history keeps that you did
  marks.json         your marks: transcript, place, code, and where you read from. Places count
                     characters of the text as it stands now, from 0
  notebook.txt       your notes, private ones too, with who may read each
  perspectives.json  where you read from, and who may see it
  chats.json         chats you asked for

Not here: words of transcripts, which are the participants', and other people's words. Ask your
team for those. Private notes in this file can be read by whoever has it: keep it safe.
{left}"""


def package_for(folder: Path, token: str | None) -> bytes:
    """As `package`, for the child process."""
    return package(desks.open_workspace(folder), token)


def package(workspace: Workspace, token: str | None) -> bytes:
    """Gather everything held of whoever this sign-in belongs to; the bytes of a ZIP file."""
    me = desks.person_of(workspace, token)
    at = [
        desks.from_sign_in(workspace, token, row["guid"])
        for row in workspace.memberships(me.self())
    ]
    folders = {
        f"{number:02}-{projects.slug_of(project_store.details(desk.project.db)['name'])}": desk
        for number, desk in enumerate(at, start=1)
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("read-me.txt", _readme(workspace, me, folders))
        file.writestr("account.json", _json(accounts_held.of(workspace, me.self())))
        for folder, desk in folders.items():
            for name, words in _study(workspace, desk):
                file.writestr(f"{folder}/{name}", words)
    return packed.getvalue()


def _study(workspace: Workspace, desk: Desk) -> Iterator[tuple[str, str]]:
    db, keys, me = desk.project.db, desk.project.keys, desk.viewer.self()
    about = {
        "study": project_store.details(db)["name"],
        "your_jobs": [JOBS[job] for job in JOBS if job in desk.viewer.jobs],
        **held_of_person.of(db, me),
        "where you stopped reading": [
            {"transcript": row["name"], "place": place}
            for row in sources.listed(db)
            if (place := own_place.find(workspace, desk, Guid(row["guid"]))) is not None
        ],
    }
    yield "about-me.json", _json(about)
    yield "marks.json", _json(held_of_person.marks(db, keys, me))
    yield "notebook.txt", _notebook(desk)
    yield (
        "perspectives.json",
        _json(
            {
                "how you want to be asked": perspective_store.wish(db, keys, me),
                "where you read from": held_of_person.perspectives(db, keys, me),
            }
        ),
    )
    asked = [
        {"whom": row["name"], "words": row["words"], "on": row["on"]}
        for row in chats.mine(desk)
        if row["by_me"]
    ]
    yield "chats.json", _json(asked)


def _notebook(desk: Desk) -> str:
    """One's own notes without the words of the transcript they are about."""
    parts = [f"My notes in “{project_store.details(desk.project.db)['name']}”"]
    names = projects.everybody(desk)
    for note in reversed(notes.mine(desk)):
        about = [note["source_name"], *(each["name"] for each in note["about"])]
        told = [note["on"], VISIBILITIES[note["visibility"]]]
        told += [f"for {', '.join(names.get(Guid(each), '') for each in note['readers'])}"] * bool(
            note["readers"]
        )
        told += [f"about {', '.join(filter(None, about))}"] if any(about) else []
        if note["start"] is not None:
            told.append(f"characters {note['start']} to {note['end']}")
        parts.append(f"{' · '.join(told)}\n{note['words']}")
    return "\n\n".join(parts) + "\n"


def _readme(workspace: Workspace, me: Viewer, folders: dict[str, Desk]) -> str:
    studies = [
        f"{folder + '/':20} the study “{project_store.details(desk.project.db)['name']}”"
        for folder, desk in folders.items()
    ]
    left = len(accounts_held.left_behind(workspace, me.self()))
    return _README.format(
        name=me.name,
        on=now()[:10],
        studies="\n".join(studies) or "You are in the team of no study.",
        left=(
            "\nStudies whose team you have left keep your marks and what you shared, under the "
            f"name you chose then: {left} here.\n"
            if left
            else ""
        ),
    )


def _json(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
