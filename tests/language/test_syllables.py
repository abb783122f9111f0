"""Syllables come from a library, are those one hears, and nothing is asked of the network."""

import subprocess
import sys

import pytest

from workbench import language


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("peer", 1), ("support", 2), ("people", 2), ("table", 2), ("wanted", 2), ("helped", 1),
        ("houses", 2), ("makes", 1), ("connection", 3), ("facilitator", 5), ("the", 1),
        ("different", 3), ("don’t", 1), ("kettle", 2), ("experience", 4), ("safety", 2),
        ("somebody", 3), ("something", 2), ("any", 2), ("being", 2), ("café", 2), ("area", 3),
        ("self-help", 2), ("", 1), ("日本", 1), ("12", 1),
    ],
)  # fmt: skip
def test_syllables_are_those_one_hears(word: str, count: int) -> None:
    assert language.syllables(word) == count


def test_neither_syllables_nor_forms_ask_anything_of_the_network() -> None:
    asked = (
        "import sys\n"
        "def refuse(event, _):\n"
        "    if event.startswith(('socket.', 'urllib.', 'http.')): raise OSError(event)\n"
        "sys.addaudithook(refuse)\n"
        "from workbench import language\n"
        "assert language.syllables('experience') == 4\n"
        "assert language.syllables('kerfuffling') > 2\n"
        "assert 'gone' in language.forms('go')\n"
        "import socket\n"
        "try: socket.socket()\n"
        "except OSError: sys.exit(7)\n"
    )
    # It ends with 7 only where the refusal itself was seen to work.
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 7
