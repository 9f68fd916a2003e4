"""What is wrong with an input: `core.tabular` has it; the names stay here for this package."""

from laurels.core.tabular.problems import CAN_BE_WRITTEN, LONGEST_SHOWN, BadInputError, Problem, reason, shown

__all__ = ["CAN_BE_WRITTEN", "LONGEST_SHOWN", "BadInputError", "Problem", "reason", "shown"]
