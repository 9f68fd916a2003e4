"""Plans of seats in words: why, how good, what clashes and what would give way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laurels.entries.models import Entry
from laurels.judging.assignfile import wording
from laurels.judging.models import Assignment, Judge
from laurels.judging.planning import SERVED
from laurels.judging.queries.plan_sheets import GivesWay, PlanSheet
from laurels.judging.queries.repairs import Option
from laurels.judging.queries.undoing import Undone

LISTED = 4
ONE_IN_A_HUNDRED = 100
LEAST_SAID = 0.01  # percent, with two digits

CLASHES: Mapping[str, object] = {
    "declared": gettext_lazy("declared by the judge"),
    "staff": gettext_lazy("noted by staff"),
    "employer": gettext_lazy("works there"),
    "member": gettext_lazy("belongs to the company"),
    "collaborator": gettext_lazy("works on the entry"),
    "contact": gettext_lazy("is its contact"),
    "category": gettext_lazy("own company is in the category"),
    "family": gettext_lazy("sister or parent company"),
    "domain": gettext_lazy("same mail domain"),
    "testimonial": gettext_lazy("gave a testimonial"),
    "former": gettext_lazy("worked there before"),
    "competitor": gettext_lazy("a competitor"),
}


def why(reason: Any) -> str:  # noqa: ANN401  # a Fit of the library, which a face must not import
    """Why a seat, in words."""
    if reason is None:
        return _("given by hand")
    if reason.kind == "fit" and not reason.affinity:
        return _("nothing in profile or entry speaks for it; placed for even loads, else by lot")
    return wording.reason(reason)


def names(things: Sequence[Judge | Entry]) -> str:
    return wording.names([str(each) for each in things])


@dataclass(frozen=True)
class Button:
    """One way on: a sentence, the words of the button, and what it sends."""

    sentence: str
    words: str
    do: str


def ways_out(sheet: PlanSheet) -> list[Button]:
    """What an impossible plan could ask instead."""
    found = []
    if sheet.gives_way:
        sentence = _("The least that would do: %(what)s.") % {
            "what": _and(_gives_way(each) for each in sheet.gives_way)
        }
        found.append(Button(sentence, _("Plan with that"), "relax"))
    load = sheet.kept.load
    if load is not None and load > (sheet.wish.load or sheet.plan.round.load_per_judge):
        sentence = _("Or every judge without a number of their own reads up to %(n)s entries.") % {"n": load}
        found.append(Button(sentence, _("Plan with %(n)s for each") % {"n": load}, "load"))
    if sheet.fewer:
        missing = sum(by for _entry, by in sheet.fewer)
        sentence = ngettext(
            "Or %(n)s entry gets fewer judges; %(missing)s seats stay open: %(names)s.",
            "Or %(n)s entries get fewer judges; %(missing)s seats stay open: %(names)s.",
            len(sheet.fewer),
        ) % {"n": len(sheet.fewer), "missing": missing, "names": names([entry for entry, _by in sheet.fewer])}
        found.append(Button(sentence, _("Plan what there is room for"), "fewer"))
    return found


def _gives_way(each: GivesWay) -> str:
    facts = {"judge": each.judge, "entry": each.entry, "by": each.by, "name": each.name}
    texts = {
        "max_load": ngettext("%(judge)s reads %(by)s entry more", "%(judge)s reads %(by)s entries more", each.by),
        "min_load": ngettext("%(judge)s reads %(by)s entry less", "%(judge)s reads %(by)s entries less", each.by),
        "reviews": _("%(entry)s asks for %(by)s fewer"),
        "employer": _("two colleagues may read %(entry)s"),
        "quota": _("%(entry)s has %(by)s fewer of the field asked for"),
        "category": _("%(judge)s reads %(by)s more in one category"),
        "floor": _("%(entry)s fits less well"),
    }
    return texts[each.kind] % facts


def _and(parts: Iterable[str]) -> str:
    listed = list(parts)
    if len(listed) > 2 * LISTED:
        rest = len(listed) - 2 * LISTED
        listed = [*listed[: 2 * LISTED], ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": rest}]
    return _("; ").join(listed)


def quality(sheet: PlanSheet) -> list[str]:
    """Whether a better plan exists, how even it is. Nothing here is more than what was confirmed."""
    return [_fit(sheet), _loads(sheet)]


PROVED: Mapping[str, object] = {
    "all": gettext_lazy("Proved: no plan within these loads and rules fits better."),
    "fewest": gettext_lazy("Proved: no plan moves fewer seats, and none that moves so few fits better."),
    "some": gettext_lazy("Proved: no plan does better where a seat moves only for a clearly better fit."),
    "best": gettext_lazy("Proved: no plan within these loads and rules fits better."),
}


def _fit(sheet: PlanSheet) -> str:
    kept = sheet.kept
    if not kept.total:
        return _("Nothing in profiles and entries speaks for one judge before another; seats fell by lot.")
    if not kept.gap:
        return str(PROVED[sheet.wish.keep])
    share = _percent(sheet.share_of_gap)
    if sheet.wish.join:
        return _("So that judges can be compared, %(share)s %% of the best possible fit is given up.") % {
            "share": share
        }
    return _("Within %(share)s %% of the best possible fit, which is proved.") % {"share": share}


def _percent(share: float) -> str:
    """As many digits as it takes to say something; never nothing where there is something."""
    percent = ONE_IN_A_HUNDRED * share
    return number_format(percent, 2) if percent >= LEAST_SAID else number_format(max(percent, LEAST_SAID / 100), 4)


def _loads(sheet: PlanSheet) -> str:
    loads = [line.after for line in sheet.loads if line.after and line.judge.state == Judge.State.ACCEPTED]
    if not loads:
        return ""
    if min(loads) == max(loads):
        return ngettext(
            "Every judge who reads has %(n)s entry.", "Every judge who reads has %(n)s entries.", loads[0]
        ) % {"n": loads[0]}
    return _("Judges read from %(least)s to %(most)s entries.") % {"least": min(loads), "most": max(loads)}


def comparing(sheet: PlanSheet) -> list[str]:
    """What the plan makes of comparing judges: connected, how precisely, and after a drop-out."""
    found = sheet.kept.design
    if sum(len(group) for group in found.components) < 2:  # noqa: PLR2004  # nobody to compare with
        return []
    if len(found.components) > 1:
        return [
            _(
                "The judges fall into %(n)s groups that share no entry. Scores of different groups cannot be compared "
                "through common judges; apart from the largest stand %(names)s."
            )
            % {"n": len(found.components), "names": _and(names(group) for group in sheet.apart)}
        ]
    said = [_("Every judge can be compared with every other, directly or through others.")]
    if found.mean_variance is not None and sheet.half_point:
        off = float(sheet.half_point)
        facts = {
            "off": number_format(off, 2 if off < 1 else 1),
            "known": number_format(off * sqrt(found.mean_variance), 2),
        }
        said.append(
            _(
                "If a single scorecard is off by %(off)s points by chance, how much stricter one judge is than another "
                "will be known to about ±%(known)s points."
            )
            % facts
        )
    if found.needed:
        said.append(
            ngettext(
                "That fails if this judge drops out: %(names)s.",
                "That fails if any one of these drops out: %(names)s.",
                len(sheet.needed),
            )
            % {"names": names(sheet.needed)}
        )
    elif found.needed_pairs:
        said.append(_("It survives any one drop-out, but not every two."))
    elif found.needed_pairs is not None:
        said.append(_("It survives any two drop-outs."))
    else:
        said.append(_("It survives any one drop-out."))
    return said


def joining(sheet: PlanSheet) -> str:
    """What it would take until all can be compared, and what that costs; empty where there is nothing to join."""
    each = sheet.kept.joining
    if each is None or sheet.wish.join or not each.steps:
        return ""
    share = ONE_IN_A_HUNDRED * each.cost / sheet.kept.total if sheet.kept.total else 0
    facts = {"n": each.steps, "share": number_format(share, 2), "groups": each.components}
    said = ngettext(
        "One exchange of two seats joins them; it costs %(share)s %% of the fit.",
        "%(n)s exchanges of two seats join them; together they cost %(share)s %% of the fit.",
        each.steps,
    )
    if each.components > 1:
        said = _("%(n)s exchanges leave %(groups)s groups; they cost %(share)s %% of the fit.")
    return said % facts


def wishes(sheet: PlanSheet, fields: Mapping[str, str]) -> list[str]:
    """What was asked beyond the two numbers."""
    wish = sheet.wish
    said = []
    if wish.pairs:
        said.append(_("Exactly the seats that were chosen, whatever the loads are."))
    if wish.entries:
        said.append(
            ngettext("Only %(n)s chosen entry.", "Only %(n)s chosen entries.", len(wish.entries))
            % {"n": len(wish.entries)}
        )
    keeping = {
        "fewest": _("Seats that nobody began may move, as few as can be."),
        "some": _("Seats that nobody began may move where somebody else fits clearly better."),
        "best": _("Seats that nobody began are open again."),
    }
    said += [keeping[wish.keep]] if wish.keep in keeping else []
    if not wish.even:
        said.append(_("Fit goes before even loads."))
    if wish.one_per_employer:
        said.append(_("No two judges of one employer on an entry."))
    for each in wish.at_least:
        words = _("At least %(n)s who know about %(field)s.")
        if each.field == SERVED:
            words = _("At least %(n)s who have judged before.")
        said.append(words % {"n": each.judges, "field": fields.get(each.field, each.field)})
    if wish.category_load is not None:
        said.append(_("At most %(n)s entries of one category for each judge.") % {"n": wish.category_load})
    return said


OPTIONS: Mapping[str, tuple[object, object]] = {
    "fewest": (gettext_lazy("Fewest changes"), gettext_lazy("Nobody loses an entry unless there is no other way.")),
    "some": (gettext_lazy("A few more"), gettext_lazy("A seat moves where somebody else fits clearly better.")),
    "best": (gettext_lazy("Best fit"), gettext_lazy("Every seat that nobody began may move.")),
}


def option_fit(option: Option, best: int) -> str:
    """The fit of one repair beside the best of them."""
    if not best:
        return _("no difference")
    if option.total == best:
        return _("the best of these")
    share = ONE_IN_A_HUNDRED * (best - option.total) / best
    return _("%(share)s %% less than the best") % {"share": number_format(share, 2)}


def undoing(would: Undone) -> list[str]:
    """What undoing a plan does, before it is done."""
    said = [
        ngettext("%(n)s seat that it gave is taken back.", "%(n)s seats that it gave are taken back.", len(would.taken))
        % {"n": len(would.taken)}
    ]
    if would.given_back:
        said.append(
            ngettext(
                "%(n)s seat that it took is given back.",
                "%(n)s seats that it took are given back.",
                len(would.given_back),
            )
            % {"n": len(would.given_back)}
        )
    if would.begun:
        said.append(_("Scoring began on these, so they stay: %(seats)s.") % {"seats": _seats(would.begun)})
    if would.lost:
        said.append(
            _("These cannot be given back, since the judge left or is in conflict: %(seats)s.")
            % {"seats": _seats(would.lost)}
        )
    said.append(_("No score is touched. A plan is undone once; after that make a new one."))
    return said


def _seats(seats: Sequence[Assignment]) -> str:
    return _and(f"{seat.judge}, {seat.entry}" for seat in seats)
