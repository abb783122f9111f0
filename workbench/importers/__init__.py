"""Bytes to domain objects: pure functions that keep nothing and open nothing."""

from workbench.importers.interviewers import proposed_interviewers
from workbench.importers.passages import as_in_file
from workbench.importers.transcript import read_file, read_transcript

__all__ = ["as_in_file", "proposed_interviewers", "read_file", "read_transcript"]
