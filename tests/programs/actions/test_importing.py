import dataclasses
import datetime as dt
from importlib import resources

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from laurels.accounts.errors import NotStaffError
from laurels.accounts.models import Organization, Organizer, Person
from laurels.core import ledger
from laurels.core.errors import InvalidError
from laurels.core.models import LedgerLine
from laurels.programs import queries
from laurels.programs.actions import declare, freeze_declarations, import_program
from laurels.programs.definition import AGREEMENT, EditionDef, JudgingDef, ProgramDef
from laurels.programs.errors import FrozenError, NoSuchDeclarationError
from laurels.programs.files import new_program, read_program, write_program
from laurels.programs.models import Category, Declaration, Edition, Program
from tests.programs.strategies import programs

WHEN = dt.datetime(2007, 1, 18, 12, tzinfo=dt.UTC)


@pytest.fixture
def definition() -> ProgramDef:
    text = new_program(name="Awards", organizer="SSPA", time_zone="America/Los_Angeles", year=2007)
    return read_program(text.encode(), "awards.toml")


def with_edition(program: ProgramDef, **changes: object) -> ProgramDef:
    changed = dataclasses.replace(program.editions[0], **changes)  # type: ignore[arg-type]  # fields by name
    return dataclasses.replace(program, editions=(changed, *program.editions[1:]))


def only_edition() -> Edition:
    return Edition.objects.get()


@pytest.mark.sweep
@pytest.mark.django_db
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],  # shrinking would take minutes in a database
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(program=programs(), other=programs())
def test_import_export_and_import_again_give_the_same_program(program: ProgramDef, other: ProgramDef) -> None:
    # The same program a second time: other words, dates, categories and rules under the keys of the first.
    revised = dataclasses.replace(other, key=program.key, organizer=program.organizer)
    with transaction.atomic():
        for definition in (program, revised):
            row = import_program(definition=definition, actor=None, now=WHEN)
            row.editions.exclude(key__in=[each.key for each in definition.editions]).delete()

            exported = queries.definition_of(Program.objects.get(pk=row.pk))

            assert exported == definition
            again = read_program(write_program(exported).encode(), "exported.toml")
            import_program(definition=again, actor=None, now=WHEN)
            assert queries.definition_of(Program.objects.get(pk=row.pk)) == definition
        transaction.set_rollback(True)  # an organizer of one example must not meet that of the next


@pytest.mark.django_db
def test_importing_the_same_file_twice_makes_no_new_version(definition: ProgramDef, now: dt.datetime) -> None:
    import_program(definition=definition, actor=None, now=now)
    before = set(Declaration.objects.values_list("pk", "number"))

    import_program(definition=definition, actor=None, now=now)

    assert set(Declaration.objects.values_list("pk", "number")) == before


@pytest.mark.django_db
def test_a_renamed_category_is_the_same_row(definition: ProgramDef, now: dt.datetime) -> None:
    import_program(definition=definition, actor=None, now=now)
    before = Category.objects.get()
    (category,) = definition.editions[0].categories
    renamed = dataclasses.replace(category, name="A Better Name")

    import_program(definition=with_edition(definition, categories=(renamed,)), actor=None, now=now)

    after = Category.objects.get()
    assert (after.pk, after.public_id, after.key, after.name) == (
        before.pk, before.public_id, "first-category", "A Better Name"
    )  # fmt: skip


@pytest.mark.django_db
def test_a_category_that_left_the_file_goes_unless_it_is_in_use(
    definition: ProgramDef, now: dt.datetime, entrant: Person, company: Organization
) -> None:
    import_program(definition=definition, actor=None, now=now)
    bare = with_edition(definition, categories=())
    import_program(definition=bare, actor=None, now=now)
    assert not Category.objects.exists()

    import_program(definition=definition, actor=None, now=now)
    category = Category.objects.get()
    category.entries.create(edition=only_edition(), organization=company, number=1, created_by=entrant, created_at=now)
    with pytest.raises(InvalidError, match="first-category is in use"):
        import_program(definition=bare, actor=None, now=now)


@pytest.mark.django_db
def test_a_category_that_gives_up_its_own_rule_follows_the_edition_again(
    definition: ProgramDef, now: dt.datetime
) -> None:
    (category,) = definition.editions[0].categories
    own = dataclasses.replace(category, rubric=definition.editions[0].rubric)
    import_program(definition=with_edition(definition, categories=(own,)), actor=None, now=now)
    assert queries.declaration(only_edition(), "rubric", "first-category").category_key == "first-category"

    import_program(definition=definition, actor=None, now=now)

    assert queries.declaration(only_edition(), "rubric", "first-category").category_key == ""


