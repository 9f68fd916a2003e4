"""Each entry's values on criteria and areas, as they are printed beside its score and as tie-breaks use them."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from laurels.scoring.exact import spans
from laurels.scoring.exact.chain import Chain, Values, combine_parts, made, over_rounds
from laurels.scoring.exact.combining import members
from laurels.scoring.result import Bounds
from laurels.scoring.rules import Combine, Level, Round

Printed = dict[tuple[str, str], Fraction]


def criteria(chain: Chain) -> Values:
    """By entry and criterion: the step that combines judges, on the criterion's own scale, rounded as declared."""
    if chain.rule.judges_first:
        own = chain.own_criteria
        assert own is not None  # noqa: S101 - such a chain always passes that level
        return _rounds_merged(chain, own)
    return _rounds_merged(chain, _rounded(chain, _judged(chain, chain.seen["score"]), "criterion"))


def areas(chain: Chain, of_criteria: Values) -> tuple[Values, dict[str, Bounds]]:
    """By entry and area: as the rule combines areas, else as it combines criteria, taken over the area alone."""
    if "area" in chain.seen:
        own, bounds = chain.seen["area"], chain.seen_bounds["area"]
        if not chain.rule.judges_first:
            own = _judged(chain, own)
            bounds = [spans.of_members(each, _own_judging(chain), 1) for each in bounds]
        return _rounds_merged(chain, own), dict(zip(chain.rubric.areas, bounds, strict=True))
    if chain.rule.judges_first:
        source, part_bounds = _rounds_merged(chain, chain.seen["criterion"]), chain.seen_bounds["criterion"]
    else:
        source, part_bounds = of_criteria, chain.seen_bounds["score"]
    return _areas_of(chain, source, part_bounds)


def _areas_of(chain: Chain, source: Values, part_bounds: Sequence[Bounds]) -> tuple[Values, dict[str, Bounds]]:
    rubric, step = chain.rubric, chain.rule.criteria_combining
    code = [chain.area_code.get(each.area, -1) for each in rubric.criteria]
    area_of = np.array(code, dtype=np.int64)
    inside = source.take(np.flatnonzero(area_of[source.columns["part"]] >= 0))
    target = Values(inside.scaled, {**inside.columns, "part": area_of[inside.columns["part"]]})
    groups = chain.grouped(target, ("entry", "part"))
    wholes = {place: [p for p, area in enumerate(code) if area == place] for place in range(len(rubric.areas))}
    weights = [each.weight for each in rubric.criteria]
    highs = [each.high for each in part_bounds]
    found = combine_parts(inside, groups, step.how, weights, highs, wholes, groups.columns()[-1])
    bounds = {
        area: spans.of_parts([part_bounds[p] for p in wholes[place]], [weights[p] for p in wholes[place]], step.how)
        for place, area in enumerate(rubric.areas)
    }
    return _rounded(chain, made(found, groups, ("entry", "part")), "area"), bounds


def printed(values: Values, entries: Sequence[str], parts: Sequence[str]) -> Printed:
    rows = zip(
        values.columns["entry"].tolist(), values.columns["part"].tolist(), values.scaled.fractions(), strict=True
    )
    return {(entries[entry], parts[part]): value for entry, part, value in rows}


def _own_judging(chain: Chain) -> Combine:
    """A consensus is on the whole entry; on its parts the judges' mean stands."""
    step = chain.rule.judge_combining
    return replace(step, how="mean") if step.how == "consensus" else step


def _judged(chain: Chain, values: Values) -> Values:
    names = ("entry", "round", "part") if chain.by_round else ("entry", "part")
    groups = chain.grouped(values, names)
    return made(members(values.scaled, groups, _own_judging(chain), chain.rule.place.best), groups, names)


def _rounded(chain: Chain, values: Values, level: Level) -> Values:
    for step in chain.rule.steps:
        if isinstance(step, Round) and step.level == level:
            values = replace(values, scaled=values.scaled.rounded(step.digits, step.mode))
    return values


def _rounds_merged(chain: Chain, values: Values) -> Values:
    """Over rounds as the rule combines these."""
    step = chain.rule.round_combining
    if step is None or "round" not in values.columns:
        return values
    groups = chain.grouped(values, ("entry", "part"))
    return made(over_rounds(values, groups, step, chain.rounds, chain.rule), groups, ("entry", "part"))
