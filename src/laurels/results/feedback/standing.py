"""Where the entry stands among its peers, in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels import scoring
from laurels.results.feedback import numbers
from laurels.results.feedback.model import Figure, Report

LONGEST_LIST = 4
BOTH = 2


def stand(figure: Figure) -> str:
    """Which part of the group the figure is in, as the figures beside it say it; empty where none is told.

    The quarters count the entry in, the median does not: in the very middle they can differ. So the halves follow the
    median that is printed, and whatever is printed alike is level with it.
    """
    if figure.peers is None or figure.peers.band is None or figure.lead is None:
        return ""
    if level(figure):
        return _("at the median")
    if outer(figure):
        return _("top quarter") if figure.peers.band == "top" else _("lowest quarter")
    return _("upper half") if figure.lead > 0 else _("lower half")


def outer(figure: Figure) -> bool:
    """Whether it is in the top or the lowest quarter, and not level with the median for all that."""
    return figure.peers is not None and figure.peers.band in {"top", "fourth"} and not level(figure)


def level(figure: Figure) -> bool:
    """Whether the figure and the peers' median are the same as printed."""
    if figure.peers is None or figure.peers.spread is None:
        return False
    return numbers.shown(figure, figure.score) == numbers.shown(figure, figure.peers.spread.median)


def typical(figure: Figure) -> str:
    """The peers' median; their mean where the group is small, nothing where it is smaller still."""
    if figure.peers is None or figure.peers.mean is None:
        return "–"
    if figure.peers.spread is None:
        return _("mean %(value)s") % {"value": numbers.shown(figure, figure.peers.mean)}
    return numbers.shown(figure, figure.peers.spread.median)


def typical_sentence(figure: Figure) -> str:
    if figure.peers is None or figure.peers.mean is None:
        return ""
    if figure.peers.spread is None:
        return _("peers’ mean %(value)s") % {"value": numbers.shown(figure, figure.peers.mean)}
    return _("peers’ median %(value)s") % {"value": numbers.shown(figure, figure.peers.spread.median)}


def band(report: Report) -> dict[str, Any]:
    """The four quarters with the entry's own marked, or why none is told."""
    peers = report.overall.peers
    own = peers.band if peers else None
    names = {
        "top": _("Top quarter"),
        "second": _("Second"),
        "third": _("Third"),
        "fourth": _("Fourth"),
    }
    return {
        "title": _group_title(report),
        "quarters": [{"name": names[each], "own": each in _own(report)} for each in scoring.BANDS] if own else [],
        "note": _band_note(report, own),
    }


def _own(report: Report) -> tuple[scoring.Band, ...]:
    """Its quarter; in the very middle both inner ones, where the quarter and the median would tell two stories."""
    peers, lead = report.overall.peers, report.overall.lead
    if peers is None or peers.band is None:
        return ()
    inner: dict[scoring.Band, bool] = {"second": (lead or 0) < 0, "third": (lead or 0) > 0}
    return ("second", "third") if inner.get(peers.band) else (peers.band,)


def _group_title(report: Report) -> str:
    size = report.group.size
    patterns = {
        "division": ngettext(
            "Your place among %(n)s entry in the %(name)s division",
            "Your place among %(n)s entries in the %(name)s division",
            size,
        ),
        "category": ngettext(
            "Your place among %(n)s entry in the category %(name)s",
            "Your place among %(n)s entries in the category %(name)s",
            size,
        ),
        "field": ngettext("Your place among %(n)s entry", "Your place among %(n)s entries", size),
    }
    return patterns[report.group.kind] % {"n": size, "name": report.group.name}


def _band_note(report: Report, own: scoring.Band | None) -> str:
    if report.overall.peers is None:
        return _("There is no overall score to compare.")
    if own is None:
        return ngettext(
            "With %(n)s other entry a quarter would tell its score, so none is shown.",
            "With only %(n)s other entries a quarter would tell too much about each of them, so none is shown.",
            report.overall.peers.count,
        ) % {"n": report.overall.peers.count}
    return _("We tell every entrant the quarter, not the place. Peers are the other entries, winners included.")


