from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageFont

from workbench.figures import lettering
from workbench.figures.lettering import LINE_HEIGHT, width_of
from workbench.figures.pyramid import lay_out, pyramid_blocks, pyramid_figure, pyramid_words
from workbench.figures.pyramid_picture import names_alone, pyramid_picture


@pytest.fixture
def blocks(values):
    return pyramid_blocks(values, {value.key: "marked in 7 of 9 transcripts" for value in values})


def text_stays_in_its_block(blocks):
    size, laid = lay_out(blocks)
    for block, lines in zip(blocks, laid, strict=True):
        assert sum(line.scale for line in lines) * LINE_HEIGHT * size <= block.top - block.bottom
        for line in lines:
            width = width_of(line.words, bold=line.bold) * line.scale * size
            assert width <= block.right - block.left + 1e-9
    return True


def test_the_foundation_carries_the_middle_and_the_middle_carries_freedom(blocks):
    height = {block.key: block.outline[0][1] for block in blocks}
    across = {block.key: block.left for block in blocks}

    assert height["EC"] == height["SA"] == height["CC"] < height["TW"] == height["HC"]
    assert height["HC"] < height["FR"]
    assert across["EC"] < across["SA"] < across["CC"]
    assert across["TW"] < across["HC"]


def test_every_block_holds_all_its_words(blocks):
    _, laid = lay_out(blocks)

    for block, lines in zip(blocks, laid, strict=True):
        words = " ".join(line.words for line in lines)
        assert words == f"{block.key} {block.name} {block.plain_name} {block.line}"
    assert text_stays_in_its_block(blocks)


@pytest.mark.parametrize(
    "name", ["Donaudampfschifffahrtsgesellschaft" * 4, "many words in a name " * 30, "W" * 300]
)
def test_text_never_leaves_its_block_however_long(values, name):
    blocks = pyramid_blocks([replace(value, name=name) for value in values])

    assert text_stays_in_its_block(blocks)


def test_the_screen_and_the_picture_are_drawn_without_a_typeface_installed(blocks, monkeypatch):
    lettering.font.cache_clear()
    monkeypatch.setattr(lettering, "_FACES", {False: ("none.ttf",), True: ("none.ttf",)})

    assert isinstance(lettering.font(40), ImageFont.FreeTypeFont)
    assert text_stays_in_its_block(blocks)
    assert pyramid_picture(blocks).startswith(b"\x89PNG")
    lettering.font.cache_clear()


def test_the_picture_is_as_wide_as_asked_at_300_dots_per_inch(blocks):
    picture = Image.open(BytesIO(pyramid_picture(blocks, width_cm=12.7)))

    assert picture.width == 1500
    assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_in_large_type_the_names_stand_alone_with_room_for_fourteen_points(values):
    blocks = pyramid_blocks(values, height=0.44)
    picture = Image.open(BytesIO(pyramid_picture(blocks, width_cm=12.5, names_at=14)))
    size, laid = names_alone(blocks, 14 / 12.5)

    assert picture.height == pytest.approx(picture.width * 0.44, abs=1)
    assert size * 12.5 / 2.54 * 72 == pytest.approx(14)
    assert [" ".join(line.words for line in lines) for lines in laid] == [
        block.name for block in blocks
    ]


def test_the_screen_shows_every_name_with_its_letter_on_no_background(blocks):
    figure = pyramid_figure(blocks)

    shown = " ".join(annotation.text for annotation in figure.layout.annotations)
    for block in blocks:
        assert block.key in shown
    assert "Safety" in shown
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
    patterns = [trace.fillpattern.shape for trace in figure.data if trace.fillpattern.shape]
    assert len(set(patterns)) == len(blocks)


def test_markup_in_a_name_is_shown_and_not_obeyed(values):
    blocks = pyramid_blocks([replace(values[0], name="<b>Safe</b>")])

    assert "&lt;b&gt;Safe&lt;/b&gt;" in pyramid_figure(blocks).layout.annotations[0].text
    assert "&lt;b&gt;" in pyramid_figure(blocks).data[0].text


def test_the_pyramid_can_be_read_aloud(blocks):
    words = pyramid_words(blocks)

    assert words.index("At the bottom: Experience in common") < words.index("Two-way interactions")
    assert words.endswith("marked in 7 of 9 transcripts).")


def test_a_codebook_with_no_places_in_the_pyramid_draws_nothing(values):
    blocks = pyramid_blocks([replace(value, level=None) for value in values])

    assert blocks == ()
    assert pyramid_picture(blocks).startswith(b"\x89PNG")
    assert not pyramid_figure(blocks).data
