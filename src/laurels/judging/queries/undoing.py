"""What undoing an applied plan would do."""

from __future__ import annotations

from dataclasses import dataclass

from laurels.judging.models import Assignment, AssignmentPlan, Scorecard
from laurels.judging.planning import standing_of


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What undoing a plan did. `begun` seats stay: scoring began on them. `lost` ones cannot be given back."""

    taken: tuple[Assignment, ...]
    given_back: tuple[Assignment, ...]
    begun: tuple[Assignment, ...]
    lost: tuple[Assignment, ...]


def undoing(plan: AssignmentPlan) -> Undone:
    """What `undo_plan` would do now; nothing is written. Eleven queries."""
    rows = Assignment.objects.select_related("entry__organization", "judge__person").order_by("entry__number", "pk")
    given = [seat for seat in rows.filter(plan=plan) if seat.state == Assignment.State.ACTIVE]
    marked = [seat for seat in rows.filter(round=plan.round_id, state=Assignment.State.REMOVED) if _by(seat, plan)]
    standing = standing_of(plan.round)
    begun = set(Scorecard.objects.filter(round=plan.round_id).values_list("entry_id", "judge_id"))

    def usable(seat: Assignment) -> bool:
        pair = (seat.entry_id, seat.judge_id)
        return seat.entry_id in standing.entries and seat.judge_id in standing.panel and pair not in standing.barred

    return Undone(
        taken=tuple(seat for seat in given if (seat.entry_id, seat.judge_id) not in begun),
        given_back=tuple(seat for seat in marked if usable(seat)),
        begun=tuple(seat for seat in given if (seat.entry_id, seat.judge_id) in begun),
        lost=tuple(seat for seat in marked if not usable(seat)),
    )


def _by(seat: Assignment, plan: AssignmentPlan) -> bool:
    return bool(seat.why.get("taken_by") == plan.public_id and seat.plan_id != plan.pk)
