"""The reference tables of docs/program-files.md, made from the definitions so that they cannot go stale."""

import json
import re
import typing
from decimal import Decimal

from laurels.programs import definition
from laurels.programs.definition.base import decimal_text, field_types
from laurels.programs.files.fields import FIELDS
from laurels.programs.files.schema import Schema, default_of, program_schema, required_keys

_BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(page: str) -> str:
    """The page with every generated table brought up to date."""
    return _BLOCK.sub(lambda match: match.group(1) + _table(match.group(2)) + match.group(3), page)


def tables_in(page: str) -> set[str]:
    return {match.group(2) for match in _BLOCK.finditer(page)}


def title(name: str) -> str:
    """The heading of a definition's table, in lower case: "MembershipTypeDef" is "membership type"."""
    return " ".join(re.findall("[A-Z][a-z]+", name.removesuffix("Def"))).lower()


def _table(name: str) -> str:
    cls = getattr(definition, name)
    properties = program_schema()["$defs"][name]["properties"]
    rows = ["| key | value | default | meaning |", "| --- | --- | --- | --- |"]
    if cls.TAG:
        tag, value = cls.TAG
        rows.append(f'| `{tag}` | `"{value}"` | required | |')
    for key in field_types(cls):
        default = "required" if key in required_keys(cls) else _default(default_of(cls, key))
        rows.append(f"| `{key}` | {_kind(properties[key])} | {default} | {FIELDS[name][key].meaning} |")
    return "\n".join(rows) + "\n"


def _default(default: object) -> str:
    if isinstance(default, bool | int):
        return f"`{json.dumps(default)}`"
    if isinstance(default, Decimal):
        return f"`{decimal_text(default)}`"
    return f'`"{default}"`' if isinstance(default, str) and default else ""


def _kind(schema: Schema) -> str:
    if "enum" in schema:
        return ", ".join(f'`"{value}"`' for value in schema["enum"])
    if "$ref" in schema:
        return _named(schema["$ref"].rpartition("/")[2])
    if "const" in schema:
        return f'`"{schema["const"]}"`'
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    if "propertyNames" in schema or "if" in schema:
        return "a table" if "propertyNames" in schema else "a word or a list of keys"
    return _PLAIN.get(str(schema.get("type")), "one of the tables below")


def _named(name: str) -> str:
    return "date and hour" if name == "instant" else f"[{title(name)}](#{title(name).replace(' ', '-')})"


_PLAIN: typing.Final = {
    "string": "text",
    "boolean": "`true` or `false`",
    "integer": "whole number",
    "number": "number",
}
