"""Captions as Teams, Zoom and OneDrive write them, in invented words."""

import html

import pytest

from tests.importers.completeness import keeps_its_promises, squeezed
from workbench.domain.errors import UnreadableFile
from workbench.importers import as_in_file, read_transcript

TEAMS = """WEBVTT

0a1b/1-0
00:00:01.000 --> 00:00:02.000
<v Lind, Ana (Guest)>Shall we
begin?</v>

0a1b/1-1
00:00:02.100 --> 00:00:03.000
<v Lind, Ana (Guest)>Tea &amp; cake first.</v>

0a1b/2-0
00:00:09.000 --> 00:00:10.000
<v Lind, Ana (Guest)>Right.</v>

0a1b/3-0
00:00:10.500 --> 00:00:11.000
Mm.

0a1b/4-0
00:00:11.000 --> 00:00:12.000
<v Ben>Yes <i>please</i>.</v><v Gia>And me.</v>
"""
ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:02.000
Ana Lind: Remember: tea.

2
00:00:02.500 --> 00:00:04.000
Ben: Yes.

3
00:00:04.500 --> 00:00:05.000
Ana Lind: Good.

4
00:00:05.500 --> 00:00:06.000
Right then.

5
00:00:06.500 --> 00:00:07.000
Ben: Good.
"""

SUBRIP = """1
00:00:01,000 --> 00:00:02,500
Ana Lind: <font color="#ffffff">Shall we?</font>

2
00:00:03,000 --> 00:00:04,000
{\\an8}Ben: Yes,
please.

3
00:00:04,500 --> 00:00:05,000
Ana Lind: Tea &amp; cake.
"""


def read(words):
    transcript = read_transcript("talk.vtt", words.encode())
    assert keeps_its_promises(transcript)
    assert squeezed(html.unescape(as_in_file(transcript))) == squeezed(html.unescape(words))
    return transcript


def test_teams_voices_become_turns_with_times(said):
    transcript = read(TEAMS)
    assert said(transcript) == [
        ("Lind, Ana (Guest)", "Shall we begin? Tea & cake first.\nRight."),
        (None, "Mm."),
        ("Ben", "Yes please."),
        ("Gia", "And me."),
    ]
    assert (transcript.turns[0].begins, transcript.turns[0].ends) == (1.0, 10.0)
    assert transcript.format == "vtt"
    assert transcript.remarks == (
        "1 caption stands without a name; it is in the text without a speaker.",
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_zoom_names_become_turns(line_end, said):
    assert said(read(ZOOM.replace("\n", line_end))) == [
        ("Ana Lind", "Remember: tea."),
        ("Ben", "Yes."),
        ("Ana Lind", "Good."),
        (None, "Right then."),
        ("Ben", "Good."),
    ]


def test_captions_without_names_are_joined_into_paragraphs(said):
    transcript = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nWe met\n\n00:02.000 --> 00:03.000\nin May.\n\n"
        "00:07.000 --> 00:08.000\nIt rained.\n"
    )
    assert said(transcript) == [(None, "We met in May."), (None, "It rained.")]
    assert [(turn.begins, turn.ends) for turn in transcript.turns] == [(1.0, 3.0), (7.0, 8.0)]


@pytest.mark.parametrize(
    ("time", "begins"),
    [("0:0:-6.-820", -6.82), ("0:0:6.82", 6.82), ("01:02.5", 62.5), ("1:00:00,250", 3600.25)],
)
def test_negative_and_unpadded_times_are_read(time, begins):
    transcript = read(f"WEBVTT\n\n{time} --> 2:00:00.000 align:start\nHello.\n")
    assert transcript.turns[0].begins == pytest.approx(begins)


def test_notes_and_styles_are_kept_beside_the_text():
    transcript = read("WEBVTT - talk\n\nNOTE typed\nby hand\n\n00:01.000 --> 00:02.000\nHello.\n")
    assert transcript.text == "Hello."
    assert [(s.kind, s.words) for s in transcript.structure[:3]] == [
        ("header", "WEBVTT - talk"),
        ("note", "NOTE typed"),
        ("note", "by hand"),
    ]


def test_captions_are_known_without_their_header_too(said):
    bare = ZOOM.removeprefix("WEBVTT\n\n")
    assert said(read(bare)) == said(read(ZOOM))


def test_captions_without_words_are_refused():
    with pytest.raises(UnreadableFile, match="holds no captions with words in them"):
        read_transcript("talk.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n")


def test_subrip_is_read_as_captions_are(said):
    transcript = read(SUBRIP)
    assert transcript.format == "srt"
    assert said(transcript) == [
        ("Ana Lind", "Shall we?"),
        ("Ben", "Yes, please."),
        ("Ana Lind", "Tea & cake."),
    ]
    assert (transcript.turns[1].begins, transcript.turns[1].ends) == (3, 4)
