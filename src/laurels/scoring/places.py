from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import groupby

from laurels.scoring.numbers import rounded
from laurels.scoring.result import Standing
from laurels.scoring.rules import Place

Lookup = Callable[[str, str], Fraction | None]


def ranked(step: Place, scores: Mapping[str, Fraction], lookup: Lookup) -> list[tuple[int, str, str]]:
    """Places 1, 2, 2, 4 as (place, entry, flag).

    The flag says `tied` where entries share a place and `tie-broken` where only the chain parted them.
    `lookup(link, entry)` gives the value behind a link of the tie-break chain; none sorts last.
    """
    sign = -1 if step.best == "high" else 1

    def main(entry: str) -> Fraction:
        score = scores[entry]
        return sign * (score if step.ties_at is None else rounded(score, step.ties_at, "half-even"))

    def chain(entry: str) -> list[tuple[bool, Fraction]]:
        found = (lookup(link, entry) for link in step.tie_break)
        return [(value is None, sign * value if value is not None else Fraction()) for value in found]

    order = sorted(scores, key=lambda entry: (main(entry), chain(entry), entry))
    result: list[tuple[int, str, str]] = []
    for _, level in groupby(order, key=main):
        equal = list(level)
        for _, shared in groupby(equal, key=chain):
            same = list(shared)
            place = len(result) + 1
            flag = "tied" if len(same) > 1 else "tie-broken" if len(equal) > 1 else ""
            result.extend((place, entry, flag) for entry in same)
    return result


def standings(
    step: Place, lines: Mapping[str, Standing], scores: Mapping[str, Fraction], lookup: Lookup
) -> tuple[Standing, ...]:
    """Give the lines whose score is in `scores` their places; the others keep none and come last."""
    placed = []
    for place, entry, flag in ranked(step, scores, lookup):
        line = lines[entry]
        flags = (*line.flags, flag) if flag else line.flags
        placed.append(Standing(entry, line.score, place, line.reviews, flags))
    rest = [lines[entry] for entry in sorted(lines) if entry not in scores]
    return (*placed, *rest)
