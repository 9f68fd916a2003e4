from dataclasses import dataclass

from laurels.results.scorefile.options import Request
from laurels.results.scorefile.outcome import Outcome, work_out
from laurels.results.scorefile.output import Progress, Written, write
from laurels.results.scorefile.request import prepare


@dataclass(frozen=True)
class Done:
    outcome: Outcome
    written: Written


def score(request: Request, progress: Progress) -> Done:
    """Read, tally, write. Raises BadInputError, and then nothing was written."""
    outcome = work_out(prepare(request))
    return Done(outcome, write(outcome, progress))
