import datetime as dt

from django.db import transaction

from laurels import __version__, scoring
from laurels.accounts.models import Person
from laurels.core import canonical, ledger
from laurels.entries.models import Entry
from laurels.judging.models import RoundRun
from laurels.programs.models import Round
from laurels.results import compute, inputs
from laurels.results.actions.guards import hold, refuse_sealed
from laurels.results.errors import TallyRefusedError
from laurels.results.models import Standing, Tally


@transaction.atomic
def run_tally(*, round: Round, actor: Person | None, now: dt.datetime) -> Tally:  # noqa: A002 the word of the house
    """Runs the declared rule over the round's confirmed scorecards and keeps inputs, outcome and standings.

    While judging is open the run is preliminary: it shows where things stand, and nothing may rest on it.

    Raises:
        SealedError: the results were announced; the tally they rest on stays the last.
        UndeclaredError: an entry competes where no rubric, rule or selection is declared.
        TallyRefusedError: the rule cannot be run over these scores; the message says why.
    """
    hold(round.edition)
    refuse_sealed(round.edition)
    gathered = inputs.gather(round)
    try:
        outcome = compute.outcome(gathered)
    except scoring.ScoringError as error:
        raise TallyRefusedError(f"the tally cannot be run: {error}", why=str(error)) from error
    run = RoundRun.objects.filter(round=round).first()
    newest = Tally.objects.filter(round=round).order_by("-number").first()
    tally = Tally.objects.create(
        edition_id=round.edition_id,
        round=round,
        number=newest.number + 1 if newest else 1,
        preliminary=run is None or run.closed_at is None,
        inputs=gathered,
        inputs_sha256=canonical.digest(gathered),
        outline_sha256=canonical.digest(inputs.outline(gathered)),
        outcome=outcome,
        outcome_sha256=canonical.digest(outcome),
        software_version=__version__,
        at=now,
        by=actor,
    )
    _keep_standings(tally)
    ledger.record(
        chain=round.edition.chain,
        actor=actor,
        act="tally.run",
        objects=[tally, round],
        payload={
            "number": tally.number,
            "preliminary": tally.preliminary,
            "inputs": tally.inputs_sha256,
            "outcome": tally.outcome_sha256,
            "version": __version__,
        },
        now=now,
    )
    return tally


def _keep_standings(tally: Tally) -> None:
    rows = Entry.objects.filter(edition_id=tally.edition_id).values_list("public_id", "pk")
    ids = dict(rows)
    Standing.objects.bulk_create(
        Standing(
            tally=tally,
            entry_id=ids[line["entry"]],
            contest=contest["key"],
            place=line["place"],
            score=line["score"],
            exact=line["exact"],
            reviews=line["reviews"],
            proposed_honor=line["honor"],
            flags=line["flags"],
        )
        for contest in tally.outcome["contests"]
        for line in contest["standings"]
    )
