"""What the announcement does to results: they are sealed, and every entrant's report is released.

Called by publishing's announcement, inside its transaction.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.programs.models import Edition
from laurels.results.actions.guards import hold, refuse_sealed
from laurels.results.errors import NotReadyError
from laurels.results.models import FeedbackReport, Seal
from laurels.results.queries.board import board
from laurels.results.queries.lists import final_runs, reported
from laurels.results.reports import enqueue


@transaction.atomic
def seal_results(*, edition: Edition, actor: Person | None, now: dt.datetime) -> Seal:
    """Closes the results of an edition: from now on an honor changes only by a superseding correction.

    Raises:
        SealedError: that was done before.
        NotReadyError: something is still missing; `facts["states"]` lists it.
    """
    hold(edition)
    refuse_sealed(edition)
    found = board(edition)
    if not found.ready:
        kinds = ", ".join(sorted({state.kind.value for state in found.open_states})) or "no round"
        raise NotReadyError(f"the results of {edition.name} cannot be announced yet: {kinds}", states=found.open_states)
    seal = Seal.objects.create(edition=edition, at=now, by=actor)
    ledger.record(
        chain=edition.chain,
        actor=actor,
        act="results.sealed",
        objects=[edition, *([found.final] if found.final else [])],
        payload={"honors": len(found.decisions)},
        now=now,
    )
    return seal


@transaction.atomic
def release_reports(*, edition: Edition, actor: Person | None, now: dt.datetime) -> list[FeedbackReport]:
    """Lets entrants read their feedback reports; returns those released now. Needs the seal.

    Reports that are missing, or do not name an honor yet, are made by jobs and released as they are made.
    """
    if not Seal.objects.filter(edition=edition).exists():
        raise NotReadyError(
            f"the results of {edition.name} are not announced yet; its reports stay closed", code="not-announced-yet"
        )
    runs = final_runs(edition) if board(edition).final is not None else []
    enqueue(runs)
    wanted = reported(runs).filter(tally=OuterRef("tally"), entry=OuterRef("entry")).order_by()
    made = FeedbackReport.objects.filter(Exists(wanted), released_at=None)
    waiting = list(made.select_related("entry").order_by("entry__number"))
    if not waiting:
        return []
    FeedbackReport.objects.filter(pk__in=[report.pk for report in waiting]).update(released_at=now)
    for report in waiting:
        report.released_at = now
    ledger.record(
        chain=edition.chain,
        actor=actor,
        act="reports.released",
        objects=[edition, *waiting],
        payload={"reports": len(waiting)},
        now=now,
    )
    return waiting
