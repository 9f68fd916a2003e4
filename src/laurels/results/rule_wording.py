"""A rule in words, for people who want to know how a score or a place came about."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels import scoring


def steps(rule: scoring.Rule) -> list[tuple[str, str]]:
    """Each step as (level, sentence), in the rule's order."""
    return [(level(step), sentence(step)) for step in rule.steps]


def level(step: scoring.Step) -> str:
    return {
        "criterion": _("Criterion"),
        "area": _("Area"),
        "scorecard": _("Scorecard"),
        "entry": _("Places") if isinstance(step, scoring.Place) else _("Entry"),
    }[step.level]


def sentence(step: scoring.Step) -> str:
    if isinstance(step, scoring.Missing):
        return {
            "rescale": _("n/a is left out and the rest carries the whole weight"),
            "zero": _("n/a counts as zero"),
            "refuse": _("n/a is not accepted"),
        }[step.not_applicable]
    if isinstance(step, scoring.Combine):
        return _combine(step)
    if isinstance(step, scoring.Express):
        return _("expressed on a scale from 0 to %(to)s") % {"to": step.to}
    if isinstance(step, scoring.Round):
        return _rounding(step)
    if isinstance(step, scoring.Minimum):
        return ngettext("needs %(n)s scorecard", "needs %(n)s scorecards", step.scorecards) % {"n": step.scorecards}
    return ", ".join(_place(step))


def judges_combined(step: scoring.Combine) -> str:
    """What one figure is, seen by the entrant: "the mean of your judges' scores"."""
    if step.how == "trimmed-mean":
        return _("the mean of your judges’ scores without the %(high)s highest and the %(low)s lowest") % {
            "high": step.drop_high,
            "low": step.drop_low,
        }
    return {
        "median": _("the median of your judges’ scores"),
        "sum": _("the sum of your judges’ scores"),
    }.get(step.how, _("the mean of your judges’ scores"))


def _combine(step: scoring.Combine) -> str:
    things = {
        "criterion": _("its criteria"),
        "scorecard": _("its scorecards"),
        "score": _("the judges’ scores"),
    }[step.of]
    if step.how == "trimmed-mean":
        return _("mean of %(things)s without the %(high)s highest and the %(low)s lowest") % {
            "things": things,
            "high": step.drop_high,
            "low": step.drop_low,
        }
    pattern = {
        "mean": _("mean of %(things)s"),
        "weighted-mean": _("weighted mean of %(things)s"),
        "median": _("median of %(things)s"),
        "sum": _("sum of %(things)s"),
    }[step.how]
    return pattern % {"things": things}


def _rounding(step: scoring.Round) -> str:
    mode = {
        "half-up": _("half up"),
        "half-even": _("half to even"),
        "up": _("always up"),
        "down": _("always down"),
    }[step.mode]
    return ngettext("rounded to %(n)s digit, %(mode)s", "rounded to %(n)s digits, %(mode)s", step.digits) % {
        "n": step.digits,
        "mode": mode,
    }


def _place(step: scoring.Place) -> Iterator[str]:
    yield _("the highest score is first") if step.best == "high" else _("the lowest score is first")
    if step.ties_at is not None:
        yield ngettext(
            "scores that agree at %(n)s digit are tied", "scores that agree at %(n)s digits are tied", step.ties_at
        ) % {"n": step.ties_at}
    if step.tie_break:
        keys = ", ".join(link.partition(":")[2] for link in step.tie_break)
        yield _("ties are parted by %(keys)s") % {"keys": keys}
    yield _("equal scores share a place: 1, 2, 2, 4")
