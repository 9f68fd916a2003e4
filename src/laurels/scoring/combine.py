from collections.abc import Sequence
from fractions import Fraction

from laurels.scoring.rules import Combine


def combine_judges(values: Sequence[Fraction], step: Combine) -> Fraction | None:
    """One value from several judges' values; None where the step leaves nothing to combine."""
    if not values:
        return None
    if step.how == "sum":
        return sum(values, Fraction())
    kept: Sequence[Fraction] = values
    if step.how == "median":
        ordered = sorted(values)
        kept = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
    elif step.how == "trimmed-mean":
        kept = sorted(values)[step.drop_low : len(values) - step.drop_high]
        if len(values) <= step.drop_low + step.drop_high:
            return None
    return sum(kept, Fraction()) / len(kept)


def combine_criteria(
    values: Sequence[tuple[Fraction, Fraction, Fraction]], full: Fraction, step: Combine
) -> Fraction | None:
    """One value from (value, weight, highest possible) of the criteria that have one.

    `full` is the highest possible sum over all criteria: a sum with criteria left out is stretched to it,
    which is what "rescale" means for a sum. Means need no stretching.
    """
    if not values:
        return None
    if step.how == "sum":
        possible = sum((high for _, _, high in values), Fraction())
        stretch = full / possible if possible else Fraction(1)
        return sum((value for value, _, _ in values), Fraction()) * stretch
    if step.how == "weighted-mean":
        total = sum((weight for _, weight, _ in values), Fraction())
        return sum((value * weight for value, weight, _ in values), Fraction()) / total if total else None
    return sum((value for value, _, _ in values), Fraction()) / len(values)
