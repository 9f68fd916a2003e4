"""What a run of the tally would be now, as a row that is not saved. Reads only."""

import datetime as dt

from laurels import __version__, scoring
from laurels.core import canonical
from laurels.judging.models import RoundRun
from laurels.programs.models import Round
from laurels.results.errors import RoundSealedError, TallyRefusedError
from laurels.results.models import Tally
from laurels.results.tallying import asking, inputs, working
from laurels.results.tallying.sealed import sealed_in


def tally(round_: Round, now: dt.datetime) -> Tally:
    """A run over the round's confirmed scorecards as they are, numbered after the newest of the edition.

    While judging is open it is preliminary. The seed of the analysis comes from the inputs.

    Raises:
        RoundSealedError: the round is sealed and not closed, or another one whose scores count in it.
        UndeclaredError: an entry competes where no rubric, rule or selection is declared.
        TallyRefusedError: the rule cannot be run over these scores; the message says why.
    """
    if sealed_in(round_):
        raise RoundSealedError(
            f"{round_}: sealed scores count in it; they are counted and shown once their round is closed"
        )
    gathered, barred = inputs.gather(round_), asking.barred(round_)
    digest = canonical.digest(gathered)
    try:
        worked = working.remembered(gathered, digest, seed=working.seed_of(digest), barred=barred)
    except scoring.ScoringError as error:
        raise TallyRefusedError(
            f"the tally cannot be run: {error}", why=str(error), kind=type(error).__name__
        ) from error
    run = RoundRun.objects.filter(round=round_).first()
    runs = Tally.objects.filter(edition=round_.edition_id)
    newest = runs.order_by("-number").values_list("number", flat=True).first()
    return Tally(
        edition_id=round_.edition_id,
        round=round_,
        number=(newest or 0) + 1,
        preliminary=run is None or run.closed_at is None,
        inputs=gathered,
        inputs_sha256=digest,
        outline_sha256=canonical.digest(inputs.outline(gathered)),
        outcome=worked.outcome,
        outcome_sha256=canonical.digest(worked.outcome),
        declared=working.declared(gathered),
        barred=barred,
        seed=working.seed_of(digest),
        analysis=worked.analysis,
        analysis_sha256=canonical.digest(worked.analysis),
        software_version=__version__,
        at=now,
    )
