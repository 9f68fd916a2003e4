"""Reliability in words: how far the ranking would come out again with other judges."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from laurels.results.analysis.model import Fit, Reliability
from laurels.results.analysis.words import numbers

HIGH, GOOD, FAIR = 0.9, 0.8, 0.6


def sentence(found: Reliability) -> str:
    if found.ranking is None:
        return _("There are too few scorecards to say how far the ranking would come out again.")
    told = {"value": numbers.text(found.ranking, 2)}
    if found.ranking >= HIGH:
        return _("Reliability %(value)s: with other judges the ranking would come out much the same.") % told
    if found.ranking >= GOOD:
        return _("Reliability %(value)s: the ranking is sound as a whole; neighbors could change places.") % told
    if found.ranking >= FAIR:
        return _("Reliability %(value)s: the top and the bottom are parted; the order between them is loose.") % told
    return _("Reliability %(value)s: much of the order is the luck of which judges read which entry.") % told


def figures(fit: Fit) -> Iterator[tuple[str, str, str]]:
    """(name, value, what it is) for the table."""
    found = fit.reliability
    rows = [
        (_("Reliability of the ranking"), found.ranking, 2, _("share of the spread of adjusted scores that is real")),
        (_("Groups that can be told apart"), found.strata, 1, _("strata, from the separation of the entries")),
        (_("Agreement of single judges"), found.icc_single, 2, _("intraclass correlation of one scorecard")),
        (_("Agreement of the panel’s mean"), found.icc_mean, 2, _("intraclass correlation of the mean of an entry")),
        (_("Krippendorff’s alpha"), found.alpha, 2, _("interval level, on scorecard totals; 1 is full agreement")),
        (
            _("Independent scores in a scorecard"),
            found.effective,
            1,
            _("out of %(count)s: what one judge says of one entry moves together") % {"count": len(fit.criteria)},
        ),
    ]
    for name, value, digits, what in rows:
        if value is not None:
            yield name, numbers.text(value, digits), what


def spread(fit: Fit) -> str:
    """Where differences between scorecards come from, as standard deviations in points."""
    digits = numbers.digits_of(fit).score
    return _(
        "standard deviations in points: %(entry)s between entries, %(judge)s between judges, "
        "%(rest)s in one judge’s view of one entry"
    ) % {
        "entry": numbers.text(fit.entry_variance**0.5, digits),
        "judge": numbers.text(fit.judge_variance**0.5, digits),
        "rest": numbers.text(fit.interaction_variance**0.5, digits),
    }
