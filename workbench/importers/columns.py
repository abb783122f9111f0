"""What the columns of a table are, as far as their names and what is in them tell."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from workbench.domain.participant import likely_kind
from workbench.domain.table import Table, TableReading

_AUTHORS = {"author", "user", "username", "user name", "poster", "posted by", "from", "sender"}
_AUTHORS |= {"speaker", "name", "who", "member", "nickname", "screen name", "display name"}
_POSTS = {"post", "body", "comment", "message", "text", "content", "words", "comment text"}
_POSTS |= {"post text", "message text", "selftext"}
_TIMES = {"time", "date", "posted", "posted at", "posted on", "created", "created at", "sent"}
_TIMES |= {"created_at", "created_utc", "timestamp", "date posted", "datetime", "date/time"}
_REPLIES = {"reply to", "in reply to", "replies to", "reply_to", "in_reply_to", "parent"}
_REPLIES |= {"parent id", "parent_id", "replying to", "answers", "reply to id", "reply_to_id"}
_POST_IDS = {"id", "post id", "post_id", "comment id", "comment_id", "message id", "message_id"}
_RESPONDENTS = {"id", "participant", "participant id", "participant_id", "respondent", "case"}
_RESPONDENTS |= {"respondent id", "respondent_id", "response id", "responseid", "case id", "pid"}
_ATTRIBUTES = {"age", "age group", "gender", "sex", "ethnicity", "area", "region", "borough"}
_ATTRIBUTES |= {"role", "employment", "occupation", "education", "year", "site", "group"}
# What would name somebody, or is about the form and not about the person.
_LEFT_OUT = re.compile(
    r"(?:.* )?(?:e-?mail(?: address)?|ip ?address|ip|phone(?: number)?|telephone|mobile|address"
    r"|(?:first|last|full|your|recipient(?:first|last)) ?name|surname|name|postcode|user agent"
    r"|location(?:latitude|longitude)|nhs number|date of birth)|start ?date|end ?date"
    r"|recorded ?date|timestamp|progress|finished|status|duration.*|externalreference"
    r"|distributionchannel|userlanguage|completion time|start time|submitted.*"
)
_FREE_WORDS, _FREE_CHARACTERS = 4, 25
_FORMS = (
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y, %H:%M:%S", "%d/%m/%Y, %H:%M", "%d/%m/%Y",
    "%d/%m/%y, %H:%M", "%d/%m/%y %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M %p", "%m/%d/%Y", "%d %b %Y %H:%M", "%d %b %Y, %H:%M",
    "%d %B %Y %H:%M", "%d %B %Y, %H:%M", "%d %B %Y", "%d %b %Y", "%d/%m/%Y %I:%M %p",
    "%b %d, %Y %I:%M %p", "%b %d, %Y", "%B %d, %Y",
)  # fmt: skip


def folded(name: str) -> str:
    """Write the name of a column as the lists here have it."""
    return " ".join(name.casefold().split()).rstrip(":")


def says_survey(names: Sequence[str], *, questions: bool) -> bool:
    """Say whether names of columns could only be those of a survey.

    Parameters
    ----------
    questions
        Whether a question among three or more names is enough.
    """
    heads = [folded(name) for name in names]
    known = sum(head in _RESPONDENTS | _ATTRIBUTES for head in heads)
    asked = sum(head.endswith("?") for head in heads)
    return len(set(heads)) == len(heads) and (
        known > 1 or (known and asked > 0) or (questions and len(heads) > 2 and asked > 0)
    )


def says_thread(names: Sequence[str]) -> bool:
    """Say whether names of columns are those of posts: who wrote them, what, and when or to whom.

    Whether the times are dates is for `proposed_reading` to see.
    """
    heads = {folded(name) for name in names}
    return bool(heads & _POSTS and heads & _AUTHORS and heads & (_TIMES | _REPLIES))


def proposed_reading(table: Table, turns: TableReading | None) -> TableReading | None:
    """Propose how to read a table; None where nothing is known to fit.

    Parameters
    ----------
    turns
        How it would be read as a conversation by turns, if it could.
    """
    thread, survey = _thread(table), _survey(table)
    if survey and says_survey(table.columns, questions=False):
        return thread or survey
    by_turns = turns if turns and turns.place("speaker") is not None else None
    return thread or by_turns or survey or turns


def moments(words: Sequence[str]) -> list[datetime] | None:
    """Read a column as dates or points in time, all in one way; None where that cannot be done.

    Days come before months where both are possible. Times with a zone are read as UTC.
    """
    for read in (_iso, _epoch, *(_in_form(form) for form in _FORMS)):
        try:
            return [read(" ".join(cell.split())) for cell in words]
        except (ValueError, OverflowError, OSError):
            continue
    return None


def _thread(table: Table) -> TableReading | None:
    heads = [folded(name) for name in table.columns]
    if not says_thread(heads):
        return None
    roles = ["beside"] * len(heads)
    for role, names in (
        ("words", _POSTS), ("speaker", _AUTHORS), ("reply_to", _REPLIES), ("post", _POST_IDS),
    ):  # fmt: skip
        found = [p for p, head in enumerate(heads) if head in names and roles[p] == "beside"]
        if found:
            roles[found[0]] = role
    for place, head in enumerate(heads):
        filled = [row[place] for row in table.rows if row[place].strip()]
        if head in _TIMES and "time" not in roles and filled and moments(filled):
            roles[place] = "time"
    if not {"words", "speaker"} <= set(roles) or not {"time", "reply_to"} & set(roles):
        return None
    return TableReading("thread" if "time" in roles else "replies", tuple(roles))


def _survey(table: Table) -> TableReading | None:
    heads = [folded(name) for name in table.columns]
    if not table.rows:
        return None
    respondent = next((p for p, head in enumerate(heads) if head in _RESPONDENTS), None)
    roles = []
    for place, head in enumerate(heads):
        cells = [row[place].strip() for row in table.rows]
        if place == respondent:
            roles.append("respondent")
        elif _LEFT_OUT.fullmatch(head) or not any(cells):
            roles.append("leave_out")
        elif _free(head, [cell for cell in cells if cell]):
            roles.append("question")
        else:
            roles.append("attribute")
    known = respondent is not None or any(head in _ATTRIBUTES for head in heads)
    asked = any(head.endswith("?") for head in heads)
    if "question" not in roles or not (known or asked or roles.count("question") > 1):
        return None
    return TableReading("respondents", tuple(roles))


def _free(head: str, cells: Sequence[str]) -> bool:
    """Say whether a column holds what people wrote in their own words."""
    if likely_kind(cells) != "text" or head in _ATTRIBUTES:
        return False
    words = sum(len(cell.split()) for cell in cells) / len(cells)
    several = len({cell.casefold() for cell in cells}) > 0.5 * len(cells)
    long = sum(map(len, cells)) / len(cells) >= _FREE_CHARACTERS and words >= _FREE_WORDS
    # A question is answered in sentences by some, even where most answer in a word.
    sentence = any(cell.endswith(".") or len(cell.split()) >= _FREE_WORDS for cell in cells)
    return several and (long or (head.endswith("?") and sentence))


def _iso(words: str) -> datetime:
    found = datetime.fromisoformat(words)
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found


def _epoch(words: str) -> datetime:
    number = float(words)
    if not 1e8 < number < 1e13:
        raise ValueError(words)
    seconds = number / 1000 if number > 1e11 else number
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def _in_form(form: str) -> Callable[[str], datetime]:
    return lambda words: datetime.strptime(words, form)
