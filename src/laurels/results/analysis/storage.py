"""An analysis as canonical JSON and back: what is shown later is what was kept.

Floats travel as text with six significant digits: what a reader could use, and the same on every machine.
"""

import dataclasses
import math
import types
import typing
from decimal import Decimal
from functools import cache
from typing import Any

from laurels.core.canonical import Json
from laurels.results.analysis.model import Analysis

FORMAT = "laurels-analysis-1"
DIGITS = 6
NOTHING = 1e-9  # the noise of floating point about zero


def as_json(analysis: Analysis) -> dict[str, Json]:
    return {"format": FORMAT, **_fields(analysis)}


def from_json(data: dict[str, Any]) -> Analysis:
    """Raises ValueError for a form that this version does not know."""
    if data.get("format") != FORMAT:
        raise ValueError(f"expected an analysis in the form {FORMAT}, found {data.get('format')!r}")
    return typing.cast("Analysis", _made(data, Analysis))


def number(value: float) -> str:
    """Six significant digits and no exponent; what is nearer to zero than any figure can tell is zero."""
    if abs(value) < NOTHING:
        return "0"
    return f"{Decimal(f'{value:.{DIGITS}g}'):f}"


def _fields(value: Any) -> dict[str, Json]:  # noqa: ANN401 - one of our dataclasses
    return {field.name: _encode(getattr(value, field.name)) for field in dataclasses.fields(value)}


def _encode(value: object) -> Json:
    if dataclasses.is_dataclass(value):
        return _fields(value)
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, float):
        return number(value) if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"expected a value that an analysis can hold, found {value!r}")


def _decode(value: Any, wanted: Any) -> Any:  # noqa: ANN401 - one function for every type of field
    origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in {typing.Union, types.UnionType}:
        kind = next(each for each in inner if each is not type(None))
        return None if value is None else _decode(value, kind)
    if origin is tuple:
        return tuple(_decode(item, inner[0]) for item in value)
    if dataclasses.is_dataclass(wanted):
        return _made(value, wanted)
    return float(value) if wanted is float else value


def _made(value: dict[str, Any], kind: Any) -> Any:  # noqa: ANN401 - as `_decode`
    return kind(**{name: _decode(value[name], hint) for name, hint in _hints(kind) if name in value})


@cache
def _hints(kind: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - as `_decode`
    hints = typing.get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]
