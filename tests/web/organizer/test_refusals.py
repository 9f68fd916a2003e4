"""Every error of the stages has words for staff, and none of them is the error's own English."""

import datetime as dt
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import laurels
from laurels.core.errors import InvalidError, LaurelsError, NotFoundError
from laurels.results.errors import NotReadyError, SealedError, TallyRefusedError
from laurels.results.rules import Missing, State
from laurels.web.organizer.refusals import SAID, TELLERS, say

STAGES = ("core", "accounts", "programs", "entries", "judging", "results", "publishing")
GENERAL = {"error", "not-found", "not-allowed", "not-now", "invalid", "conflict"}  # said by the kind of error
PROBLEMS_OF_AN_ENTRY = {"no-title", "empty", "missing", "not-an-address", "no-division"}  # told on the entrant's form
CODE = re.compile(r"Error\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*?code=\"([a-z-]+)\"", re.DOTALL)


def errors(base: type[LaurelsError] = LaurelsError) -> list[type[LaurelsError]]:
    for stage in STAGES:
        package = importlib.import_module(f"laurels.{stage}")
        for found in pkgutil.walk_packages(package.__path__, f"laurels.{stage}."):
            if ".migrations." not in found.name and not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    waiting, every = [base], []
    while waiting:
        each = waiting.pop()
        every.append(each)
        waiting += each.__subclasses__()
    return [each for each in every if each.__module__.startswith("laurels.")]


def codes_in_source() -> set[str]:
    root = Path(laurels.__file__).parent
    texts = (path.read_text() for stage in STAGES for path in (root / stage).rglob("*.py"))
    return {code for text in texts for code in CODE.findall(text)}


def test_the_search_finds_codes_that_are_there() -> None:
    assert {"in-use", "deadline-missing", "round-closed", "judge-known", "no-final-tally"} <= codes_in_source()
    assert {"sealed", "plan-outdated", "no-story"} <= {error.code for error in errors()}


def test_every_code_of_every_stage_has_words_of_its_own() -> None:
    codes = {error.code for error in errors()} | codes_in_source()
    assert sorted(codes - GENERAL - PROBLEMS_OF_AN_ENTRY - SAID.keys() - TELLERS.keys()) == []


def test_no_words_are_kept_for_a_code_that_is_gone() -> None:
    codes = {error.code for error in errors()} | codes_in_source()
    assert sorted((SAID.keys() | TELLERS.keys()) - codes) == []


@pytest.mark.parametrize("code", sorted(SAID.keys() | TELLERS.keys()))
def test_the_words_are_whole_sentences_even_without_facts(code: str) -> None:
    said = say(LaurelsError("own english of the error", code=code))
    assert "own english" not in said
    assert said[0].isupper() or said[0] == "“"
    assert said.endswith(".")
    assert "None" not in said


def test_an_error_without_words_of_its_own_is_said_by_its_kind() -> None:
    assert say(InvalidError("raw")) == "This cannot be accepted as it is. Check what you wrote and try again."
    assert say(NotFoundError("raw")) == "There is no such thing here any more."
    assert say(LaurelsError("raw")) == "That could not be done. Reload the page and try again."


def test_facts_make_the_words_exact() -> None:
    used = say(InvalidError("raw", code="in-use", field="metrics"))
    assert used == "“metrics” is in use: entries, scores or results stand on it. Leave it in the file."
    missing = say(InvalidError("raw", code="deadline-missing", field="entries-close"))
    assert missing.startswith("The edition lacks the day on which entries close.")
    sealed = say(SealedError("raw", sealed_at=dt.datetime(2007, 5, 15, tzinfo=dt.UTC)))
    assert sealed.startswith("The results were announced on 15 May 2007.")
    states = [State(Missing.TIE, "a", ("x", "y"), 1), State(Missing.TOO_FEW, "a", ("z",), 1)]
    assert say(NotReadyError("raw", states=states)) == (
        "Something is still open in the results. 2 entries tie for the last place. 1 entry has no place."
    )
    refused = say(TallyRefusedError("raw", why="raw", kind="NotApplicableRefusedError"))
    assert refused == "The tally cannot be run. A scorecard says n/a, and the rule does not accept n/a."
