"""Who sits on the panel of a round. A round without a panel is judged by all who accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.judging.actions.bulk.lines import Line, WhyNot, left
from laurels.judging.models import Assignment, Judge, PanelSeat
from laurels.judging.queries.judges import judges_by_id
from laurels.programs.models import Round


def panel_lines(judging: Round, judges: Iterable[Judge], *, on: bool) -> list[Line]:
    """Who would be put on the panel, or taken off it. `open` is how many seats each holds in the round."""
    panel = set(PanelSeat.objects.filter(round=judging).values_list("judge", flat=True))
    held = Assignment.objects.filter(round=judging, state=Assignment.State.ACTIVE).order_by()
    seats: dict[int, int] = {}
    for pk in held.values_list("judge", flat=True):
        seats[pk] = seats.get(pk, 0) + 1

    def why_not(judge: Judge) -> WhyNot:
        if on:
            return left(judge) or ("on-panel" if judge.pk in panel else "")
        return "" if judge.pk in panel else "off-panel"

    return [Line(judge, why_not(judge), open=seats.get(judge.pk, 0)) for judge in judges]


@dataclass(frozen=True)
class PanelAfter:
    """How large the panel is now, and then; 0 means that all who accepted judge the round."""

    before: int
    after: int

    @property
    def begins(self) -> bool:
        """From now on only some judge the round."""
        return self.before == 0 and self.after > 0

    @property
    def ends(self) -> bool:
        """From now on everybody who accepted does."""
        return self.before > 0 and self.after == 0


def panel_after(judging: Round, lines: Sequence[Line], *, on: bool) -> PanelAfter:
    before = PanelSeat.objects.filter(round=judging).count()
    touched = sum(not line.why_not for line in lines)
    return PanelAfter(before, before + touched if on else before - touched)


@transaction.atomic
def set_panel(
    *,
    round: Round,
    judges: Collection[str],
    on: bool,
    actor: Person,
    now: dt.datetime,
) -> list[Judge]:
    """Put the named judges on the round's panel, or take them off it. Their seats stay, and so does every score."""
    lines = panel_lines(round, judges_by_id(round.edition, judges), on=on)
    touched = [line.judge for line in lines if not line.why_not]
    if not touched:
        return []
    if on:
        # Of two who do the same at once, the second finds it done.
        PanelSeat.objects.bulk_create((PanelSeat(round=round, judge=judge) for judge in touched), ignore_conflicts=True)
    else:
        PanelSeat.objects.filter(round=round, judge__in=touched).delete()
    ledger.record(
        chain=round.edition.chain,
        actor=actor,
        act="panel.joined" if on else "panel.left",
        objects=[round, *touched],
        payload={"judges": [judge.public_id for judge in touched]},
        now=now,
    )
    return touched