@pytest.mark.django_db
def test_a_frozen_rubric_does_not_change_by_an_import_and_nothing_else_does(
    definition: ProgramDef, now: dt.datetime
) -> None:
    import_program(definition=definition, actor=None, now=now)
    freeze_declarations(edition=only_edition(), actor=None, now=now)
    rubric = definition.editions[0].rubric
    assert rubric is not None
    changed = with_edition(definition, name="Changed", rubric=dataclasses.replace(rubric, note="A new note"))

    with pytest.raises(FrozenError, match="a change needs a reason"):
        import_program(definition=changed, actor=None, now=now)

    assert queries.definition_of(Program.objects.get()) == definition


@pytest.mark.django_db
def test_a_frozen_declaration_of_a_category_cannot_leave_by_an_import(definition: ProgramDef, now: dt.datetime) -> None:
    (category,) = definition.editions[0].categories
    own = dataclasses.replace(category, rubric=definition.editions[0].rubric)
    import_program(definition=with_edition(definition, categories=(own,)), actor=None, now=now)
    freeze_declarations(edition=only_edition(), actor=None, now=now)

    with pytest.raises(FrozenError, match="cannot go"):
        import_program(definition=definition, actor=None, now=now)


@pytest.mark.django_db
def test_staff_import_programs_of_their_own_organizer_only(
    definition: ProgramDef, now: dt.datetime, staff: Person, other_staff: Person, sspa: Organizer
) -> None:
    assert definition.organizer.key == sspa.key
    with pytest.raises(NotStaffError):
        import_program(definition=definition, actor=other_staff, now=now)
    assert not Program.objects.exists()

    import_program(definition=definition, actor=staff, now=now)

    stolen = dataclasses.replace(definition, organizer=dataclasses.replace(definition.organizer, key="asp"))
    with pytest.raises(InvalidError, match="another organizer"):
        import_program(definition=stolen, actor=other_staff, now=now)


@pytest.mark.django_db
def test_an_import_leaves_its_lines_in_the_ledger(definition: ProgramDef, now: dt.datetime, staff: Person) -> None:
    import_program(definition=definition, actor=staff, now=now)
    import_program(definition=definition, actor=staff, now=now)

    edition = only_edition()
    acts = LedgerLine.objects.filter(actor=staff.public_id).order_by("pk")
    assert list(acts.filter(chain__key=edition.chain).values_list("act", flat=True)) == [
        "edition.created",
        "edition.imported",
    ]
    assert list(
        acts.filter(chain__key=ledger.INSTALLATION, act__startswith="program").values_list("act", flat=True)
    ) == [
        "program.created",
        "program.imported",
    ]


@pytest.mark.django_db
def test_the_narrowest_declaration_holds(definition: ProgramDef, now: dt.datetime) -> None:
    import_program(definition=definition, actor=None, now=now)
    edition = only_edition()
    category = Category.objects.get()

    assert queries.rubric_for(edition, category) == definition.editions[0].rubric
    assert queries.form_for(edition, None) == definition.editions[0].form
    assert queries.rule_for(edition, category) == definition.editions[0].rule
    assert queries.selection_for(edition, category) == definition.editions[0].selection
    Declaration.objects.filter(kind="rule").delete()
    with pytest.raises(NoSuchDeclarationError, match="declares no rule"):
        queries.rule_for(edition, category)


@pytest.mark.django_db
def test_an_edition_reads_back_as_it_was_declared(definition: ProgramDef, now: dt.datetime) -> None:
    import_program(definition=definition, actor=None, now=now)

    read: EditionDef = queries.edition_definition(only_edition())

    assert read == definition.editions[0]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["star-awards.toml", "ten-best-web-support-sites.toml"])
def test_a_shipped_program_comes_back_from_the_database_as_its_file_says(name: str, now: dt.datetime) -> None:
    shipped = read_program(resources.files("laurels.programs.shipped").joinpath(name).read_bytes(), name)
    program = import_program(definition=shipped, actor=None, now=now)
    exported = write_program(queries.definition_of(program))
    rows = rows_of(program)

    again = import_program(definition=read_program(exported.encode(), "exported.toml"), actor=None, now=now)

    assert queries.definition_of(Program.objects.get(pk=again.pk)) == shipped
    assert write_program(queries.definition_of(Program.objects.get(pk=again.pk))) == exported
    assert rows_of(again) == rows


