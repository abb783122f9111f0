"""Making a document with the page and the styles of a Word file of the team's own."""

from dataclasses import replace
from functools import partial

import streamlit as st

from workbench.services import desks, documents, heavy, on_record, own_template
from workbench.services.documents import Wanted
from workbench.ui import state
from workbench.ui.parts import error_box

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LARGEST = 20  # MB; `own_template` refuses what is larger in a sentence of ours


def with_own_template(wanted: Wanted) -> None:
    """Ask for a Word file and make the document with it. The file is not kept."""
    st.write(
        "Choose a Word file of yours: the report takes its page, fonts and styles, and none of "
        "its words. It is not kept here."
    )
    sent = st.file_uploader(
        "Your Word file", type=["docx"], key="own_template", max_upload_size=_LARGEST
    )
    if sent is None:
        return
    with error_box.told():
        template = own_template.checked(sent.getvalue())
        st.download_button(
            "Make the report with it",
            partial(_made, state.token(), state.project(), replace(wanted, template=template)),
            file_name=documents.name_of(state.desk(), wanted),
            mime=_WORD,
            on_click="ignore",
            key="make_with_template",
        )


def _made(token: str | None, project: str, wanted: Wanted) -> bytes:
    """Make it for whoever presses, who is looked up again, and put on record that it left."""
    workspace = state.workspace()
    _, data = heavy.run(documents.made_for, workspace.folder, token, project, wanted)
    on_record.left(desks.from_sign_in(workspace, token, project), "report.docx")
    return data
