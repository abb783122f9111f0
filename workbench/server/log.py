"""What the server logs: one line of JSON for each thing that happened, without anybody's words.

Of other people's libraries only the wording of their message is kept, not what was put into it,
and of an error its kind and the places in the program, since its words may quote a transcript.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

_OURS = "workbench"
_LONGEST = 300


class Line(logging.Formatter):
    """Formats a record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line: at, level, where, what, and kind and places of an error."""
        what = record.getMessage() if record.name.split(".")[0] == _OURS else str(record.msg)
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "what": what[:_LONGEST],
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["places"] = [
                f"{place.filename}:{place.lineno} {place.name}"
                for place in traceback.extract_tb(record.exc_info[2])
            ]  # type: ignore[assignment]
        return json.dumps(line)


def write_lines(logger: logging.Logger) -> None:
    """Have a logger write such lines on standard error, and nothing else anywhere."""
    writing = logging.StreamHandler(sys.stderr)
    writing.setFormatter(Line())
    logger.handlers[:] = [writing]
