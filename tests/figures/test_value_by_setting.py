from io import BytesIO

import pandas as pd
import pytest
from PIL import Image

from workbench.figures.value_by_setting import (
    value_by_setting_figure,
    value_by_setting_picture,
    value_by_setting_words,
    value_cells,
)


@pytest.fixture
def cells():
    table = pd.DataFrame(
        [[4, 1], [0, 3]], index=["EC", "SA"], columns=["group", "not_stated"], dtype="int64"
    )
    names = {"EC": "Experience in common", "SA": "Safety"}
    return value_cells(table, names=names, read={"group": 5})


def test_a_cell_says_of_how_many_where_that_is_known(cells):
    assert [[cell.words for cell in row] for row in cells] == [["4 of 5", "1"], ["0 of 5", "3"]]


def test_the_table_can_be_read_aloud_in_plain_words(cells):
    words = value_by_setting_words(cells)

    assert "Experience in common: group 4 of 5, not stated 1." in words


def test_the_screen_shows_numbers_and_patterns_beside_colours(cells):
    figure = value_by_setting_figure(cells)

    assert [list(bar.text) for bar in figure.data if bar.text] == [
        ["4 of 5", "0 of 5"],
        ["1", "3"],
    ]
    assert figure.data[1].marker.pattern.shape == ("/", ".")
    assert [head.text for head in figure.layout.annotations] == [
        "<b>group</b>",
        "<b>not stated</b>",
    ]


def test_the_picture_is_as_wide_as_the_text_of_a_page(cells):
    picture = Image.open(BytesIO(value_by_setting_picture(cells)))

    assert picture.width == 1890
