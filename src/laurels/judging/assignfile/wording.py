"""Reasons, clashes and warnings in words."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.assignment import EntryShort, Fit, Relief, RoomShort, Shortfall

LISTED = 6  # names in a sentence


def reason(why: Fit) -> str:
    """Such as: third best fit of nine allowed; the two better are full."""
    if why.kind == "kept":
        return _("was there before and stays")
    if why.kind == "needed":
        return ngettext(
            "the only judge free of conflict", "one of the only %(free)s judges free of conflict", why.free
        ) % {"free": number(why.free)}
    if why.rank == 1:
        return _("best fit of %(free)s allowed") % {"free": number(why.free)}
    placed = _("%(rank)s best fit of %(free)s allowed") % {"rank": ordinal(why.rank), "free": number(why.free)}
    return f"{placed}; {_better(why)}"


def _better(why: Fit) -> str:
    better = why.rank - 1
    here = better - why.full - why.colleague - why.passed
    causes = [
        (here, ngettext("reads it too", "read it too", here)),
        (why.full, ngettext("is full", "are full", why.full)),
        (
            why.colleague,
            ngettext(
                "has a colleague from the same employer here",
                "have a colleague from the same employer here",
                why.colleague,
            ),
        ),
        (
            why.passed,
            ngettext(
                "was passed over for a least load or another rule",
                "were passed over for a least load or another rule",
                why.passed,
            ),
        ),
    ]
    told = [(count, text) for count, text in causes if count]
    if len(told) == 1:
        which = ngettext("the better one", "the %(count)s better", better) % {"count": number(better)}
        return f"{which} {told[0][1]}"
    parts = _(", ").join(f"{number(count)} {text}" for count, text in told)
    return _("of the %(count)s better, %(parts)s") % {"count": number(better), "parts": parts}


def number(value: int) -> str:
    words = (
        _("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    return words[value] if value < len(words) else str(value)


def ordinal(value: int) -> str:
    words = (
        "",
        "",
        _("second"),
        _("third"),
        _("fourth"),
        _("fifth"),
        _("sixth"),
        _("seventh"),
        _("eighth"),
        _("ninth"),
    )
    if value < len(words):
        return words[value]
    teen = value % 100 in (11, 12, 13)
    return str(value) + ("th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th"))


def names(keys: Sequence[str]) -> str:
    if len(keys) <= LISTED:
        return _(", ").join(keys)
    rest = len(keys) - LISTED
    return _("%(some)s and %(rest)s more") % {"some": _(", ").join(keys[:LISTED]), "rest": rest}


def clash(short: Shortfall) -> tuple[str, str]:
    """What is expected, and what was found."""
    if isinstance(short, EntryShort):
        return (
            _("at least %(reviews)s judges free of conflict with %(entry)s, for its %(reviews)s reviews")
            % {"reviews": short.reviews, "entry": repr(short.entry)},
            str(short.free),
        )
    facts = {"entries": names(short.entries), "judges": names(short.judges), "asked": short.asked}
    if isinstance(short, RoomShort):
        facts["asked"] = short.asked - short.elsewhere
        expected = _("room for %(asked)s reviews of the entries %(entries)s by the judges %(judges)s") % facts
        return expected, _("room for %(room)s at their maximum loads") % {"room": short.room}
    expected = _("at least %(asked)s reviews for the least loads of the judges %(judges)s") % facts
    return expected, _("%(room)s that the entries open to them can give") % {"room": short.room}


def least(reliefs: Sequence[Relief], companies: Mapping[str, str]) -> str:
    """The cheapest way out, by name as far as a reader follows. `companies`: how each employer is written."""
    whole = sum(each.by for each in reliefs if each.kind != "floor")
    told = {"seats": whole, "way": way_out(reliefs[:LISTED], companies), "rest": len(reliefs) - LISTED}
    if len(reliefs) == 1:
        return _("the least that would do: %(way)s") % told
    if len(reliefs) <= LISTED:
        return _("the least that would do, %(seats)s seats in all: %(way)s") % told
    return _("the least that would do, %(seats)s seats in all: %(way)s; and %(rest)s more like these") % told


def way_out(reliefs: Sequence[Relief], companies: Mapping[str, str]) -> str:
    return _("; ").join(_relief(each, companies) for each in reliefs)


def _relief(each: Relief, companies: Mapping[str, str]) -> str:
    facts = {
        "judge": each.judge,
        "entry": each.entry,
        "by": each.by,
        "name": companies.get(each.name, each.name) if each.kind == "employer" else each.name,
    }
    texts = {
        "max_load": _("raise the max_load of %(judge)s by %(by)s"),
        "min_load": _("lower the min_load of %(judge)s by %(by)s"),
        "reviews": ngettext(
            "ask for %(by)s review less of %(entry)s", "ask for %(by)s reviews less of %(entry)s", each.by
        ),
        "employer": ngettext(
            "let %(by)s more judge from %(name)s read %(entry)s",
            "let %(by)s more judges from %(name)s read %(entry)s",
            each.by,
        ),
        "quota": ngettext(
            "ask for %(by)s judge of %(name)s less on %(entry)s",
            "ask for %(by)s judges of %(name)s less on %(entry)s",
            each.by,
        ),
        "category": _("move the bounds of %(judge)s in %(name)s by %(by)s"),
        "floor": _("ask for %(by)s millionths of affinity less on %(entry)s"),
    }
    return texts[each.kind] % facts


def warnings(groups: Sequence[Sequence[str]], needed: Sequence[str], lowered: Sequence[str]) -> Iterator[str]:
    if len(groups) > 1:
        others = _("; ").join(names(group) for group in groups[1:])
        yield _(
            "The judges fall into %(count)s groups that share no entry, so their scores cannot be compared across "
            "groups: apart from the largest stand %(others)s."
        ) % {"count": len(groups), "others": others}
    if needed:
        yield _("Without any one of these judges the others could not all be compared: %(judges)s.") % {
            "judges": names(needed)
        }
    if lowered:
        yield _("The least load of all is above their own maximum, which holds: %(judges)s.") % {
            "judges": names(lowered)
        }


def joining(exchanges: int, cost: int, total: int, left: int) -> str:
    """What it takes until all judges can be compared; the plan is written without it."""
    told = {"exchanges": exchanges, "share": f"{100 * cost / max(total, 1):.2f}", "left": left}
    if not exchanges:
        return _("No exchange of two seats would join any of these groups.")
    words = ngettext(
        "%(exchanges)s exchange of two seats would join them, for %(share)s %% of the affinity; plan.json names it.",
        "%(exchanges)s exchanges of two seats would join them, for %(share)s %% of the affinity; plan.json names them.",
        exchanges,
    )
    if left > 1:
        words = ngettext(
            "%(exchanges)s exchange of two seats would leave %(left)s groups, for %(share)s %% of the affinity; "
            "plan.json names it.",
            "%(exchanges)s exchanges of two seats would leave %(left)s groups, for %(share)s %% of the affinity; "
            "plan.json names them.",
            exchanges,
        )
    return words % told


def unbounded(least: int, most: int) -> str:
    return _("Not every judge has a maximum load; judges read from %(least)s to %(most)s entries.") % {
        "least": least,
        "most": most,
    }


def no_fit(none: int, seats: int) -> str:
    return ngettext(
        "%(none)s seat of %(seats)s has no affinity at all: nothing says that the judge fits the entry.",
        "%(none)s seats of %(seats)s have no affinity at all: nothing says that the judge fits the entry.",
        none,
    ) % {"none": none, "seats": seats}


def employers(relief: Relief, companies: Mapping[str, str]) -> tuple[str, str]:
    written = companies.get(relief.name, relief.name)
    facts = {"entry": repr(relief.entry), "name": repr(written), "way": _relief(relief, companies)}
    return (
        _("judges of different employers on %(entry)s") % facts,
        _("no way without two from %(name)s (the least that would do: %(way)s)") % facts,
    )


def load(relief: Relief) -> tuple[str, str]:
    facts = {"judge": repr(relief.judge), "way": _relief(relief, {})}
    return (
        _("loads that all rules together leave possible for %(judge)s") % facts,
        _("none (the least that would do: %(way)s)") % facts,
    )
