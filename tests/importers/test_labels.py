"""Every way of naming speakers that the workbench knows, in small invented conversations."""

import pytest

from workbench.importers import proposed_interviewers

HELLO = [("Ana", "Hello."), ("Ben", "Hi."), ("Ana", "So?"), ("Ben", "Well.")]
CONVENTIONS = {
    "name and colon": "Ana: Hello.\nBen: Hi.\nAna: So?\nBen: Well.",
    "name and colon, empty lines": "Ana: Hello.\n\nBen: Hi.\n\nAna: So?\n\nBen: Well.",
    "name, colon and tab": "Ana:\tHello.\nBen:\tHi.\nAna:\tSo?\nBen:\tWell.",
    "name over the words": "Ana:\nHello.\n\nBen:\nHi.\n\nAna:\nSo?\n\nBen:\nWell.",
    "space before the colon": "Ana : Hello.\nBen : Hi.\nAna : So?\nBen : Well.",
    "Markdown bold": "**Ana:** Hello.\n\n**Ben:** Hi.\n\n**Ana:** So?\n\n**Ben:** Well.",
    "bold, colon outside": "**Ana**: Hello.\n\n**Ben**: Hi.\n\n**Ana**: So?\n\n**Ben**: Well.",
    "Markdown headings": "### Ana\nHello.\n\n### Ben\n\nHi.\n\n### Ana\nSo?\n\n### Ben\nWell.",
    "Otter": "Ana  00:00\nHello.\n\nBen  0:04\nHi.\n\nAna  00:09\nSo?\n\nBen  1:00:12\nWell.",
    "Otter in Markdown": "**Ana  00:00**\nHello.\n**Ben  00:04**\nHi.\n"
    "**Ana  00:09**\nSo?\n**Ben  00:12**\nWell.",
    "time in brackets before": "[00:00:01] Ana: Hello.\n[00:00:03] Ben: Hi.\n"
    "[00:00:05] Ana: So?\n[00:00:09] Ben: Well.",
    "time after the name": "Ana (00:01):\nHello.\n\nBen (00:03):\nHi.\n\n"
    "Ana (00:05):\nSo?\n\nBen (00:09):\nWell.",
    "name in brackets": "[Ana] Hello.\n\n[Ben] Hi.\n\n[Ana] So?\n\n[Ben] Well.",
    "Zoom chat": "10:01:02 From Ana : Hello.\n10:01:09 From Ben to Everyone : Hi.\n"
    "10:02:00 From Ana : So?\n10:02:10 From Ben : Well.",
    "name and time in brackets": "Ana [00:00:03] Hello.\n\nBen [00:00:10] Hi.\n\n"
    "Ana [00:00:12] So?\n\nBen (00:14) Well.",
    "name and a dash": "Ana – Hello.\n\nBen – Hi.\n\nAna – So?\n\nBen – Well.",
    "capitals over the words": "ANA\nHello.\n\nBEN\nHi.\n\nANA\nSo?\n\nBEN\nWell.",
    "name and a tab": "Ana\tHello.\nBen\tHi.\nAna\tSo?\nBen\tWell.",
    "CR LF": "Ana: Hello.\r\nBen: Hi.\r\nAna: So?\r\nBen: Well.\r\n",
}


@pytest.mark.parametrize("words", CONVENTIONS.values(), ids=CONVENTIONS)
def test_each_convention_gives_the_same_turns(words, read, said):
    found = [(name.title(), words) for name, words in said(read(words))]
    assert found == HELLO


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Interviewer", "Participant"),
        ("Interviewer 1", "P01"),
        ("I", "P"),
        ("FACILITATOR", "BSR01"),
        ("Male participant", "JW"),
        ("Dr. O'Neil-Smith", "van der Berg"),
        ("Hurst, Peter", "Unknown speaker (phone)"),
        ("Q", "A"),
        ("Миша", "مريم"),
    ],
)
def test_labels_are_known_by_how_they_look_or_because_they_recur(first, second, read):
    words = f"{first}: Where was it?\n{second}: At home.\n{first}: When?\n{second}: In May."
    assert read(words).speakers == (first, second)


@pytest.mark.parametrize(
    "words",
    [
        "Note: this was typed later.\n\nFor example: a group in a library.\n\nAnd a walk.",
        "It began at\n10:30 in the morning\n11:30 was the break\n12:00 was lunch",
        "http://example.org/a\nhttp://example.org/b\nhttp://example.org/c",
        "Urgent situations: ring somebody.\n\nWhat may help: tea.\n\nThen we talk.",
        "I went there.\nIt was good.\nI liked it.",
        "Tea - and cake - was there.\n\nTea - again.\n\nWe sat down.\n\nThen we went home.",
        "NHS\n\nThey said no.\n\nWe went on.\n\nAnd on.\n\nNHS\n\nAgain no.\n\nThat was it.",
    ],
)
def test_what_only_looks_like_a_label_stays_in_the_text(words, read):
    transcript = read(words)
    assert transcript.speakers == ()
    assert transcript.convention.startswith("no speaker labels")


