"""Reads the program file of a request, and matches the listed entries to it."""

from laurels.core.tabular.problems import Problem, shown
from laurels.core.tabular.reader import Reader
from laurels.core.tabular.reading import Table
from laurels.programs.definition import ProgramDef
from laurels.programs.errors import ProgramFileError
from laurels.programs.files import read_program
from laurels.results.scorefile import entries, figures
from laurels.results.scorefile.entries import EntryLine
from laurels.results.scorefile.options import Request
from laurels.results.scorefile.program import ProgramTerms


def program(reader: Reader, request: Request) -> ProgramTerms | None:
    """None without a program, or when it has problems; they are the reader's then."""
    if request.program is None:
        if request.edition is not None:
            reader.wrong("--edition", "--program beside it", shown(request.edition))
        return None
    data = reader.bytes_of(request.program, "program")
    if data is None:
        return None
    try:
        found = read_program(data, str(request.program))
    except ProgramFileError as error:
        for problem in error.problems:
            where = f"{problem.key}: " if problem.key else ""
            hint = f' (did you mean "{problem.nearest}"?)' if problem.nearest else ""
            reader.problems.append(
                Problem(problem.file, problem.line, f"{where}{problem.expected}", f"{problem.found}{hint}")
            )
        return None
    return _edition(reader, request, found)


def _edition(reader: Reader, request: Request, found: ProgramDef) -> ProgramTerms | None:
    keys = {edition.key: edition for edition in found.editions}
    if not keys:
        reader.wrong(str(request.program), "a program with an edition", "none", 1)
        return None
    if request.edition is not None and request.edition not in keys:
        reader.wrong("--edition", f"an edition of the program ({', '.join(keys)})", shown(request.edition))
        return None
    edition = keys[request.edition] if request.edition else found.latest_edition
    terms = ProgramTerms(found, edition)
    if request.entries is None and not terms.has_rubric(""):
        reader.wrong("--entries", "a file with each entry's category, since each has its own criteria", "no such file")
        return None
    if request.entries is None and figures.asked(terms):
        columns = ", ".join(figures.asked(terms))
        reader.wrong("--entries", f"a file with what the rule asks of each entry ({columns})", "no such file")
        return None
    return terms


def matched(table: Table, found: list[EntryLine], terms: ProgramTerms) -> list[EntryLine]:
    """The lines with the program's keys of category and division; what it does not know is a problem of the table."""
    categories = ", ".join(category.key for category in terms.edition.categories)
    divisions = ", ".join(division.key for division in terms.edition.divisions)
    found = entries.matched(
        table,
        found,
        "category",
        terms.categories,
        f"a category of the edition ({categories})",
        needed=terms.needs_category,
    )
    found = entries.matched(
        table,
        found,
        "division",
        terms.divisions,
        f"a division of the edition ({divisions})",
        needed=terms.needs_division,
    )
    return figures.with_figures(table, found, terms)
