"""Adjusted scores: what the score would be under an average judge, and how sure that is. See docs/method.md."""

from laurels.scoring.adjusted.adjusting import DRAWS, adjust, adjust_reviews
from laurels.scoring.adjusted.advice import Advice, advise
from laurels.scoring.adjusted.close import CloseGroup, Common, Comparison, compare, too_close
from laurels.scoring.adjusted.fair import Fair
from laurels.scoring.adjusted.joint import Facet, Joint, Measure, joint
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
from laurels.scoring.adjusted.sensitivity import Column, Sensitivity, Way, sensitivity

__all__ = [
    "DRAWS",
    "Adjusted",
    "Advice",
    "Caution",
    "CloseGroup",
    "Column",
    "Common",
    "Comparison",
    "Contest",
    "CriterionEstimate",
    "EntryEstimate",
    "Facet",
    "Fair",
    "Front",
    "Gaussian",
    "Joint",
    "JudgeEstimate",
    "Measure",
    "Posterior",
    "Reliability",
    "Reviews",
    "ScorecardFit",
    "Sensitivity",
    "Variances",
    "Way",
    "adjust",
    "adjust_reviews",
    "advise",
    "compare",
    "joint",
    "sensitivity",
    "too_close",
]
