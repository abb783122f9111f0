"""Keys: what only its owner may read is sealed before it reaches SQL.

Each person has a random key, wrapped by the workspace key file. Neither is in a project file. The
key does not depend on a password, so nobody loses a notebook with one. This protects against every
account, role, export, copied file and backup, not against whoever controls the running server.
"""

import hashlib
import hmac
import json
import os
import secrets
import threading
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from workbench.domain.errors import WrongPlace
from workbench.domain.ids import Guid, now
from workbench.store.database import DatabaseFile, one
from workbench.store.sign_ins import later
from workbench.store.workspace_schema import KEYS

KEYS_FILE, KEY_FILE = "keys.sqlite3", "workspace.key"
_NONCE = 12
_KEY = 32


class Keys:
    """The keys of one workspace: `keys.sqlite3` and the file `workspace.key` (mode 0600)."""

    def __init__(self, folder: Path) -> None:
        self._file = DatabaseFile(folder / KEYS_FILE, KEYS, "a workbench key file")
        self._workspace_key = _key_file(folder / KEY_FILE)
        self._known: dict[Guid, AESGCM] = {}
        self._lock = threading.Lock()
        self._cursors = AESGCM(_derived(self._workspace_key, b"cursors"))
        self._slips = AESGCM(_derived(self._workspace_key, b"slips"))
        self._fingerprints = _derived(self._workspace_key, b"fingerprints")

    def seal(self, person: Guid, words: str, *, about: str) -> bytes:
        """Encrypt words for their owner alone; `about` (a GUID) binds them to their place."""
        return _encrypt(self._key_of(person, make=True), words.encode(), f"{person}|{about}")

    def unseal(self, person: Guid, sealed: bytes, *, about: str) -> str | None:
        """Read what `seal` made; None when that person's key has been destroyed."""
        key = self._key_of(person, make=False)
        try:
            return _decrypt(key, sealed, f"{person}|{about}").decode() if key else None
        except InvalidTag:
            return None

    def destroy(self, person: Guid) -> None:
        """Destroy a person's key: their private text can never be read again."""
        with self._file.transaction() as db:
            db.execute("delete from person_keys where person = ?", (person,))
        self._file.forget_earlier_pages()
        with self._lock:
            self._known.pop(person, None)

    def fingerprint(self, body: bytes) -> str:
        """Tell one body from another, without anybody who lacks the key being able to guess it."""
        return hmac.new(self._fingerprints, body, hashlib.sha256).hexdigest()

    def cursor(self, project: Guid, person: Guid | None, revision: int) -> str:
        """Hide a revision so that only this person, in this project, can hand it back."""
        body = json.dumps(revision).rjust(20).encode()
        return _encrypt(self._cursors, body, f"{project}|{person}").hex()

    def revision(self, project: Guid, person: Guid | None, cursor: str) -> int | None:
        """Read a cursor; None when it was not made for this person and project."""
        try:
            return int(_decrypt(self._cursors, bytes.fromhex(cursor), f"{project}|{person}"))
        except (InvalidTag, ValueError):
            return None

    def slip(self, purpose: str, content: dict, *, minutes: float) -> str:
        """Make a slip that only this workspace can read, for one purpose and a while."""
        body = json.dumps({**content, "ends": later(minutes=minutes)}).encode()
        return _encrypt(self._slips, body, purpose).hex()

    def read_slip(self, purpose: str, slip: str) -> dict | None:
        """Read what `slip` made; None when it is none, is for something else or has run out."""
        try:
            content = json.loads(_decrypt(self._slips, bytes.fromhex(slip), purpose))
        except (InvalidTag, ValueError):
            return None
        return content if content.pop("ends") > now() else None

    def _key_of(self, person: Guid, *, make: bool) -> AESGCM | None:
        with self._lock:
            if person in self._known:
                return self._known[person]
            wrapping = AESGCM(self._workspace_key)
            found = one(self._file.db, "select wrapped from person_keys where person = ?", person)
            if found:
                plain = _decrypt(wrapping, found["wrapped"], person)
            elif make:
                plain = secrets.token_bytes(_KEY)
                with self._file.transaction() as db:
                    db.execute(
                        "insert into person_keys values (?, ?, ?)",
                        (person, _encrypt(wrapping, plain, person), now()),
                    )
            else:
                return None
            return self._known.setdefault(person, AESGCM(plain))


def _key_file(path: Path) -> bytes:
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY))
            file.flush()
            os.fsync(file.fileno())
    key = path.read_bytes()
    if len(key) != _KEY:
        raise WrongPlace(
            f"{path.name} is damaged, so private notes cannot be read. "
            "Put back the copy from your backup of keys."
        )
    return key


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=_KEY, salt=None, info=purpose).derive(key)


def _encrypt(key: AESGCM | None, plain: bytes, bound_to: str) -> bytes:
    assert key is not None
    nonce = secrets.token_bytes(_NONCE)
    return nonce + key.encrypt(nonce, plain, bound_to.encode())


def _decrypt(key: AESGCM, sealed: bytes, bound_to: str) -> bytes:
    return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
