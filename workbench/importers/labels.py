"""Speaker labels: where a line names who speaks, on what evidence, and in which way."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from workbench.importers.names import NUMBERED, Likeness, likeness
from workbench.importers.passages import Line, Piece
from workbench.importers.times import STAMP, TIME, seconds

MOST_SPEAKERS = 200
# Repetitions that could overlap are possessive ("*+"), so that no line takes long to match.
# The longest start of a line that is looked at: this keeps a line of a million characters cheap.
_REACH = 200
_EMPHASIS = r"(?:\*{1,3}|_{2})"
_NAME = r"(?P<name>[^\W\d_][^\n:：\t*\[\]()<>{}|\"“”]{0,59}?(?: ?\([^():\n]{1,30}\))?(?<=\S))"
_LEAD = re.compile(rf"\s*{STAMP}\s+(?:[-–—|]\s+)?")
_COLON = re.compile(
    rf"\s*(?P<mark>{_EMPHASIS})?\\?\[?{_NAME}\\?\]?\s*+(?P<stamp>{STAMP}\s*+)?+"
    rf"{_EMPHASIS}?+\s*+[:：]{_EMPHASIS}?(?![\d/\\])\s*+"
)
_TIME_LINE = re.compile(
    rf"\s*{_EMPHASIS}?\\?\[?{_NAME}\\?\]?(?P<between>[\s,|–—*_-]+)(?P<stamp>{STAMP})"
    rf"{_EMPHASIS}?:?\s*$"
)
_HEADING = re.compile(rf"\s*#{{1,6}}\s+{_EMPHASIS}?{_NAME}{_EMPHASIS}?:?\s*+#*+\s*+$")
_BRACKET = re.compile(rf"\s*\\?\[{_NAME}\\?\]:?\s+(?=\S)")
_TAB = re.compile(rf"\s*{_NAME}[ ]*+\t\s*+(?=\S)")
_STAMPED = re.compile(
    rf"\s*(?P<mark>{_EMPHASIS})?{_NAME}{_EMPHASIS}?\s+(?P<stamp>\\?\[{TIME}\\?\]|\({TIME}\))"
    rf"{_EMPHASIS}?:?\s+(?=\S)"
)
_DASH = re.compile(rf"\s*{_NAME}\s+[–—-]\s+(?=\S)")
# What Zoom writes before a name, behind the time.
_FROM = re.compile(r"From\s+")
_TO_ALL = re.compile(r"\s+to\s+everyone$", re.IGNORECASE)
_ALONE = re.compile(rf"\s*(?P<mark>{_EMPHASIS})?{_NAME}{_EMPHASIS}?\s*$")
_PLAIN_NAME = re.compile(rf"\s*{_NAME}\s*$")

# Each way of naming speakers, as the import page says it.
CONVENTIONS = {
    "colon": "“Name:” at the start of what each person says",
    "marked": "“Name:” in bold or italics at the start of what each person says",
    "time line": "name and time on a line of their own",
    "heading": "a heading with the name over what each person says",
    "bracket": "“[name]” at the start of what each person says",
    "tab": "name and a tab at the start of what each person says",
    "stamped": "name and a time in brackets at the start of what each person says",
    "dash": "name and a dash at the start of what each person says",
    "styled": "the name in bold or italics at the start of what each person says",
    "alone": "the name on a line of its own",
}
# Ways that hardly anything else in a text looks like.
_SURE_OF_ITSELF = ("colon", "marked", "time line", "stamped")


@dataclass(frozen=True, slots=True)
class Label:
    """A place where a line may name who speaks.

    `form` is a key of `CONVENTIONS`; `pieces` are the label and any time with it, as they stand;
    `end` is where the words said begin in the line; `begins` is the time in seconds.
    """

    form: str
    name: str
    pieces: tuple[Piece, ...]
    end: int
    begins: float | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels accepted in a file, by the number of their line, and how they are written."""

    at: Mapping[int, Label]
    form: str | None = None
    too_many: bool = False


def label_in(line: Line, start: int = 0) -> Label | None:
    """Find what may be a speaker's label at the start of a line, from `start` on."""
    words = line.words[start : start + _REACH]
    whole = len(line.words) - start < _REACH
    if whole and (found := _heading_name(line, words)):
        return _label("heading", found, words, start, 0)
    lead = _LEAD.match(words)
    after = lead.end() if lead else 0
    zoom = _FROM.match(words, after) if lead else None
    if found := _COLON.match(words, zoom.end() if zoom else after):
        styled = found.end("name") <= line.lead - start <= found.end()
        form = "marked" if found["mark"] or styled else "colon"
        return _label(form, found, words, start, after)
    if whole and (found := _TIME_LINE.match(words)):
        return _label("time line", found, words, start, 0)
    if whole and lead and (found := _PLAIN_NAME.match(words, after)):
        return _label("time line", found, words, start, after)
    if (found := _BRACKET.match(words, after)) and found.end("name") < _REACH:
        return _label("bracket", found, words, start, after)
    if found := _TAB.match(words, after):
        return _label("tab", found, words, start, after)
    if found := _STAMPED.match(words, after):
        return _label("stamped", found, words, start, after)
    if label := _by_style(line, words, start, after, whole=whole):
        return label
    found = _DASH.match(words, after)
    return _label("dash", found, words, start, after) if found else None


