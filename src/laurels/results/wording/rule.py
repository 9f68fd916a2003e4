"""The one wording of a rule: each step as a phrase beside its level, and as a whole sentence made of that phrase."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from django.utils.formats import number_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels import scoring
from laurels.programs.definition import RoundDef, RubricDef, RuleDef
from laurels.results.tallying import terms
from laurels.results.wording import combine as combine_wording
from laurels.results.wording.combine import Called, judges_combined

__all__ = ["Called", "called", "declared", "declared_steps", "judges_combined", "sentences", "steps"]


class Named(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...


def steps(rule: scoring.Rule, names: Called | None = None) -> list[tuple[str, str]]:
    """Each step as (level, phrase), in the rule's order."""
    return [(_level(step), _Said(rule, names or Called()).phrase(step)) for step in rule.steps]


def sentences(rule: scoring.Rule, names: Called | None = None) -> list[str]:
    """Each step as a sentence that a visitor understands, in the rule's order."""
    return [_Said(rule, names or Called()).sentence(step) for step in rule.steps]


def declared(rule: RuleDef | None, rubric: RubricDef | None, rounds: Iterable[Named] = ()) -> list[str]:
    """The sentences of a rule as a program file declares it; none without a rule."""
    return sentences(terms.rule_of(rule), called(rubric, rounds)) if rule else []


def declared_steps(rule: RuleDef, rubric: RubricDef | None, rounds: Iterable[RoundDef] = ()) -> list[tuple[str, str]]:
    return steps(terms.rule_of(rule), called(rubric, rounds))


def called(rubric: RubricDef | None, rounds: Iterable[Named] = ()) -> Called:
    """What a rubric and the rounds call their parts, and how the areas weigh."""
    if rubric is None:
        return Called(rounds={each.key: each.name for each in rounds})
    return Called(
        criteria={each.key: each.name for each in rubric.criteria},
        areas={each.key: each.name for each in rubric.areas},
        rounds={each.key: each.name for each in rounds},
        area_weights={each.key: Fraction(each.weight) for each in rubric.areas},
    )


def _level(step: scoring.Step) -> str:
    return {
        "criterion": _("Criterion"),
        "area": _("Area"),
        "scorecard": _("Scorecard"),
        "round": _("Round"),
        "entry": _("Places") if isinstance(step, scoring.Place) else _("Entry"),
    }[step.level]


