import json
from pathlib import Path

from jsonschema import Draft202012Validator

from laurels.programs import definition
from laurels.programs.definition import Definition, ProgramDef
from laurels.programs.definition.base import field_types
from laurels.programs.files.fields import FIELDS
from laurels.programs.files.schema import LEFT_OUT, program_schema, required_keys, schema_text
from tests.programs.regenerate import SCHEMA

# Said in a file by other means than a table of their own.
WITHOUT_TABLE = {"Definition", "EligibilityDef", "RuleDef", "QuotaRange", "RoundWeight"}


def definitions() -> dict[str, type[Definition]]:
    found = {name: getattr(definition, name) for name in definition.__all__}
    return {
        name: cls
        for name, cls in found.items()
        if isinstance(cls, type) and issubclass(cls, Definition) and name not in WITHOUT_TABLE
    }


def test_the_published_schema_is_the_one_that_is_used() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(program_schema())


def test_the_schema_and_the_definitions_have_the_same_tables_keys_and_needs() -> None:
    tables = {name: table for name, table in program_schema()["$defs"].items() if name != "instant"}

    assert tables.keys() == definitions().keys()
    for name, cls in definitions().items():
        tag = [cls.TAG[0]] if cls.TAG else []
        assert list(tables[name]["properties"]) == [*tag, *field_types(cls)]
        assert tables[name].get("required", []) == [*tag, *required_keys(cls)]


def test_every_key_says_what_it_means_once() -> None:
    for name, cls in definitions().items():
        assert list(FIELDS[name]) == list(field_types(cls))
    assert FIELDS.keys() == definitions().keys()
    assert all(facts.meaning for table in FIELDS.values() for facts in table.values())


def test_what_a_file_may_leave_out_is_a_key_that_its_definition_needs() -> None:
    for cls, name in LEFT_OUT:
        assert name in field_types(cls)
        assert name not in required_keys(cls)


def test_a_plain_json_reader_can_use_the_published_copy() -> None:
    schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8"))

    errors = list(Draft202012Validator(schema).iter_errors({"key": "x", "editions": []}))

    needed = set(required_keys(ProgramDef)) - {"key", "editions"}
    assert sorted(error.validator for error in errors) == ["minItems", *["required"] * len(needed)]
