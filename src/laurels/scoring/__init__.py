"""Scores in; exact tallies, places, choices and peers out. Pure: no Django, no clock, no files."""

from laurels.scoring.connection import panels
from laurels.scoring.errors import (
    BadRuleError,
    BadScaleError,
    NotANumberError,
    NotApplicableRefusedError,
    ScoreOutsideScaleError,
    ScoringError,
)
from laurels.scoring.numbers import Rounding, decimal_text, exact, rounded
from laurels.scoring.peers import BANDS, FEWEST_FOR_MEAN, FEWEST_FOR_QUARTILES, Band, Field, Peers, Spread
from laurels.scoring.result import Bounds, ScorecardTotal, Standing, Tally
from laurels.scoring.rubric import Best, Criterion, Entrant, Rubric, Scale, Scorecard
from laurels.scoring.rules import (
    Combine,
    Express,
    Level,
    Minimum,
    Missing,
    Place,
    Round,
    Rule,
    Step,
    check,
    default_rule,
)
from laurels.scoring.selection import Chosen, PerCategory, Quota, Selection, Top, Undecided, select
from laurels.scoring.tally import tally

__all__ = [
    "BANDS",
    "FEWEST_FOR_MEAN",
    "FEWEST_FOR_QUARTILES",
    "BadRuleError",
    "BadScaleError",
    "Band",
    "Best",
    "Bounds",
    "Chosen",
    "Combine",
    "Criterion",
    "Entrant",
    "Express",
    "Field",
    "Level",
    "Minimum",
    "Missing",
    "NotANumberError",
    "NotApplicableRefusedError",
    "Peers",
    "PerCategory",
    "Place",
    "Quota",
    "Round",
    "Rounding",
    "Rubric",
    "Rule",
    "Scale",
    "ScoreOutsideScaleError",
    "Scorecard",
    "ScorecardTotal",
    "ScoringError",
    "Selection",
    "Spread",
    "Standing",
    "Step",
    "Tally",
    "Top",
    "Undecided",
    "check",
    "decimal_text",
    "default_rule",
    "exact",
    "panels",
    "rounded",
    "select",
    "tally",
]
