"""A codebook as the YAML file that people edit and `importers.codebook_yaml` reads back."""

import re
from collections.abc import Iterable, Iterator

import yaml

from workbench.domain.codebook import Code, Codebook

_SECTIONS = {"value": "values", "key_decision": "key_decisions", "other": "other"}
_GUIDANCE = ("definition", "include_when", "exclude_when", "seed_phrase")
# Besides control characters, what the reader of these files refuses.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def codebook_yaml(book: Codebook) -> bytes:
    """Write a codebook with the key of every code, so that it is known again."""
    about = {
        "key": "codebook",
        "name": _line(book.name) or "Codebook",
        "version": book.version,
        "status": book.status,
        "origin": _line(book.origin),
    }
    below: dict[str | None, list[Code]] = {}
    for code in book.codes:
        below.setdefault(code.parent, []).append(code)
    sections = {
        section: list(_entries([c for c in below.get(None, ()) if c.kind == kind], below, book))
        for kind, section in _SECTIONS.items()
    }
    whole = {name: said for name, said in {**about, **sections}.items() if said}
    return yaml.safe_dump(
        whole, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False
    ).encode()


def _entries(
    codes: Iterable[Code], below: dict[str | None, list[Code]], book: Codebook
) -> Iterator[dict]:
    for code in codes:
        entry: dict[str, object] = {"key": code.key, "name": _line(code.name)}
        if code.plain_name != code.name:
            entry["plain_name"] = _line(code.plain_name)
        if code.level and code.is_value:
            entry["level"] = code.level
        if code.status != book.status:
            entry["status"] = code.status
        entry |= {part: _line(getattr(code, part)) for part in _GUIDANCE if getattr(code, part)}
        under = list(_entries(below.get(code.key, ()), below, book))
        if under:
            entry["codes"] = under
        yield entry


def _line(words: str) -> str:
    return _UNPRINTABLE.sub(" ", " ".join(words.split()))
