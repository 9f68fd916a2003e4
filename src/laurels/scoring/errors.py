"""What can go wrong in scoring.

ScoringError
├── NotANumberError             text that is no plain decimal number
├── BadScaleError               bounds or step that make no scale
├── BadRuleError                steps that contradict each other or the rubric
├── ScoreOutsideScaleError      a score that its criterion's scale does not hold
└── NotApplicableRefusedError   `n/a` under a rule that refuses it
"""


class ScoringError(Exception):
    pass


class NotANumberError(ScoringError):
    pass


class BadScaleError(ScoringError):
    pass


class BadRuleError(ScoringError):
    pass


class ScoreOutsideScaleError(ScoringError):
    pass


class NotApplicableRefusedError(ScoringError):
    pass
