"""How much the server lets people take of its memory and of its connections."""

import resource

import pytest
from starlette.exceptions import HTTPException
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from workbench import serving


def test_files_sent_to_pages_take_no_more_memory_than_fits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(MemoryUploadedFileManager, "add_file", MemoryUploadedFileManager.add_file)
    monkeypatch.setattr(serving, "MOST_HELD", 1000)
    monkeypatch.setattr(serving, "MOST_FILES_HELD", 4)
    serving.hold_no_more_than_fits()
    files = MemoryUploadedFileManager("/upload")

    def send(session: str, name: str, size: int) -> None:
        files.add_file(session, UploadedFileRec(name, f"{name}.txt", "text/plain", b"x" * size))

    send("one", "a", 600)
    for session in ("one", "another"):
        with pytest.raises(HTTPException, match="Too much has been sent") as refused:
            send(session, "b", 401)
        assert refused.value.status_code == 413
    send("another", "b", 400)
    files.remove_session_files("one")
    for name in ("c", "d", "e"):
        send("another", name, 0)
    with pytest.raises(HTTPException):
        send("one", "f", 0)


def test_the_server_has_as_many_connections_as_the_machine_allows() -> None:
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
        serving.allow_many_connections()
        allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))
    assert allowed == (65_536 if most == resource.RLIM_INFINITY else min(65_536, most))
