"""The opening sentence: is the decision clear, and if not, where not."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.results.analysis.labels import Labels
from laurels.results.analysis.model import Close, ContestAnalysis, Fit
from laurels.results.analysis.words import numbers

TWO = 2  # of which one says "both" and not "all"


class Piece(NamedTuple):
    text: str
    strong: bool = False


def lead(contest: ContestAnalysis, fit: Fit, labels: Labels) -> tuple[Piece, ...]:
    """Pieces to be set one after the other, with a space between them where the text says so."""
    if not any(line.estimate for line in contest.lines):
        if any(line.score for line in contest.lines):
            return (Piece(_("The official places stand alone here: these scores are not adjusted.")),)
        return (Piece(_("Nothing can be said of these entries yet: no scorecard counts.")),)
    unplaced = sum(line.place is None for line in contest.lines)
    if unplaced:
        return tuple(_unplaced(unplaced, len(contest.lines)))
    if contest.ties:
        return tuple(_tied(contest, fit))
    if contest.chosen:
        return tuple(_chosen(contest, fit))
    return tuple(_first(contest, labels))


def facts(contest: ContestAnalysis, fit: Fit) -> str:
    """How much was judged by how many."""
    entries = {line.entry for line in contest.lines}
    cards = [card for card in fit.cards if card.entry in entries]
    judges = len({card.judge for card in cards})
    return _("%(entries)s, %(cards)s by %(judges)s") % {
        "entries": ngettext("%(n)s entry", "%(n)s entries", len(entries)) % {"n": len(entries)},
        "cards": ngettext("%(n)s scorecard", "%(n)s scorecards", len(cards)) % {"n": len(cards)},
        "judges": ngettext("%(n)s judge", "%(n)s judges", judges) % {"n": judges},
    }


def _unplaced(unplaced: int, entries: int) -> Iterator[Piece]:
    """While entries wait for scorecards, nothing that is said of the others' chances would hold."""
    told = {"n": numbers.spelled(unplaced, start=True), "entries": numbers.spelled(entries)}
    yield Piece(
        ngettext(
            "%(n)s of %(entries)s entries has no place yet.",
            "%(n)s of %(entries)s entries have no place yet.",
            unplaced,
        )
        % told,
        strong=True,
    )
    yield Piece(
        " " + _("What the rule needs of them is not all there. Places and chances here are among the others alone.")
    )


def _tied(contest: ContestAnalysis, fit: Fit) -> Iterator[Piece]:
    places = sum(tie.places for tie in contest.ties)
    entries = sum(len(tie.entries) for tie in contest.ties)
    yield Piece(
        ngettext("One place is undecided:", "%(n)s places are undecided:", places)
        % {"n": numbers.spelled(places, start=True)},
        strong=True,
    )
    yield Piece(
        _(" %(n)s entries stand there, and the rule does not say which. Somebody has to decide.")
        % {"n": numbers.spelled(entries)}
    )
    if any(_apart(close, fit) for close in contest.closes):  # else they are those that were just spoken of
        yield from (Piece(" " + numbers.capital(piece.text)) for piece in _open(contest.closes, fit))


def _chosen(contest: ContestAnalysis, fit: Fit) -> Iterator[Piece]:
    chosen = contest.chosen
    unsure = {entry for close in contest.closes for entry in close.inside}
    clear = sum(entry not in unsure for entry in chosen)
    if not unsure:
        yield from _all_clear(contest, len(chosen))
        return
    if len(chosen) == 1:
        yield Piece(_("The first place is not clear:"), strong=True)
    elif clear:
        told = {"k": numbers.spelled(clear, start=True), "n": numbers.spelled(len(chosen))}
        yield Piece(
            ngettext("%(k)s of the %(n)s is clear of the line.", "%(k)s of the %(n)s are clear of the line.", clear)
            % told
        )
        yield Piece(" ")
        yield Piece(_not_clear(chosen, unsure), strong=True)
    else:
        none = (
            _("Neither is clear of the line:") if len(chosen) == TWO else _("None of the %(n)s is clear of the line:")
        )
        yield Piece(none % {"n": numbers.spelled(len(chosen))}, strong=True)
    yield Piece(" ")
    yield from _open(contest.closes, fit)


