"""The only place that speaks SQL."""

import sys

# sqlite_utils looks whether pandas is there, to make columns for its kinds of numbers; none of
# those reaches a table here. To load it would take every command and the server half a second.
if "pandas" not in sys.modules:
    sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        import sqlite_utils  # noqa: F401
    finally:
        del sys.modules["pandas"]