def test_a_colon_within_what_is_said_makes_no_speaker(read, said):
    words = "I: And then?\nP: Two things.\nHonestly: none. At 10:30 she said: go.\nNote: I did."
    assert (
        said(read(words))[1][1]
        == "Two things.\nHonestly: none. At 10:30 she said: go.\nNote: I did."
    )


def test_somebody_who_speaks_once_is_known_where_everybody_else_is_labelled(read):
    words = "Gia: A.\nMo: B.\nGia: C.\nMo: D.\nMultiple People: E!\nGia: F.\nSam: G."
    assert read(words).speakers == ("Gia", "Mo", "Multiple People", "Sam")


def test_a_code_alone_on_a_line_is_a_name_where_a_part_is(read, said):
    words = "INTERVIEWER\nHello.\n\nP07\nHi.\nYes.\n\nINTERVIEWER\nSo?\n\nP07\nWell."
    assert said(read(words)) == [
        ("INTERVIEWER", "Hello."),
        ("P07", "Hi.\nYes."),
        ("INTERVIEWER", "So?"),
        ("P07", "Well."),
    ]


def test_paragraphs_without_a_label_belong_to_the_turn_before(read, said):
    transcript = read("Mo: One.\nTwo.\n\nThree.\nGia: Four.\nMo: Five.\nGia: Six.")
    assert said(transcript)[0] == ("Mo", "One.\nTwo.\nThree.")


def test_a_label_repeated_over_paragraphs_makes_one_turn(read, said):
    transcript = read("P01: One.\n\nP01: Two.\n\nInterviewer: And?")
    assert said(transcript) == [("P01", "One.\nTwo."), ("Interviewer", "And?")]
    assert [structure.at for structure in transcript.structure] == [0, 5, 10]


def test_a_line_in_brackets_is_nobodys_and_the_speaker_goes_on_after_it(read, said):
    transcript = read("P01: One.\n[Pause in recording]\nTwo.\nInterviewer: [laughs]\nThree.")
    assert said(transcript) == [
        ("P01", "One."),
        (None, "[Pause in recording]"),
        ("P01", "Two."),
        ("Interviewer", "[laughs]\nThree."),
    ]


def test_question_lines_are_headings_and_nobody_speaks_until_named(read, said):
    transcript = read("Mo: Yes.\nQuestion 2. What helps?\nSomething.\nMo: Tea.\nGia: A.\nGia: B.")
    assert said(transcript)[:3] == [("Mo", "Yes."), (None, "Something."), ("Mo", "Tea.")]
    assert [s.words for s in transcript.structure if s.kind == "heading"] == [
        "Question 2. What helps?"
    ]


def test_times_are_kept_beside_the_text_and_give_the_begin_of_a_turn(read, said):
    transcript = read(
        "I: Well? #00:00:15-2#\nP: Yes [00:01:30] and no.\n[01:00:00] P2: Hm (10:30)."
    )
    assert said(transcript) == [("I", "Well? "), ("P", "Yes and no."), ("P2", "Hm (10:30).")]
    assert [s.words for s in transcript.structure if s.kind == "time"] == [
        "#00:00:15-2#",
        "[00:01:30] ",
        "[01:00:00] ",
    ]
    assert transcript.turns[2].begins == 3600


def test_paragraph_numbers_are_kept_beside_the_text(read, said):
    words = "1 I: One.\n2 P: Two.\n3 Three.\n4 I: Four.\n5 P: 5 is enough."
    transcript = read(words)
    assert said(transcript)[1] == ("P", "Two.\nThree.")
    assert said(transcript)[3] == ("P", "5 is enough.")
    assert [s.words for s in transcript.structure if s.kind == "number"] == [
        "1 ", "2 ", "3 ", "4 ", "5 ",
    ]  # fmt: skip


def test_a_file_without_labels_has_a_turn_for_each_paragraph(read, said):
    transcript = read("One.\nStill one.\n\nTwo.")
    assert said(transcript) == [(None, "One.\nStill one."), (None, "Two.")]


def test_too_many_names_are_no_speakers(read):
    transcript = read("".join(f"Person{n}: yes\nPerson{n}: no\n" for n in range(300)))
    assert transcript.speakers == ()
    assert "More than 200 different names" in transcript.remarks[0]


def test_those_who_ask_are_proposed_and_not_decided(read):
    words = "Date: 3 May\nInterviewer: Ana Lind\n\nAL: One?\nP1: Yes.\nAL: Two?\nModerator: Three?"
    assert proposed_interviewers(read(words)) == ("AL", "Moderator")
