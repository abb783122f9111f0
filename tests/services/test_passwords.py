"""Passwords: a rule anybody can keep, hashes nobody turns back, one answer to all guesses."""

import re
import time

import pytest

from tests.builders import PASSWORD, Study, small_study
from tests.raw import raw_bytes
from workbench.domain.errors import NotAllowed, NotReadable
from workbench.services import accounts
from workbench.store.sign_ins import guesses_at


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("passwords") / "workspace", password=PASSWORD)


def test_length_is_the_one_rule(study: Study) -> None:
    link = accounts.password_link(study.workspace, study.people["Ada"])
    for wrong in ("", "nine lett", "x" * 1001):
        with pytest.raises(NotReadable, match="at least 10 characters"):
            accounts.choose_password(study.workspace, link, password=wrong)
        with pytest.raises(NotReadable):
            accounts.add_person(study.workspace, "Zed", password=wrong)
        with pytest.raises(NotReadable):
            accounts.change_password(study.workspace, study.tokens["Ben"], PASSWORD, wrong)
    assert study.workspace.person_called("Zed") is None
    assert accounts.whose_password(study.workspace, link)  # and the link is not used up
    for right in ("ten letter", "ñandú 🦤 " * 125):
        guid = accounts.add_person(study.workspace, f"Zed {len(right)}", password=right)
        assert accounts.check_password(study.workspace, f"Zed {len(right)}", right) == guid


def test_what_is_kept_is_an_argon2id_hash_that_takes_long_to_try(study: Study) -> None:
    kept = [study.workspace.password_hash(person) for person in study.people.values()]
    assert len(set(kept)) == len(kept)  # the same password, and a salt for each
    for hashed in kept:
        found = re.match(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$", hashed)
        assert found is not None
        # No less than RFC 9106 recommends where memory is short.
        assert (int(found[1]) >= 65_536, int(found[2]) >= 3) == (True, True)
    assert PASSWORD.encode() not in raw_bytes(study)


def test_who_has_no_password_signs_in_with_none(study: Study) -> None:
    accounts.add_person(study.workspace, "Una")
    for guess in ("", "nobody has this password"):
        for name in ("Una", "Nobody"):
            with pytest.raises(NotAllowed):
                accounts.check_password(study.workspace, name, guess)


def test_a_name_nobody_has_takes_as_long_as_a_wrong_password(study: Study) -> None:
    def shortest(name: str) -> float:
        taken = []
        for _ in range(2):
            began = time.perf_counter()
            with pytest.raises(NotAllowed):
                accounts.check_password(study.workspace, name, "not the password")
            taken.append(time.perf_counter() - began)
        return min(taken)

    known = shortest("Ada")
    # Without a hash to work out it would be a hundred times shorter.
    assert shortest("Nobody") > known / 5


def test_each_guess_waits_longer_than_the_one_before_and_only_under_its_name(
    study: Study,
) -> None:
    name = "Somebody guessed at"
    waits = []
    for _ in range(5):
        waits.append(accounts.sign_in_delay(study.workspace, name))
        with pytest.raises(NotAllowed):
            accounts.check_password(study.workspace, f" {name.upper()} ", "not the password")
    assert waits == [0, 0, 0, 0, 0.25]
    for _ in range(20):
        study.workspace.note_attempt(name)
    assert accounts.sign_in_delay(study.workspace, name) == 2  # and nobody is locked out
    assert accounts.sign_in_delay(study.workspace, "Somebody else") == 0


def test_a_new_password_ends_every_other_sign_in(study: Study) -> None:
    here, there = (study.workspace.begin_sign_in(study.people["Ben"], days=1) for _ in range(2))
    with pytest.raises(NotAllowed):
        accounts.change_password(study.workspace, here, "not the password", "four other words")
    assert study.workspace.signed_in(there)
    accounts.change_password(study.workspace, here, PASSWORD, "four other words")
    assert study.workspace.signed_in(here)
    assert study.workspace.signed_in(there) is None
    accounts.check_password(study.workspace, "Ben", "four other words")
    with pytest.raises(NotAllowed):
        accounts.check_password(study.workspace, "Ben", PASSWORD)


def test_guessing_the_password_of_who_is_signed_in_stops(study: Study) -> None:
    for _ in range(9):
        study.workspace.note_attempt(guesses_at("password", study.people["Ada"]))
    with pytest.raises(NotAllowed, match="not your password now"):
        accounts.must_fit(study.workspace, study.people["Ada"], "not the password")
    with pytest.raises(NotAllowed, match="too often"):
        accounts.must_fit(study.workspace, study.people["Ada"], PASSWORD)
