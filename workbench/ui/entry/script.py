"""What Streamlit runs for every visit and every action; all of it is in `ui.application`.

It stands in a folder of its own: beside a folder called `pages`, Streamlit would take each page's
file for a script and run that instead.
"""

from workbench.ui import application

application.run()
