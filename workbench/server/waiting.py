"""Whoever guesses passwords waits, and makes nobody else wait.

Guesses under one name from one address go one after another, each slower than the one before, and
few may queue. A browser its owner has signed in with before, and any other address, has a way of
its own: whoever floods a name with guesses cannot keep its owner out.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from starlette.requests import Request

from workbench.domain.errors import WorkbenchError
from workbench.services import accounts
from workbench.services.desks import Workspace

KNOWN = "workbench_known"
MOST_IN_A_LANE = 8


class TooManyTries(WorkbenchError):
    """So many guesses under one name wait already that one more is not taken."""

    code_word = "too_many_tries"
    status = 429


class Lanes:
    """One lane for each name and address."""

    def __init__(self) -> None:
        self._waiting: Counter[tuple[str, str]] = Counter()
        self._locks: dict[tuple[str, str], asyncio.Lock] = {}

    @asynccontextmanager
    async def lane(self, workspace: Workspace, request: Request, name: str) -> AsyncIterator[None]:
        """Hold one's place under a name while its password is looked at."""
        slip = request.cookies.get(KNOWN, "")
        if await to_thread.run_sync(accounts.is_known_browser, workspace, name, slip):
            try:
                yield
            except accounts.NotAllowed:
                await to_thread.run_sync(accounts.note_guess_by_slip, workspace, slip)
                raise
            return
        address = request.client.host if request.client else ""
        key = (" ".join(name.split()).casefold()[:200], address)
        if self._waiting[key] >= MOST_IN_A_LANE:
            raise TooManyTries(
                "Many are trying that name from here at the moment, so this was not looked at. "
                "Wait a little and try again. A browser you have signed in with before is let "
                "through at once."
            )
        self._waiting[key] += 1
        try:
            async with self._locks.setdefault(key, asyncio.Lock()):
                await asyncio.sleep(
                    await to_thread.run_sync(accounts.sign_in_delay, workspace, name)
                )
                yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]
                self._locks.pop(key, None)
