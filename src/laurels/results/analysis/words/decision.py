"""What touches the decision: groups too close to call, other rules, one more scorecard, and every caution."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laurels.results.analysis.labels import Labels
from laurels.results.analysis.model import Advice, Caution, Close, ContestAnalysis, Fit, Limit, Tie, Verdict
from laurels.results.analysis.words import numbers

TWO = 2  # of which one says "both" and not "all"
RULES = {
    "declared": gettext_lazy("declared rule"),
    "mean": gettext_lazy("plain mean"),
    "median": gettext_lazy("median"),
    "trimmed": gettext_lazy("trimmed mean"),
    "linear": gettext_lazy("adjusted"),
    "ordinal": gettext_lazy("adjusted, ordinal"),
}


def too_close(close: Close, contest: ContestAnalysis, labels: Labels) -> tuple[str, str]:
    """(in bold, the rest) for the last row of a group."""
    places = [place for entry in close.entries if (place := contest.by_entry[entry].place) is not None]
    told = {
        "first": min(places, default=0),
        "last": max(places, default=0),
        "group": labels.divisions.get(close.group, close.group),
    }
    if told["first"] == told["last"]:
        bold = _("Too close to call.")
    elif close.group:
        bold = _("Too close to call in %(group)s: places %(first)s to %(last)s.") % told
    else:
        bold = _("Too close to call: places %(first)s to %(last)s.") % told
    count = len(close.entries)
    rest = _("With other judges drawn from the same panel either of these two could stand on either side of the line.")
    if count != 2:  # noqa: PLR2004 - "either" is for two
        rest = ngettext(
            "With other judges drawn from the same panel this entry could stand on the other side of the line.",
            "With other judges drawn from the same panel any of these %(n)s could stand on the other side of the line.",
            count,
        ) % {"n": numbers.spelled(count)}
    return bold, rest + " " + _("The official order holds unless somebody decides otherwise, with a reason.")


def limits(found: Sequence[Limit], labels: Labels) -> str:
    """How the places are spread over divisions: "Open 8 (7 to 8), Small Company 2 (2 to 3)"."""
    return ", ".join(
        _("%(division)s %(inside)s (%(least)s to %(most)s)")
        % {
            "division": labels.divisions.get(each.division, each.division),
            "inside": each.inside,
            "least": each.least,
            "most": each.most,
        }
        for each in found
    )


def ends(honors: Sequence[str]) -> str:
    """The words at the gold line."""
    return _("%(honor)s: here they end") % {"honor": honors[0]} if honors else _("The line")


def end_of(filled: int, seats: int) -> str:
    """The words at the gold line of a selection with a number; where places stay empty they say so."""
    if filled >= seats:
        return _("The %(n)s end here") % {"n": numbers.spelled(filled)}
    told = {"n": numbers.spelled(filled, start=True), "seats": numbers.spelled(seats)}
    return ngettext("%(n)s of %(seats)s places is filled", "%(n)s of %(seats)s places are filled", filled) % told


def state(entry: str, verdict: Verdict) -> str:
    """`in`, `open` or `out` under a rule."""
    if entry in verdict.entries:
        return "in"
    return "open" if entry in verdict.undecided else "out"


def verdicts(contest: ContestAnalysis, labels: Labels) -> str:
    """Who is in whatever the rule, and who depends on it."""
    worked = [verdict for verdict in contest.verdicts if not verdict.why_not]
    states = {line.entry: {state(line.entry, verdict) for verdict in worked} for line in contest.lines}
    always = [entry for entry, found in states.items() if found == {"in"}]
    depends = [entry for entry, found in states.items() if found not in ({"in"}, {"out"})]
    told = {
        "n": numbers.spelled(len(always), start=True),
        "rules": numbers.spelled(len(worked)),
        "names": numbers.listed([labels.entry(entry) for entry in depends or always]),
    }
    if not depends:
        if not always:
            return _("No rule chooses any entry.")
        words = _("All %(rules)s rules choose the same: %(names)s.")
        return (_("Both rules choose the same: %(names)s.") if len(worked) == TWO else words) % told
    rest = _("It depends on the rule for %(names)s.") % told
    both = len(worked) == TWO
    if not always:
        first = _("No entry is in under both rules.") if both else _("No entry is in under all %(rules)s rules.")
        return first % told + " " + rest
    first = ngettext(
        "%(n)s entry is in under all %(rules)s rules.", "%(n)s entries are in under all %(rules)s rules.", len(always)
    )
    if both:
        first = ngettext("%(n)s entry is in under both rules.", "%(n)s entries are in under both rules.", len(always))
    return f"{first % told} {rest}"


def advice(found: Advice, fit: Fit, labels: Labels, *, first: bool) -> str:
    told = {"judge": labels.judge(found.judge), "entry": labels.entry(found.entry)}
    words = _("One more review of %(entry)s by %(judge)s") % told
    if first:
        words = _("One more review of %(entry)s by %(judge)s would do most") % told
    digits = numbers.digits_of(fit).score
    return _("%(words)s: its adjusted score would be known to ±\u00a0%(after)s instead of ±\u00a0%(before)s.") % {
        "words": words,
        "before": numbers.text(1.96 * found.se_before, digits),
        "after": numbers.text(1.96 * found.se_after, digits),
    }


def expected(found: Sequence[Advice]) -> str:
    """What all of the advised scorecards together are expected to change; empty where that is too little to be seen."""
    if not found:
        return ""
    before, after = found[0].misplaced_before, found[-1].misplaced_after
    digits = next((few for few in (1, 2) if numbers.text(before, few) != numbers.text(after, few)), None)
    if digits is None:
        return ""
    told = {
        "n": numbers.spelled(len(found)),
        "before": numbers.text(before, digits),
        "after": numbers.text(after, digits),
    }
    return (
        ngettext(
            "About %(before)s entries are likely to stand on the wrong side of the line, for no other reason than "
            "which judges read them. With this scorecard more it would be about %(after)s.",
            "About %(before)s entries are likely to stand on the wrong side of the line, for no other reason than "
            "which judges read them. With these %(n)s scorecards more it would be about %(after)s.",
            len(found),
        )
        % told
    )


def notices(contest: ContestAnalysis, fit: Fit, labels: Labels) -> Iterator[tuple[str, str]]:
    """(in bold, the rest) for each thing that is open, and each that limits what can be said."""
    if contest.unfilled:
        bold = ngettext("%(n)s place stays empty.", "%(n)s places stay empty.", contest.unfilled)
        yield bold % {"n": contest.unfilled}, _("No entry with a place could take it under the selection’s terms.")
    for tie in contest.ties:
        yield _tie(tie, labels)
    for caution in fit.cautions:
        if caution.code == "not-connected":
            yield from _panels(fit, contest)
            continue
        bold, rest = (str(words) for words in CAUTIONS.get(caution.code, (caution.code.replace("-", " "), "")))
        about = _about(caution, labels)
        yield bold, f"{rest} {about}" if about else rest


def _tie(tie: Tie, labels: Labels) -> tuple[str, str]:
    bold = ngettext("%(n)s place is undecided.", "%(n)s places are undecided.", tie.places) % {"n": tie.places}
    why = {
        "lead": _("The lead that the rule asks for is not reached:"),
        "organization": _("An organization may have one only, and these are equal:"),
    }.get(tie.why, _("These entries are tied, and the rule does not part them:"))
    return bold, f"{why} {', '.join(labels.entry(entry) for entry in tie.entries)}."


def _about(caution: Caution, labels: Labels) -> str:
    if not caution.names:
        return ""
    return _("It is about %(names)s.") % {"names": numbers.listed([labels.anybody(key) for key in caution.names])}


def _panels(fit: Fit, contest: ContestAnalysis) -> Iterator[tuple[str, str]]:
    """Nothing where the entries of this contest are of one panel."""
    own = {line.entry for line in contest.lines}
    sizes = [size for panel in fit.panels if (size := len(own.intersection(panel)))]
    if len(sizes) < 2:  # noqa: PLR2004 - one panel compares with nobody
        return
    bold = ngettext("%(n)s panel that shares no judge.", "%(n)s panels that share no judge.", len(sizes))
    rest = _(
        "No judge and no chain of judges links them, so a difference between panels may be one between judges. "
        "Places across panels rest on the assumption that all panels judge alike; nothing in the scores supports it. "
        "Entries in each: %(sizes)s."
    )
    yield bold % {"n": len(sizes)}, rest % {"sizes": ", ".join(str(size) for size in sizes)}


CAUTIONS = {
    "no-scorecards": (gettext_lazy("There is no scorecard."), gettext_lazy("Nothing can be adjusted.")),
    "not-adjusted": (
        gettext_lazy("These scores are not adjusted."),
        gettext_lazy("The rule uses figures of the entries themselves, which say nothing about judges."),
    ),
    "one-judge": (
        gettext_lazy("There is only one judge."),
        gettext_lazy("Nothing tells that judge’s severity from the merit of the entries."),
    ),
    "one-entry": (gettext_lazy("There is only one entry."), gettext_lazy("There is nothing to compare it with.")),
    "no-spread": (
        gettext_lazy("All scores are the same."),
        gettext_lazy("Nothing tells entries or judges apart."),
    ),
    "one-review-each": (
        gettext_lazy("Every entry has a single scorecard."),
        gettext_lazy("Merit, severity and chance cannot be told apart; the adjusted scores rest on what is usual."),
    ),
    "at-limit-entries": (
        gettext_lazy("An entry has the best or the worst score from every judge."),
        gettext_lazy("The scale ends there, so its real distance from the others is unknown."),
    ),
    "at-limit-judges": (
        gettext_lazy("A judge gave the end of the scale every time."),
        gettext_lazy("How strict or generous the judge is beyond that is unknown."),
    ),
    "few-scorecards": (
        gettext_lazy("There are few scorecards."),
        gettext_lazy("The intervals rest on little; read them as rough."),
    ),
    "not-converged": (
        gettext_lazy("The estimation did not settle."),
        gettext_lazy("Do not rest anything on the adjusted scores; the official ones are exact all the same."),
    ),
    "variances-weak": (
        gettext_lazy("How much judges differ is hardly known."),
        gettext_lazy("There are too few judges or scorecards; the adjustment is careful and changes little."),
    ),
    "conditions-fixed": (
        gettext_lazy("The chances take some conditions of the selection as they stand."),
        gettext_lazy(
            "How far chance moves the areas is not estimated: an entry below a floor of areas has no chance shown, one "
            "above it counts as safe. A lead over the next entry is not asked for."
        ),
    ),
    "noise-at-floor": (
        gettext_lazy("Judges agree as closely as scores can tell."),
        gettext_lazy(
            "No chance is left to estimate, so the rounding of scores stands for it. The intervals may be too narrow."
        ),
    ),
    "mixed-scales": (
        gettext_lazy("Criteria have different scales, and some were not answered."),
        gettext_lazy("A scorecard’s total then depends on which ones were."),
    ),
    "no-steps": (
        gettext_lazy("These scales have no steps, or very many."),
        gettext_lazy("The check by the model of ordered categories is not possible; it shows the linear model again."),
    ),
    "before-figures": (
        gettext_lazy("Adjusted scores stand before multipliers and deductions."),
        gettext_lazy("They are not on the scale of the official score."),
    ),
    "one-round": (
        gettext_lazy("The rule joins several rounds."),
        gettext_lazy("The adjusted score is that of one round, so it is not on the scale of the official score."),
    ),
    "uneven-panels": (
        gettext_lazy("Some entries have fewer judges than others, and the rule sums over judges."),
        gettext_lazy("The adjusted score is what the largest panel would give."),
    ),
    "consensus-aside": (
        gettext_lazy("The official score is what the judges agreed on."),
        gettext_lazy("The adjusted score rests on what each judge gave alone, so the two may lie far apart."),
    ),
    "normalized-aside": (
        gettext_lazy("The rule itself evens the judges out."),
        gettext_lazy("The adjusted score starts from the scores as given, and evens them out by the model instead."),
    ),
}
