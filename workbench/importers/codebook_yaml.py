"""Codebooks written by hand as YAML; `codebooks/README.md` describes the file for people.

The file is read as plain text in lists and fields. Nothing in it is ever built into an object,
repeated by reference or guessed: every mistake is named with its line, and nothing is kept.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NoReturn, get_args

import yaml

from workbench.domain.codebook import Code, Codebook, Level, Status
from workbench.domain.errors import UnreadableFile
from workbench.domain.ids import new_guid

LARGEST = 200_000  # bytes; the six values with everything under them take 31,000
_DEEPEST = 24  # lists and fields within one another, far more than a team can oversee

_SECTIONS = {"values": "value", "key_decisions": "key_decision", "other": "other"}
_ABOUT = ("key", "name", "version", "status", "origin", *_SECTIONS)
_WORDS = ("plain_name", "definition", "include_when", "exclude_when", "seed_phrase")
_ENTRY = ("key", "name", *_WORDS, "level", "status", "codes")

_KEY = re.compile(r"[^\W_][\w.-]{0,39}")
_LONGEST_NAME = 200  # characters
# Besides control characters: halves of characters, line separators, and signs that turn the
# direction of all that follows them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PLAIN = ("str", "int", "float", "bool", "null", "timestamp", "value", "merge")
_PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in _PLAIN}

# What the parser says, and the same for people: what is the matter, and what to do.
_IN_PLAIN_WORDS = {
    "a reference": (
        "has a word beginning with & or *, with which YAML repeats a part of a file",
        "Please write the part out, or put the word between double quotes.",
    ),
    "too deep": ("has codes within codes too many times", "Please use fewer levels."),
    "mapping values are not allowed": (
        "has a colon or an indent where none can stand",
        "Put text that contains a colon between double quotes, and line the fields up.",
    ),
    "cannot start any token": (
        "begins with a sign that YAML keeps for itself, such as a tab, @, % or `",
        "Indent with spaces, and put text that begins with such a sign between double quotes.",
    ),
    "could not find expected ':'": (
        "has text that belongs to no field",
        "Write the name of the field, a colon and a space before it.",
    ),
    "while scanning a double-quoted scalar": (
        "has a backslash between double quotes",
        "Please write two backslashes where you mean one.",
    ),
    "while scanning a quoted scalar": (
        "comes to the end with a quotation mark still open",
        "Please close the quotation mark, on this line or further up.",
    ),
    "expected a single document": (
        "begins a second document with three dashes",
        "Please keep one codebook in one file.",
    ),
    "expected <block end>": (
        "does not line up with the lines above it, or goes on after a closing quotation mark",
        "Indent the fields of one code by the same number of spaces.",
    ),
}
_NOT_YAML = ("is not written in a way that YAML allows", "Please correct it and try again.")


def read_codebook(name: str, data: bytes) -> Codebook:
    """Read a codebook file.

    Parameters
    ----------
    name
        The file as the person knows it; it stands in every sentence about a mistake.
    data
        The whole file, at most `LARGEST` bytes.

    Returns
    -------
    Codebook
        The codes in the order of the file, each before those under it, with new GUIDs. A plain
        name left out is the name; other guidance left out is an empty string.

    Raises
    ------
    UnreadableFile
        At the first thing that cannot be read, with its line where there is one.
    """
    return _Reader(name).codebook(data)


class _PlainLoader(yaml.SafeLoader):
    """Compose lists and fields only: no references, which can swell, and no endless depth."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Compose one node unless it refers to another or stands too deep."""
        event = self.peek_event()
        if getattr(event, "anchor", None) is not None:
            raise yaml.MarkedYAMLError(problem="a reference", problem_mark=event.start_mark)
        if self.depth == _DEEPEST:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


@functools.lru_cache(maxsize=1)
def _composed(name: str, data: bytes) -> yaml.Node:
    """Compose a file, which takes long; the same one is read again for every new study."""
    reader = _Reader(name)
    return reader.compose(reader.text(data))


