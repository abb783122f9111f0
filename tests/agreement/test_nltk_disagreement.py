"""NLTK's smallest example, in which alpha is below what chance would give."""

from tests.agreement.published import agrees_with, published


def test_three_readers_of_three_units() -> None:
    agrees_with(published("nltk_disagreement")["examples"]["easy"])
