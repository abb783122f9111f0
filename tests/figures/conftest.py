import pytest

from workbench.domain.codebook import Code
from workbench.domain.ids import new_guid


@pytest.fixture
def values() -> tuple[Code, ...]:
    return tuple(
        Code(new_guid(), key, name, plain_name, kind="value", level=level)
        for key, name, plain_name, level in (
            ("EC", "Experience in common", "Being through similar things", "foundation"),
            ("SA", "Safety", "Feeling safe, or not", "foundation"),
            ("CC", "Choice and control", "Having a say in how I take part", "foundation"),
            ("TW", "Two-way interactions", "Giving and receiving", "middle"),
            ("HC", "Human connection", "Connecting as people", "middle"),
            ("FR", "Freedom to be oneself", "Being myself, or having to hide", "apex"),
        )
    )
