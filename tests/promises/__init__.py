"""Promises of co-production, each as a test that would fail if it were broken.

The numbers are those of the twelve tests in the description of how this team works. Those that are
not here (7, 10 and 11) stand with what they are about: withdrawal, days, codebook.
"""
