"""What an edition declares, read back: the narrowest holds, the newest of it, in few queries."""

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from laurels.programs import queries
from laurels.programs.actions import declare, import_program
from laurels.programs.definition import (
    CategoryDef,
    EditionDef,
    MinimumStep,
    PerCategorySelection,
    ProgramDef,
    RuleDef,
    TopSelection,
)
from laurels.programs.errors import NoSuchDeclarationError
from laurels.programs.files import new_program, read_program
from laurels.programs.models import Category, Declaration, Edition, Program, Round


@pytest.fixture
def definition() -> ProgramDef:
    """One edition; its category "own" brings everything itself, "plain" nothing."""
    text = new_program(name="Awards", organizer="Ours", time_zone="UTC", year=2007)
    program = read_program(text.encode(), "awards.toml")
    (edition,) = program.editions
    assert edition.rubric is not None
    own = CategoryDef(
        key="own",
        name="Own",
        form=dataclasses.replace(edition.form, title="Own form"),
        rubric=dataclasses.replace(edition.rubric, note="Own rubric"),
        rule=at_least(edition.rule, 7),
        selection=TopSelection(count=4),
    )
    categories = (own, CategoryDef(key="plain", name="Plain"))
    return dataclasses.replace(program, editions=(dataclasses.replace(edition, categories=categories),))


def at_least(rule: RuleDef, scorecards: int) -> RuleDef:
    steps = tuple(each for each in rule.steps if not isinstance(each, MinimumStep))
    return RuleDef(steps=(*steps[:-1], MinimumStep(scorecards=scorecards), steps[-1]))


@pytest.fixture
def edition(db: None, definition: ProgramDef, now: dt.datetime) -> Edition:
    return import_program(definition=definition, actor=None, now=now).editions.get()


@pytest.fixture
def declared(definition: ProgramDef) -> EditionDef:
    return definition.editions[0]


@pytest.fixture
def own(edition: Edition) -> Category:
    return edition.categories.get(key="own")


@pytest.fixture
def plain(edition: Edition) -> Category:
    return edition.categories.get(key="plain")


@pytest.fixture
def judging(edition: Edition) -> Round:
    return edition.rounds.get()


def test_a_category_with_declarations_of_its_own_is_judged_by_them(edition: Edition, own: Category) -> None:
    assert queries.form_for(edition, own).title == "Own form"
    assert queries.rubric_for(edition, own).note == "Own rubric"
    assert queries.rule_for(edition, own).minimum_scorecards == 7
    assert queries.selection_for(edition, own) == TopSelection(count=4)


def test_any_other_category_and_none_follow_the_edition(
    edition: Edition, plain: Category, declared: EditionDef
) -> None:
    for category in (plain, None):
        assert queries.form_for(edition, category) == declared.form
        assert queries.rubric_for(edition, category) == declared.rubric
        assert queries.rule_for(edition, category) == declared.rule
        assert queries.selection_for(edition, category) == PerCategorySelection(count=1)


def test_what_a_round_brings_of_its_own_goes_before_what_edition_and_category_bring(
    edition: Edition, own: Category, plain: Category, judging: Round, declared: EditionDef, now: dt.datetime
) -> None:
    content = at_least(declared.rule, 9).to_json()

    declare(edition=edition, kind="rule", round_key=judging.key, content=content, actor=None, now=now)

    assert queries.rule_for(edition, plain, judging).minimum_scorecards == 9
    assert queries.rule_for(edition, own, judging).minimum_scorecards == 9
    assert queries.rule_for(edition, own).minimum_scorecards == 7
    assert queries.rule_for(edition, plain) == declared.rule

    content = at_least(declared.rule, 11).to_json()
    declare(
        edition=edition, kind="rule", category_key="own", round_key=judging.key, content=content, actor=None, now=now
    )

    assert queries.rule_for(edition, own, judging).minimum_scorecards == 11
    assert queries.rule_for(edition, own).minimum_scorecards == 7


def test_the_newest_version_holds_at_its_place_and_no_other(
    edition: Edition, own: Category, plain: Category, declared: EditionDef, now: dt.datetime
) -> None:
    for scorecards in (4, 5):
        content = at_least(declared.rule, scorecards).to_json()
        made = declare(edition=edition, kind="rule", content=content, actor=None, now=now)

    assert made.number == 3
    assert queries.declaration(edition, "rule", "plain") == made
    assert queries.rule_for(edition, own).minimum_scorecards == 7
    places = [(each.kind, each.category_key) for each in queries.declarations(edition)]
    assert len(places) == len(set(places)) == 9
    assert made in queries.declarations(edition)


def test_what_nobody_declares_is_an_error_that_names_it(edition: Edition, plain: Category) -> None:
    Declaration.objects.filter(kind="rule", category_key="").delete()

    with pytest.raises(NoSuchDeclarationError, match="no rule for category plain"):
        queries.rule_for(edition, plain)


@pytest.mark.parametrize(
    "read",
    [queries.form_for, queries.rubric_for, queries.rule_for, queries.selection_for],
    ids=lambda each: each.__name__,
)
def test_what_holds_is_found_with_one_query(
    read: Callable[[Edition, Category], object],
    edition: Edition,
    own: Category,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        read(edition, own)


@pytest.mark.parametrize("categories", [2, 30])
def test_an_edition_is_read_with_as_many_queries_however_long_it_is(
    categories: int,
    definition: ProgramDef,
    now: dt.datetime,
    db: None,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    (declared,) = definition.editions
    assert declared.rubric is not None
    many = tuple(CategoryDef(key=f"c{n}", name=f"C {n}", rubric=declared.rubric) for n in range(categories))
    longer = dataclasses.replace(definition, editions=(dataclasses.replace(declared, categories=many),))
    program = import_program(definition=longer, actor=None, now=now)
    edition = program.editions.get()

    with django_assert_num_queries(5):  # declarations, milestones, categories, divisions, rounds
        queries.edition_definition(edition)
    fresh = Program.objects.get(pk=program.pk)
    with django_assert_num_queries(8):  # the organizer, its types of membership, the editions, and the five of each
        assert queries.definition_of(fresh) == longer


def test_a_milestone_is_found_by_its_kind(edition: Edition) -> None:
    found = queries.milestone(edition, "entries-close")

    assert found is not None
    assert found.kind == "entries-close"
    assert queries.milestone(edition, "nominations-close") is None
