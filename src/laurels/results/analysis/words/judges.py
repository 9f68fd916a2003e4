"""One judge in one sentence: how strict, and how predictable. Never a word of blame."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.results.analysis.labels import Labels
from laurels.results.analysis.model import Fit, Judge
from laurels.results.analysis.words import numbers

SURE = 1.96  # standard errors from zero
LOOSE, TIGHT = 1.4, 0.5  # mean squares; beyond them, and with a deviate beyond 2, scores differ from what is expected
DEVIATE = 2.0


def unit(fit: Fit) -> str:
    """What severities are counted in. Figures of the entries stretch the scale; severities stay as judges gave them."""
    if fit.recorded:
        return _("points before multipliers and deductions, against the average judge")
    low, high = (numbers.short(value) for value in (fit.low, fit.high))
    return _("points on the scale from %(low)s to %(high)s, against the average judge") % {"low": low, "high": high}


def remarkable(judge: Judge) -> bool:
    """Severity that is not by chance: its 95 % interval leaves out the average."""
    return abs(judge.severity) > SURE * judge.se


def sentence(judge: Judge, fit: Fit) -> str:
    return _("%(severity)s; %(fit)s") % {"severity": severity(judge, fit), "fit": _predictable(judge)}


def severity(judge: Judge, fit: Fit) -> str:
    digits = numbers.digits_of(fit).rough
    if abs(judge.severity) < judge.se or numbers.text(abs(judge.severity), digits) == numbers.text(0, digits):
        return _("close to the average of the panel")
    size = {"points": numbers.points(judge.severity, digits)}
    if judge.severity > 0:
        words = _("about %(points)s stricter than the panel") % size
    else:
        words = _("about %(points)s more generous than the panel") % size
    return words if remarkable(judge) else _("%(words)s, which may be chance") % {"words": words}


def _predictable(judge: Judge) -> str:
    if "one-review" in judge.flags or judge.reviews == 1:
        return _("one scorecard says little")
    if "no-spread" in judge.flags:
        return _("gave the same score every time")
    if judge.infit is None or judge.outfit is None:
        return _("too few scores to say how consistent")
    return _consistent(judge.infit, judge.outfit, judge.infit_z or 0.0, judge.outfit_z or 0.0)


def _consistent(infit: float, outfit: float, infit_z: float, outfit_z: float) -> str:
    if infit > LOOSE and infit_z > DEVIATE:
        return _("less predictable than the others: the scores are worth a look")
    if outfit > LOOSE and outfit_z > DEVIATE:
        return _("consistent but for a few surprising scores")
    if infit < TIGHT and infit_z < -DEVIATE:
        return _("very close to what the panel as a whole says")
    return _("consistent")


def summary(judges: Sequence[Judge], labels: Labels) -> str:
    """Who differs, in words: below the picture."""
    generous = sorted((each for each in judges if remarkable(each) and each.severity < 0), key=lambda j: j.severity)
    strict = sorted((each for each in judges if remarkable(each) and each.severity > 0), key=lambda j: -j.severity)
    if not judges:
        return ""
    if not generous and not strict:
        return _("No judge is stricter or more generous than chance would make some of them seem.")
    told = {
        "generous": numbers.listed([labels.judge(each.judge) for each in generous], most=5),
        "strict": numbers.listed([labels.judge(each.judge) for each in strict], most=5),
    }
    if generous and strict:
        words = ngettext(
            "%(generous)s scores more generously, %(strict)s more strictly than the panel.",
            "%(generous)s score more generously, %(strict)s more strictly than the panel.",
            len(generous),
        )
    elif generous:
        words = ngettext(
            "%(generous)s scores more generously than the panel.",
            "%(generous)s score more generously than the panel.",
            len(generous),
        )
    else:
        words = ngettext(
            "%(strict)s scores more strictly than the panel.",
            "%(strict)s score more strictly than the panel.",
            len(strict),
        )
    return f"{words % told} {_('That is taste, not fault, and the adjusted scores allow for it.')}"


def picture(judges: Sequence[Judge], fit: Fit) -> str:
    """The strip in a sentence, for those who do not see it."""
    digits = numbers.digits_of(fit).rough
    found = [judge.severity for judge in judges]
    return ngettext(
        "Severity of %(n)s judge: from %(low)s to %(high)s points, above 0 is stricter.",
        "Severity of %(n)s judges: from %(low)s to %(high)s points, above 0 is stricter.",
        len(found),
    ) % {
        "n": len(found),
        "low": numbers.signed(min(found), digits),
        "high": numbers.signed(max(found), digits),
    }
