"""Runs kept tallies again from their own inputs and says where another result comes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from laurels import __version__, scoring
from laurels.core import canonical
from laurels.results.models import Tally
from laurels.results.tallying import working

CLOSE = 1e-3  # relative, or a few of thousands of draws: other builds of the numerical libraries differ less than this


@dataclass(frozen=True)
class Fault:
    """`what` is a sentence for the operator."""

    tally: Tally
    what: str


@dataclass(frozen=True)
class Count:
    """`alike`: runs whose analysis came out the same to the byte; `near`: the same but for the last digits."""

    tallies: int
    alike: int
    near: int
    without: int


def verify() -> tuple[list[Fault], Count]:
    """Every tally, one at a time. The outcome must be the same to the byte; so must the analysis, on one machine.

    A tally of another version of the software may have another analysis: it is not a fault, since only the outcome
    decides anything; it is not counted among those that are alike.
    """
    faults: list[Fault] = []
    kinds = {"alike": 0, "near": 0, "without": 0, "other": 0}
    total = 0
    for key in Tally.objects.order_by("edition_id", "number").values_list("pk", flat=True):
        tally = Tally.objects.select_related("edition__program").get(pk=key)
        total += 1
        try:
            worked = working.work_out(tally.inputs, seed=tally.seed, barred=tally.barred)
        except scoring.ScoringError as error:
            faults.append(Fault(tally, f"it cannot be run again: {error}"))
            continue
        faults += [Fault(tally, what) for what in _faults(tally, worked)]
        kinds[_analysis(tally, worked)] += 1
    return faults, Count(total, kinds["alike"], kinds["near"], kinds["without"])


def _faults(tally: Tally, worked: working.Worked) -> Iterator[str]:
    kept = (
        ("inputs", tally.inputs, tally.inputs_sha256),
        ("outcome", tally.outcome, tally.outcome_sha256),
        ("analysis", tally.analysis, tally.analysis_sha256),
    )
    for name, content, sha256 in kept:
        if content is not None and canonical.digest(content) != sha256:
            yield f"the {name} was changed: its SHA-256 is another one"
    if canonical.digest(worked.outcome) != tally.outcome_sha256:
        yield f"another outcome comes out (it was made with {tally.software_version}, this is {__version__})"
    if tally.software_version == __version__ and _analysis(tally, worked) == "other":
        yield "the same version gives another analysis"


def _analysis(tally: Tally, worked: working.Worked) -> str:
    """Whether the analysis comes out again: "without" (none was kept), "alike", "near" or "other"."""
    if tally.analysis is None:
        return "without"
    if canonical.digest(worked.analysis) == tally.analysis_sha256:
        return "alike"
    return "near" if _near(worked.analysis, tally.analysis) else "other"


def _near(one: Any, other: Any) -> bool:  # noqa: ANN401 JSON
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_near(one[key], other[key]) for key in one if key != "version")
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_near(*pair) for pair in zip(one, other, strict=True))
    if isinstance(one, str) and isinstance(other, str) and one != other:
        try:
            first, second = float(one), float(other)
        except ValueError:
            return False
        return abs(first - second) <= CLOSE * max(1.0, abs(first), abs(second))
    return bool(one == other)
