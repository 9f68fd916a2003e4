"""Declarations revised from a program file."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from laurels.accounts.models import Person
from laurels.core.errors import InvalidError, NotFoundError
from laurels.core.models import LedgerLine
from laurels.programs import actions, queries, shipped
from laurels.programs.actions import revising
from laurels.programs.definition import CategoryDef, MinimumStep, ProgramDef, RuleDef
from laurels.programs.files import read_program_file
from laurels.programs.models import Declaration, Edition

SHIPPED = Path(shipped.__path__[0]) / "ten-best-web-support-sites.toml"


@pytest.fixture
def definition(db: None) -> ProgramDef:
    return read_program_file(SHIPPED)


@pytest.fixture
def edition(definition: ProgramDef, now: dt.datetime) -> Edition:
    program = actions.import_program(definition=definition, actor=None, now=now)
    return program.editions.get(key="2007")


def stricter(definition: ProgramDef) -> ProgramDef:
    """The same program whose 2007 rule asks for four scorecards."""
    before = definition.edition("2007")
    steps = tuple(each for each in before.rule.steps if not isinstance(each, MinimumStep))
    rule = RuleDef(steps=(*steps[:-1], MinimumStep(scorecards=4), steps[-1]))
    editions = tuple(
        dataclasses.replace(each, rule=rule) if each.key == "2007" else each for each in definition.editions
    )
    return dataclasses.replace(definition, editions=editions)


def test_the_file_that_was_imported_changes_nothing(edition: Edition, definition: ProgramDef) -> None:
    assert revising.changes(edition, revising.edition_in(definition, edition)) == []


def test_a_changed_rule_is_one_change_and_is_kept_with_its_reason_even_when_frozen(
    edition: Edition, definition: ProgramDef, other_staff: Person, now: dt.datetime
) -> None:
    actions.freeze_declarations(edition=edition, actor=None, now=now)
    changed = revising.edition_in(stricter(definition), edition)
    (change,) = revising.changes(edition, changed)
    assert (change.kind, change.category) == ("rule", None)

    (made,) = revising.revise(
        edition=edition, definition=changed, reason="Two judges fell ill.", actor=other_staff, now=now
    )

    assert (made.number, made.reason, made.frozen_at) == (2, "Two judges fell ill.", now)
    assert queries.rule_for(edition, None).minimum_scorecards == 4
    assert LedgerLine.objects.filter(act="declaration.revised").count() == 1


def test_without_a_reason_nothing_is_kept(
    edition: Edition, definition: ProgramDef, other_staff: Person, now: dt.datetime
) -> None:
    with pytest.raises(InvalidError):
        revising.revise(
            edition=edition,
            definition=revising.edition_in(stricter(definition), edition),
            reason=" ",
            actor=other_staff,
            now=now,
        )
    assert not Declaration.objects.filter(edition=edition, number=2).exists()


def test_a_file_of_another_program_is_refused(edition: Edition, definition: ProgramDef) -> None:
    with pytest.raises(InvalidError, match="star"):
        revising.edition_in(dataclasses.replace(definition, key="star"), edition)
    with pytest.raises(InvalidError, match="2007"):
        revising.edition_in(dataclasses.replace(definition, editions=()), edition)


def test_dates_and_declarations_are_found_in_their_own_edition_only(edition: Edition) -> None:
    assert revising.milestone_of(edition, "entries-close").edition == edition
    row = revising.versions(edition)[0]
    assert revising.declaration_of(edition, row.public_id) == row
    with pytest.raises(NotFoundError):
        revising.milestone_of(edition, "nonsense")
    with pytest.raises(NotFoundError):
        revising.declaration_of(edition, "nonsense")


def test_one_category_gets_a_rule_of_its_own_after_judging_opened_only_with_a_reason(
    edition: Edition, definition: ProgramDef, other_staff: Person, now: dt.datetime
) -> None:
    category = CategoryDef(key="best-essay", name="Best Essay")
    declared = dataclasses.replace(definition.edition("2007"), categories=(category,))
    actions.import_edition(program=edition.program, definition=declared, actor=None, now=now)
    actions.freeze_declarations(edition=edition, actor=None, now=now)
    own = dataclasses.replace(category, rule=stricter(definition).edition("2007").rule)
    changed = dataclasses.replace(declared, categories=(own,))

    with pytest.raises(InvalidError):
        revising.revise(edition=edition, definition=changed, reason="", actor=other_staff, now=now)
    (made,) = revising.revise(edition=edition, definition=changed, reason="No sites.", actor=other_staff, now=now)

    assert (made.category_key, made.number, made.frozen_at, made.reason) == ("best-essay", 1, now, "No sites.")
    assert queries.rule_for(edition, edition.categories.get()).minimum_scorecards == 4
    assert queries.rule_for(edition, None).minimum_scorecards == 3
    assert LedgerLine.objects.filter(act="declaration.revised").count() == 1
