"""Tables that are no conversation by turns: survey answers, and posts of online threads."""

from dataclasses import replace

import pytest

from tests.importers.completeness import keeps_its_promises, squeezed
from tests.importers.making import xlsx
from tests.importers.test_spreadsheets import csv_of
from workbench.domain.table import TableReading
from workbench.importers import as_in_file, read_file
from workbench.importers.columns import moments

SURVEY = [
    ("ID", "Age", "Gender", "E-mail", "What helped you most?", "What was missing?"),
    ("R1", "34", "woman", "a@b.example", "That nobody asked me why I came.", "More evenings."),
    ("R2", "51", "man", "", "The tea, and that it was at the same time each week.", ""),
    ("R3", "", "woman", "c@d.example", "", ""),
    ("R4", "29", "man", "", "Being asked to help with the room.\nIt made me stay.", "Nothing."),
]
THREAD = [
    ("id", "author", "created_at", "reply_to", "body"),
    ("3", "Moss", "2024-05-02 09:30", "1", "I did, it was fine."),
    ("1", "Fern", "2024-05-01 18:00", "", "Has anybody been?\nTo the Friday one."),
    ("4", "Fern", "2024-05-03 08:00", "3", "Thank you."),
    ("2", "Reed", "2024-05-01 19:15", "1", "Not yet."),
]
FILES = {
    "survey": csv_of(SURVEY).encode(),
    "survey with tabs": csv_of(SURVEY, "\t").encode("utf-16"),
    "survey in Excel": xlsx(SURVEY),
    "thread": csv_of(THREAD, ";").encode(),
    "thread in Excel": xlsx(THREAD),
}


def recognised(data, reading=None):
    found = read_file("talk.csv", data, reading)
    assert all(keeps_its_promises(transcript) for transcript in found.transcripts)
    return found


def said(transcript):
    return [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind.startswith("survey")])
def test_each_person_who_answered_has_a_transcript_and_the_rest_is_attributes(kind):
    found = recognised(FILES[kind])
    assert found.reading.layout == "respondents"
    assert [one.name for one in found.transcripts] == ["talk R1", "talk R2", "talk R4"]
    first, _, last = found.transcripts
    assert said(first) == [("R1", SURVEY[1][4]), ("R1", "More evenings.")]
    assert [s.words for s in first.structure if s.kind == "heading"] == list(SURVEY[0][4:])
    assert said(last)[0] == ("R4", "Being asked to help with the room.\nIt made me stay.")
    assert found.attributes["R1"] == {"Age": "34", "Gender": "woman"}
    assert "Left out: E-mail." in first.remarks
    assert "1 row without an answer in words was left out." in first.remarks


def test_the_same_answers_can_be_read_by_question():
    by_person = recognised(FILES["survey"])
    reading = replace(by_person.reading, layout="questions")
    found = recognised(FILES["survey"], reading)
    assert [transcript.name for transcript in found.transcripts] == list(SURVEY[0][4:])
    assert said(found.transcripts[1]) == [("R1", "More evenings."), ("R4", "Nothing.")]
    assert found.attributes == by_person.attributes


def test_a_survey_without_ids_numbers_those_who_answered():
    found = recognised(csv_of([row[1:] for row in SURVEY]).encode())
    assert said(found.transcripts[1]) == [("Respondent 2", SURVEY[2][4])]


@pytest.mark.parametrize("kind", ["thread", "thread in Excel"])
def test_posts_stand_in_order_of_time_with_who_is_answered_beside_them(kind):
    found = recognised(FILES[kind])
    assert found.reading.layout == "thread"
    (thread,) = found.transcripts
    assert said(thread) == [
        ("Fern", "Has anybody been?\nTo the Friday one."),
        ("Reed", "Not yet."),
        ("Moss", "I did, it was fine."),
        ("Fern", "Thank you."),
    ]
    beside = [(s.kind, s.words) for s in thread.structure if s.at == thread.turns[1].start]
    assert set(beside) >= {("number", "2"), ("time", "2024-05-01 19:15"), ("reply", "1")}
    everything = sorted(squeezed("".join("".join(row) for row in THREAD)))
    assert sorted(squeezed(as_in_file(thread))) == everything


def test_replies_can_stand_after_what_they_reply_to():
    reading = replace(recognised(FILES["thread"]).reading, layout="replies")
    (thread,) = recognised(FILES["thread"], reading).transcripts
    assert [speaker for speaker, _ in said(thread)] == ["Fern", "Reed", "Moss", "Fern"]
    later = [THREAD[0], *THREAD[1:4], ("2", "Reed", "2024-05-04 19:15", "1", "Not yet.")]
    (by_time,) = recognised(csv_of(later).encode()).transcripts
    (by_reply,) = recognised(csv_of(later).encode(), reading).transcripts
    assert [words for _, words in said(by_time)][-1] == "Not yet."
    assert [words for _, words in said(by_reply)][1:] == [
        "I did, it was fine.",
        "Thank you.",
        "Not yet.",
    ]


def test_posts_that_reply_in_a_ring_or_to_nothing_are_all_kept():
    ring = [
        ("id", "author", "reply to", "post"),
        ("1", "Moss", "2", "One."),
        ("2", "Reed", "1", "Two."),
        ("3", "Fern", "9", "Three."),
    ]
    (thread,) = recognised(csv_of(ring).encode()).transcripts
    assert sorted(words for _, words in said(thread)) == ["One.", "Three.", "Two."]
    assert "1 reply to a post that is not in the table stands as a new beginning." in (
        thread.remarks
    )


def test_columns_nobody_knows_can_be_named_by_a_person():
    strange = xlsx([("Kto", "Co"), ("Ala", "Dzień dobry."), ("Ola", "Dobry wieczór.")])
    found = read_file("talk.xlsx", strange)
    assert found.transcripts == ()
    assert "no column is known" in str(found.refusal)
    reading = TableReading("turns", ("speaker", "words"))
    (transcript,) = recognised(strange, reading).transcripts
    assert said(transcript) == [("Ala", "Dzień dobry."), ("Ola", "Dobry wieczór.")]


@pytest.mark.parametrize("layout", ["turns", "thread", "respondents", "questions"])
def test_a_reading_without_words_is_a_sentence_and_not_a_transcript(layout):
    reading = TableReading(layout, ("leave_out",) * 6)
    found = read_file("talk.csv", FILES["survey"], reading)
    assert found.transcripts == ()
    assert str(found.refusal).startswith("talk.csv has no column")


def test_dates_are_read_in_one_way_for_a_whole_column():
    assert [m.month for m in moments(["01/02/2024 10:00", "13/02/2024 09:00"])] == [2, 2]
    assert [m.month for m in moments(["01/02/2024 10:00", "01/13/2024 09:00"])] == [1, 1]
    assert moments(["2024-05-01T10:00:00Z"])[0].hour == 10
    assert moments(["1714557600"])[0].year == 2024
    assert moments(["yesterday", "2024-05-01"]) is None


def test_two_lines_that_happen_to_have_commas_and_a_question_are_prose():
    for words in ("So,how are you?\nWell,I am fine", "I\tAge?\nP01\tForty, and you?"):
        assert read_file("talk", words.encode()).transcripts[0].format == "txt"
