"""Adjusted scores: what the score would be under an average judge, and how sure that is. See docs/method.md."""

from laurels.scoring.adjusted.adjusting import DRAWS, adjust, adjust_reviews
from laurels.scoring.adjusted.posterior import Gaussian
from laurels.scoring.adjusted.result import (
    Adjusted,
    Caution,
    Contest,
    CriterionEstimate,
    EntryEstimate,
    Front,
    JudgeEstimate,
    Posterior,
    Reliability,
    ScorecardFit,
    Variances,
)
from laurels.scoring.adjusted.reviews import Reviews

__all__ = [
    "DRAWS",
    "Adjusted",
    "Caution",
    "Contest",
    "CriterionEstimate",
    "EntryEstimate",
    "Front",
    "Gaussian",
    "JudgeEstimate",
    "Posterior",
    "Reliability",
    "Reviews",
    "ScorecardFit",
    "Variances",
    "adjust",
    "adjust_reviews",
]
