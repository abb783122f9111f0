"""Whoever guesses passwords waits, and makes nobody else wait.

Guesses at one account from one address go one after another, each slower than the one before, and
few may queue; nor may many queue from one address under many names. A browser its owner has signed
in with before, and any other address, has a way of its own: whoever floods the sign-in page with
guesses cannot keep somebody out.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from ipaddress import IPv6Address, ip_address

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request

from workbench.domain.errors import WorkbenchError
from workbench.services import accounts
from workbench.services.desks import Workspace

KNOWN = "workbench_known"
MOST_IN_A_LANE = 8
MOST_FROM_AN_ADDRESS = 40
# Hashing a password takes long and much memory, on purpose: two at once, in threads of their own,
# and one more for those who are known here already, whom no crowd of strangers holds up.
HASHING = CapacityLimiter(2)
HASHING_FOR_KNOWN = CapacityLimiter(1)


class TooManyTries(WorkbenchError):
    """So many guesses wait already that one more is not taken."""

    code_word = "too_many_tries"
    status = 429


class Lanes:
    """One lane for each account and address."""

    def __init__(self) -> None:
        self._waiting: Counter[Hashable] = Counter()
        self._locks: dict[Hashable, asyncio.Lock] = {}

    @asynccontextmanager
    async def lane(
        self, workspace: Workspace, request: Request, name: str, *, slips_count: bool = True
    ) -> AsyncIterator[CapacityLimiter]:
        """Hold one's place while a password is looked at, and give whose threads do it.

        Without `slips_count`, a browser that is known waits as any other: where a wrong password
        is not told from other refusals, guesses with its slip would not be counted.
        """
        slip = request.cookies.get(KNOWN, "") if slips_count else ""
        if await to_thread.run_sync(accounts.is_known_browser, workspace, name, slip):
            try:
                yield HASHING_FOR_KNOWN
            except accounts.NotAllowed:
                await to_thread.run_sync(accounts.note_guess_by_slip, workspace, slip)
                raise
            return
        account = await to_thread.run_sync(accounts.whose_account, workspace, name)
        address = neighbourhood(request.client.host if request.client else "")
        lane = (account.casefold(), address)
        if self._waiting[lane] >= MOST_IN_A_LANE or self._waiting[address] >= MOST_FROM_AN_ADDRESS:
            raise TooManyTries(
                "Many are trying to sign in from here at the moment, so this was not looked at. "
                "Wait a little and try again. A browser you have signed in with before is let "
                "through at once."
            )
        self._waiting.update((lane, address))
        try:
            async with self._locks.setdefault(lane, asyncio.Lock()):
                await asyncio.sleep(
                    await to_thread.run_sync(accounts.sign_in_delay, workspace, name)
                )
                yield HASHING
        finally:
            self._waiting.subtract((lane, address))
            self._waiting += Counter()  # forgets whom nobody waits for
            if lane not in self._waiting:
                self._locks.pop(lane, None)


def neighbourhood(host: str) -> str:
    """Give what stands for a whole household, which has very many addresses of IPv6."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> 64 << 64))
