"""A summary of a made-up study; nobody said any of these words."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from workbench.reports.contents import (
    AboutData,
    CodebookChange,
    CodebookEntry,
    Cover,
    DataRow,
    Decision,
    Difference,
    NumbersTable,
    Part,
    Picture,
    Produced,
    Quotation,
    RoundRow,
    ThematicContents,
    ValueSection,
    WrittenSection,
)

NAMES = (
    ("EC", "Experience in common", "Being through similar things"),
    ("SA", "Safety", "Feeling safe, or not"),
    ("CC", "Choice and control", "Having a say in how I take part"),
    ("TW", "Two-way interactions", "Giving and receiving"),
    ("HC", "Human connection", "Connecting as people"),
    ("FR", "Freedom to be oneself", "Being myself, or having to hide"),
)


def _picture() -> Picture:
    out = BytesIO()
    Image.new("RGB", (160, 100), "#9ec1e6").save(out, "PNG")
    return Picture(out.getvalue(), "Six values in three rows.", "The six values as a pyramid")


def _value(key: str, name: str, plain_name: str) -> ValueSection:
    return ValueSection(
        key,
        name,
        plain_name,
        claim=f"{name} was something people made together week by week, and could lose again.",
        shown_as="mostly there, sometimes wished for",
        settings="group, one-to-one",
        looked_like="People spoke of small things: a kettle put on, a chair kept free, a name "
        "remembered from the week before.\n\nIn groups this was often somebody’s unspoken task.",
        quotations=(
            Quotation(
                "… well, I, kind of, knew they’d keep the chair for me. They never said nothing "
                "about it, it was just [pause] there.",
                "[P07, group]",
            ),
            Quotation(
                "She phoned me and I phoned her.\nIt went like that for a year …",
                "[P03, one-to-one]",
                ("Giving and receiving: it is here", "Connecting as people: it is here"),
            ),
        ),
        hard="For some it stopped when the room was given to somebody else.",
        hard_quotations=(Quotation("After [the hall] shut, nobody rang.", "[P11, group]"),),
        differences=(
            Difference(
                "I mostly sit at the back and listen.",
                "[P02, online]",
                "Somebody who does not yet feel part of it.",
                "Somebody taking part in the way they have chosen.",
                "Both stand. Listening can be either, and the words do not settle it.",
            ),
        ),
        links="Without it people said they gave less of themselves.",
    )


@pytest.fixture
def contents() -> ThematicContents:
    return ThematicContents(
        cover=Cover(
            "What peer support is made of",
            "A thematic summary of conversations in three towns",
            "27 August 2026",
            ("Ama Mensah", "J. Okafor", "a member of the team"),
            "Side by Side values, version 0.1 (draft)",
        ),
        summary="We asked people who give and receive peer support what it is like from the "
        "inside, and read what they said together.\n\nWe heard that the values lean on one "
        "another. We differed about silence, and kept both readings.",
        about=AboutData(
            (
                DataRow("group", "Focus group", 4, "Two met in a library."),
                DataRow("one-to-one", "Interview", 3),
                DataRow("online", "Online thread", 2, "Short, over several days."),
            ),
            "The conversations took place between March and June 2026.",
            "Nobody under 25 took part, and nobody who had left peer support for good.",
        ),
        pyramid=_picture(),
        by_setting=replace(_picture(), caption="Values by setting"),
        numbers=NumbersTable(
            "Transcripts in which somebody marked each value",
            ("Value", "group", "one-to-one", "online"),
            tuple((name, "3 of 4", "2 of 3", "2 of 2") for _, name, _ in NAMES),
        ),
        values=tuple(_value(*names) for names in NAMES),
        together="People rarely spoke of one value alone.",
        further=(WrittenSection("What did not fit", "Several people spoke about money."),),
        produced=Produced(
            who_we_are="We are five people. Some of us run groups, some go to them, some do both.",
            perspectives=("someone who has been on both sides of the table", "sociologist, carer"),
            some_not_said=True,
            parts=(
                Part("Choosing questions", "Decided together", "We asked about leaving as well."),
                Part("Writing themes", "Two of us wrote, all of us gave advice"),
            ),
            decisions=(
                Decision("Is silence Safety?", "Both stand.", "One of us would not code it."),
            ),
            rounds=(
                RoundRow("First reading", "Each on our own first, then opened together", 9, 8),
                RoundRow("Second reading", "Together, in pairs", 4, 4),
            ),
            how_we_read="Some read on screen, some on paper, one listened.",
            differences=14,
            what_it_taught="Those of us who had been in groups heard waiting where others heard "
            "absence.",
            reflection="We met in the daytime, which left out those who work.",
            codebook="Side by Side values, version 0.1 (draft)",
            changes=(CodebookChange("“Sitting at the back” was added", "Two of us missed it."),),
        ),
        careful="Nine transcripts are few. Nothing here says how common anything is.",
        afterwords=(WrittenSection("Afterword", "We would like to be asked earlier next time."),),
        extras=frozenset({"by_setting", "together", "did_not_fit", "codebook"}),
        codebook=tuple(
            entry
            for key, name, plain_name in NAMES
            for entry in (
                CodebookEntry(key, name, plain_name, 0, "What people share.", status="draft"),
                CodebookEntry(
                    f"{key}1", f"{name}, made", "", 1, "Made.", "Talk of it.", "Not so."
                ),
            )
        ),
    )
