from itertools import combinations

import pytest

from workbench.figures.palette import INK, PAPER, VALUE_TONES, contrast, lightness, tone_of

TONES = tuple(VALUE_TONES.values())
DARK_PAGE = "#0e1117"


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("tone", TONES, ids=lambda tone: tone.letter)
def test_text_can_be_read_on_every_tone_on_light_and_dark_pages(tone):
    assert contrast(INK, tone.tint) >= 4.5
    assert contrast(tone.line, tone.tint) >= 4.5
    assert contrast(tone.line, PAPER) >= 4.5
    assert contrast(PAPER, tone.line) >= 4.5
    assert contrast(tone.tint, DARK_PAGE) >= 4.5


def test_no_two_values_share_a_letter_a_colour_a_lightness_or_a_pattern():
    for one, other in combinations(TONES, 2):
        assert one.letter != other.letter
        assert one.pattern != other.pattern
        assert len({one.tint, other.tint, one.line, other.line}) == 4
        assert abs(lightness(one.tint) - lightness(other.tint)) > 0.4


def test_a_code_under_a_value_has_the_tone_of_the_value():
    assert tone_of("SA3") == VALUE_TONES["SA"]


def test_a_value_a_team_has_added_is_plain_and_still_has_a_pattern():
    added = tone_of("ZZ")

    assert added.letter == "ZZ"
    assert added.tint == PAPER
    assert added.pattern not in {tone.pattern for tone in TONES}
