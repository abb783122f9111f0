"""What may tell who somebody is: patterns on examples written by hand, and the model's guesses."""

import time

import pytest

from workbench.language import candidates
from workbench.language.names import by_pattern, nhs_number


def shown(text: str) -> list[tuple[str, str]]:
    return [(text[one.span.start : one.span.end], one.kind) for one in by_pattern(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to a.b+c@side-by-side.org.uk.", [("a.b+c@side-by-side.org.uk", "email")]),
        ("See www.example.org/who, or https://a.b/c?d=e.", [
            ("www.example.org/who", "web"), ("https://a.b/c?d=e", "web")]),
        ("It is on hearing-voices.org (I think).", [("hearing-voices.org", "web")]),
        ("Ring 07700 900123 or (020) 7946 0123.", [
            ("07700 900123", "phone"), ("(020) 7946 0123", "phone")]),
        ("Or +44 (0)1632 960 001, at night.", [("+44 (0)1632 960 001", "phone")]),
        ("I live at SW1A 1AA, near M1 1AE", [("SW1A 1AA", "postcode"), ("M1 1AE", "postcode")]),
        ("they wrote ls61ab", [("ls61ab", "postcode")]),
        ("My number is 943 476 5919, I know it.", [("943 476 5919", "nhs_number")]),
        ("9434765919", [("9434765919", "nhs_number")]),
        ("943 476 5918", []),
        ("On 3 May 2019, May 3rd and the 3rd of May; 03/05/19; 2019-05-03", [
            ("3 May 2019", "date"), ("May 3rd", "date"), ("3rd of May", "date"),
            ("03/05/19", "date"), ("2019-05-03", "date")]),
        ("since March 2019", [("March 2019", "date")]),
        ("I may go. In 2019 there were 12 of us, at 10:30, in Q1 2nd, 3.5 of 10.", []),
    ],
)  # fmt: skip
def test_what_has_a_form_of_its_own_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


def test_the_last_digit_of_an_nhs_number_checks_the_others() -> None:
    assert nhs_number("943 476 5919")
    assert not nhs_number("943 476 5910")
    assert not nhs_number("111 111 1111")
    assert not nhs_number("0123456")


def test_the_model_and_what_was_replaced_before_are_proposed_by_place() -> None:
    text = (
        "🙂 I went to Leeds with Anna's aunt.\n"
        "[Anna, 4 May 2020] and the fluorspar, you know, 3 May 2019."
    )
    model, found = candidates(text, known=["fluorspar"])
    words = {text[one.span.start : one.span.end]: one.kind for one in found}

    assert words["Leeds"] == "place"
    assert words["Anna"] == "person"
    assert words["fluorspar"] == "before"
    assert words["3 May 2019"] == "date"
    assert not {"4 May 2020", "May 2020"} & words.keys()  # what stands in brackets is done
    assert found == sorted(found, key=lambda one: one.span)
    assert model[-1].isdigit()


def test_no_text_makes_the_patterns_slow() -> None:
    began = time.process_time()
    for text in ("a" * 300_000, "0 " * 150_000, "a." * 150_000, "1" * 300_000, "www." * 70_000):
        by_pattern(text)
    assert time.process_time() - began < 10
