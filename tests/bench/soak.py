"""The long soak: 5,000 random actions by three people, and everything agrees at the end.

`.venv/bin/python tests/bench/soak.py [ACTIONS] [SEED]`. It fails where anything differs.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.printing import talk
from tests.builders import small_study
from tests.people import browser
from tests.servers import serving
from tests.soak import PEOPLE, soaking

ACTIONS, SEED, CHARACTERS = 5_000, 1, 12_000


def main() -> None:
    """Run one soak and print what happened."""
    actions, seed = (
        int(word) for word in [*sys.argv[1:], *map(str, (ACTIONS, SEED)[len(sys.argv) - 1 :])]
    )
    with tempfile.TemporaryDirectory() as place:
        study = small_study(
            Path(place) / "workspace",
            names=PEOPLE,
            talk=talk(CHARACTERS, seed) + "P01: 🙂 Done.\n",
        )
        began = time.perf_counter()
        with (
            serving(study.workspace.folder) as server,
            browser() as chromium,
            soaking(chromium, study, server, seed) as soak,
        ):
            happened = soak.run(actions)
        print(f"seed {seed}, {time.perf_counter() - began:.0f} s: everything agrees")
        for what, count in happened.items():
            print(f"  {count:>6}  {what}")


if __name__ == "__main__":
    main()
