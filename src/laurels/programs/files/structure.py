"""The shape of a program file, checked with its JSON Schema and told in our words."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from laurels.programs.files.fields import PATTERNS
from laurels.programs.files.lines import Path
from laurels.programs.files.problems import Finding, listing, nearest, shown
from laurels.programs.files.schema import program_schema

Error = Any  # jsonschema types the parts of its errors as maybe unset; in the errors of a run they are set

TYPES = {
    "string": "a text in quotes",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a table",
    "instant": "a local date and hour, like 2007-01-26T23:59:59",
}


def structure_findings(values: dict[str, Any]) -> Iterator[Finding]:
    for error in _validator().iter_errors(values):
        yield from _findings(error)


@cache
def _validator() -> Any:  # noqa: ANN401 - jsonschema makes the class at run time
    """The published schema says of a date what JSON can say; here it must be a date of TOML's own."""
    schema = program_schema()
    schema["$defs"]["instant"] = {"type": "instant"}
    checker = Draft202012Validator.TYPE_CHECKER.redefine("instant", lambda _, value: isinstance(value, dt.datetime))
    make: Any = extend  # published without types
    return make(Draft202012Validator, type_checker=checker)(schema)


def _findings(error: Error) -> Iterator[Finding]:
    path: Path = tuple(error.absolute_path)
    tell = _TELLERS.get(str(error.validator))
    if error.context:
        for inner in error.context:
            yield from _findings(inner)
    elif tell is None:
        yield Finding(path=path, expected=error.message, found=shown(error.instance))
    else:
        yield from tell(error, path)


def _unknown_keys(error: Error, path: Path) -> Iterator[Finding]:
    known = error.schema["properties"]
    missing = [key for key in known if key not in error.instance]
    for key in error.instance:
        if key not in known:
            meant = nearest(key, known)
            expected = listing(missing) if missing else "no further key"
            yield Finding(path=(*path, key), expected=expected, found=f'the unknown key "{key}"', nearest=meant)


def _missing_keys(error: Error, path: Path) -> Iterator[Finding]:
    match = re.match(r"'(.*)' is a required property", error.message)
    key = match.group(1) if match else "a key"
    properties = error.schema.get("properties", {})
    almost = [given for given in error.instance if given not in properties and nearest(given, [key])]
    if not almost:  # else the misspelled key is told already
        yield Finding(path=(*path, key), expected=f'the key "{key}" in this table', found="nothing")


def _wrong_type(error: Error, path: Path) -> Iterator[Finding]:
    yield Finding(path=path, expected=TYPES[str(error.validator_value)], found=shown(error.instance))


def _not_among(error: Error, path: Path) -> Iterator[Finding]:
    valid = [str(value) for value in error.validator_value]
    meant = nearest(error.instance, valid)
    expected = listing(valid) + (" or a list of membership types" if valid == ["anyone", "members"] else "")
    yield Finding(path=path, expected=expected, found=shown(error.instance), nearest=meant)


def _wrong_constant(error: Error, path: Path) -> Iterator[Finding]:
    yield Finding(path=path, expected=f'"{error.validator_value}"', found=shown(error.instance))


def _wrong_pattern(error: Error, path: Path) -> Iterator[Finding]:
    expected = PATTERNS.get(error.validator_value, f"a text like {error.validator_value}")
    yield Finding(path=path, expected=expected, found=shown(error.instance))


def _limit(words: str) -> Any:  # noqa: ANN401 - a teller, as below
    def tell(error: Error, path: Path) -> Iterator[Finding]:
        found = shown(error.instance)
        if error.validator == "maxLength":
            found = f"{len(error.instance)} characters"
        yield Finding(path=path, expected=words.format(error.validator_value), found=found)

    return tell


_TELLERS = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "type": _wrong_type,
    "enum": _not_among,
    "const": _wrong_constant,
    "pattern": _wrong_pattern,
    "minimum": _limit("{} or more"),
    "maximum": _limit("{} or less"),
    "exclusiveMinimum": _limit("more than {}"),
    "minItems": _limit("a list of at least {}"),
    "maxItems": _limit("a list of at most {}"),
    "minProperties": _limit("a table with at least {} key"),
    "maxLength": _limit("at most {} characters"),
    "uniqueItems": _limit("a list in which nothing comes twice"),
}
