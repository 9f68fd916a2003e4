"""The course of a round in the demo: when it runs, and what the story knows of its entries."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from laurels.programs.models import Round


@dataclass(frozen=True)
class Judging:
    """When a round runs, and what the story knows: the quality of each entry as a share of the scale.

    Judges skip criteria only on the entries named in `skips`.
    """

    round: Round
    opens: dt.datetime
    closes: dt.datetime
    until: dt.datetime
    quality: Mapping[int, float]
    load: int
    skips: frozenset[int]

    @property
    def running(self) -> bool:
        """Judging is open at the present moment of the story."""
        return self.opens < self.until < self.closes

    def at(self, share: float) -> dt.datetime:
        """An instant between opening and closing."""
        return self.opens + (self.closes - self.opens) * share