def _all_clear(contest: ContestAnalysis, count: int) -> Iterator[Piece]:
    if count == len(contest.lines):
        yield from _no_line(count)
        return
    first = _("The first place is clear.")
    if count > 1:
        first = _("All %(n)s are clear of the line.") % {"n": numbers.spelled(count)}
    if count == TWO:
        first = _("Both are clear of the line.")
    yield Piece(first, strong=True)
    chances = [line.estimate.p_top for line in contest.lines if line.honor and line.estimate]
    least = min((chance for chance in chances if chance is not None), default=None)
    if least is None:
        return
    told = {"chance": numbers.percent(least)}
    if count == 1:
        yield Piece(" " + _("The chance that it is the best of these entries is %(chance)s\u00a0%%.") % told)
    else:
        yield Piece(" " + _("Even the least sure of them belongs there with a chance of %(chance)s\u00a0%%.") % told)


def _no_line(count: int) -> Iterator[Piece]:
    """Where nobody is left out, nothing parts those who are chosen from others."""
    if count == 1:
        yield Piece(_("There was one entry, and it is chosen."))
    elif count == TWO:
        yield Piece(_("Both entries are chosen; no line parts them from others."))
    else:
        yield Piece(_("All %(n)s entries are chosen; no line parts them from others.") % {"n": numbers.spelled(count)})


def _not_clear(chosen: tuple[str, ...], unsure: set[str]) -> str:
    count = len(unsure)
    last = set(chosen[-count:]) == unsure
    told = {"n": numbers.spelled(count, start=not last)}
    if last:
        return ngettext("The last place is not:", "The last %(n)s places are not:", count) % told
    return ngettext("%(n)s is not:", "%(n)s are not:", count) % told


def _open(closes: tuple[Close, ...], fit: Fit) -> Iterator[Piece]:
    """How near they stand to each other, and whether the luck of the draw of judges is more than that."""
    if len(closes) > 1:
        entries = {entry for close in closes for entry in close.entries}
        yield Piece(
            _("with other judges any of %(n)s entries could stand on either side of the line.")
            % {"n": numbers.spelled(len(entries))}
        )
        return
    digits = numbers.digits_of(fit)
    told = {
        "n": numbers.spelled(len(closes[0].entries)),
        "points": numbers.points(closes[0].span, digits.rough),
    }
    if not _apart(closes[0], fit):
        words = _("%(n)s entries have the same score or all but, and with other judges they could change places.")
    elif closes[0].span < closes[0].error:
        words = _("%(n)s entries stand within %(points)s, and the judges they happened to draw matter more than that.")
    elif len(closes[0].entries) == 2:  # noqa: PLR2004 - "any" is for three and more
        words = _("two entries stand %(points)s apart, and with other judges they could change places.")
    else:
        words = _(
            "%(n)s entries stand within %(points)s, and with other judges any of them could stand on either side."
        )
    yield Piece(words % told)


def _apart(close: Close, fit: Fit) -> bool:
    """Whether a reader can see any difference between its entries."""
    rough = numbers.digits_of(fit).rough
    return numbers.text(close.span, rough) != numbers.text(0, rough)


def _first(contest: ContestAnalysis, labels: Labels) -> Iterator[Piece]:
    """Without a selection: who could be first, and how closely places are known."""
    if len(contest.lines) == 1:
        yield Piece(_("There was one entry."))
        return
    known = [line for line in contest.lines if line.estimate and line.place is not None]
    first = [line for line in known if line.estimate and line.estimate.place_low == 1]
    if not known:
        yield Piece(_("No entry has a place."))
        return
    if len(first) == 1:
        yield Piece(_("The first place is clear:"), strong=True)
        yield Piece(
            " " + _("with other judges %(name)s would stand there too.") % {"name": labels.entry(first[0].entry)}
        )
    elif first:
        yield Piece(_("The first place is not clear:"), strong=True)
        yield Piece(" " + _("%(n)s entries could stand there.") % {"n": numbers.spelled(len(first))})
    reaches = sorted(line.estimate.place_high - line.estimate.place_low for line in known if line.estimate)
    reach = reaches[len(reaches) // 2]
    if len(known) > 2:  # noqa: PLR2004 - with two the first sentence has said it
        yield Piece(
            " "
            + ngettext(
                "A place is known to about one place more or less.",
                "A place is known to about %(n)s places more or less.",
                max(1, (reach + 1) // 2),
            )
            % {"n": numbers.spelled(max(1, (reach + 1) // 2))}
        )
