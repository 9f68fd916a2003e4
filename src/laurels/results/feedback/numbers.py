"""Figures as people read them in a report."""

from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from laurels import scoring
from laurels.results.feedback.model import Figure

# Scores on a wide scale (0 to 100) say enough with one digit, narrow ones (0 to 4) need two.
WIDE = 20


def shown(figure: Figure, value: Fraction | None) -> str:
    """As the rule rounds, else with one or two digits by the width of the scale; a dash where there is none."""
    if value is None:
        return "–"
    digits = figure.digits
    if digits is None:
        digits = 1 if figure.high - figure.low >= WIDE else 2
    return local(scoring.decimal_text(value, digits, "half-up"))


def with_digits(value: Fraction, digits: int) -> str:
    return local(scoring.decimal_text(value, digits))


def local(text: str) -> str:
    """Decimal text in the reader's own format, every digit kept, with a true minus."""
    return number_format(Decimal(text), use_l10n=True).replace("-", "−")


def bound(value: Fraction) -> str:
    """An end of a scale, without needless zeros."""
    text = scoring.decimal_text(value, 6)
    return local(text.rstrip("0").rstrip(".") if "." in text else text)


def scale(figure: Figure) -> str:
    """The scale behind a figure: "of 100 points"."""
    ends = {"low": bound(figure.low), "high": bound(figure.high)}
    if figure.best == "low":
        return _("on a scale from %(low)s (best) to %(high)s") % ends
    if figure.low == 0:
        return _("of %(high)s points") % ends
    return _("on a scale from %(low)s to %(high)s (best)") % ends


def span(figure: Figure) -> str:
    return span_of(figure.low, figure.high, figure.best)


def span_of(low: Fraction, high: Fraction, best: scoring.Best) -> str:
    """The scale inside a sentence."""
    ends = {"low": bound(low), "high": bound(high)}
    if best == "low":
        return _("from %(low)s (best) to %(high)s") % ends
    return _("from %(low)s to %(high)s") % ends


def spelled(number: int, *, start: bool = False) -> str:
    """Small numbers as words; `start` is for the beginning of a heading."""
    words = (
        _("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    word = words[number] if number < len(words) else local(str(number))
    return word[:1].upper() + word[1:] if start else word
