"""The whole main job, told once, by two people in two browsers at the same time."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.builders import PASSWORD
from tests.people import browser, expect_saved, go_to, mark, read, select, settled, visitor
from tests.servers import Server, serving
from workbench.services import desks, reading, shipped

pytestmark = pytest.mark.browser
SAMPLES = shipped.folder("transcripts_sample")
TXT, DOCX, VTT = "01 Tuesday mornings.txt", "09 Other Thursdays.docx", "08 Two rooms.vtt"
SOON = 60_000  # what reads files has to start first, and lets everybody else go before it
SAME_WORDS = "nobody did the face"
QUOTED = "On Tuesdays you can go quiet and it's just quiet."
PRIVATE = "I was that woman once"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path / "workspace") as running:
        yield running


def test_the_main_job_from_first_start_to_the_word_file(server: Server, tmp_path: Path) -> None:
    with browser() as started:
        ada, ben = visitor(started, server), visitor(started, server)
        begin(ada, server)
        join(ben, invite(ada))
        add_transcripts(ada, tmp_path)
        project, source = open_together(ada, ben, server)

        both_mark_the_same_words(ada, ben)
        ben_says_where_he_reads_from(ben)
        take_back_and_do_again(ada)
        ada_writes_a_private_note(ada)
        marks_wait_while_the_server_is_away(ben, server)
        everything_is_there_after_a_reload(ada, ben, project, source)
        an_import_beside_the_server_is_seen(ada, server, tmp_path, project)
        the_difference_is_found(ada, project)
        the_overview_counts_transcripts(ada, project)
        path = report(ada, project, tmp_path)
    both_readings_are_in_it(path)
    files = [file for file in server.workspace.rglob("*") if file.is_file()]
    assert PRIVATE.encode() not in b"".join(file.read_bytes() for file in files)


def begin(page: Page, server: Server) -> None:
    page.goto(server.first_start)
    page.get_by_label("Your name").fill("Ada Okoro")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_label("The study's name").fill("Harbour study")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Harbour study")).to_be_visible()
    expect(page.get_by_role("button", name="Add transcripts")).to_be_visible()


def invite(page: Page) -> str:
    go_to(page, "Team")
    expect(page.get_by_role("heading", name="Team")).to_be_visible()
    settled(page).get_by_role("button", name="Make an invitation").click()
    code = page.get_by_text(re.compile("/join/")).first
    return re.search(r"/join/[\w-]+", code.inner_text()).group()


def join(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text("Join “Harbour study”")).to_be_visible()
    page.get_by_label("Your name").fill("Ben Frey")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_role("button", name="Join the team").click()
    expect(page.get_by_text("You are Ben Frey")).to_be_visible()


def add_transcripts(page: Page, folder: Path) -> None:
    picture = folder / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    empty = folder / "empty.docx"
    empty.write_bytes(b"")
    go_to(page, "Add transcripts")
    files = [*(SAMPLES / name for name in (TXT, DOCX, VTT)), picture, empty]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_text(re.compile("picture.txt .*picture"))).to_be_visible(timeout=SOON)
    expect(page.get_by_text(re.compile("empty.docx .*empty"))).to_be_visible()
    settled(page).get_by_role("combobox", name="Kind of conversation").first.click()
    page.get_by_role("option", name="Interview").click()
    settings = page.get_by_role("combobox", name=re.compile("Setting of the peer support"))
    settings.first.click()
    page.get_by_role("option", name="group").click()
    page.keyboard.press("Escape")
    settled(page).get_by_role("button", name="Save 3 transcripts").click()
    expect(page.get_by_text("3 transcripts added.")).to_be_visible(timeout=SOON)

    # The same file again is noticed and not kept twice.
    settled(page).locator("input[type=file]").set_input_files([SAMPLES / TXT])
    expect(page.get_by_text(re.compile("is already here"))).to_be_visible(timeout=SOON)


def open_together(ada: Page, ben: Page, server: Server) -> tuple[str, str]:
    workspace = desks.open_workspace(server.workspace)
    project = workspace.projects()[0]["guid"]
    desk = desks.from_command_line(workspace, project)
    rows = reading.transcripts(desk)
    assert len(rows) == 3
    source = next(row["guid"] for row in rows if row["name"] == Path(TXT).stem)
    for page in (ada, ben):
        read(page, project, source)
    return project, source


def both_mark_the_same_words(ada: Page, ben: Page) -> None:
    mark(ada, SAME_WORDS, "2")
    # Ben sees it without doing anything.
    expect(ben.locator(".cw-mark", has_text=SAME_WORDS)).to_be_visible()
    mark(ben, SAME_WORDS, "6")
    mark(ada, QUOTED, "2")
    mark(ada, "A woman moved her coat off a chair", "5")
    mark(ben, "I bring the milk.", "4")
    expect(ada.locator(".cw-mark", has_text="I bring the milk.")).to_be_visible()


def ben_says_where_he_reads_from(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Where I.m reading from")).click()
    page.get_by_role("textbox", name=re.compile("own words|reading from", re.I)).fill(
        "I ran a group once"
    )
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Reading from: I ran a group once"))).to_be_visible()
    page.keyboard.press("Escape")
    mark(page, "People do stick to it.", "2")


def take_back_and_do_again(page: Page) -> None:
    coat = page.locator(".cw-mark", has_text="A woman moved her coat")
    select(page, "a boiler")
    page.keyboard.press("Control+z")
    expect(coat).to_have_count(0)
    page.keyboard.press("Control+Shift+z")
    expect(coat.first).to_be_visible()
    expect_saved(page)


def ada_writes_a_private_note(page: Page) -> None:
    select(page, SAME_WORDS)
    page.keyboard.press("m")
    page.get_by_role("textbox", name=re.compile("note", re.I)).last.fill(PRIVATE)
    page.keyboard.press("Control+Enter")
    expect_saved(page)


def marks_wait_while_the_server_is_away(page: Page, server: Server) -> None:
    server.kill()
    select(page, "like a pan of milk")
    page.keyboard.press("6")
    expect(page.locator(".cw-mark", has_text="like a pan of milk")).to_be_visible()
    expect(page.locator(".cw-state")).to_contain_text("Not saved yet: 1 mark is waiting")
    server.start()
    expect(page.locator(".cw-state")).to_have_text("Saved", timeout=30_000)


def everything_is_there_after_a_reload(ada: Page, ben: Page, project: str, source: str) -> None:
    for page in (ada, ben):
        read(page, project, source)
        for words in (SAME_WORDS, "I bring the milk.", "like a pan of milk", "People do stick"):
            expect(page.locator(".cw-mark", has_text=words).first).to_be_visible()
    select(ada, "People do stick to it.")
    # What only Ben may read is not on Ada's page, and her note is not on his.
    expect(ada.locator("body")).not_to_contain_text("I ran a group once")
    expect(ben.locator("body")).not_to_contain_text(PRIVATE)
    for page in (ada, ben):
        page.get_by_role("button", name="Finish").first.click()
        page.get_by_role("button", name="I have finished").first.click()
        expect_saved(page)


def an_import_beside_the_server_is_seen(
    page: Page, server: Server, folder: Path, project: str
) -> None:
    page.goto(f"/?project={project}")
    expect(page.get_by_text("01 Tuesday mornings").first).to_be_visible()
    talk = folder / "From the command line.txt"
    talk.write_text("Interviewer: Anything else?\n\nP09: Only that it rained.\n")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "workbench",
            "import",
            "harbour-study",
            str(talk),
            "--workspace",
            str(server.workspace),
        ],
        check=True,
    )
    expect(page.get_by_text("From the command line").first).to_be_visible()


def the_difference_is_found(page: Page, project: str) -> None:
    page.goto(f"/compare?project={project}")
    expect(page.get_by_text("Worth talking about")).to_be_visible()
    passage = page.get_by_text(SAME_WORDS).first
    expect(passage).to_be_visible()
    expect(page.get_by_text("Ada Okoro").first).to_be_visible()
    expect(page.get_by_text("Ben Frey").first).to_be_visible()
    expect(page.get_by_text(re.compile("same words, another code")).first).to_be_visible()


def the_overview_counts_transcripts(page: Page, project: str) -> None:
    page.goto(f"/overview?project={project}")
    expect(page.get_by_text("Freedom to be oneself").first).to_be_visible()
    expect(page.get_by_text(re.compile("1 of 1")).first).to_be_visible()


def report(page: Page, project: str, folder: Path) -> Path:
    page.goto(f"/report?project={project}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Make the report").click()
    expect(page.get_by_text("The report is made")).to_be_visible()
    path = folder / "summary.docx"
    download.value.save_as(path)
    return path


def both_readings_are_in_it(path: Path) -> None:
    document = Document(str(path))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words[words.index(QUOTED) + 1] == "[P01, group]"
    tables = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    [row] = [row for row in tables if any(SAME_WORDS in cell for cell in row)][:1]
    assert "Safety" in " ".join(row)
    assert "Freedom to be oneself" in " ".join(row)
    assert not any("I ran a group once" in line for line in words)
