"""A round of judging in plain sentences: whom it judges, what counts in it, who sees what meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.results.wording.selection import Spelled


class Declared(Protocol):
    """A round as its row or as its definition says it."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def takes(self) -> str: ...

    @property
    def carries(self) -> bool: ...

    @property
    def others(self) -> str: ...

    @property
    def sealed(self) -> bool: ...

    @property
    def reviews_per_entry(self) -> int: ...


def kind(of: str) -> str:
    return {"screening": _("Screening"), "scoring": _("Scoring"), "final": _("Final"), "consensus": _("Consensus")}[of]


def sentences(
    round_: Declared, *, names: Mapping[str, str], areas: Sequence[str] = (), spelled: Spelled = str
) -> list[str]:
    """`names`: of the rounds by key. `areas`: what it asks, where that is a part of the rubric or its own."""
    before = names.get(round_.takes, round_.takes)
    return [
        _("It judges the entries that go on from %(round)s.") % {"round": before}
        if round_.takes
        else _("It judges every entry."),
        _readers(round_, spelled),
        *_asks(areas),
        *_counts(round_, before),
        *_seen(round_),
    ]


def _readers(round_: Declared, spelled: Spelled) -> str:
    if round_.kind == "consensus":
        return _("The panel agrees on one scorecard for each entry, and a lead judge enters it.")
    count = round_.reviews_per_entry
    said = ngettext("One judge reads each entry.", "%(n)s judges read each entry.", count)
    return said % {"n": capfirst(spelled(count))}


def _asks(areas: Sequence[str]) -> Iterator[str]:
    if areas:
        yield _("It asks only for: %(areas)s.") % {"areas": get_text_list(list(areas), _("and"))}


def _counts(round_: Declared, before: str) -> Iterator[str]:
    facts = {"round": before}
    if round_.kind == "consensus" and round_.takes:
        yield _("The agreed scores count; those of %(round)s stay on record beside them.") % facts
    elif round_.carries:
        said = _(
            "The scores of %(round)s count here, too. Where a judge scored an entry in both, the later one counts."
        )
        yield said % facts
    elif round_.takes:
        yield _("Scores begin anew: those of %(round)s do not count here.") % facts


def _seen(round_: Declared) -> Iterator[str]:
    if round_.kind != "consensus":
        yield {
            "never": _("Judges never see each other’s scores."),
            "after-own": _("A judge sees the others’ scores of an entry, without names, once their own are confirmed."),
            "after-close": _("Judges see the others’ scores, without names, once the round is closed."),
        }[round_.others]
    if round_.sealed:
        yield _("It is sealed: nobody sees a score before it is closed, the organizer’s staff included.")
