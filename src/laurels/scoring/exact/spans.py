"""What values can lie between, level by level."""

from collections.abc import Sequence
from fractions import Fraction

from laurels.scoring.result import Bounds
from laurels.scoring.rubric import Scale
from laurels.scoring.rules import Combine, Rule


def of_scores(scale: Scale, rule: Rule) -> Bounds:
    """Of one criterion: its scale, and zero with it where that is what "not applicable" counts."""
    if rule.not_applicable == "zero":
        return Bounds(min(scale.low, Fraction()), max(scale.high, Fraction()))
    return Bounds(scale.low, scale.high)


def of_parts(parts: Sequence[Bounds], weights: Sequence[Fraction], how: str) -> Bounds:
    """Of criteria or areas combined, all of them there."""
    if not parts:
        return Bounds(Fraction(), Fraction())
    if how == "weighted-mean":
        whole = sum(weights, Fraction()) or Fraction(1)
        shares = [weight / whole for weight in weights]
    else:
        shares = [Fraction(1) if how == "sum" else Fraction(1, len(parts))] * len(parts)
    pairs = list(zip(parts, shares, strict=True))
    return Bounds(
        sum((part.low * share for part, share in pairs), Fraction()),
        sum((part.high * share for part, share in pairs), Fraction()),
    )


def of_members(one: Bounds, step: Combine, most: int) -> Bounds:
    """Of judges or rounds combined. A sum over all has no fixed bound; the largest panel (`most`) gives it."""
    count = {
        "sum": most,
        "trimmed-sum": max(most - step.drop_high - step.drop_low, 1),
        "middle-sum": step.keep,
        "best-sum": step.keep,
    }.get(step.how, 1)
    return Bounds(one.low * count, one.high * count)


def times(one: Bounds, least: Fraction, most: Fraction) -> Bounds:
    """Multiplied by figures from `least` to `most`."""
    ends = [end * factor for end in (one.low, one.high) for factor in (least, most)]
    return Bounds(min(ends), max(ends))


def less(one: Bounds, most: Fraction, floor: Fraction | None, rule: Rule) -> Bounds:
    """After deductions of up to `most`, which never go past the floor."""
    if rule.place.best == "low":
        high = one.high + most if floor is None else min(one.high + most, max(floor, one.high))
        return Bounds(one.low, high)
    low = one.low - most if floor is None else max(one.low - most, min(floor, one.low))
    return Bounds(low, one.high)
