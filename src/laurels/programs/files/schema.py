"""The JSON Schema of a program file, made from the definitions and from what `fields` says of them.

`program.schema.json` beside this file is the published copy, for editors; a test keeps it equal.
"""

import dataclasses
import json
import typing
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from laurels.programs.definition import (
    CombineStep,
    CriterionDef,
    Definition,
    EditionDef,
    EligibilityDef,
    MilestoneDef,
    ProgramDef,
    QuotaSelection,
    RuleDef,
    StepDef,
)
from laurels.programs.definition.base import decimal_text, field_types
from laurels.programs.files.fields import FIELDS, KEY

Schema = dict[str, Any]

STEPS = typing.get_args(StepDef)
INSTANT = {"type": "string", "format": "date-time"}
OFFERED_TO = {
    "if": {"type": "array"},
    "then": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
    "else": {"enum": ["anyone", "members"]},
}
QUOTA_RANGES = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": KEY["pattern"]},
    "additionalProperties": {
        "type": "array",
        "minItems": 2,
        "maxItems": 2,
        "items": {"type": "integer", "minimum": 0},
    },
}
ROUND_WEIGHTS = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": KEY["pattern"]},
    "additionalProperties": {"type": "number", "exclusiveMinimum": 0},
}

# Where a file says it shorter than the definition: what may be left out, and what is written otherwise.
LEFT_OUT = {(EditionDef, "time_zone"), (MilestoneDef, "key"), (CriterionDef, "scale")}
WRITTEN: dict[tuple[type[Definition], str], Schema] = {
    (QuotaSelection, "divisions"): QUOTA_RANGES,
    (CombineStep, "weights"): ROUND_WEIGHTS,
}


def program_schema() -> Schema:
    definitions: dict[str, Schema] = {"instant": INSTANT}
    program = _reference(ProgramDef, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:laurels:program-file",
        "title": "A Laurels program file",
        **program,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    return json.dumps(program_schema(), indent=2, ensure_ascii=False) + "\n"


def required_keys(cls: type[Definition]) -> list[str]:
    """The keys that a file must give, in the order of the definition."""
    return [field.name for field in _fields(cls) if _is_required(cls, field)]


def default_of(cls: type[Definition], name: str) -> object:
    """The default of a key, or None when it has none to show."""
    default = next(field.default for field in _fields(cls) if field.name == name)
    return None if default is dataclasses.MISSING else default


def _fields(cls: type[Definition]) -> tuple[dataclasses.Field[Any], ...]:
    known = {field.name: field for field in dataclasses.fields(typing.cast("Any", cls))}
    return tuple(known[name] for name in field_types(cls))


def _is_required(cls: type[Definition], field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and (cls, field.name) not in LEFT_OUT


def _reference(cls: type[Definition], definitions: dict[str, Schema]) -> Schema:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}  # a place holder, so that no cycle runs for ever
        definitions[cls.__name__] = _table(cls, definitions)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _table(cls: type[Definition], definitions: dict[str, Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    required = required_keys(cls)
    if cls.TAG:
        properties[cls.TAG[0]] = {"const": cls.TAG[1]}
        required = [cls.TAG[0], *required]
    for field in _fields(cls):
        facts = FIELDS[cls.__name__][field.name]
        written = WRITTEN.get((cls, field.name))
        value = written or _value(field_types(cls)[field.name], definitions)
        properties[field.name] = {"description": facts.meaning, **value, **facts.limits, **_default(field)}
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _default(field: dataclasses.Field[Any]) -> Schema:
    if isinstance(field.default, bool | int | str) and field.default != "":
        return {"default": field.default}
    if isinstance(field.default, Decimal):
        return {"default": json.loads(decimal_text(field.default))}
    return {}


def _value(wanted: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401 - any type of field
    wanted = _without_none(wanted)
    kinds = typing.get_args(wanted) if typing.get_origin(wanted) is not None else ()
    if typing.get_origin(wanted) is typing.Literal:
        return {"enum": list(kinds)}
    if typing.get_origin(wanted) is tuple:
        return {"type": "array", "items": _value(kinds[0], definitions)}
    if kinds:
        return _one_of(kinds, definitions)
    if wanted in SPECIAL:
        return SPECIAL[wanted](definitions)
    return _reference(wanted, definitions)


def _without_none(wanted: Any) -> Any:  # noqa: ANN401 - as `_value`
    kinds = typing.get_args(wanted)
    if type(None) not in kinds:
        return wanted
    rest = tuple(kind for kind in kinds if kind is not type(None))
    return rest[0] if len(rest) == 1 else typing.Union[rest]  # noqa: UP007 - the members are values here


def _one_of(kinds: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:
    """By its tag a table is of one kind and is checked as that kind alone, so that errors stay few."""
    tag = kinds[0].TAG[0]
    return {
        "type": "object",
        "required": [tag],
        "properties": {tag: {"enum": [kind.TAG[1] for kind in kinds]}},
        "allOf": [
            {
                "if": {"required": [tag], "properties": {tag: {"const": kind.TAG[1]}}},
                "then": _reference(kind, definitions),
            }
            for kind in kinds
        ],
    }


# Types whose schema is not a table of their fields.
SPECIAL: dict[Any, Callable[[dict[str, Schema]], Schema]] = {
    str: lambda _: {"type": "string"},
    bool: lambda _: {"type": "boolean"},
    int: lambda _: {"type": "integer"},
    Decimal: lambda _: {"type": "number"},
    datetime: lambda _: {"$ref": "#/$defs/instant"},
    EligibilityDef: lambda _: OFFERED_TO,
    RuleDef: lambda definitions: {"type": "array", "items": _one_of(STEPS, definitions)},
}
