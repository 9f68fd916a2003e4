"""The options of the command, as written, and what is wrong with them."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from laurels import scoring
from laurels.core.tabular.problems import shown
from laurels.core.tabular.reader import Reader

WHOLE = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, kw_only=True)
class Request:
    """Nothing is checked yet."""

    scores: Path
    out: Path
    made_at: dt.datetime
    program: Path | None = None
    edition: str | None = None
    entries: Path | None = None
    scale: str | None = None
    low_is_good: bool = False
    top: str | None = None


def scale(reader: Reader, request: Request) -> scoring.Scale | None:
    """The one scale of all criteria; None with a program, which has its own."""
    if request.program is not None:
        _no_option(reader, "--scale", request.scale)
        _no_option(reader, "--low-is-good", "--low-is-good" if request.low_is_good else None)
        return None
    if request.scale is None:
        reader.wrong("--scale", "MIN:MAX or MIN:MAX:STEP, since a scale is never guessed", "no scale and no program")
        return None
    try:
        return scoring.Scale.parse(request.scale, "low" if request.low_is_good else "high")
    except scoring.ScoringError as error:
        reader.wrong("--scale", "MIN:MAX or MIN:MAX:STEP, such as 1:5:0.5", f"{shown(request.scale)} ({error})")
        return None


def top(reader: Reader, request: Request) -> int | None:
    if request.program is not None:
        _no_option(reader, "--top", request.top)
        return None
    if request.top is None:
        return None
    if not WHOLE.fullmatch(request.top):
        reader.wrong("--top", "a whole number from 1", shown(request.top))
        return None
    return int(request.top)


def _no_option(reader: Reader, name: str, written: str | None) -> None:
    if written is not None:
        reader.wrong(name, "no such option beside --program, whose own terms hold", shown(written))
