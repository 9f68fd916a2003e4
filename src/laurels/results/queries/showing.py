"""The run that the results room shows: a kept one, or what a run would give now, worked out and not kept."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from laurels.core import canonical
from laurels.judging.models import Scorecard
from laurels.judging.queries.rounds import rounds_counted
from laurels.programs.models import Round
from laurels.results.analysis import Analysis
from laurels.results.errors import TallyRefusedError, UndeclaredError
from laurels.results.models import Tally
from laurels.results.queries.board import Board
from laurels.results.tallying import fresh, inputs, working

LARGE = 1500  # scorecards: from here on a run takes seconds, and is made when somebody asks for it


@dataclass(frozen=True)
class Run:
    """`tally` is a saved row where the run is `kept`; else it is made like one and never saved.

    `newest` is the newest kept run of the round; None where none was run. `asked`: this run was asked for
    by its number. `stale`: scorecards changed after it, in a field too large to be worked out for every view.
    """

    tally: Tally
    kept: bool
    newest: Tally | None = None
    asked: bool = False
    stale: bool = False

    @cached_property
    def analysis(self) -> Analysis:
        """As kept; a run from before analyses were kept has it worked out from its inputs."""
        if self.tally.analysis is not None:
            return working.read(self.tally.analysis, self.tally.analysis_sha256)
        tally = self.tally
        worked = working.remembered(tally.inputs, tally.inputs_sha256, seed=self.seed, barred=tally.barred)
        return working.read(worked.analysis, canonical.digest(worked.analysis))

    @property
    def seed(self) -> int:
        return self.tally.seed or working.seed_of(self.tally.inputs_sha256)

    @property
    def analysis_kept(self) -> bool:
        return self.kept and self.tally.analysis is not None

    @property
    def frozen(self) -> bool:
        return self.tally.rests_on_it_since is not None

    @property
    def older(self) -> bool:
        """Whether there is a newer kept run."""
        return self.kept and self.newest is not None and self.newest.number > self.tally.number

    @property
    def query(self) -> str:
        """What leads from page to page within an older run."""
        return f"run={self.tally.number}" if self.asked else ""


def run_shown(board: Board, now: dt.datetime, asked: Tally | None = None) -> Run | None:
    """The run asked for; else the newest, as long as nothing has changed since; else the scorecards as they are now.

    Writes nothing. None where there is no round, where it is sealed and not closed, where nothing is declared that
    could be run, or where no run is possible: `refusal` says why.
    """
    newest = board.final if board.seal is not None else board.tally
    if asked is not None:
        return Run(asked, kept=True, newest=newest, asked=True)
    if board.round is None or board.sealed:
        return None
    if newest is not None and (board.seal is not None or not _touched(board.round, newest)):
        return Run(newest, kept=True, newest=newest)
    return _live(board.round, newest, now)


def refusal(board: Board, now: dt.datetime) -> str:
    """Why the scorecards as they are now give no run; empty where they do."""
    if board.round is None or board.sealed:
        return ""
    try:
        fresh.tally(board.round, now)
    except (UndeclaredError, TallyRefusedError) as error:
        return str(error)
    return ""


def _touched(round_: Round, tally: Tally) -> bool:
    """Whether a run now could have other inputs; tells cheaply, and may say yes where they are equal after all."""
    if Scorecard.objects.filter(round__in=rounds_counted(round_), confirmed_at__gt=tally.at).exists():
        return True
    try:
        return canonical.digest(inputs.gather(round_, scores=False)) != tally.outline_sha256
    except UndeclaredError:
        return True


def _live(round_: Round, newest: Tally | None, now: dt.datetime) -> Run | None:
    confirmed = Scorecard.objects.filter(round=round_, state=Scorecard.State.CONFIRMED).count()
    if newest is not None and confirmed > LARGE:
        return Run(newest, kept=True, newest=newest, stale=True)
    try:
        tally = fresh.tally(round_, now)
    except (UndeclaredError, TallyRefusedError):
        return Run(newest, kept=True, newest=newest) if newest else None
    if newest is not None and tally.inputs_sha256 == newest.inputs_sha256:
        return Run(newest, kept=True, newest=newest)
    return Run(tally, kept=False, newest=newest)
