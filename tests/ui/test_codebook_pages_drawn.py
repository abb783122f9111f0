"""The codebook's pages drawn and pressed without a browser: every form does what it says."""

from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from tests.builders import Study, small_study
from workbench.services import card_sorting, codebook_view, early_conversations, groundwork
from workbench.store import codebook_changes
from workbench.ui import state

pytestmark = pytest.mark.filterwarnings("ignore")


def draw(name: str) -> None:
    """Draw one page. Streamlit takes this function's text as a script."""
    import streamlit as st

    from workbench.ui import application
    from workbench.ui.parts import error_box

    page = st.navigation(
        [
            st.Page(drawn, title=other, url_path=other, default=other == name)
            for other, drawn in application._DRAWN_BY.items()
        ],
        position="hidden",
    )
    with error_box.told(way_on=True):
        page.run()
        error_box.tell_kept()


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Ada, who may do everything, at the pages of this process."""
    study = small_study(tmp_path / "workspace")
    state.use(study.workspace)
    cookies = {state.COOKIE: study.tokens["Ada"]}
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: cookies))
    return study


def window(study: Study, name: str, **parts: str) -> AppTest:
    found = AppTest.from_function(draw, kwargs={"name": name}, default_timeout=60)
    for part, value in {"project": study.project, **parts}.items():
        found.query_params[part] = value
    return settled(found)


def settled(found: AppTest) -> AppTest:
    found.run()
    assert not found.exception
    return found


def fill(found: AppTest, kind: str, label: str, words: object) -> None:
    fields = [field for field in found.get(kind) if field.label == label]
    fields[0].set_value(words)


def press(found: AppTest, label: str) -> None:
    [button] = [button for button in found.button if button.label == label]
    button.click()
    settled(found)


def said(found: AppTest) -> str:
    return " ".join(str(element.proto) for element in found.main)


def test_a_code_is_changed_by_each_form_and_taken_back(study: Study) -> None:
    code = study.code("SA1")
    study.do("Ada", study.operation("I felt safe there", "SA1"))
    page = window(study, "codebook", code=code)
    fill(page, "text_area", "What it means", "Kept among us.")
    press(page, "Save these words")
    press(page, "Move it there")
    fill(page, "text_area", "Why", "A better place")
    press(page, "Put it there")
    press(page, "Merge them")
    assert "another code to merge" in said(page)
    desk = study.desk("Ada")
    assert [step.kind for step in codebook_view.story_of(desk, code)] == [
        "moved", "stage", "reworded",
    ]  # fmt: skip
    press(page, "Retire this code")
    assert codebook_view.code(desk, code).status == "retired"
    press(page, "Undo: retiring “Confidentiality and trust”")
    assert codebook_view.code(desk, code).status == "tried"


def test_the_tray_makes_a_code_and_a_version_is_named(study: Study) -> None:
    study.do("Ben", study.operation("washing up", "OTHER"))
    page = window(study, "codebook", show="tray")
    [chosen] = [field for field in page.multiselect if field.label == "Made of"]
    chosen.select(chosen.options[0])
    fill(page, "text_input", "Name of the new code", "Clearing up")
    fill(page, "checkbox", "Because of what one of us knew from life", True)
    press(page, "Make this code")
    (step,) = codebook_changes.story(study.desk("Ada").project.db)
    assert step.why == "Because of what one of us knew from life"
    page = window(study, "codebook", show="story")
    fill(page, "text_input", "Name", "After the first day")
    press(page, "Name this version")
    assert "After the first day" in said(window(study, "codebook", show="versions"))


def test_before_reading_ideas_become_codes_and_a_guide_is_put_in(study: Study) -> None:
    ada = study.desk("Ada")
    page = window(study, "before-reading")
    fill(page, "text_input", "Name of the conversation", "In March")
    press(page, "Begin a conversation")
    (talk,) = early_conversations.listed(ada)
    page = window(study, "before-reading", talk=talk.guid)
    fill(page, "text_area", "What people say", "Tea\nDoors")
    press(page, "Keep these ideas")
    page = window(study, "before-reading", talk=talk.guid)
    page.button[[button.label for button in page.button].index("Make a draft code")].click()
    settled(page)
    assert "Tea" in {code.name for code in codebook_view.book(ada).codes}
    page = window(study, "before-reading")
    fill(page, "text_input", "Name", "Guide")
    fill(page, "text_area", "What it says", "How did you come here?")
    press(page, "Put it in")
    (note,) = groundwork.listed(ada)
    page = window(study, "before-reading", note=note.guid)
    fill(page, "text_area", "What it says", "How did you find it?")
    press(page, "Keep this wording")
    assert len(groundwork.find(ada, note.guid).wordings) == 2


def test_cards_are_sorted_by_buttons_and_a_pile_becomes_a_code_and_marks(study: Study) -> None:
    page = window(study, "card-sort", extracts="turns")
    fill(page, "text_input", "Name of the card sort", "Cards")
    press(page, "Begin the card sort")
    fill(page, "text_input", "A new pile", "Welcome")
    press(page, "Put it in a new pile")
    press(page, "Welcome (1)")
    press(page, "Make a draft code of this pile")
    press(page, "Mark these words with it, as my own marks")
    assert "2 marks made" in said(page)
    assert len(study.marks("Ben")) == 2
    (sort,) = card_sorting.listed(study.desk("Ada"))
    assert sort["cards"] == 2
