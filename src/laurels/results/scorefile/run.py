from dataclasses import dataclass

from laurels import scoring
from laurels.core.tabular.problems import BadInputError, Problem
from laurels.results.scorefile.options import Request
from laurels.results.scorefile.outcome import Outcome, work_out
from laurels.results.scorefile.output import Progress, Written, write
from laurels.results.scorefile.request import Work, prepare


@dataclass(frozen=True)
class Done:
    outcome: Outcome
    written: Written


def score(request: Request, progress: Progress) -> Done:
    """Read, tally, write. Raises BadInputError, and then nothing was written."""
    outcome = _worked_out(prepare(request))
    return Done(outcome, write(outcome, progress))


def _worked_out(work: Work) -> Outcome:
    """What only shows when rule and scores meet, such as a round that the rule does not weigh, is a problem too."""
    try:
        return work_out(work)
    except scoring.ScoringError as error:
        file = str(work.request.program or work.request.scores)
        raise BadInputError([Problem(file, 0, "a rule that fits the scores", str(error))]) from error
