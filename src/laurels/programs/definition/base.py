"""How every definition becomes plain JSON values and comes back the same.

Decimals travel as text without trailing zeros, instants as ISO 8601 in UTC, tuples as lists.
A definition of several kinds (a step of a rule, a selection) carries its kind in a tag.
"""

import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar, Self

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


class DefinitionError(ValueError):
    """Plain values that no definition can be made of."""


class Definition:
    """Base of the frozen dataclasses that describe a program."""

    TAG: ClassVar[tuple[str, str] | None] = None  # for example ("step", "round")

    # Fields that came later: at their default they are left out, so that what was declared before keeps its hash.
    LATER: ClassVar[frozenset[str]] = frozenset()

    def to_json(self) -> dict[str, Json]:
        tag: dict[str, Json] = dict([self.TAG]) if self.TAG else {}
        names = [name for name in field_types(type(self)) if name not in self.LATER or self._differs(name)]
        return tag | {name: encode(getattr(self, name)) for name in names}

    def _differs(self, name: str) -> bool:
        return bool(getattr(self, name) != getattr(type(self), name))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Fields with a default may be missing; an unknown key is an error."""
        if not isinstance(data, Mapping):
            raise DefinitionError(f"{cls.__name__}: expected a table, found {data!r}")
        known = field_types(cls)
        given = {key: value for key, value in data.items() if not (cls.TAG and key == cls.TAG[0])}
        if unknown := sorted(given.keys() - known.keys()):
            raise DefinitionError(
                f"{cls.__name__}: expected only the keys {', '.join(known)}, found {', '.join(unknown)}"
            )
        try:
            return cls(**{key: decode(value, known[key]) for key, value in given.items()})
        except TypeError as error:
            raise DefinitionError(f"{cls.__name__}: {error}") from error


def field_types(cls: type[Definition]) -> dict[str, Any]:
    """The resolved type of each field: those of the class itself in their order, then those of its bases."""
    if cls not in _FIELD_TYPES:
        hints = typing.get_type_hints(cls)
        own = inspect.get_annotations(cls)
        fields = sorted(dataclasses.fields(typing.cast("Any", cls)), key=lambda field: field.name not in own)
        _FIELD_TYPES[cls] = {field.name: hints[field.name] for field in fields}
    return _FIELD_TYPES[cls]


_FIELD_TYPES: dict[type[Definition], dict[str, Any]] = {}  # hints are slow to resolve and never change


def decimal_text(value: Decimal) -> str:
    """Plain digits, so that 4, 4.0 and 4E+0 have one form and one hash."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def encode(value: object) -> Json:
    if isinstance(value, Definition):
        return value.to_json()
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    raise DefinitionError(f"expected a value that a definition can hold, found {value!r}")


def decode(value: Any, wanted: Any) -> Any:  # noqa: ANN401 - one function for every type of field
    """Make a value of the wanted type from plain JSON."""
    origin = typing.get_origin(wanted)
    if origin in {typing.Union, types.UnionType}:
        return _decode_union(value, typing.get_args(wanted))
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise DefinitionError(f"expected a list, found {value!r}")
        return tuple(decode(item, typing.get_args(wanted)[0]) for item in value)
    if origin is typing.Literal:
        if value not in typing.get_args(wanted):
            raise DefinitionError(f"expected one of {typing.get_args(wanted)}, found {value!r}")
        return value
    if isinstance(wanted, type) and issubclass(wanted, Definition):
        return wanted.from_json(value)
    return _decode_plain(value, wanted)


def _decode_plain(value: Any, wanted: Any) -> Any:  # noqa: ANN401 - as `decode`
    if wanted in _FROM_TEXT:
        try:
            return _FROM_TEXT[wanted](value)
        except (ArithmeticError, TypeError, ValueError) as error:
            raise DefinitionError(f"expected {wanted.__name__} as text, found {value!r}") from error
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise DefinitionError(f"expected {wanted.__name__}, found {value!r}")
    return value


_FROM_TEXT: dict[Any, Callable[[Any], Any]] = {Decimal: Decimal, datetime: datetime.fromisoformat}


def _decode_union(value: Any, kinds: tuple[Any, ...]) -> Any:  # noqa: ANN401 - as `decode`
    if value is None and type(None) in kinds:
        return None
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    if len(kinds) == 1:
        return decode(value, kinds[0])
    for kind in kinds if isinstance(value, Mapping) else ():
        if value.get(kind.TAG[0]) == kind.TAG[1]:
            return kind.from_json(value)
    raise DefinitionError(f"expected one of {[kind.TAG[1] for kind in kinds]}, found {value!r}")
