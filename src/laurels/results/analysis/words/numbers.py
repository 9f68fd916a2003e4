"""Figures of an analysis as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.results.analysis.model import Fit
from laurels.results.feedback import numbers

WIDE = 20  # scales at least so wide say enough with one digit
NARROW = 2  # scales narrower than this need one digit more
SURE = 0.995


@dataclass(frozen=True)
class Digits:
    """`score` for adjusted scores, `rough` for points in a sentence."""

    score: int
    rough: int


def digits_of(fit: Fit) -> Digits:
    span = fit.high - fit.low
    if span >= WIDE:
        return Digits(1, 1)
    return Digits(3, 2) if span < NARROW else Digits(2, 1)


def text(value: float, digits: int) -> str:
    """Rounded; never a minus before nothing."""
    rounded = f"{value:.{digits}f}"
    return numbers.local(rounded.lstrip("-") if float(rounded) == 0 else rounded)


def margin(value: float, low: float, high: float, digits: int) -> str:
    """What holds the value with 95 %: give or take, or from low to high where it reaches unequally far."""
    up, down = round(high - value, digits), round(value - low, digits)
    if abs(up - down) < 1.5 * 10.0**-digits:
        return f"±\u00a0{text((high - low) / 2, digits)}"
    return _("%(low)s to %(high)s") % {"low": text(low, digits), "high": text(high, digits)}


def points(value: float, digits: int) -> str:
    """The size of a difference: "0.4 points"."""
    size = text(abs(value), digits)
    return ngettext("%(n)s point", "%(n)s points", 1 if float(f"{abs(value):.{digits}f}") == 1 else 2) % {"n": size}


def signed(value: float, digits: int) -> str:
    """With its sign, a true minus; nothing before zero."""
    rounded = text(value, digits)
    return f"+{rounded}" if float(f"{value:.{digits}f}") > 0 else rounded


def percent(chance: float) -> str:
    """A chance in whole percent, never 0 or 100."""
    if chance >= SURE:
        return "> 99"
    return "< 1" if chance < 1 - SURE else f"{chance * 100:.0f}"


def spelled(number: int, *, start: bool = False) -> str:
    return numbers.spelled(number, start=start)


def listed(names: Sequence[str], most: int = 4) -> str:
    """Names in a row, the last two joined by a word; longer lists end in a count."""
    if len(names) > most:
        rest = len(names) - most + 1
        return ngettext("%(names)s and %(n)s other", "%(names)s and %(n)s others", rest) % {
            "names": ", ".join(names[: most - 1]),
            "n": rest,
        }
    if len(names) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def short(value: float) -> str:
    """An end of a scale, without needless zeros."""
    return numbers.local(f"{value:.6f}".rstrip("0").rstrip("."))
