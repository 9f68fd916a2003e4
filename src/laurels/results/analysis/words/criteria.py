"""One criterion in one sentence: how hard, how telling, and whether another one says the same."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from laurels.results.analysis.labels import Labels
from laurels.results.analysis.model import Criterion, Fit
from laurels.results.analysis.words import numbers

STRONG, FAIR, WEAK = 0.6, 0.4, 0.2  # correlation with the rest of the scorecard
SURE = 1.96


def sentence(criterion: Criterion, fit: Fit, labels: Labels) -> str:
    parts = [
        part for part in (*_difficulty(criterion, fit), _telling(criterion), _redundant(criterion, labels)) if part
    ]
    return numbers.capital("; ".join(parts))


def _difficulty(criterion: Criterion, fit: Fit) -> Iterator[str]:
    if criterion.difficulty is None or criterion.se is None or len(fit.criteria) == 1:
        return
    size = abs(criterion.difficulty)
    digits = numbers.digits_of(fit).rough
    told = {"points": numbers.points(size, digits)}
    if size < SURE * criterion.se or numbers.text(size, digits) == numbers.text(0, digits):
        yield _("as hard as the average")
    elif criterion.difficulty > 0:
        yield _("%(points)s harder than the average") % told
    else:
        yield _("%(points)s easier than the average") % told


def _telling(criterion: Criterion) -> str:
    value = criterion.discrimination
    if value is None:
        return ""
    if value >= STRONG:
        return _("goes closely with the rest")
    if value >= FAIR:
        return _("goes with the rest")
    if value >= WEAK:
        return _("goes only loosely with the rest: it says something of its own")
    return _("hardly goes with the rest: see whether judges read it alike")


def _redundant(criterion: Criterion, labels: Labels) -> str:
    if not criterion.redundant_with or criterion.redundancy is None:
        return ""
    return _("says nearly the same as %(name)s (correlation %(value)s)") % {
        "name": labels.criterion(criterion.redundant_with),
        "value": numbers.text(criterion.redundancy, 2),
    }
