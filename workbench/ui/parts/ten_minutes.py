"""Ten minutes: six things to try in the demonstration, each one press away."""

import streamlit as st

from workbench.services import demo
from workbench.services.desks import Desk
from workbench.ui.parts import links


def ten_minutes(desk: Desk) -> None:
    """Offer a first-time visitor what to look at, in an order that makes sense."""
    at = demo.worth_seeing(desk)
    with st.container(border=True, key="ten_minutes", gap="small"):
        st.subheader("Ten minutes", anchor=False)
        st.html('<p class="quiet">Nkechi Farrow’s part in this study includes all six.</p>')
        links.to("read", "1. Read a short talk and mark it", source=at["first"])
        links.to("who-reads-what", "2. Open two readings together")
        links.to("compare", "3. See where four people read the same words differently")
        links.to("notebook", "4. Write a note that only you can read")
        links.to(
            "themes", "5. See a quotation that is kept out of the public summary", theme=at["kept"]
        )
        links.to("report", "6. Download the report")
