"""One judge of a preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from laurels.judging.models import Judge

WhyNot = Literal[
    "",
    "declined",
    "withdrawn",
    "no-address",
    "same",
    "not-answered",
    "nothing-open",
    "reminded",
    "on-panel",
    "off-panel",
]


@dataclass(frozen=True)
class Line:
    """What an act would do with one judge; `why_not` says why it passes them over, and is empty if it does not."""

    judge: Judge
    why_not: WhyNot = ""
    before: tuple[str, ...] = ()
    """What holds now, where the act changes something: figures or keys, nothing for what is not set."""
    after: tuple[str, ...] = ()
    open: int = 0
    """Seats that matter to the act: those not confirmed, for a reminder; else those that are held."""


def left(judge: Judge) -> WhyNot:
    """Why an act that is for judges who are here, or may still come, passes this one over."""
    if judge.state == Judge.State.DECLINED:
        return "declined"
    return "withdrawn" if judge.state == Judge.State.WITHDRAWN else ""
