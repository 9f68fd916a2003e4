"""What the values of a program file mean together: names that must exist, orders that must hold."""

from laurels.programs.files.checks.program import meaning_findings

__all__ = ["meaning_findings"]
