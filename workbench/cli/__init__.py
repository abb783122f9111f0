"""The command line: one group of commands, which imports services only when one is run.

`workbench(obj=start)` runs it, where `start(workspace, host=…, port=…)` serves a workspace.
"""

import click

from workbench import __version__
from workbench.cli import (
    backup,
    exporting,
    findings,
    letter,
    people,
    searching,
    serving,
    studies,
    taking_in,
    withdraw,
)
from workbench.cli.asked import options

__all__ = ["workbench"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 99})
@click.version_option(__version__, prog_name="workbench")
@options
def workbench() -> None:
    """Read, mark and compare transcripts together.

    A PROJECT is a study, by its exact name, its short name or its long identifier.
    """


for command in (
    serving.demo,
    serving.serve,
    people.person,
    studies.project,
    taking_in.take_in,
    findings.report,
    findings.compare,
    findings.check,
    searching.search,
    exporting.export,
    withdraw.withdraw,
    letter.letter,
    backup.backup,
    backup.restore,
    backup.settings,
):
    workbench.add_command(command)