@dataclass
class _Reader:
    """One file being read: its name, and the line on which each key first stood."""

    name: str
    lines: dict[str, int] = field(default_factory=dict)

    def codebook(self, data: bytes) -> Codebook:
        """Read the whole file."""
        root = _composed(self.name, data)
        about = self.fields(root, _ABOUT, "a codebook")
        key, name = self.key(root, about, "the codebook"), self.called(root, about, "the codebook")
        self.lines.clear()  # a codebook may be called by the key of one of its codes
        status: Status = self.choice(about, "status", Status) or "draft"
        codes = tuple(
            code
            for section, kind in _SECTIONS.items()
            for code in self.codes(about.get(section), kind, None, status)
        )
        if not codes:
            self.refuse(None, "has no codes in it", "Write at least one under “values:”.")
        version, origin = self.words(about, "version"), self.words(about, "origin")
        return Codebook(key, name, version or "1", status, codes, origin)

    def text(self, data: bytes) -> str:
        """Decode the bytes, and see that all of it can be printed."""
        if len(data) > LARGEST:
            why = f"is larger than the {LARGEST // 1000} kilobytes a codebook may have"
            self.refuse(None, why, "Please check that it is the file you meant.")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            why = "has letters that are not written in UTF-8"
            self.refuse(line, why, "Open the file in a text editor and save it as UTF-8.")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if found := _UNPRINTABLE.search(text):
            self.unprintable(text.count("\n", 0, found.start()) + 1)
        return text

    def compose(self, text: str) -> yaml.Node:
        """Turn the text into nodes that know their line."""
        try:
            loader = _PlainLoader(text)
            root = loader.get_single_node()
        except yaml.reader.ReaderError as error:
            self.unprintable(text.count("\n", 0, error.position) + 1)
        except yaml.MarkedYAMLError as error:
            said = f"{error.context} {error.problem}"
            plain = (words for part, words in _IN_PLAIN_WORDS.items() if part in said)
            self.refuse(error.problem_mark.line + 1, *next(plain, _NOT_YAML))
        except (ValueError, OverflowError):  # a number that no character or version has
            self.refuse(loader.line + 1, *_NOT_YAML)
        if root is None:
            self.refuse(None, "is empty", "Please choose a file with a codebook in it.")
        return root

    def codes(
        self, node: yaml.Node | None, kind: Any, parent: str | None, status: Status
    ) -> Iterator[Code]:
        """Read a list of codes, each followed by those under it."""
        if node is None or _is_blank(node):
            return
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(_line(node), "should begin a list of codes", "Begin each with “- key:”.")
        for entry in node.value:
            fields = self.fields(entry, _ENTRY, "a code")
            key = self.key(entry, fields, "a code")
            name = self.called(entry, fields, f"the code “{key}”")
            level = self.choice(fields, "level", Level)
            if level and (parent or kind != "value"):
                why = f"gives a level to “{key}”, which is not one of the values themselves"
                self.refuse(_line(fields["level"]), why, "Please take the level out.")
            words = {word: self.words(fields, word) for word in _WORDS}
            words["plain_name"] = words["plain_name"] or name
            own = self.choice(fields, "status", Status) or status
            yield Code(
                new_guid(), key, name, parent=parent, kind=kind, level=level, status=own, **words
            )
            yield from self.codes(fields.get("codes"), kind, key, status)

    def fields(self, node: yaml.Node, known: Sequence[str], of: str) -> dict[str, yaml.Node]:
        """Give the fields of an entry by name; each must be known and stand there once."""
        if not isinstance(node, yaml.MappingNode):
            why = f"should hold the fields of {of}"
            self.refuse(_line(node), why, "Write each as a name, a colon and a space: “key: SA”.")
        fields: dict[str, yaml.Node] = {}
        for label, value in node.value:
            word = self.plain(label, "the name of a field")
            if word == "parent":
                why = "has “parent”: a code stands under another by where it is written"
                self.refuse(_line(label), why, "Move it into “codes:” of the code above it.")
            if word not in known:
                why = f"has “{_short(word)}”, which is not a field of {of}"
                self.refuse(_line(label), why, _suggestion(word, known))
            if word in fields:
                why = f"has “{word}” a second time in one entry"
                first = f"The first is on line {_line(fields[word])}; please keep one of them."
                self.refuse(_line(label), why, first)
            fields[word] = value
        return fields

    def key(self, entry: yaml.Node, fields: dict[str, yaml.Node], of: str) -> str:
        """Give the key, which must be there, be short and belong to no other code."""
        key = self.words(fields, "key")
        if not key:
            self.refuse(_line(entry), f"begins {of} without a key", "Add one, such as “key: SA1”.")
        line = _line(fields["key"])
        if not _KEY.fullmatch(key):
            why = f"has the key “{_short(key)}”, which cannot serve as one"
            self.refuse(line, why, "Use up to 40 letters, digits, full stops, hyphens and _.")
        if first := self.lines.get(key.casefold()):
            why = f"has the key “{key}” a second time"
            self.refuse(line, why, f"The first is on line {first}; please change one of them.")
        self.lines[key.casefold()] = line
        return key

    def called(self, entry: yaml.Node, fields: dict[str, yaml.Node], of: str) -> str:
        """Give the name, which must be there."""
        name = self.words(fields, "name")
        if not name:
            self.refuse(_line(entry), f"begins {of} without a name", "Add one, as “name: …”.")
        if len(name) > _LONGEST_NAME:
            why = f"gives {of} a name of more than {_LONGEST_NAME} characters"
            self.refuse(_line(fields["name"]), why, "Put the longer text into “definition:”.")
        return name

    def choice(self, fields: dict[str, yaml.Node], which: str, choices: Any) -> Any:
        """Give one of the words a field may hold, or None where it is left out."""
        word, known = self.words(fields, which), get_args(choices)
        if word and word not in known:
            why = f"has the {which} “{_short(word)}”, which does not exist"
            self.refuse(_line(fields[which]), why, _suggestion(word, known))
        return word or None

    def words(self, fields: dict[str, yaml.Node], which: str) -> str:
        """Give what a field says, on one line, or an empty string where it says nothing."""
        node = fields.get(which)
        if node is None or _is_blank(node):
            return ""
        return re.sub(r"[ \t\n]+", " ", self.plain(node, f"“{which}”")).strip()

    def plain(self, node: yaml.Node, what: str) -> str:
        """Give the text as it was written: NO stays NO, and 0.10 stays 0.10."""
        if not isinstance(node, yaml.ScalarNode):
            why = f"has a list or fields in {what}, which takes text only"
            self.refuse(_line(node), why, "If you meant text, put it between double quotes.")
        if node.tag not in _PLAIN_TAGS:
            why = f"has a mark beginning with “!” in {what}"
            self.refuse(_line(node), why, "Please take it out, or put the text in double quotes.")
        if _UNPRINTABLE.search(node.value):
            self.unprintable(_line(node))
        return node.value

    def unprintable(self, line: int) -> NoReturn:
        """Refuse a character that nobody can see."""
        self.refuse(line, "has a character that cannot be printed", "Please take it out.")

    def refuse(self, line: int | None, why: str, remedy: str) -> NoReturn:
        """Name the file, the line, what is the matter and what to do."""
        raise UnreadableFile(self.name, why, remedy, line=line)


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def _is_blank(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def _short(word: str) -> str:
    return word if len(word) <= 40 else f"{word[:40]}…"


def _suggestion(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word.lower()[:40], known, n=1, cutoff=0.5)
    if near:
        return f"Did you mean “{near[0]}”?"
    return f"It can be one of these: {', '.join(known)}."
