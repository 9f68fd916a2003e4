"""What an edition's staff see of its judging at a glance: the face of the files that this folder is cut into."""

from laurels.judging.queries.coverage import Coverage, EntryLine, JudgeLine, SeatState, coverage
from laurels.judging.queries.judges import judge_counts, judges_of, willing_judges
from laurels.judging.queries.rounds import round_of, rounds_of, run_of
from laurels.judging.queries.seats import scorecards_of, seats_of, with_reviews, wrong_category_reports

__all__ = [
    "Coverage",
    "EntryLine",
    "JudgeLine",
    "SeatState",
    "coverage",
    "judge_counts",
    "judges_of",
    "round_of",
    "rounds_of",
    "run_of",
    "scorecards_of",
    "seats_of",
    "willing_judges",
    "with_reviews",
    "wrong_category_reports",
]
