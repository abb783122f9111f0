"""Pressing as a person does: once the page has come to rest.

While a page is still being drawn its parts move and are exchanged: the button may have gone
elsewhere, or be another one, by the time the mouse is let go, and then nothing was pressed. A
person sees that and waits. Each press of Playwright waits here as well, so that no test needs to
think of it.
"""

import contextlib
import functools
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Locator, Page, WebSocket
from playwright.sync_api import TimeoutError as TookTooLong
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# What moves for as long as something is being done is pressed while it moves, after this time.
_PATIENCE_MS = 8_000
# What a press asks for is sent a moment after the press.
_SENT_AFTER_MS = 60
_AT_REST = """
() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return (!app || app.dataset.testScriptState === 'notRunning')
    && document.getAnimations().every((one) => one.playState !== 'running');
}
"""
_click = Locator.click
# What each window has asked for, from the asking until it has come: None, "asked" or "begun".
_waiting: WeakKeyDictionary[Page, str | None] = WeakKeyDictionary()


def watch(page: Page) -> None:
    """Know from now on whether this window still waits for a page it has asked for."""
    page.on("websocket", functools.partial(_listen, page))


def at_rest(page: Page, *, patience: int = _PATIENCE_MS) -> None:
    """Wait until what was asked for has come, is drawn, and nothing on the page moves any more.

    Raises
    ------
    playwright.sync_api.TimeoutError
        If it still moves after so many milliseconds, as it does while long work is shown.
    """
    page.wait_for_timeout(_SENT_AFTER_MS)
    for _ in range(patience // 20):
        if not _waiting.get(page):
            break
        page.wait_for_timeout(20)
    page.wait_for_function(_AT_REST, timeout=patience)


def press_at_once(part: Locator) -> None:
    """Press without waiting, for what becomes of a press that comes before the page knows more."""
    _click(part)


def press_at_rest() -> None:
    """Let every press and every choice, from now on, wait until the page is at rest."""
    for name in ("click", "check", "uncheck", "select_option", "set_input_files"):
        action = getattr(Locator, name)
        if not hasattr(action, "__wrapped__"):
            setattr(Locator, name, _calmly(action))


def _calmly(action: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(action)
    def calmly(self: Locator, *args: object, **options: object) -> Any:
        with contextlib.suppress(TookTooLong):
            at_rest(self.page)
        return action(self, *args, **options)

    return calmly


def _listen(page: Page, socket: WebSocket) -> None:
    """Follow Streamlit's own connection, beginning anew with each."""
    if "/_stcore/stream" not in socket.url:
        return
    _waiting[page] = None
    socket.on("framesent", functools.partial(_sent, page))
    socket.on("framereceived", functools.partial(_received, page))


def _sent(page: Page, frame: str | bytes) -> None:
    if _kind(BackMsg(), frame) == "rerun_script":
        _waiting[page] = "asked"


def _received(page: Page, frame: str | bytes) -> None:
    kind = _kind(ForwardMsg(), frame)
    if kind == "new_session" and _waiting.get(page):
        _waiting[page] = "begun"
    # What ends without having begun since was asked for before.
    if kind == "script_finished" and _waiting.get(page) == "begun":
        _waiting[page] = None


def _kind(message: BackMsg | ForwardMsg, frame: str | bytes) -> str | None:
    message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
    return message.WhichOneof("type")
