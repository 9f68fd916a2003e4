"""From a tally's inputs to its outcome. Pure: a stranger who holds the inputs gets the same bytes."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from laurels import scoring
from laurels.core.canonical import Json
from laurels.programs.definition import RubricDef, RuleDef, SelectionDef, TiersSelection, selection_from_json
from laurels.results.tallying import terms

FORMAT = "laurels-tally-1"
NOT_APPLICABLE = "n/a"
DIGITS = 6  # of a printed score under a rule that does not round
TIED_AT_THE_CUT = "tied-at-the-cut"
# Flags of an entry that the selection hands back, by why it does so.
OPEN_FLAGS = {
    "tie": TIED_AT_THE_CUT,
    "lead": "lead-not-reached",
    "organization": "organization-open",
}
PASSED_OVER = "passed-over"


@dataclass(frozen=True)
class Contest:
    """The entries that compete with each other, and what was declared for them."""

    key: str
    rubric: RubricDef
    rule: RuleDef
    terms: scoring.Rule
    entrants: tuple[scoring.Entrant, ...]
    tally: scoring.Tally
    chosen: scoring.Chosen
    selection: SelectionDef
    seats: int

    @property
    def honor(self) -> str:
        """The key of the honor it gives; of several the best."""
        return self.selection.honors[0]

    def honor_of(self, entry: str) -> str:
        """The honor that is proposed for an entry; empty for none."""
        return (self.chosen.honor_of(entry) or self.honor) if entry in self.chosen.entries else ""


def outcome(inputs: dict[str, Any], of: list[Contest] | None = None) -> dict[str, Json]:
    """The outcome of a run as canonical JSON: every number an exact fraction, printed scores beside.

    `of`: the contests of these inputs, where they are worked out already.

    Raises:
        scoring.ScoringError: rule and rubric make no chain, or a score is off its scale.
    """
    return {"format": FORMAT, "contests": [_told(contest, inputs) for contest in of or contests(inputs)]}


def contests(inputs: dict[str, Any]) -> list[Contest]:
    entries, cards = _by_contest(inputs)
    ballots = _ballots(inputs)
    return [
        _contest(declared, inputs["declarations"], entries[declared["key"]], cards[declared["key"]], ballots)
        for declared in inputs["contests"]
    ]


def text(rule: scoring.Rule, value: Fraction | None) -> str:
    """A score as printed: as the rule rounds it, else with six digits, half to even."""
    if value is None:
        return ""
    rounding = rule.rounding("entry")
    return scoring.decimal_text(value, rounding.digits if rounding else DIGITS)


def _by_contest(inputs: dict[str, Any]) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    entries: dict[str, list[Any]] = defaultdict(list)
    cards: dict[str, list[Any]] = defaultdict(list)
    contest_of = {}
    for entry in inputs["entries"]:
        contest_of[entry["entry"]] = entry["contest"]
        entries[entry["contest"]].append(entry)
    for card in inputs["scorecards"]:
        cards[contest_of[card["entry"]]].append(card)
    return entries, cards


def _ballots(inputs: dict[str, Any]) -> dict[str, int]:
    """How many entries each judge scored, whatever contest they compete in."""
    scored: dict[str, set[str]] = defaultdict(set)
    for card in inputs["scorecards"]:
        if card["scores"]:
            scored[card["judge"]].add(card["entry"])
    return {judge: len(entries) for judge, entries in scored.items()}


def _contest(
    declared: Any,  # noqa: ANN401 JSON
    declarations: Any,  # noqa: ANN401 JSON
    entries: list[Any],
    cards: list[Any],
    ballots: dict[str, int],
) -> Contest:
    rubric = RubricDef.from_json(declarations[declared["rubric"]]["content"])
    rule = RuleDef.from_json(declarations[declared["rule"]]["content"])
    selection = selection_from_json(declarations[declared["selection"]]["content"])
    scoring_rubric, scoring_rule = terms.rubric_of(rubric, rule.best), terms.rule_of(rule)
    entrants = tuple(_entrant(entry) for entry in entries)
    own = [_card(card, scoring_rubric) for card in cards]
    run = scoring.tally(scoring_rubric, scoring_rule, own, entrants, ballots=ballots)
    groups = {entry["entry"]: entry["division"] if selection.per_division else "" for entry in entries}
    facts = scoring.facts(run, {entry["entry"]: entry["organization"] for entry in entries})
    chosen = scoring.select(terms.selection_of(selection), run.standings, groups, facts)
    return Contest(
        key=declared["key"],
        rubric=rubric,
        rule=rule,
        terms=scoring_rule,
        entrants=entrants,
        tally=run,
        chosen=chosen,
        selection=selection,
        seats=terms.seats_of(selection, chosen),
    )


def _entrant(entry: Any) -> scoring.Entrant:  # noqa: ANN401 JSON
    figures = entry.get("figures", [])
    return scoring.Entrant(
        key=entry["entry"],
        category=entry["category"],
        division=entry["division"],
        organization=entry["organization"],
        factors={each["name"]: scoring.exact(each["value"]) for each in figures if each["kind"] == "factor"},
        deductions=tuple(
            scoring.Deduction(scoring.exact(each["value"]), each["reason"])
            for each in figures
            if each["kind"] == "deduction"
        ),
        consensus=next((scoring.exact(each["value"]) for each in figures if each["kind"] == "consensus"), None),
    )


def _card(card: Any, rubric: scoring.Rubric) -> scoring.Scorecard:  # noqa: ANN401 JSON
    scores = {
        key: None if value == NOT_APPLICABLE else scoring.exact(value)
        for key, value in card["scores"].items()
        if key in rubric.by_key
    }
    return scoring.Scorecard(card["entry"], card["judge"], card.get("round", ""), scores)


def _told(contest: Contest, inputs: dict[str, Any]) -> dict[str, Json]:
    chosen, run = contest.chosen, contest.tally
    cards = _by_contest(inputs)[1][contest.key]
    return {
        "key": contest.key,
        "honor": contest.honor,
        "seats": contest.seats,
        "best": contest.rule.best,
        "bounds": [str(run.bounds.low), str(run.bounds.high)],
        "standings": [_line(contest, line) for line in run.standings],
        "proposed": list(chosen.entries),
        "ties": [_open(each) for each in chosen.undecided],
        "unfilled": sum((chosen.unfilled or {}).values()),
        "totals": {
            card["scorecard"]: None if total.total is None else str(total.total)
            for card, total in zip(cards, run.scorecards, strict=True)
        },
        "criteria": _nested(run.criteria),
        "areas": _nested(run.areas),
        **_more(contest),
    }


def _open(undecided: scoring.Undecided) -> dict[str, Json]:
    """What is handed back; told shortly where it is an ordinary tie for one honor."""
    told: dict[str, Json] = {
        "entries": list(undecided.entries),
        "seats": undecided.places,
        "group": undecided.group,
    }
    if undecided.why != "tie":
        told["why"] = undecided.why
    if undecided.honors:
        told["honors"] = list(undecided.honors)
    return told


def _more(contest: Contest) -> dict[str, Json]:
    """What only some selections have; left out elsewhere, so that their outcomes keep their bytes."""
    told: dict[str, Json] = {}
    if isinstance(contest.selection, TiersSelection):
        told["tiers"] = [{"honor": tier.honor, "places": tier.places} for tier in contest.selection.tiers]
        told["honors"] = {entry: contest.honor_of(entry) for entry in contest.chosen.entries}
    if contest.selection.one_per_organization:
        told["one_per_organization"] = True
    return told


def _line(contest: Contest, line: scoring.Standing) -> dict[str, Json]:
    chosen = contest.chosen
    flags = [*line.flags, *(OPEN_FLAGS[each.why] for each in chosen.undecided if line.entry in each.entries)]
    flags += [PASSED_OVER] if line.entry in chosen.passed_over else []
    flags += [chosen.barred[line.entry]] if line.entry in chosen.barred else []
    return {
        "entry": line.entry,
        "place": line.place,
        "score": text(contest.terms, line.score),
        "exact": "" if line.score is None else str(line.score),
        "reviews": line.reviews,
        "honor": contest.honor_of(line.entry),
        "flags": cast("list[Json]", flags),
    }


def _nested(values: Any) -> dict[str, Json]:  # noqa: ANN401 a mapping of (entry, key) to fraction
    found: dict[str, dict[str, Json]] = defaultdict(dict)
    for (entry, key), value in values.items():
        found[entry][key] = str(value)
    return cast("dict[str, Json]", dict(found))
