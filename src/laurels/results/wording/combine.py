"""How several values become one, in words: the part of a rule that says most and is asked about most."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels import scoring


@dataclass(frozen=True, kw_only=True)
class Called:
    """What the keys of a rule are called; a key without a name is called by itself."""

    criteria: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    rounds: Mapping[str, str] = field(default_factory=dict)
    area_weights: Mapping[str, Fraction] = field(default_factory=dict)

    def link(self, reference: str) -> str:
        """The name of what "area:essay" or "criterion:search" refers to."""
        kind, _colon, key = reference.partition(":")
        return (self.areas if kind == "area" else self.criteria).get(key, key)


def phrase(step: scoring.Combine, names: Called) -> str:
    """What the result is: "the mean of its judges’ totals without the highest and the lowest"."""
    if step.how == "consensus":
        return _("the score that its judges agreed on together and recorded")
    if step.of == "criterion" and step.level != "area" and len(names.criteria) == 1:
        return _("the score on its one criterion")
    if step.how.startswith("trimmed"):
        return f"{_plain(step, _things(step, names))} {_dropped(step)}"
    if step.how.startswith(("middle", "best")):
        return _kept(step, _things(step, names))
    said = _plain(step, _things(step, names))
    weights = _weights(step, names)
    return f"{said}: {weights}" if weights else said


def judges_combined(step: scoring.Combine) -> str:
    """What one figure is, seen by the entrant: "the mean of your judges’ scores"."""
    yours = _("your judges’ scores")
    if step.how == "consensus":  # the whole entry's; on a criterion the judges' mean stands
        return _("the mean of %(things)s") % {"things": yours}
    if step.how.startswith("trimmed"):
        return f"{_plain(step, yours)} {_dropped(step)}"
    return _kept(step, yours) if step.how.startswith(("middle", "best")) else _plain(step, yours)


def _things(step: scoring.Combine, names: Called) -> str:
    if step.of == "criterion" and step.level != "area" and names.criteria:
        return _("%(n)s criteria") % {"n": len(names.criteria)}
    if step.of == "area" and names.areas:
        return ngettext("%(n)s area", "%(n)s areas", len(names.areas)) % {"n": len(names.areas)}
    return {
        "score": _("its judges’ scores"),
        "criterion": _("the area’s criteria") if step.level == "area" else _("its criteria"),
        "area": _("its areas"),
        "scorecard": _("its judges’ totals"),
        "round": _("its rounds"),
    }[step.of]


def _plain(step: scoring.Combine, things: str) -> str:
    if step.how.endswith("sum"):
        pattern = _("the sum of %(things)s")
    else:
        pattern = {
            "weighted-mean": _("the weighted mean of %(things)s"),
            "median": _("the median of %(things)s"),
        }.get(step.how, _("the mean of %(things)s"))
    return pattern % {"things": things}


def _dropped(step: scoring.Combine) -> str:
    ends = []
    if step.drop_high:
        ends.append(ngettext("the highest", "the %(n)s highest", step.drop_high) % {"n": step.drop_high})
    if step.drop_low:
        ends.append(ngettext("the lowest", "the %(n)s lowest", step.drop_low) % {"n": step.drop_low})
    return _("without %(ends)s") % {"ends": get_text_list(ends, _("and"))}


def _kept(step: scoring.Combine, things: str) -> str:
    pattern = {
        "middle-mean": _("the mean of the middle %(n)s of %(things)s, as many dropped from the top as from the bottom"),
        "middle-sum": _("the sum of the middle %(n)s of %(things)s, as many dropped from the top as from the bottom"),
        "best-mean": _("the mean of the best %(n)s of %(things)s"),
        "best-sum": _("the sum of the best %(n)s of %(things)s"),
    }[step.how]
    return pattern % {"n": step.keep, "things": things}


def _weights(step: scoring.Combine, names: Called) -> str:
    """The shares of rounds and areas, which are few; those of criteria stand beside the criteria."""
    if step.how != "weighted-mean" or step.of not in {"round", "area"}:
        return ""
    called = names.rounds if step.of == "round" else names.areas
    weights = dict(step.weights) if step.of == "round" else names.area_weights
    whole = sum(weights.values(), Fraction())
    shares = [
        _("%(name)s %(share)s %%") % {"name": called.get(key, key), "share": _share(100 * weight / whole)}
        for key, weight in weights.items()
    ]
    return get_text_list(shares, _("and"))


def _share(value: Fraction) -> str:
    digits = 0 if value.denominator == 1 else 1
    return str(number_format(Decimal(scoring.decimal_text(value, digits)), digits, use_l10n=True))