def rows_of(program: Program) -> set[tuple[str, int, str]]:
    """Every row of a program by table, number and key: a second import makes none, and drops none."""
    found: set[tuple[str, int, str]] = {("program", program.pk, program.public_id)}
    for edition in program.editions.all():
        found.add(("edition", edition.pk, edition.public_id))
        found |= {("category", row.pk, row.public_id) for row in edition.categories.all()}
        found |= {("round", row.pk, row.public_id) for row in edition.rounds.all()}
        found |= {("declaration", row.pk, row.public_id) for row in edition.declarations.all()}
        found |= {("milestone", row.pk, row.key) for row in edition.milestones.all()}
        found |= {("division", row.pk, row.key) for row in edition.divisions.all()}
    return found


@pytest.mark.django_db
def test_an_edition_that_the_file_does_not_have_stays(definition: ProgramDef, now: dt.datetime) -> None:
    (first,) = definition.editions
    later = dataclasses.replace(first, key="2008", name="2008", year=2008)
    import_program(definition=dataclasses.replace(definition, editions=(first, later)), actor=None, now=now)

    program = import_program(definition=definition, actor=None, now=now)

    assert {each.key for each in program.editions.all()} == {"2007", "2008"}


@pytest.mark.django_db
def test_a_new_organizer_takes_an_operator(
    definition: ProgramDef, now: dt.datetime, other_staff: Person, stranger: Person
) -> None:
    new = dataclasses.replace(definition, organizer=dataclasses.replace(definition.organizer, key="brand-new"))
    for person in (other_staff, stranger):
        with pytest.raises(NotStaffError):
            import_program(definition=new, actor=person, now=now)
    assert not Organizer.objects.filter(key="brand-new").exists()

    stranger.is_operator = True
    stranger.save()

    assert import_program(definition=new, actor=stranger, now=now).organizer.key == "brand-new"


@pytest.mark.django_db
def test_an_import_gives_no_category_a_rubric_of_its_own_once_judging_has_opened(
    definition: ProgramDef, now: dt.datetime
) -> None:
    import_program(definition=definition, actor=None, now=now)
    freeze_declarations(edition=only_edition(), actor=None, now=now)
    (category,) = definition.editions[0].categories
    rubric = definition.editions[0].rubric
    assert rubric is not None
    own = dataclasses.replace(category, rubric=dataclasses.replace(rubric, note="Its own"))

    with pytest.raises(FrozenError):
        import_program(definition=with_edition(definition, categories=(own,)), actor=None, now=now)


@pytest.mark.django_db
def test_an_edition_declares_what_judges_agree_to_in_versions(definition: ProgramDef) -> None:
    """The usual text where the file has none; then the file's own, also after judging opened; then the usual again."""
    own = JudgingDef(agreement="I keep it to myself.", former_employer_years=5, off_own_category=True)
    import_program(definition=definition, actor=None, now=WHEN)
    freeze_declarations(edition=only_edition(), actor=None, now=WHEN)
    changed = with_edition(definition, judging=own)
    import_program(definition=changed, actor=None, now=WHEN)

    texts = [row.content["text"] for row in queries.agreement_texts(only_edition())]
    assert texts == ["I keep it to myself.", AGREEMENT]
    assert queries.judging_of(only_edition()) == own
    assert queries.definition_of(Program.objects.get()).editions[0].judging == own
    import_program(definition=definition, actor=None, now=WHEN)
    assert queries.agreement_texts(only_edition()).count() == 3
    assert queries.definition_of(Program.objects.get()).editions[0].judging == JudgingDef()


@pytest.mark.django_db
def test_a_text_that_staff_revised_stands_in_the_exported_file(definition: ProgramDef) -> None:
    import_program(definition=definition, actor=None, now=WHEN)
    declare(edition=only_edition(), kind="agreement", content={"text": "Revised."}, actor=None, now=WHEN)

    exported = queries.definition_of(Program.objects.get())

    assert exported.editions[0].judging == JudgingDef(agreement="Revised.")
    assert read_program(write_program(exported).encode(), "exported.toml") == exported
