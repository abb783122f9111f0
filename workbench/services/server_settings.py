"""What whoever runs the server may set, with the limits of each and what holds until then."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from workbench.domain.errors import NotFound, NotReadable
from workbench.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it is for, what holds until it is set, and what its values look like."""

    about: str
    default: str
    least: float | None = None
    most: float | None = None
    shape: Callable[[str], str] = str

    def checked(self, name: str, words: str) -> str:
        """Give a value back as it is kept, or say what is the matter with it."""
        words = words.strip()
        if self.least is None or self.most is None:
            if len(words) > 500 or not (words.isprintable() or not words):
                raise NotReadable(f"“{name}” may have 500 signs, all of which can be seen.")
            return self.shape(words)
        try:
            number = float(words)
        except ValueError:
            number = float("nan")
        if not self.least <= number <= self.most:
            raise NotReadable(
                f"“{name}” is a number from {self.least:g} to {self.most:g}. Nothing was changed."
            )
        return f"{number:g}"


_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9]|[a-z0-9][a-z0-9.-]*[a-z0-9]|\[[0-9a-f:]+\])(?::[0-9]{1,5})?"
    r"(?:/[a-z0-9_~-][a-z0-9._~-]*)*",
    re.IGNORECASE | re.ASCII,
)


def _address(words: str) -> str:
    """An address without the last slash, or empty."""
    words = words.rstrip("/")
    if words and not _ADDRESS.fullmatch(words):
        raise NotReadable(
            "“address” is what people open in their browsers, such as "
            "https://research.example.org/workbench. Nothing was changed."
        )
    return words


SETTINGS = {
    "address": Setting(
        "address people open, with the path if the workbench is under a part of a site; holds "
        "from the next start",
        "",
        shape=_address,
    ),
    "backup-every-hours": Setting(
        "hours from one backup to the next; 0 for none", "24", least=0, most=24 * 365
    ),
    "backup-keep-days": Setting(
        "days for which the server keeps its own backups", "14", least=1, most=3650
    ),
    "backup-folder": Setting(
        "folder for the server's own backups; `backups` in the workspace if empty", ""
    ),
    "sign-in-idle-hours": Setting(
        "hours after which a sign-in that is not used ends", "72", least=0.25, most=24 * 90
    ),
    "sign-in-longest-days": Setting(
        "days after which every sign-in ends", "14", least=0.05, most=90
    ),
    "openid-issuer": Setting(
        "address of the OpenID Connect provider people may sign in with; none if empty", ""
    ),
    "openid-client": Setting("the workbench's client identifier at that provider", ""),
    "openid-secret-file": Setting(
        "file that holds the client secret; only its owner may read it", ""
    ),
    "openid-name": Setting("what the button for signing in with it says", "your organisation"),
}


def value(workspace: Workspace, name: str) -> str:
    """What holds for one setting."""
    found = workspace.setting(f"server {name}")
    return SETTINGS[name].default if found is None else found


def number(workspace: Workspace, name: str) -> float:
    """What holds for a setting that is a number."""
    return float(value(workspace, name))


def base_path(workspace: Workspace) -> str:
    """The path everything is under, such as `/workbench`; empty for a host of one's own."""
    return urlsplit(value(workspace, "address")).path


def change(workspace: Workspace, name: str, words: str) -> str:
    """Set one setting; what holds from now on is returned."""
    if name not in SETTINGS:
        raise NotFound(f"There is no setting called {name}. There are: {', '.join(SETTINGS)}.")
    kept = SETTINGS[name].checked(name, words)
    workspace.set_setting(f"server {name}", kept)
    return kept
