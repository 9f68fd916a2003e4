"""Program files: one TOML file says all of a program. Read, checked and written here; no database."""

from laurels.programs.files.problems import Problem
from laurels.programs.files.reading import problems_of, read_program, read_program_file
from laurels.programs.files.template import new_program
from laurels.programs.files.writing import write_program

__all__ = ["Problem", "new_program", "problems_of", "read_program", "read_program_file", "write_program"]
