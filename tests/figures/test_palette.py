import re
from itertools import combinations
from pathlib import Path

import pytest

import workbench
from workbench.figures.palette import INK, PAPER, VALUE_TONES, contrast, lightness, tone_of

TONES = tuple(VALUE_TONES.values())
PANE_STYLE = Path(workbench.__file__).parent / "ui" / "coding_pane" / "frontend" / "pane.css"
DARK_PAGE = "#0e1117"


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("tone", TONES, ids=lambda tone: tone.letter)
def test_text_can_be_read_on_every_tint_and_lines_seen_on_every_page(tone):
    assert contrast(INK, tone.tint) >= 4.5
    assert contrast(tone.line, PAPER) >= 3
    assert contrast(tone.bright, DARK_PAGE) >= 3


def test_no_two_values_share_a_letter_a_colour_a_lightness_or_a_pattern():
    for one, other in combinations(TONES, 2):
        assert one.letter != other.letter
        assert one.pattern != other.pattern
        for kind in ("tint", "line", "bright"):
            apart = abs(lightness(getattr(one, kind)) - lightness(getattr(other, kind)))
            assert apart > 1.5, (one.letter, other.letter, kind)


def test_the_coding_pane_and_the_figures_use_the_same_colours():
    light, dark = PANE_STYLE.read_text(encoding="utf-8").split('[data-theme="dark"]')[:2]
    for part, kind in ((light, "line"), (dark, "bright")):
        drawn = re.findall(r"--cw-value-[1-6]: (#[0-9a-f]{6})", part)
        assert drawn[:6] == [getattr(tone, kind) for tone in TONES]


def test_a_code_under_a_value_has_the_tone_of_the_value():
    assert tone_of("SA3") == VALUE_TONES["SA"]


def test_a_value_a_team_has_added_is_plain_and_still_has_a_pattern():
    added = tone_of("ZZ")

    assert added.letter == "ZZ"
    assert added.tint == PAPER
    assert added.pattern not in {tone.pattern for tone in TONES}
