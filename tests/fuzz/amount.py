"""How much is tried: about 1,000 cases in an ordinary run, 10,000 and more in `make fuzz`."""

import os

from hypothesis import HealthCheck, settings

CASES = int(os.environ.get("WORKBENCH_FUZZ", "1000"))


def cases(share: float) -> settings:
    """Settings for a test that takes a share of all cases."""
    return settings(
        max_examples=max(10, int(CASES * share)),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
