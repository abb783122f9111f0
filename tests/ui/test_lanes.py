"""The text with what stands around it: everything escaped, nothing of the text lost."""

import re
from html import unescape

from workbench.ui.parts.around import around_html
from workbench.ui.parts.lanes import MOST_LINES

TEXT = "Yes.\nI felt <b>safe</b> & “fine” 🙂 there."


def marked(start: int, end: int, value: str | None = "SA", **more: str) -> dict:
    return {"start": start, "end": end, "code": "Safety", "key": value or "LA1", "value": value,
            "presence_words": "", "lens": None, **more}  # fmt: skip


def found(*readers: tuple[str, list[dict]]) -> dict:
    turns = [
        {"start": 0, "end": 4, "speaker": "A <i>", "role": "interviewer"},
        {"start": 5, "end": len(TEXT), "speaker": "P01", "role": "participant"},
    ]
    told = [{"guid": name, "name": name, "marks": marks} for name, marks in readers]
    return {"text": TEXT, "turns": turns, "readers": told, "notes": [], "settled": ()}


def words_of(html: str) -> str:
    """What stands on the page of the transcript's own words."""
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.S)
    html = re.sub(r"<aside.*?</aside>", "", html, flags=re.S)
    html = re.sub(r'<span class="(speaker|begins|heard)".*?</span>', "", html)
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_overlapping_marks_leave_every_word_in_its_place() -> None:
    html = around_html(found(("Ada", [marked(5, 20), marked(0, 12)]), ("Ben", [marked(8, 33)])))

    assert words_of(html) == TEXT.replace("\n", "")


def test_words_names_and_codes_are_never_read_as_markup() -> None:
    html = around_html(found(('<script>"x"</script>', [marked(5, 20, code='"><img src=x>')])))

    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_each_piece_says_who_marked_it_as_what() -> None:
    here = marked(7, 11, presence_words="it is here")
    html = around_html(found(("Ada", [marked(5, 20)]), ("Ben", [here])))

    assert 'title="Ada: Safety\nBen: Safety, it is here"' in html


def test_readers_beyond_the_room_for_lines_are_still_told() -> None:
    readers = [(f"Reader {number}", [marked(5, 20)]) for number in range(MOST_LINES + 2)]
    html = around_html(found(*readers))

    assert html.count("repeating-linear-gradient") == MOST_LINES
    assert f"Reader {MOST_LINES + 1}: Safety" in html


def test_each_mark_and_note_stands_beside_the_words_it_begins_at() -> None:
    text = "One sentence here. " * 60
    shown = {
        "text": text,
        "turns": [{"start": 0, "end": len(text), "speaker": "P01", "role": "participant"}],
        "readers": [
            {"guid": "a", "name": "Ada", "marks": [marked(0, 18)]},
            {"guid": "b", "name": "Ben", "marks": [marked(950, 968, "HC")]},
        ],
        "settled": (),
        "notes": [
            {"who": "Cleo", "words": "<i>mine</i>", "start": 5, "end": 9},
            {"who": "Cleo", "words": "of it all", "start": None, "end": None},
        ],
    }
    html = around_html(shown)
    rows = html.split('<div class="row">')

    assert "of it all" in rows[0]
    assert len(rows) > 3
    left, right = re.findall(r"<aside>(.*?)</aside>", rows[1], flags=re.S)
    assert "1 Ada" in left
    assert "Cleo notes" in right
    assert "&lt;i&gt;mine" in right
    assert "2 Ben" in rows[-1]
    assert "2 Ben" not in rows[1]
    assert words_of("".join(rows[1:])) == text
