"""Between the tables and the assignment library: how a round stands, what is asked, a draft, and what is kept of it."""

from laurels.judging.planning.asking import Asking, asking_of
from laurels.judging.planning.away import Away
from laurels.judging.planning.drafting import Draft, Joining, draft_of
from laurels.judging.planning.keeping import Kept, kept_of, outcome_json, plan_facts, request_json, why_json, why_of
from laurels.judging.planning.standing import Standing, standing_of
from laurels.judging.planning.wishes import SERVED, AtLeast, Keep, Wish

__all__ = [
    "SERVED",
    "Asking",
    "AtLeast",
    "Away",
    "Draft",
    "Joining",
    "Keep",
    "Kept",
    "Standing",
    "Wish",
    "asking_of",
    "draft_of",
    "kept_of",
    "outcome_json",
    "plan_facts",
    "request_json",
    "standing_of",
    "why_json",
    "why_of",
]
