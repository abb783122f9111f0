"""Artstein and Poesio (2008): Cohen's kappa and Scott's pi, which is Fleiss' kappa of two."""

from tests.agreement.published import agrees_with, published


def test_two_readers() -> None:
    agrees_with(published("artstein_poesio_2008")["examples"]["page_558"])
