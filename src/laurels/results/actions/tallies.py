import datetime as dt

from django.db import transaction

from laurels import __version__
from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.entries.models import Entry
from laurels.judging.models import Scorecard
from laurels.judging.queries.rounds import rounds_counted
from laurels.programs.models import Round
from laurels.results.actions.guards import hold, refuse_sealed
from laurels.results.models import Standing, Tally
from laurels.results.tallying import fresh

SAME = ("inputs_sha256", "outcome_sha256", "analysis_sha256", "software_version", "preliminary", "barred")


@transaction.atomic
def run_tally(*, round: Round, actor: Person | None, now: dt.datetime) -> Tally:
    """Runs the declared rule over the round's confirmed scorecards and keeps inputs, outcome, analysis and standings.

    The analysis stands beside the outcome, which does not depend on it. Its seed comes from the inputs: the same
    scorecards give the same draws, whoever runs them, and as often as they like.

    While judging is open the run is preliminary: it shows where things stand, and nothing may rest on it. Where the
    newest run is the same in all of it, and nothing was confirmed since, that one is returned and nothing is written.

    Raises:
        RoundSealedError: the round is sealed, and not closed.
        SealedError: the results were announced; the tally they rest on stays the last.
        UndeclaredError: an entry competes where no rubric, rule or selection is declared.
        TallyRefusedError: the rule cannot be run over these scores; the message says why.
    """
    hold(round.edition)
    refuse_sealed(round.edition)
    tally = fresh.tally(round, now)
    if newest := _same_as(tally):
        return newest
    tally.by = actor
    tally.save(force_insert=True)
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
            "analysis": tally.analysis_sha256,
            "seed": tally.seed,
            "version": __version__,
        },
        now=now,
    )
    return tally


def _same_as(fresh_one: Tally) -> Tally | None:
    """The newest kept run, if running it again would tell nothing new."""
    newest = Tally.objects.filter(round=fresh_one.round).order_by("-number").first()
    if newest is None or any(getattr(newest, name) != getattr(fresh_one, name) for name in SAME):
        return None
    counted = rounds_counted(fresh_one.round)
    confirmed = Scorecard.objects.filter(round__in=counted, excluded_at=None, confirmed_at__gt=newest.at)
    return None if confirmed.exists() else newest


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
