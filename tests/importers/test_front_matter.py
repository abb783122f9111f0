"""What stands before a conversation and is no part of it."""


def test_a_header_block_is_kept_beside_the_text_and_read_as_fields(read, said):
    transcript = read(
        "Interview number: 3\nDate: 4 May 2026\nInterviewer: Ana Silva\nPlace: Town library\n\n"
        "Interviewer: Hello.\nP07: Hello, Ana.\n"
    )
    assert transcript.fields == {
        "Interview number": "3",
        "Date": "4 May 2026",
        "Interviewer": "Ana Silva",
        "Place": "Town library",
    }
    assert said(transcript) == [("Interviewer", "Hello."), ("P07", "Hello, Ana.")]


def test_a_header_that_ends_with_names_is_told_from_the_first_thing_said(read, said):
    transcript = read(
        "Date: 4 May\nInterviewer: Ana Silva\nParticipant: P07\n"
        "Interviewer: Hello Ben\nParticipant: Hello.\n"
    )
    assert transcript.fields["Participant"] == "P07"
    assert said(transcript) == [("Interviewer", "Hello Ben"), ("Participant", "Hello.")]


def test_a_first_answer_is_no_header(read, said):
    transcript = read("Date: today\nInterviewer: Hello\nParticipant: Hi\nInterviewer: Good?")
    assert transcript.fields == {"Date": "today"}
    assert [speaker for speaker, _ in said(transcript)] == [
        "Interviewer", "Participant", "Interviewer",
    ]  # fmt: skip


def test_otter_keywords_and_speakers_are_a_header(read, said):
    transcript = read(
        "talk_07\nSUMMARY KEYWORDS\ntea, garden, trust\nSPEAKERS\nAna Lind, P07\n\n"
        "Ana Lind  00:00\nShall we?\n\nP07  00:03\nYes.\n"
    )
    assert transcript.fields == {
        "SUMMARY KEYWORDS": "tea, garden, trust",
        "SPEAKERS": "Ana Lind, P07",
    }
    assert said(transcript) == [("Ana Lind", "Shall we?"), ("P07", "Yes.")]
    assert transcript.structure[0].kind == "heading"


def test_titles_before_the_first_speaker_are_headings_and_prose_stays(read, said):
    transcript = read(
        "# Garden group\n18-29 (5 participants)\nThe group met in the garden for an hour.\n"
        "Gia: One.\nMo: Two.\nGia: Three.\nMo: Four."
    )
    assert [s.words for s in transcript.structure if s.kind == "heading"] == [
        "# Garden group",
        "18-29 (5 participants)",
    ]
    assert said(transcript)[0] == (None, "The group met in the garden for an hour.")
    assert transcript.remarks == (
        "1 paragraph stands before the first speaker is named; "
        "it is in the text without a speaker.",
    )


def test_abbreviations_stated_in_brackets_are_fields(read):
    transcript = read(
        "[Interviewer abbreviation: AL]\n\n**AL:** So?\n\n**BK:** Yes.\n\n**AL:** No?"
    )
    assert transcript.fields == {"Interviewer abbreviation": "AL"}
    assert transcript.speakers == ("AL", "BK")
