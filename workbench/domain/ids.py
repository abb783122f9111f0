"""Identifiers and times. Identifiers are version-4 GUIDs in lower case; times are aware UTC."""

import re
from datetime import UTC, datetime
from typing import NewType
from uuid import uuid4

from workbench.domain.errors import NotReadable

Guid = NewType("Guid", str)

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def new_guid() -> Guid:
    """Make an identifier that nothing else has."""
    return Guid(str(uuid4()))


def guid_from(text: object) -> Guid:
    """Check an identifier that came from outside; `NotReadable` when it is not one."""
    if isinstance(text, str) and _GUID.fullmatch(text):
        return Guid(text)
    raise NotReadable("That address or message names something by an identifier that is not one.")


def now() -> str:
    """Say the present moment as ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
