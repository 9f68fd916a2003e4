"""What `laurels check` lets pass is what scoring can tally: both sides know the same chains and ways."""

from dataclasses import fields
from typing import get_args

from laurels import scoring
from laurels.programs.definition import StepDef
from laurels.programs.files.checks import combining
from laurels.programs.files.schema import STEPS
from laurels.results.tallying.terms import _STEPS
from laurels.scoring import chains

LINKS = sorted({link for chain in chains.CHAINS for link in chain})


def test_a_program_file_and_the_library_know_the_same_chains() -> None:
    assert set(combining.CHAINS) == set(chains.CHAINS)


def test_a_program_file_and_the_library_combine_in_the_same_ways() -> None:
    assert {link: combining.hows(*link) for link in LINKS} == {link: set(scoring.hows(*link)) for link in LINKS}


def test_every_step_of_a_program_file_has_its_step_in_the_library_with_the_same_parameters() -> None:
    assert set(_STEPS) == set(STEPS) == set(get_args(StepDef))
    library = {each.step: {field.name for field in fields(each)} for each in get_args(scoring.Step)}
    declared = {each.TAG[1]: {field.name for field in fields(each)} for each in STEPS}
    assert declared == library