def strengths(report: Report) -> dict[str, Any] | None:
    """What carries the entry and where there is most to gain; None where the peers are too few to say."""
    compared = [figure for figure in report.criteria if figure.lead is not None]
    if not compared:
        return None
    most = min(LONGEST_LIST, max(1, len(compared) // 2))
    ahead = sorted((f for f in compared if (f.lead or 0) > 0), key=lambda f: -(f.lead or 0))[:most]
    behind = sorted(
        (f for f in compared if (f.room or 0) > 0 and f not in ahead), key=lambda f: -(f.room or 0) * f.weight
    )[:most]
    return {
        "balance": _balance(compared),
        "reach": _reach(report, behind[0]) if behind else "",
        "carry": [_line(figure, _ahead(figure)) for figure in ahead],
        "carry_empty": "" if ahead else _nearest(compared),
        "gain": [_line(figure, _behind(figure)) for figure in behind],
        "gain_empty": "" if behind else _("On every criterion you stand with the best quarter of your peers."),
    }


def _line(figure: Figure, figures: str) -> dict[str, str]:
    return {"name": figure.name, "figures": figures}


def _ahead(figure: Figure) -> str:
    return _("%(own)s, peers %(peers)s") % {
        "own": numbers.shown(figure, figure.score),
        "peers": typical(figure),
    }


def _behind(figure: Figure) -> str:
    return _("%(own)s, peers %(peers)s, best quarter %(best)s") % {
        "own": numbers.shown(figure, figure.score),
        "peers": typical(figure),
        "best": numbers.shown(figure, figure.better_quarter),
    }


def _reach(report: Report, figure: Figure) -> str:
    """What the entry's score would have been, had this one criterion reached the peers' best quarter."""
    overall = report.overall
    if overall.score is None or figure.score is None or figure.better_quarter is None or figure.effect is None:
        return ""
    would = overall.score + (figure.better_quarter - figure.score) * figure.effect
    return _(
        "With the best quarter’s mark on %(name)s alone, your score would have been %(would)s instead of %(score)s."
    ) % {
        "name": figure.name,
        "would": numbers.shown(overall, would),
        "score": numbers.shown(overall, overall.score),
    }


def _nearest(compared: Sequence[Figure]) -> str:
    nearest = max(compared, key=lambda figure: figure.lead or 0)
    if nearest.lead == 0:
        return _("No criterion stands above the peers’ median; %(name)s is level with it.") % {"name": nearest.name}
    return _("No criterion stands above the peers’ median yet; %(name)s comes nearest.") % {"name": nearest.name}


def _balance(compared: Sequence[Figure]) -> str:
    above = sum((figure.lead or 0) > 0 for figure in compared)
    below = sum((figure.lead or 0) < 0 for figure in compared)
    level = len(compared) - above - below
    count = {"all": numbers.spelled(len(compared))}
    if above == len(compared) == BOTH:
        return _("Both criteria stand above your peers’ median.")
    if below == len(compared) == BOTH:
        return _("Both criteria stand below your peers’ median.")
    if above == len(compared) > 1:
        return _("All %(all)s criteria stand above your peers’ median.") % count
    if below == len(compared) > 1:
        return _("All %(all)s criteria stand below your peers’ median.") % count
    pieces = [
        (above, ngettext("%(n)s stands above your peers’ median", "%(n)s stand above your peers’ median", above)),
        (level, ngettext("%(n)s is level with it", "%(n)s are level with it", level)),
        (below, ngettext("%(n)s stands below it", "%(n)s stand below it", below)),
    ]
    if not above:
        pieces[2] = (
            below,
            ngettext("%(n)s stands below your peers’ median", "%(n)s stand below your peers’ median", below),
        )
        pieces = [pieces[2], pieces[1]]
    told = ", ".join(words % {"n": numbers.spelled(number)} for number, words in pieces if number)
    return _("Of %(all)s criteria %(told)s.") % {**count, "told": told}


def peers_explained(report: Report) -> Iterator[str]:
    others = max((figure.peers.count for figure in (*report.criteria, report.overall) if figure.peers), default=0)
    if others < scoring.FEWEST_FOR_MEAN:
        yield ngettext(
            "Only %(n)s other entry was judged in your group; comparing would give its scores away, "
            "so nothing is compared.",
            "Only %(n)s other entries were judged in your group; comparing would give their scores away, "
            "so nothing is compared.",
            others,
        ) % {"n": others}
    elif others < scoring.FEWEST_FOR_QUARTILES:
        yield _(
            "With %(n)s other entries in your group only their mean is shown; anything more would give scores away."
        ) % {"n": others}
    else:
        yield _(
            "Your peers are the %(n)s other entries of your group that were scored on the same criterion. "
            "The median has as many of them above it as below."
        ) % {"n": others}
        yield _(
            "Judges differ by taste as well as by merit, and a few judges are a small sample: "
            "read a small difference as no difference."
        )
