"""Brings what is made from the definitions up to date: the published schema and the tables of the reference page.

Run it after a change of a definition: .venv/bin/python -m tests.programs.regenerate
"""

from pathlib import Path

from laurels.programs.files.reference import with_tables
from laurels.programs.files.schema import schema_text

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "src/laurels/programs/files/program.schema.json"
PAGE = ROOT / "docs/program-files.md"


def main() -> None:
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