def _heading_name(line: Line, words: str) -> re.Match[str] | None:
    return _HEADING.match(words) or (_PLAIN_NAME.match(words) if line.heading else None)


def _by_style(line: Line, words: str, start: int, after: int, *, whole: bool) -> Label | None:
    lead = line.lead - start
    if whole and (found := _ALONE.match(words, after)):
        name = found["name"]
        recognised = found["mark"] or lead >= len(words.rstrip())
        capitals = name.isupper() and len(name) > 2
        if recognised or capitals or NUMBERED.fullmatch(name) or likeness(name) == "role":
            return _label("alone", found, words, start, after)
    if after < lead < min(len(words), 60) and (found := _PLAIN_NAME.match(words[:lead], after)):
        return _label("styled", found, words, start, after)
    return None


def _label(form: str, found: re.Match[str], words: str, start: int, after: int) -> Label:
    end = found.end()
    pieces = [Piece("time", words[:after])] if after else []
    stamp = found.groupdict().get("stamp")
    if stamp:
        at = found.start("stamp")
        pieces += [Piece("label", words[after:at]), Piece("time", stamp)]
        at += len(stamp)
        if at < end:
            pieces.append(Piece("label", words[at:end]))
    else:
        pieces.append(Piece("label", words[after:end]))
    begins = seconds(stamp or words[:after])
    name = " ".join(_TO_ALL.sub("", found["name"]).split())
    return Label(form, name, tuple(pieces), start + end, begins)


NOBODY = "nobody"


def in_form(candidates: Mapping[int, Label], form: str) -> Labels:
    """Take every label of the one form a person has chosen, or none for `NOBODY`."""
    at = {number: label for number, label in candidates.items() if label.form == form}
    if len({label.name for label in at.values()}) > MOST_SPEAKERS:
        return Labels({}, too_many=True)
    return Labels(at, form if at else None)


def accepted(
    candidates: Mapping[int, Label], *, lines: int, known: Collection[str] = ()
) -> Labels:
    """Choose, among what may be labels, those there is evidence for.

    A file keeps to one way of naming people: the one with most evidence leads, and elsewhere only
    the names it knows, and roles such as “Interviewer”, count. A role or a `known` name counts
    once; a name or code has to recur, unless most lines are labelled already.

    Parameters
    ----------
    candidates
        Possible labels by line number.
    lines
        How many paragraphs the file has, front matter apart.
    known
        Names a header lists as speakers.
    """
    forms: dict[str, dict[int, Label]] = defaultdict(dict)
    for number, label in candidates.items():
        forms[label.form][number] = label
    chosen = {
        form: _with_evidence(form, labels, lines=lines, known=known)
        for form, labels in forms.items()
    }
    order = list(CONVENTIONS)
    form = max(chosen, key=lambda form: (len(chosen[form]), -order.index(form)), default=None)
    if form is None or not chosen[form]:
        return Labels({})
    names = {label.name for label in chosen[form].values()}
    if len(names) > MOST_SPEAKERS:
        return Labels({}, too_many=True)
    at = {
        number: label
        for number, label in candidates.items()
        if number in chosen[form]
        or (
            label.form != form
            and label.form in _SURE_OF_ITSELF
            and (label.name in names or likeness(label.name) == "role")
        )
    }
    return Labels(at, form)


def _with_evidence(
    form: str, labels: Mapping[int, Label], *, lines: int, known: Collection[str]
) -> dict[int, Label]:
    counts = Counter(label.name for label in labels.values())
    kinds = {name: likeness(name) for name in counts}
    named = {name for name in counts if name in known}
    sure = {name for name, count in counts.items() if _is_sure(name, kinds[name], count, form)}
    sure |= named
    roles = any(kinds[name] == "role" for name in sure)
    if form == "time line":
        lines //= 2
    once = {name for name in counts if kinds[name] in ("code", "name")} | sure
    labelled = sum(counts[name] for name in once)
    codes = sum(kind == "code" for kind in kinds.values())
    if (sure or codes > 1) and form != "heading" and (2 * labelled >= lines or form == "marked"):
        sure = once
    found = sum(counts[name] for name in sure)
    enough = roles or named or (found >= 2 and (len(sure) > 1 or found > 2))
    least = 0.05 if form in ("colon", "marked", "time line", "heading") or roles else 0.3
    if form == "dash":  # which people write within what they say, too
        enough, least = enough and len(sure) > 1, 0.5
    if not enough or found < least * lines:
        return {}
    return {number: label for number, label in labels.items() if label.name in sure}


def _is_sure(name: str, kind: Likeness | None, count: int, form: str) -> bool:
    if kind == "role":
        return count > (form == "alone")
    if kind == "code" and form in _SURE_OF_ITSELF and NUMBERED.fullmatch(name):
        return True
    if kind in ("code", "name"):
        return count > 1
    return kind == "weak" and count > 2


def candidates_in(lines: Sequence[Line], starts: Mapping[int, int]) -> dict[int, Label]:
    """Find what may be labels in the lines given by `starts`: line number to first character."""
    found = {number: label_in(lines[number], start) for number, start in starts.items()}
    return {
        number: label
        for number, label in found.items()
        if label is not None and (label.form == "heading" or likeness(label.name) is not None)
    }
