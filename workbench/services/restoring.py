"""Restoring a backup, or putting a study's file in a workspace. What was there is always kept."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.errors import NotFound, WrongPlace
from workbench.domain.ids import Guid, guid_from
from workbench.services import accounts, again, desks, projects
from workbench.store import backup_list, backups, putting_back
from workbench.store.project import ENDING


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: in sentences, and where what was there before is kept."""

    sentences: tuple[str, ...]
    kept: Path | None


def restore(folder: Path, file: Path, *, keys: Path | None = None) -> Restored:
    """Put a backup, or one study's file, into a workspace that nobody is serving.

    Parameters
    ----------
    keys
        A backup of keys, to put in the place of the workspace's own. Without it those that are
        there stay, which is right where the backup is one of this workspace.

    Raises
    ------
    WrongPlace
        The file cannot be used, or the workspace is being served; nothing was changed.
    """
    for given in filter(None, (file, keys)):
        if not given.is_file():
            raise NotFound(f"There is no file {given}. Check the path.")
    if not backups.is_backup(file):
        return _one_study(folder, file)
    with putting_back.staging(folder) as ready:
        about = backups.unpack(file, ready)
        if "workspace.sqlite3" not in about["files"]:
            raise WrongPlace(
                f"{file.name} has only keys in it. Name the backup itself, and this with --keys."
            )
        if keys is not None:
            backups.unpack(keys, ready)
        if not (ready / "workspace.sqlite3").exists():
            raise WrongPlace(f"{file.name} is not a backup of a workspace.")
        kept = putting_back.swap(folder, ready)
    workspace = desks.open_workspace(folder)
    backup_list.remember(workspace, file.absolute(), kind="asked", at=about["made_at"])
    told = [f"The backup of {about['made_at'][:10]} is restored. Everybody signs in again."]
    if kept:
        backup_list.remember(workspace, kept, kind="kept")
        told.append(f"What was there before is kept in {kept}.")
        told += again.accounts_after_restoring(workspace, kept)
        for study in workspace.projects():
            told += again.after_restoring(workspace, Guid(study["guid"]), kept)
    return Restored(tuple(told), kept)


def _one_study(folder: Path, file: Path) -> Restored:
    with putting_back.staging(folder) as ready:
        made, written, name = putting_back.one_study(file, ready)
        guid, name = guid_from(written), accounts.checked_name(name)
        workspace = desks.open_workspace(folder)
        there = next((row for row in workspace.projects() if row["guid"] == guid), None)
        kept = None
        if there is None:
            slug = projects.slug_of(name)
            file_name = f"{slug}-{secrets.token_hex(4)}{ENDING}"
        else:
            slug, file_name = there["slug"], workspace.project(guid).path.name
            workspace.project(guid).file.close()
            kept = putting_back.keep_aside(folder, file_name)
        made.rename(folder / "projects" / file_name)
        backups.sync_folder(folder / "projects")
        if there is None:
            workspace.put_on_list(guid, name=name, slug=slug, file_name=file_name)
    workspace = desks.open_workspace(folder)
    workspace.project(guid)
    if there is None:
        told = [
            f"The study “{name}” is in this workspace. Its readers have no account here: add "
            f"people with `workbench person add NAME --project {slug}`."
        ]
    else:
        told = [f"The study “{name}” is put back."]
    if kept:
        backup_list.remember(workspace, kept, kind="kept")
        told.append(f"What was there before is kept in {kept}.")
        told += again.after_restoring(workspace, guid, kept)
    return Restored(tuple(told), kept)
