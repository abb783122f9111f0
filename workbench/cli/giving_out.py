"""Files that a command makes of a study: put on record for the team, and whole or not there."""

import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.errors import WrongPlace

if TYPE_CHECKING:
    from workbench.services.desks import Desk


def give_out(desk: "Desk", out: Path, data: bytes, *, what: str) -> None:
    """Write a file, and put on record that it left before it stands under its name.

    Parameters
    ----------
    what
        What it is, in the words the team reads.
    """
    from workbench.services import on_record

    if out.exists() and not out.is_file():  # a pipe or a terminal takes no other file's place
        on_record.taken_away(desk, what)
        out.write_bytes(data)
        return
    making = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        making.write_bytes(data)
        on_record.taken_away(desk, what)
        making.replace(out)
    except OSError as trouble:
        raise WrongPlace(
            f"The file could not be written to {out} ({trouble.strerror}). Choose another place."
        ) from trouble
    finally:
        with suppress(OSError):
            making.unlink(missing_ok=True)
