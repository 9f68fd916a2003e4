"""The page of requirements misses no id, and every test that it names exists."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "requirements.md"
WANTED = {
    *(f"S1-{number:02}" for number in range(1, 21) if number != 11),
    "S1-11a", "S1-11b", "S1-11c",
    *(f"S2-{number:02}" for number in range(1, 15)),
    *(f"ST-{number:02}" for number in range(1, 9)),
    *(f"AS-{number:02}" for number in range(1, 13)),
}  # fmt: skip


def rows() -> dict[str, list[str]]:
    """The cells of each row by its id."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| [A-Z]", line)]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert len({each[0] for each in cells}) == len(cells), "an id stands twice"
    return {each[0]: each for each in cells}


def named(cells: list[str]) -> list[str]:
    return re.findall(r"`(tests/[^`]+)`", " ".join(cells))


def test_every_requirement_has_its_row() -> None:
    assert rows().keys() == WANTED


def test_a_row_names_a_place_and_a_test_or_says_what_is_not_there_yet() -> None:
    silent = [
        key for key, cells in rows().items() if len(cells) != 4 or not (named(cells) or "not yet" in " ".join(cells))
    ]
    assert silent == []


def test_every_test_that_the_page_names_exists() -> None:
    names = {name for cells in rows().values() for name in named(cells)}
    assert len(names) > 40
    assert [name for name in sorted(names) if not exists(name)] == []


def exists(name: str) -> bool:
    file, _colons, function = name.partition("::")
    if not (ROOT / file).is_file():
        return False
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in tree.body)
