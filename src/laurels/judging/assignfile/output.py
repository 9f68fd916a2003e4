"""What is written: `assignments.csv` for people, `plan.json` for the proof."""

import json
from collections.abc import Sequence
from typing import Any

from laurels import __version__
from laurels.assignment import BestPlan, Design, Joined
from laurels.core.tabular.cells import text
from laurels.core.tabular.folder import aside
from laurels.judging.assignfile import wording
from laurels.judging.assignfile.terms import MILLION, Work

COLUMNS = ("entry", "judge", "affinity", "reason")


def write(work: Work, plan: BestPlan, design: Design, joined: Joined | None, warnings: Sequence[str]) -> None:
    with aside(work.asked.out) as folder:
        (folder / "assignments.csv").write_text(text(COLUMNS, _rows(work, plan)), encoding="utf-8", newline="")
        written = json.dumps(_plan(work, plan, design, joined, warnings), ensure_ascii=False, indent=1)
        (folder / "plan.json").write_text(written + "\n", encoding="utf-8")


def _rows(work: Work, plan: BestPlan) -> list[tuple[str, str, str, str]]:
    order = {key: place for place, key in enumerate(work.lines)}
    seats = sorted(plan.seats, key=lambda seat: (order[seat.entry], seat.why.rank, seat.judge))
    return [(seat.entry, seat.judge, decimal(seat.why.affinity), wording.reason(seat.why)) for seat in seats]


def decimal(millionths: int) -> str:
    whole, rest = divmod(millionths, MILLION)
    return f"{whole}.{rest:06d}"


def _plan(work: Work, plan: BestPlan, design: Design, joined: Joined | None, warnings: Sequence[str]) -> dict[str, Any]:
    return {
        "total_affinity": plan.total,
        "bound": plan.bound,
        "optimality_gap": plan.gap,
        "prices": dict(plan.prices),
        "employer_prices": [
            {"entry": each.entry, "employer": work.companies[each.name], "price": each.price}
            for each in plan.rule_prices
        ],
        "loads": dict(plan.loads),
        "components": len(design.components),
        "component_judges": [list(group) for group in design.components],
        "joining": None if joined is None else _joining(joined),
        "mean_contrast_variance": None if design.mean_variance is None else round(design.mean_variance, 6),
        "survives_drop_outs": design.survives,
        "needed_judges": list(design.needed),
        "needed_pairs": None if design.needed_pairs is None else [list(pair) for pair in design.needed_pairs],
        "worst_entry": {"entry": plan.worst[0], "affinity": plan.worst[1]},
        "warnings": list(warnings),
        "one_per_employer": work.asked.one_per_employer,
        "seed": plan.seed,
        "laurels": __version__,
        "inputs": [{"role": each.role, "name": each.name, "sha256": each.sha256} for each in work.inputs],
    }


def _joining(joined: Joined) -> dict[str, Any]:
    """Each exchange as [entry, judge who leaves for the other] twice."""
    variance = joined.steps[-1].mean_variance if joined.steps else None
    return {
        "exchanges": [[list(seat) for seat in step.seats] for step in joined.steps],
        "cost": joined.cost,
        "components": joined.plan.components,
        "mean_contrast_variance": None if variance is None else round(variance, 6),
    }
