"""The parts of a run's standings: contests, divisions, and the honors that were given there."""

from collections.abc import Mapping
from dataclasses import dataclass

from laurels.programs.models import Category, Division, Edition
from laurels.results.analysis import ContestAnalysis
from laurels.results.models import Decision, Tally
from laurels.results.queries.board import Board
from laurels.results.queries.naming import EntryName


@dataclass(frozen=True)
class Tab:
    """One part of the standings: a contest, or a division of the only one. `key` is empty for the whole."""

    key: str
    name: str
    entries: int


def contest_tabs(edition: Edition, tally: Tally) -> list[Tab]:
    """The contests of a run in the order of the edition's categories, with their entries."""
    names = dict(Category.objects.filter(edition=edition).order_by("position", "id").values_list("key", "name"))
    contests = tally.outcome["contests"]
    return [Tab(each["key"], names.get(each["key"], ""), len(each["standings"])) for each in contests]


def division_tabs(edition: Edition, contest: ContestAnalysis, names: Mapping[str, EntryName]) -> list[Tab]:
    """The divisions of one contest; none where there is but one."""
    here = [names[line.entry].division for line in contest.lines if line.entry in names]
    divisions = Division.objects.filter(edition=edition).values_list("key", "name")
    found = [Tab(key, name, here.count(key)) for key, name in divisions if key in here]
    return found if len(found) > 1 else []


def honors_of_entries(board: Board) -> Mapping[str, tuple[Decision, ...]]:
    """The honors that stand, by the entry's public id."""
    found: dict[str, tuple[Decision, ...]] = {}
    for decision in board.decisions:
        if decision.entry is not None:
            found[decision.entry.public_id] = (*found.get(decision.entry.public_id, ()), decision)
    return found
