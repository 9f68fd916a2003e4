"""Small fields whose figures are given by hand, so that what is said of them can be checked by eye."""

from collections.abc import Mapping, Sequence
from typing import Any

from laurels.results.analysis.model import (
    Analysis,
    Card,
    Close,
    ContestAnalysis,
    Estimate,
    Fit,
    Judge,
    Line,
    Reliability,
)


def judge(name: str, severity: float = 0.0, se: float = 1.0, reviews: int = 10, **more: Any) -> Judge:  # noqa: ANN401 - fields of the row
    told = {"infit": 1.0, "outfit": 1.0, "infit_z": 0.0, "outfit_z": 0.0, "mean": 50.0, **more}
    return Judge(judge=name, reviews=reviews, severity=severity, se=se, **told)


def fit(judges: Sequence[Judge], cards: Sequence[Card] = (), *, low: float = 0, high: float = 100, **more: Any) -> Fit:  # noqa: ANN401 - fields of the row
    told = {"low_is_good": False, "entry_variance": 25.0, "judge_variance": 16.0, "interaction_variance": 9.0, **more}
    return Fit(
        front="linear",
        seed=0,
        draws=4000,
        low=low,
        high=high,
        judges=tuple(judges),
        criteria=(),
        cards=tuple(cards),
        reliability=Reliability(ranking=0.81, separation=2.06, strata=3.1, icc_single=0.5, icc_mean=0.8, alpha=0.5),
        panels=(tuple(dict.fromkeys(card.entry for card in cards)),),
        cautions=(),
        **told,
    )


def cards(given: Mapping[str, Mapping[str, float]]) -> list[Card]:
    """Entry → judge → total."""
    return [
        Card(entry=entry, judge=name, round="", total=total, expected=total, surprise=0.0)
        for entry, totals in given.items()
        for name, total in totals.items()
    ]


def line(entry: str, place: int, score: str, adjusted: float, now: int, **more: Any) -> Line:  # noqa: ANN401 - fields of the row
    told: dict[str, Any] = {
        "reviews": 2,
        "division": "",
        "honor": "",
        "undecided": False,
        "flags": (),
        "p_top": None,
    } | more
    chance, span = told.pop("p_top"), told.pop("span", (1, 9))
    estimate = Estimate(
        adjusted=adjusted,
        se=2.0,
        low=adjusted - 3.92,
        high=adjusted + 3.92,
        half_low=adjusted - 1.35,
        half_high=adjusted + 1.35,
        place=now,
        place_low=span[0],
        place_high=span[1],
        p_top=chance,
        panel=0,
    )
    return Line(entry=entry, place=place, score=score, printed=score, estimate=estimate, **told)


def contest(lines: Sequence[Line], **more: Any) -> ContestAnalysis:  # noqa: ANN401 - fields of the row
    told: dict[str, Any] = {
        "honor": "winner",
        "seats": None,
        "limits": (),
        "ties": (),
        "unfilled": 0,
        "closes": (),
        "verdicts": (),
    }
    return ContestAnalysis(key="", fit=0, lines=tuple(lines), **{"advice": (), **told, **more})


def close(entries: str, inside: str, span: float, error: float, group: str = "") -> Close:
    return Close(
        honor="",
        group=group,
        entries=tuple(entries.split()),
        inside=tuple(inside.split()),
        seats=len(inside.split()),
        span=span,
        error=error,
    )


def analysis(one: ContestAnalysis, found: Fit) -> Analysis:
    return Analysis(version="0", contests=(one,), fits=(found,))
