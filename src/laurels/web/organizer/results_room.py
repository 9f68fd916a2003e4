"""What every page of the results room stands on: the run it shows, its contest, and what things are called there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString

from laurels.programs.definition import RubricDef
from laurels.results import access, queries
from laurels.results.analysis import ContestAnalysis, Fit
from laurels.results.analysis.labels import Label, Labels
from laurels.results.honors import honors_of
from laurels.results.models import Tally
from laurels.results.queries import Board, EntryName, Run, Tab
from laurels.web.organizer.door import Room
from laurels.web.shared import names
from laurels.web.shared.numbers import whole_number


@dataclass(frozen=True)
class Shown:
    """A run in front of staff. `tab` is the contest that the page is about, `tabs` all of them."""

    room: Room
    board: Board
    run: Run
    tabs: list[Tab]
    tab: Tab

    @cached_property
    def contest(self) -> ContestAnalysis:
        found = self.run.analysis.contest(self.tab.key)
        if found is None:
            raise Http404(f"no contest {self.tab.key!r} in tally {self.run.tally.number}")
        return found

    @property
    def fit(self) -> Fit:
        return self.run.analysis.fit_of(self.contest)

    @cached_property
    def entries(self) -> dict[str, EntryName]:
        return queries.entry_names(self.room.edition)

    @cached_property
    def judges(self) -> dict[str, str]:
        return queries.judge_names(self.room.edition)

    @cached_property
    def labels(self) -> Labels:
        edition = self.room.edition
        return Labels(
            entries={key: self._entry(name) for key, name in self.entries.items()},
            judges={
                key: Label(tongues(name), "", self.to("results-judge", judge=key), plain=name)
                for key, name in self.judges.items()
            },
            criteria=criteria_names(self.run.tally),
            contests=queries.contest_names(edition),
            divisions=queries.division_names(edition),
            honors={each.key: each.name for each in honors_of(edition)},
        )

    def _entry(self, name: EntryName) -> Label:
        about = ". ".join(part for part in (name.title, name.division_name) if part)
        href = self.to("standing", number=name.number)
        return Label(tongues(name.organization), tongues(about), href, plain=name.organization)

    def to(self, page: str, **parts: Any) -> str:  # noqa: ANN401 parts of an address
        """An address that stays within the run that is shown."""
        address = self.room.to(page, **parts)
        return f"{address}?{self.run.query}" if self.run.query else address

    def within(self, **more: str) -> str:
        """The query of an address within this run and contest."""
        asked = {"run": str(self.run.tally.number)} if self.run.asked else {}
        contest = {"contest": self.tab.key} if len(self.tabs) > 1 else {}
        given = asked | contest | {key: value for key, value in more.items() if value}
        return f"?{urlencode(given)}" if given else ""


def tongues(text: str) -> SafeString:
    return names.with_languages(text)


def criteria_names(tally: Tally) -> Mapping[str, str]:
    """Every criterion of a run's rubrics by its key."""
    declared = tally.inputs["declarations"].values()
    rubrics = [RubricDef.from_json(each["content"]) for each in declared if each["kind"] == "rubric"]
    return {criterion.key: criterion.name for rubric in rubrics for criterion in rubric.criteria}


def show(request: HttpRequest, room: Room, board: Board | None = None) -> Shown | None:
    """The run that `?run=` names, else the one that holds now; of it the contest that `?contest=` names.

    None where there is nothing to show yet.
    """
    board = board or queries.board(room.edition)
    run = queries.run_shown(board, room.now, _asked(request, room))
    if run is None:
        return None
    tabs = queries.contest_tabs(room.edition, run.tally)
    tab = tab_of(tabs, request.GET.get("contest"))
    return Shown(room, board, run, tabs, tab) if tab else None


def _asked(request: HttpRequest, room: Room) -> Any:  # noqa: ANN401 a tally or none
    number = request.GET.get("run", "")
    if not number:
        return None
    whole = whole_number(number)
    if whole is None:
        raise Http404(f"no run {number[:20]!r}")
    return access.tally_for_staff(room.person, room.edition, whole)


def tab_of(tabs: list[Tab], wanted: str | None) -> Tab | None:
    """The tab that is asked for, else the first with entries."""
    asked = next((tab for tab in tabs if tab.key == wanted), None)
    return asked or next((tab for tab in tabs if tab.entries), None) or next(iter(tabs), None)
