"""After a drop-out: ways to fill the seats again, from fewest changes to best fit. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from laurels.judging.models import Assignment, AssignmentPlan, Judge
from laurels.judging.planning import Asking, Draft, Keep, Wish, asking_of, draft_of
from laurels.judging.planning.fits import fits_of
from laurels.programs.models import Round

KEEPS: tuple[Keep, ...] = ("fewest", "some", "best")


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way. `moved` seats could have stayed; `given` are new ones, those in place of moved ones among them."""

    keep: Keep
    given: int
    moved: int
    total: int
    """Affinity of all seats, in millionths."""
    touched: int
    """Judges whose list changes."""
    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class Leaver:
    judge: Judge
    lost: int
    """Seats that were taken back when they left."""


@dataclass(frozen=True, kw_only=True)
class Repairs:
    round: Round
    seed: int
    missing: int
    """Reviews that entries lack now."""
    short: int
    """Of them: those that no free judge is there for."""
    leavers: tuple[Leaver, ...]
    options: tuple[Option, ...]
    """Empty where nothing is missing, or nobody has room."""


def usual_wish(judging: Round) -> Wish:
    """As in the plan that was applied last, less what it said of single entries and judges. One query."""
    rows = AssignmentPlan.objects.filter(round=judging, undone_at=None).exclude(applied_at=None)
    for asked in rows.order_by("-applied_at").values_list("request__wish", flat=True)[:10]:
        wish = Wish.from_json(asked)
        if not wish.pairs and not wish.entries:
            return replace(wish, more={}, fewer={}, join=False, keep="all")
    return Wish()


def repairs_of(judging: Round, *, seed: int) -> Repairs:
    """Up to three; one that is no better than another with fewer changes is left out. About 20 queries."""
    wish = usual_wish(judging)
    asking = asking_of(judging, replace(wish, keep="fewest"))
    missing = _missing(asking)
    options: list[Option] = []
    if missing:
        fits = fits_of(asking.standing)
        panel = {asking.standing.judges[pk].public_id for pk in asking.standing.panel}
        for keep in KEEPS:
            draft = draft_of(asking_of(judging, replace(wish, keep=keep), asking.standing), seed, fits)
            if draft.possible and (not options or draft.plan.total > options[-1].total):
                options.append(_option(keep, draft, panel))
    return Repairs(
        round=judging,
        seed=seed,
        missing=missing,
        short=sum(each.missing for each in asking.short),
        leavers=tuple(_leavers(judging)),
        options=tuple(options),
    )


def gaps_beside(judging: Round) -> list[tuple[Round, int]]:
    """Other rounds that are not closed, have seats, and lack reviews, with how many. About 10 queries for each.

    Those that no free judge is there for are counted too.
    """
    seats = Assignment.objects.filter(round=OuterRef("pk"))
    rounds = judging.edition.rounds.filter(Exists(seats), run__closed_at=None).exclude(pk=judging.pk)
    found = [(each, asking_of(each, replace(usual_wish(each), keep="fewest"))) for each in rounds]
    counted = [(each, _missing(asking) + sum(gap.missing for gap in asking.short)) for each, asking in found]
    return [(each, missing) for each, missing in counted if missing]


def _missing(asking: Asking) -> int:
    """Reviews that entries lack."""
    given = Counter(entry for entry, _judge in asking.counted)
    return sum(max(each.reviews - given[each.key], 0) for each in asking.request.entries)


def _option(keep: Keep, draft: Draft, panel: Collection[str]) -> Option:
    touched = {judge for _, judge in draft.given | draft.taken}
    loads = [load for judge, load in draft.after.items() if load and judge in panel]
    return Option(
        keep=keep,
        given=len(draft.given),
        moved=len(draft.taken),
        total=draft.plan.total,
        touched=len(touched),
        least=min(loads, default=0),
        most=max(loads, default=0),
    )


def _leavers(judging: Round) -> list[Leaver]:
    gone = Judge.objects.filter(edition=judging.edition_id, state=Judge.State.WITHDRAWN).select_related("person")
    rows = Assignment.objects.filter(round=judging, state=Assignment.State.REMOVED, judge__in=gone)
    ended = list(rows.values_list("judge_id", "ended_at"))
    return [
        Leaver(judge=judge, lost=sum(pk == judge.pk and at == judge.withdrawn_at for pk, at in ended))
        for judge in gone.order_by("-withdrawn_at")
    ]
