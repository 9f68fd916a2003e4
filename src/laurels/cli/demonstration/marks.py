"""Marks and remarks that made-up judges give. The same entry and judge always get the same ones."""

import random
from collections.abc import Sequence
from decimal import Decimal

from laurels.programs.definition import CriterionDef, RubricDef

# Spread of a judge's taste in an entry (one judge's marks of one entry move together) and of single marks, as a share
# of the scale: about what real panels show.
TASTE = 0.065
SINGLE = 0.14
NOT_APPLICABLE_IN = 60


def chance(*about: str) -> random.Random:
    return random.Random("/".join(about))  # noqa: S311 a story, not a secret


def marks(
    rubric: RubricDef, *, quality: float, severity: float, rng: random.Random, may_skip: bool
) -> dict[str, Decimal | None]:
    """A mark for each criterion; None where the judge presses n/a. `quality` and `severity` as shares of the scale."""
    taste = rng.gauss(0, TASTE)
    given: dict[str, Decimal | None] = {}
    for criterion in rubric.criteria:
        wanted = quality - severity + taste + rng.gauss(0, SINGLE) - _hardness(criterion)
        skip = may_skip and rng.randrange(NOT_APPLICABLE_IN) == 0
        given[criterion.key] = None if skip else _on_scale(criterion, wanted)
    return given


def _hardness(criterion: CriterionDef) -> float:
    """Some criteria are harder than others, always by the same amount."""
    return chance("hardness", criterion.key).uniform(-0.12, 0.12)


def _on_scale(criterion: CriterionDef, share: float) -> Decimal:
    scale = criterion.scale
    step = scale.step or Decimal("0.5")
    steps = round(float(scale.maximum - scale.minimum) * min(max(share, 0.0), 1.0) / float(step))
    return scale.minimum + step * steps


def pick(rng: random.Random, texts: Sequence[str], used: set[str]) -> str | None:
    """One of the texts that this entry has not been told yet; None when all have been said."""
    fresh = [text for text in texts if text not in used]
    if not fresh:
        return None
    chosen = rng.choice(fresh)
    used.add(chosen)
    return chosen