@dataclass(frozen=True)
class _Said:
    rule: scoring.Rule
    names: Called = field(default_factory=Called)

    def sentence(self, step: scoring.Step) -> str:
        phrase = self.phrase(step)
        if isinstance(step, scoring.Place):
            return " ".join(f"{capfirst(part)}." for part in self._place(step))
        if isinstance(step, (scoring.Combine, scoring.Multiply, scoring.Express, scoring.Round)):
            return _("%(subject)s is %(phrase)s.") % {"subject": self._subject(step.level), "phrase": phrase}
        if isinstance(step, scoring.Missing):
            absent = _("A judge who did not finish is left out; nobody’s absence ever counts as a zero.")
            return f"{capfirst(phrase)}. {absent}"
        return f"{capfirst(phrase)}."

    def phrase(self, step: scoring.Step) -> str:
        if isinstance(step, scoring.Combine):
            return combine_wording.phrase(step, self.names)
        if isinstance(step, scoring.Place):
            return "; ".join(self._place(step))
        if isinstance(step, (scoring.Missing, scoring.Ballot, scoring.Normalize, scoring.Minimum)):
            return _condition(step)
        return self._change(step)

    def _subject(self, level: scoring.Level) -> str:
        if level == "area":
            own = _("The entry’s score in an area"), _("Each judge’s score in an area")
            return own[0] if self.rule.judges_first else own[1]
        return {
            "criterion": _("The entry’s score on a criterion"),
            "scorecard": _("Each judge’s total"),
            "round": _("The entry’s result in a round"),
            "entry": _("The entry’s score"),
        }[level]

    def _change(self, step: scoring.Multiply | scoring.Deduct | scoring.Express | scoring.Round) -> str:
        if isinstance(step, scoring.Multiply):
            if step.by is not None:
                return _("multiplied by %(by)s") % {"by": _number(step.by)}
            return _("multiplied by the entry’s %(factor)s") % {"factor": step.factor.replace("-", " ")}
        if isinstance(step, scoring.Express):
            return _("expressed on a scale from 0 to %(to)s") % {"to": _number(step.to)}
        if isinstance(step, scoring.Round):
            return f"{_digits(step.digits)} ({_mode(step.mode)})"
        return self._deduct(step)

    def _deduct(self, step: scoring.Deduct) -> str:
        low = self.rule.place.best == "low"
        said = (
            _("recorded deductions are added, since low is good, each with its reason")
            if low
            else _("recorded deductions are taken off, each with its reason")
        )
        if step.floor is None:
            return said
        end = _("but never to more than %(floor)s") if low else _("but never to less than %(floor)s")
        return f"{said}, {end % {'floor': _number(step.floor)}}"

    def _place(self, step: scoring.Place) -> Iterator[str]:
        yield _("the highest score is first") if step.best == "high" else _("the lowest score is first")
        yield _("equal scores share a place, and the next place is left out: 1, 2, 2, 4")
        if step.ties_at is not None:
            yield _("scores count as equal when they agree, %(digits)s (%(mode)s)") % {
                "digits": _digits(step.ties_at),
                "mode": _mode(step.ties_mode),
            }
        if step.tie_break:
            links = get_text_list([self.names.link(each) for each in step.tie_break], _("then"))
            yield _("a tie is broken by the score on %(names)s, in this order") % {"names": links}


def _condition(step: scoring.Missing | scoring.Ballot | scoring.Normalize | scoring.Minimum) -> str:
    if isinstance(step, scoring.Missing):
        return {
            "rescale": _("a criterion marked “not applicable” is left out, and the others weigh more in its place"),
            "zero": _("a criterion marked “not applicable” counts as zero points"),
            "refuse": _("every criterion must be scored: “not applicable” is not accepted"),
        }[step.not_applicable]
    if isinstance(step, scoring.Ballot):
        return ngettext(
            "a judge’s scorecards count only if that judge scored at least %(n)s entry",
            "a judge’s scorecards count only if that judge scored at least %(n)s entries",
            step.entries,
        ) % {"n": step.entries}
    if isinstance(step, scoring.Minimum):
        return ngettext(
            "an entry needs at least %(n)s finished scorecard to be given a place",
            "an entry needs at least %(n)s finished scorecards to be given a place",
            step.scorecards,
        ) % {"n": step.scorecards}
    said = {
        "criterion": _("each judge’s scores are brought to the mean and the spread of all judges’ scores"),
        "scorecard": _("each judge’s totals are brought to the mean and the spread of all judges’ totals"),
    }[step.level]
    rest = {
        "shift": _("where a judge gave no two different ones, they are only shifted to that mean"),
        "leave": _("where a judge gave no two different ones, they stay as they are"),
    }[step.undefined]
    return f"{said}; {rest}"


def _digits(digits: int) -> str:
    if digits == 0:
        return _("rounded to a whole number")
    return ngettext("rounded to %(n)s decimal", "rounded to %(n)s decimals", digits) % {"n": digits}


def _mode(mode: scoring.Rounding) -> str:
    return {
        "half-up": _("a half goes up"),
        "half-even": _("a half goes to the even neighbor"),
        "up": _("always up"),
        "down": _("always down"),
    }[mode]


def _number(value: Fraction) -> str:
    """As a rule gives it: a decimal without needless zeros, in the reader's format."""
    text = scoring.decimal_text(value, 12)
    return str(number_format(Decimal(text.rstrip("0").rstrip(".")), use_l10n=True))
