"""Canonical JSON and its SHA-256: the form in which snapshots, frozen rules and tally inputs are kept."""

import hashlib
import json
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def dumps(value: Json) -> str:
    """One text for one value: keys sorted, no spaces, Unicode as it is. A float is refused; decimals come as text.

    Raises:
        TypeError: a value that has no exact JSON form.
    """
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(value: Json) -> str:
    """SHA-256 of the canonical text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(dumps(value).encode()).hexdigest()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"a float ({value!r}) has no canonical form: give a decimal as text")
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key of canonical JSON must be text, not {key!r}")
            _refuse_floats(inner)
    elif isinstance(value, list):
        for inner in value:
            _refuse_floats(inner)
