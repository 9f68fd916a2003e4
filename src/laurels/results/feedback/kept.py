"""A feedback report as canonical JSON and back, so that what an entrant reads is what was kept.

Fractions travel as text, times as ISO 8601, and a step of the rule names its kind.
"""

import dataclasses
import datetime as dt
import types
import typing
from fractions import Fraction
from typing import Any

from laurels import scoring
from laurels.core.canonical import Json
from laurels.results.feedback.model import Report

STEPS = {kind.step: kind for kind in typing.get_args(scoring.Step)}


def as_json(report: Report) -> dict[str, Json]:
    return {field.name: _encode(getattr(report, field.name)) for field in dataclasses.fields(report)}


def from_json(data: dict[str, Any]) -> Report:
    return typing.cast("Report", _decode(data, Report))


def _encode(value: object) -> Json:
    if dataclasses.is_dataclass(value):
        tag: dict[str, Json] = {"step": value.step} if isinstance(value, scoring.Step) else {}
        return tag | {field.name: _encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"expected a value that a report can hold, found {value!r}")


def _decode(value: Any, wanted: Any) -> Any:  # noqa: ANN401 - one function for every type of field
    origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
    if wanted == scoring.Step:
        return _dataclass(value, STEPS[value["step"]])
    if origin in {typing.Union, types.UnionType}:
        kinds = [kind for kind in inner if kind is not type(None)]
        return None if value is None else _decode(value, kinds[0])
    if origin is tuple:
        return tuple(_decode(item, inner[0]) for item in value)
    if dataclasses.is_dataclass(wanted):
        return _dataclass(value, wanted)
    if wanted is Fraction:
        return Fraction(value)
    return dt.datetime.fromisoformat(value) if wanted is dt.datetime else value


def _dataclass(value: dict[str, Any], kind: Any) -> Any:  # noqa: ANN401 - as `_decode`
    hints = typing.get_type_hints(kind)
    return kind(**{field.name: _decode(value[field.name], hints[field.name]) for field in dataclasses.fields(kind)})
