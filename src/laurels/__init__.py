"""Laurels runs award programs, from the call for entries to the published winners."""

__version__ = "0.1.0"
