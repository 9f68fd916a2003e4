import tomllib
from typing import Any

from hypothesis import HealthCheck, given, settings

from laurels.programs.definition import ProgramDef
from laurels.programs.files import write_program
from laurels.programs.files.lines import Path, find_lines
from tests.programs.strategies import programs

EVERY_FORM = '''\
# a comment = 1
plain = 1
"quoted key" = "a # no comment"
'single'.dotted.deep = true
long = """
[no.header]
no = "pair" \\"""
""\"""
literal = \'\'\'
x = 1
\'\'\'\'
list = [ # comment ]
  1,
  { inner = [ 2,
      3 ], other = "}" },
]
when = 2007-01-26 23:59:59

[table]
a = 1
[[table.many]]
b = 1
  [table.many.sub]
  c = 1
[[table.many]]
b = 2
  [[table.many.more]]
  d = "é\\u00e9"
[ spaced . "out" ]
z = {}
'''
# The line of each path, counted by hand.
LINES: dict[Path, int] = {
    ("plain",): 2,
    ("quoted key",): 3,
    ("single",): 4,
    ("single", "dotted", "deep"): 4,
    ("long",): 5,
    ("literal",): 9,
    ("list",): 12,
    ("list", 0): 13,
    ("list", 1): 14,
    ("list", 1, "inner"): 14,
    ("list", 1, "inner", 1): 15,
    ("list", 1, "other"): 15,
    ("when",): 17,
    ("table",): 19,
    ("table", "a"): 20,
    ("table", "many"): 21,
    ("table", "many", 0): 21,
    ("table", "many", 0, "sub", "c"): 24,
    ("table", "many", 1): 25,
    ("table", "many", 1, "b"): 26,
    ("table", "many", 1, "more", 0, "d"): 28,
    ("spaced", "out"): 29,
    ("spaced", "out", "z"): 30,
}


def paths_of(value: Any, path: Path = ()) -> list[Path]:  # noqa: ANN401 - any TOML value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [path] if path else []
    for key, inner in pairs:
        found += paths_of(inner, (*path, key))
    return found


def test_every_form_of_toml_has_the_lines_counted_by_hand() -> None:
    tomllib.loads(EVERY_FORM)
    lines = find_lines(EVERY_FORM)

    assert {path: lines.of(path) for path in LINES} == LINES


def test_windows_line_ends_count_once() -> None:
    lines = find_lines(EVERY_FORM.replace("\n", "\r\n"))

    assert {path: lines.of(path) for path in LINES} == LINES


def test_what_is_missing_is_told_where_it_should_stand() -> None:
    lines = find_lines(EVERY_FORM)

    assert lines.of(("table", "many", 1, "absent")) == 25
    assert lines.of(("absent",)) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programs())
def test_each_key_that_toml_reads_has_a_line_on_which_it_stands(program: ProgramDef) -> None:
    text = write_program(program)
    lines, rows = find_lines(text), text.split("\n")

    for path in paths_of(tomllib.loads(text)):
        if isinstance(path[-1], str):
            assert path[-1] in rows[lines.of(path) - 1]
