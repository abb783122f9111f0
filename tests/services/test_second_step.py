"""The second step: codes as an authenticator app makes them, each good once, and paper codes."""

import base64
import hashlib
import hmac
import struct
import threading
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from tests.builders import PASSWORD, Study, small_study
from workbench.domain.errors import NotAllowed, SignInNeeded
from workbench.services import accounts, own_account, second_step, server_settings
from workbench.store.sign_ins import later


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace", names=("Ada",), password=PASSWORD)


def code(secret: str, ahead: int = 0) -> str:
    """What an app shows, computed by RFC 6238 alone."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    moment = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(key, moment, hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def test_the_codes_are_those_of_rfc_6238() -> None:
    # Appendix B: at 59 seconds the code of this key ends in 287082.
    clock = second_step._clock(b"12345678901234567890".hex())
    assert clock.generate(59) == b"287082"


def set_up(study: Study) -> tuple[str, list[str]]:
    secret, picture = second_step.set_up(study.workspace, study.tokens["Ada"])
    assert picture.startswith("data:image/svg+xml")
    codes = second_step.take_up(study.workspace, study.tokens["Ada"], code(secret, -1))
    return secret, codes


def slip(study: Study) -> str:
    with pytest.raises(accounts.SecondStep) as wanted:
        accounts.sign_in(study.workspace, "Ada", PASSWORD)
    return wanted.value.slip


def test_a_password_alone_is_not_enough_and_a_code_works_once(study: Study) -> None:
    secret, _ = set_up(study)
    now = code(secret)
    assert second_step.finish(study.workspace, slip(study), f"{now[:3]} {now[3:]}")
    with pytest.raises(NotAllowed):
        second_step.finish(study.workspace, slip(study), now)


def test_a_sign_in_with_it_ends_when_the_organisation_says(study: Study) -> None:
    secret, _ = set_up(study)
    server_settings.change(study.workspace, "sign-in-longest-days", "1")
    token = second_step.finish(study.workspace, slip(study), code(secret))
    began = study.workspace.signed_in(token)
    assert began is not None
    listed = own_account.my_sign_ins(study.workspace, token)
    [mine] = [each for each in listed if each["guid"] == began["sign_in"]]
    assert mine["ends_on"] <= later(days=1)[:10]


def test_a_paper_code_works_once_however_it_is_written(study: Study) -> None:
    _, codes = set_up(study)
    assert len(set(codes)) == 10
    assert second_step.finish(study.workspace, slip(study), f" {codes[0].upper()} ")
    with pytest.raises(NotAllowed):
        second_step.finish(study.workspace, slip(study), codes[0])
    assert second_step.standing(study.workspace, study.tokens["Ada"]) == (True, 9)


def test_neither_the_secret_nor_a_paper_code_is_kept_in_words(study: Study) -> None:
    secret, codes = set_up(study)
    held = b"".join(path.read_bytes() for path in study.workspace.folder.glob("workspace*"))
    raw = base64.b32decode(secret + "=" * (-len(secret) % 8))
    for words in (secret, raw.hex(), *codes, *(one.replace("-", "") for one in codes)):
        assert words.encode() not in held


def test_a_forged_or_stale_slip_is_nobody(study: Study) -> None:
    set_up(study)
    real = slip(study)
    other = study.workspace.keys.slip("openid", {"person": study.people["Ada"]}, minutes=5)
    stale = study.workspace.keys.slip("second step", {"person": study.people["Ada"]}, minutes=-1)
    for forged in ("", "00", "zz", real[:-2] + "00", other, stale):
        with pytest.raises(SignInNeeded):
            second_step.finish(study.workspace, forged, "000000")


def test_guessing_codes_stops_and_ends_nothing_else(study: Study) -> None:
    secret, _ = set_up(study)
    for guess in range(10):
        with pytest.raises(NotAllowed):
            second_step.finish(study.workspace, slip(study), f"{guess:06d}x")
    with pytest.raises(NotAllowed, match="Too many"):
        second_step.finish(study.workspace, slip(study), code(secret))
    assert study.workspace.signed_in(study.tokens["Ada"])


def test_nobody_uses_up_anothers_tries_by_signing_in_under_a_made_up_name(study: Study) -> None:
    secret, _ = set_up(study)
    ada = study.people["Ada"]
    held = study.workspace.file.db.execute("select name from attempts").fetchall()
    with pytest.raises(NotAllowed):
        second_step.check(study.workspace, ada, "x")
    with pytest.raises(NotAllowed):
        accounts.must_fit(study.workspace, ada, "not this one")
    kept = study.workspace.file.db.execute("select name from attempts").fetchall()
    for (name,) in set(kept) - set(held):
        before = study.workspace.failed_attempts(name, minutes=15)
        with pytest.raises(NotAllowed):
            accounts.sign_in(study.workspace, name, "not this one")
        assert study.workspace.failed_attempts(name, minutes=15) == before
    assert second_step.finish(study.workspace, slip(study), code(secret))


def test_no_more_are_looked_at_when_many_are_sent_at_once(study: Study) -> None:
    set_up(study)
    ada, together, looked_at = study.people["Ada"], threading.Barrier(24), []

    def send() -> None:
        together.wait()
        for guess in (
            partial(second_step.check, study.workspace, ada, "x"),
            partial(accounts.must_fit, study.workspace, ada, "not this one"),
        ):
            with pytest.raises(NotAllowed) as refused:
                guess()
            if "too often" not in str(refused.value) and "Too many" not in str(refused.value):
                looked_at.append(guess.func.__name__)

    threads = [threading.Thread(target=send) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(looked_at) == {"check": 10, "must_fit": 10}


def test_odd_codes_are_refused(study: Study) -> None:
    set_up(study)
    for odd in ("", "１２３４５６", "²²²²²²", "x" * 10_000, "\ud800", "0" * 6 + "\0"):
        with pytest.raises(NotAllowed):
            second_step.check(study.workspace, study.people["Ada"], odd)


def test_it_is_turned_off_with_a_code_or_by_whoever_runs_the_server(study: Study) -> None:
    secret, _ = set_up(study)
    with pytest.raises(NotAllowed):
        second_step.turn_off(study.workspace, study.tokens["Ada"], "000000")
    second_step.turn_off(study.workspace, study.tokens["Ada"], code(secret))
    assert accounts.sign_in(study.workspace, "Ada", PASSWORD)
    set_up(study)
    second_step.turn_off_for(study.workspace, study.people["Ada"])
    assert accounts.sign_in(study.workspace, "Ada", PASSWORD)


def test_a_new_password_by_a_link_still_takes_the_second_step(study: Study) -> None:
    set_up(study)
    link = accounts.password_link(study.workspace, study.people["Ada"])
    with pytest.raises(accounts.SecondStep) as wanted:
        accounts.choose_password(study.workspace, link, password=PASSWORD + "!")
    assert len(wanted.value.ended) == 1
    assert study.workspace.signed_in(study.tokens["Ada"]) is None
