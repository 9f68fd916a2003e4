"""Read, plan, check, write."""

from dataclasses import dataclass

from laurels.assignment import BestPlan, Design, EntryShort, Joined, best_plan, confirm, design, joined_plan
from laurels.core.tabular.problems import BadInputError, Problem
from laurels.judging.assignfile import wording
from laurels.judging.assignfile.output import write
from laurels.judging.assignfile.terms import Asked, Work, prepare


@dataclass(frozen=True)
class Done:
    work: Work
    plan: BestPlan
    design: Design
    joined: Joined | None  # what would make all judges comparable, where they are not
    warnings: tuple[str, ...]


def assign(asked: Asked) -> Done:
    """Raises BadInputError when files or options are wrong, or when no plan can meet them; nothing is written then."""
    work = prepare(asked)
    plan = best_plan(work.request)
    if problems := _clashes(work, plan):
        raise BadInputError(problems)
    if faults := confirm(work.request, plan):
        raise RuntimeError(f"the plan does not pass its own check: {faults}")  # a defect of ours, nobody's input
    found = design(plan.pairs)
    joined = joined_plan(work.request, plan) if len(found.components) > 1 else None
    warnings = list(wording.warnings(found.components, found.needed, work.lowered))
    if joined is not None:
        warnings.append(wording.joining(len(joined.steps), joined.cost, plan.total, joined.plan.components))
    if none := sum(not seat.why.affinity for seat in plan.seats):
        warnings.append(wording.no_fit(none, len(plan.seats)))
    if not work.bounded:
        loads = [load for _, load in plan.loads]
        warnings.append(wording.unbounded(min(loads), max(loads)))
    done = Done(work, plan, found, joined, tuple(warnings))
    write(work, plan, found, joined, done.warnings)
    return done


def _clashes(work: Work, plan: BestPlan) -> list[Problem]:
    asked = work.asked
    loads = [each for each in plan.reliefs if each.kind != "reviews"]  # those are told of their entries
    way_out = f" ({wording.least(loads, work.companies)})"
    problems = []
    for short in plan.shortfalls:
        expected, found = wording.clash(short)
        if not isinstance(short, EntryShort):
            problems.append(Problem(str(asked.judges), 0, expected, found + way_out))
        else:
            entry = short.entry
            own = [each for each in plan.reliefs if each.kind == "reviews" and each.entry == entry]
            less = wording.way_out(own, work.companies)
            problems.append(Problem(str(asked.entries), work.lines[entry], expected, f"{found} ({less})"))
    told = any(not isinstance(short, EntryShort) for short in plan.shortfalls)
    for relief in plan.reliefs if work.request.rules and not told else ():
        if relief.kind == "employer":
            expected, found = wording.employers(relief, work.companies)
            problems.append(Problem(str(asked.entries), work.lines[relief.entry], expected, found))
        elif relief.kind in {"max_load", "min_load"}:
            expected, found = wording.load(relief)
            problems.append(Problem(str(asked.judges), 0, expected, found))
    return problems
