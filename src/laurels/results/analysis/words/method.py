"""How the adjusted scores came about: short enough to be read, exact enough to be repeated."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laurels.results.analysis.model import Analysis, Fit
from laurels.results.analysis.words import agreement
from laurels.results.feedback import numbers as plain

DROPPED = {
    "worst-dropped": gettext_lazy(
        "the rule leaves out more of an entry’s scorecards at the worse end; adjusted scores leave out none, "
        "so on the whole they are a little worse"
    ),
    "best-dropped": gettext_lazy(
        "the rule leaves out more of an entry’s scorecards at the better end; adjusted scores leave out none, "
        "so on the whole they are a little better"
    ),
}


def steps(analysis: Analysis, fit: Fit) -> Iterator[tuple[str, str]]:
    """(term, what is said of it)."""
    yield _("Adjusted score"), _("what the score would be under an average judge, on the same scale")
    if fit.front == "linear":
        yield _("Model"), _("scorecard totals = entry − judge + one judge’s view of one entry, all three random")
    else:
        yield _("Model"), _("the steps of the scale (rating scale) = entry − judge − criterion, per scorecard")
    yield (
        _("Drawn inwards"),
        _(
            "adjusted scores are drawn towards the middle, the more so the fewer scorecards an entry has: "
            "a few scorecards say little of a score far from the others"
        ),
    )
    if fit.counts in DROPPED:
        yield _("Left out"), str(DROPPED[fit.counts])
    yield _("Spread"), agreement.spread(fit)
    yield (
        _("Intervals"),
        _("95 %% and even odds, from the joint posterior; places and chances from %(n)s draws with seed %(seed)s")
        % {"n": plain.local(str(fit.draws)), "seed": fit.seed},
    )
    count = len(fit.panels)
    connected = _("all entries are connected through common judges")
    if count > 1:
        connected = ngettext("%(n)s panel without a common judge", "%(n)s panels without a common judge", count) % {
            "n": count
        }
    yield _("Panels"), connected
    yield _("Software"), _("Laurels %(version)s") % {"version": analysis.version}
