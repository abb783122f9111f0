"""What Streamlit runs for every visit and every action; all of it is in `application`."""

from workbench.ui import application

application.run()
