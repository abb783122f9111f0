"""What stands beside a text, as it is shown."""

import time

import pytest

from workbench.domain.source import heading_shown


@pytest.mark.parametrize(
    ("in_the_file", "shown"),
    [
        ("### Transcript of the first talk  ", "Transcript of the first talk"),
        ("# Part 1 ##", "Part 1"),
        ("## **Then**", "Then"),
        ("**Welcome**", "Welcome"),
        ("__Welcome__", "Welcome"),
        ("Question 1. What is #1 for you?", "Question 1. What is #1 for you?"),
        ("#1", "#1"),
        ("**", "**"),
        ("# ", "#"),
        ("2 * 3", "2 * 3"),
        ("**One** and **two**", "**One** and **two**"),
    ],
)
def test_a_heading_is_shown_without_the_signs_that_made_it_one(
    in_the_file: str, shown: str
) -> None:
    assert heading_shown(in_the_file) == shown


@pytest.mark.parametrize("words", [f"# a{' ' * 20_000}b", "# " * 20_000 + "a"])
def test_what_is_far_too_long_for_a_heading_is_shown_as_it_stands_at_once(words: str) -> None:
    began = time.process_time()
    assert heading_shown(words) == words
    assert time.process_time() - began < 1
