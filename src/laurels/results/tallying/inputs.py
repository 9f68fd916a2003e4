"""Gathers what a tally rests on: who competes, the confirmed scorecards, and what was declared for them.

Names and titles stay out, so that correcting a spelling does not make a tally look outdated.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.judging.models import Score, Scorecard
from laurels.judging.queries.rounds import rounds_counted
from laurels.judging.queries.taking_part import entries_in
from laurels.programs.definition import selection_from_json
from laurels.programs.definition.base import decimal_text
from laurels.programs.models import Category, Declaration, Round
from laurels.programs.queries import narrowest_first
from laurels.results.errors import UndeclaredError
from laurels.results.models import EntryFigure
from laurels.results.tallying.compute import FORMAT, NOT_APPLICABLE

KINDS = (Declaration.Kind.RUBRIC, Declaration.Kind.RULE, Declaration.Kind.SELECTION)


@dataclass(frozen=True)
class Declared:
    """The newest declarations that hold for one category in one round."""

    rubric: Declaration
    rule: Declaration
    selection: Declaration

    @property
    def all(self) -> tuple[Declaration, ...]:
        return (self.rubric, self.rule, self.selection)


def gather(round_: Round, *, scores: bool = True) -> dict[str, Json]:
    """The inputs of a tally of this round as canonical JSON. The same number of queries for 3 entries and 300.

    Without `scores` it is their outline: which scorecards count, not what stands on them.

    Raises:
        UndeclaredError: an entry competes in a category that has no rubric, rule or selection.
    """
    entries = list(entries_in(round_).select_related("category", "division", "organization"))
    entries.sort(key=lambda entry: entry.public_id)  # here: databases differ in how they collate
    declared = _declared(round_, [*_category_keys(round_), ""])
    _refuse_undeclared(entries, declared)
    contests = _contests(declared, entries)
    figures = _figures(entries)
    used = {each.sha256: each for key in contests for each in declared[contests[key]].all}
    return {
        "format": FORMAT,
        "program": round_.edition.program.key,
        "edition": round_.edition.key,
        "round": round_.key,
        "declarations": {sha256: _declaration(each) for sha256, each in sorted(used.items())},
        "contests": [_contest(key, declared[category]) for key, category in contests.items()],
        "entries": [_entry(entry, declared, figures.get(entry.pk, [])) for entry in entries],
        "scorecards": _scorecards(round_, entries, all_rounds=over_rounds(used.values()), scores=scores),
    }


def over_rounds(declared: Iterable[Declaration]) -> bool:
    """Whether a rule makes its scores out of several rounds, so that the scorecards of all rounds count."""
    rules = [each for each in declared if each.kind == Declaration.Kind.RULE]
    return any(step.get("level") == "round" for each in rules for step in each.content["steps"])


def outline(inputs: dict[str, Json]) -> dict[str, Json]:
    """Inputs without the scores, as `gather` gives them."""
    cards = cast("list[dict[str, Json]]", inputs["scorecards"])
    return inputs | {"scorecards": [card | {"scores": {}} for card in cards]}


def contest_of(category: str, declared: Declared) -> str:
    """The key of the contest an entry competes in: its category, or all categories together."""
    selection = selection_from_json(declared.selection.content)
    own = any(each.category_key for each in declared.all)
    return category if own or selection.per_category else ""


def _category_keys(round_: Round) -> list[str]:
    rows = Category.objects.filter(edition_id=round_.edition_id).order_by("position", "id")
    return list(rows.values_list("key", flat=True))


def _refuse_undeclared(entries: list[Entry], declared: dict[str, Declared]) -> None:
    for entry in entries:
        category = entry.category.key if entry.category else ""
        if category not in declared:
            raise UndeclaredError(
                f"entry {entry.number} is in {category or 'no category'}, which has no rubric, rule or selection; "
                "declare them in the program before running the tally",
                entry=entry.public_id,
                category=category,
            )


def _declared(round_: Round, categories: Iterable[str]) -> dict[str, Declared]:
    rows = Declaration.objects.filter(
        edition_id=round_.edition_id, kind__in=KINDS, round_key__in=["", round_.key]
    ).order_by("number")
    newest = {(row.kind, row.category_key, row.round_key): row for row in rows}

    def narrowest(kind: str, category: str) -> Declaration | None:
        places = narrowest_first(category, round_.key)
        return next((newest[kind, *place] for place in places if (kind, *place) in newest), None)

    found = {}
    for category in categories:
        three = [narrowest(kind, category) for kind in KINDS]
        if all(three):
            found[category] = Declared(*cast("list[Declaration]", three))
    return found


def _contests(declared: dict[str, Declared], entries: list[Entry]) -> dict[str, str]:
    """Contest key → a category whose declarations hold for it. A category without entries is a contest all the same."""
    found: dict[str, str] = {}
    bare = any(entry.category_id is None for entry in entries)
    for category, each in declared.items():
        if category or bare or len(declared) == 1:
            found.setdefault(contest_of(category, each), category)
    return found


def _declaration(declaration: Declaration) -> dict[str, Json]:
    return {"kind": declaration.kind, "number": declaration.number, "content": cast("Json", declaration.content)}


def _contest(key: str, declared: Declared) -> dict[str, Json]:
    return {
        "key": key,
        "rubric": declared.rubric.sha256,
        "rule": declared.rule.sha256,
        "selection": declared.selection.sha256,
    }


def _entry(entry: Entry, declared: dict[str, Declared], figures: list[Json]) -> dict[str, Json]:
    """Figures are there only where some are recorded."""
    category = entry.category.key if entry.category else ""
    return {
        "entry": entry.public_id,
        "contest": contest_of(category, declared[category]),
        "category": category,
        "division": entry.division.key if entry.division else "",
        "organization": entry.organization.public_id,
        **({"figures": figures} if figures else {}),
    }


def _figures(entries: list[Entry]) -> dict[int, list[Json]]:
    found: dict[int, list[Json]] = {}
    rows = EntryFigure.objects.filter(revoked_at=None, entry__in=[entry.pk for entry in entries])
    for each in sorted(rows, key=lambda row: (row.kind, row.name, row.value, row.reason)):
        figure: dict[str, Json] = {
            "kind": each.kind,
            "name": each.name,
            "value": decimal_text(each.value),
            "reason": each.reason,
        }
        found.setdefault(each.entry_id, []).append(figure)
    return found


def _scorecards(round_: Round, entries: list[Entry], *, all_rounds: bool, scores: bool) -> list[Json]:
    """Of this round and those carried over into it, or of all rounds of the edition where the rule combines them.

    A scorecard names its round only where that is another one, or where the rule asks for it.
    """
    counting = Scorecard.objects.filter(
        state=Scorecard.State.CONFIRMED, excluded_at=None, entry__in=[entry.pk for entry in entries]
    )
    rounds = [] if all_rounds else rounds_counted(round_)
    if not all_rounds:
        counting = counting.filter(round__in=rounds)
    cards = list(counting.select_related("entry", "judge", "submission", "round"))
    if len(rounds) > 1:
        cards = _latest(cards, rounds)
    cards.sort(key=lambda card: (card.entry.public_id, card.judge.public_id, card.round.key))
    given = _scores(card.pk for card in cards) if scores else {}
    return [
        {
            "scorecard": card.public_id,
            "entry": card.entry.public_id,
            "judge": card.judge.public_id,
            "submission": card.submission.sha256,
            "scores": cast("Json", given.get(card.pk, {})),
            **({"round": card.round.key} if all_rounds else {}),
            **({"carried": card.round.key} if not all_rounds and card.round_id != round_.pk else {}),
        }
        for card in cards
    ]


def _latest(cards: list[Scorecard], rounds: list[Round]) -> list[Scorecard]:
    """Of a judge who scored an entry in several rounds the scorecard of the latest: it replaces the others."""
    order = {each.pk: place for place, each in enumerate(rounds)}  # the latest round comes first
    found: dict[tuple[int, int], Scorecard] = {}
    for card in sorted(cards, key=lambda card: order[card.round_id]):
        found.setdefault((card.entry_id, card.judge_id), card)
    return list(found.values())


def _scores(cards: Iterable[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for score in Score.objects.filter(scorecard__in=list(cards)).exclude(value=None, not_applicable=False):
        value = NOT_APPLICABLE if score.value is None else decimal_text(score.value)
        found.setdefault(score.scorecard_id, {})[score.criterion] = value
    return found
