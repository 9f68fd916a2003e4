"""The honors that an edition and its program declare: their names and the year they are listed under."""

from laurels.programs.definition import HonorDef, HonorListDef
from laurels.programs.models import Edition, Program
from laurels.results.errors import WrongHonorError


def honors_of(edition: Edition) -> tuple[HonorDef, ...]:
    return tuple(HonorDef.from_json(each) for each in edition.settings.get("honors", []))


def lists_of(program: Program) -> tuple[HonorListDef, ...]:
    return tuple(HonorListDef.from_json(each) for each in program.honor_lists)


def named_lists(program: Program) -> tuple[HonorListDef, ...]:
    """The lists that a committee fills."""
    return tuple(each for each in lists_of(program) if each.by == "named")


def name_of(edition: Edition, honor: str) -> str:
    """The printed name of an honor of this edition, or of a named list of its program.

    Raises:
        WrongHonorError: neither declares it.
    """
    known = {each.key: each.name for each in honors_of(edition)}
    known |= {each.key: each.name for each in named_lists(edition.program)}
    if honor not in known:
        raise WrongHonorError(
            f"{edition.name} gives {', '.join(known) or 'no honors'}; found {honor!r}",
            code="honor-unknown",
            honor=honor,
            known=sorted(known),
        )
    return known[honor]


def year_of(edition: Edition) -> int:
    return int(edition.settings["year"])
