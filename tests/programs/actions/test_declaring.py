import dataclasses
import datetime as dt
import hashlib

import pytest

from laurels.accounts.models import Person
from laurels.core import canonical
from laurels.core.errors import InvalidError
from laurels.core.models import LedgerLine
from laurels.programs import queries
from laurels.programs.actions import declare, freeze_declarations, import_program, revise_declaration
from laurels.programs.definition import DefinitionError, RubricDef
from laurels.programs.errors import FrozenError
from laurels.programs.files import new_program, read_program
from laurels.programs.models import Declaration, Edition


@pytest.fixture
def edition(db: None, now: dt.datetime) -> Edition:
    text = new_program(name="Awards", organizer="Ours", time_zone="UTC", year=2007)
    program = import_program(definition=read_program(text.encode(), "awards.toml"), actor=None, now=now)
    return program.editions.get()


@pytest.fixture
def rubric(edition: Edition) -> RubricDef:
    return queries.rubric_for(edition, None)


def noted(rubric: RubricDef, note: str) -> RubricDef:
    return dataclasses.replace(rubric, note=note)


def lines(edition: Edition, act: str) -> list[LedgerLine]:
    return list(LedgerLine.objects.filter(chain__key=edition.chain, act=act).order_by("position"))


def test_before_judging_a_change_is_a_further_version_and_needs_no_reason(
    edition: Edition, rubric: RubricDef, staff: Person, now: dt.datetime
) -> None:
    made = declare(edition=edition, kind="rubric", content=noted(rubric, "New").to_json(), actor=staff, now=now)

    assert (made.number, made.made_by, made.reason, made.frozen_at) == (2, staff, "", None)
    assert made.sha256 == canonical.digest(made.content)
    assert queries.rubric_for(edition, None).note == "New"


def test_the_same_content_is_no_new_version(edition: Edition, rubric: RubricDef, now: dt.datetime) -> None:
    made = declare(edition=edition, kind="rubric", content=rubric.to_json(), actor=None, now=now)

    assert made.number == 1


def test_what_cannot_be_read_back_is_not_kept(edition: Edition, now: dt.datetime) -> None:
    with pytest.raises(DefinitionError):
        declare(edition=edition, kind="rubric", content={"areas": "none"}, actor=None, now=now)

    assert Declaration.objects.filter(kind="rubric").count() == 1


def test_opening_freezes_rubric_rule_and_selection_with_one_line(
    edition: Edition, staff: Person, now: dt.datetime
) -> None:
    frozen = freeze_declarations(edition=edition, actor=staff, now=now)

    assert {each.kind for each in frozen} == {"rubric", "rule", "selection"}
    assert queries.is_frozen(edition)
    (line,) = lines(edition, "declarations.frozen")
    assert line.actor == staff.public_id
    assert line.payload.content == {"sha256": {each.public_id: each.sha256 for each in frozen}}


def test_freezing_again_changes_nothing(edition: Edition, now: dt.datetime) -> None:
    freeze_declarations(edition=edition, actor=None, now=now)

    assert freeze_declarations(edition=edition, actor=None, now=now + dt.timedelta(days=1)) == []
    assert set(Declaration.objects.exclude(kind__in=["form", "agreement"]).values_list("frozen_at", flat=True)) == {now}
    assert len(lines(edition, "declarations.frozen")) == 1


def test_what_is_frozen_is_not_declared_anew(edition: Edition, rubric: RubricDef, now: dt.datetime) -> None:
    freeze_declarations(edition=edition, actor=None, now=now)

    with pytest.raises(FrozenError, match="a change needs a reason"):
        declare(edition=edition, kind="rubric", content=noted(rubric, "New").to_json(), actor=None, now=now)
    assert queries.rubric_for(edition, None) == rubric


def test_a_change_of_the_frozen_needs_a_reason_makes_a_version_and_a_line(
    edition: Edition, rubric: RubricDef, staff: Person, now: dt.datetime
) -> None:
    freeze_declarations(edition=edition, actor=None, now=now)
    before = queries.declaration(edition, "rubric")
    later = now + dt.timedelta(days=1)
    content = noted(rubric, "Read the essay twice").to_json()

    with pytest.raises(InvalidError, match="needs a reason"):
        revise_declaration(declaration=before, content=content, reason="  ", actor=staff, now=later)
    revised = revise_declaration(
        declaration=before, content=content, reason=" An anchor misled judges. ", actor=staff, now=later
    )

    assert (revised.number, revised.frozen_at, revised.reason) == (2, later, "An anchor misled judges.")
    before.refresh_from_db()
    assert before.content == rubric.to_json()
    (line,) = lines(edition, "declaration.revised")
    assert line.actor == staff.public_id
    assert line.payload.content == {
        "kind": "rubric",
        "number": 2,
        "sha256": canonical.digest(content),
        "reason": "An anchor misled judges.",
    }


def test_a_revision_that_changes_nothing_is_none(
    edition: Edition, rubric: RubricDef, staff: Person, now: dt.datetime
) -> None:
    before = queries.declaration(edition, "rubric")

    same = revise_declaration(declaration=before, content=rubric.to_json(), reason="Why not", actor=staff, now=now)

    assert same == before
    assert lines(edition, "declaration.revised") == []


def test_a_revision_before_judging_opens_is_not_frozen(
    edition: Edition, rubric: RubricDef, staff: Person, now: dt.datetime
) -> None:
    before = queries.declaration(edition, "rubric")
    content = noted(rubric, "New").to_json()

    revised = revise_declaration(declaration=before, content=content, reason="A slip.", actor=staff, now=now)

    assert (revised.number, revised.frozen_at) == (2, None)
    assert len(lines(edition, "declaration.revised")) == 1


def test_a_revision_of_an_old_version_follows_the_newest(
    edition: Edition, rubric: RubricDef, staff: Person, now: dt.datetime
) -> None:
    first = queries.declaration(edition, "rubric")
    declare(edition=edition, kind="rubric", content=noted(rubric, "Second").to_json(), actor=staff, now=now)
    freeze_declarations(edition=edition, actor=staff, now=now)
    content = noted(rubric, "Third").to_json()

    revised = revise_declaration(declaration=first, content=content, reason="A slip.", actor=staff, now=now)

    assert (revised.number, revised.frozen_at) == (3, now)


def test_the_form_is_not_frozen_by_judging(edition: Edition, now: dt.datetime) -> None:
    freeze_declarations(edition=edition, actor=None, now=now)
    form = dataclasses.replace(queries.form_for(edition, None), title="Another title")

    assert declare(edition=edition, kind="form", content=form.to_json(), actor=None, now=now).number == 2


def test_no_category_or_round_departs_from_what_is_frozen_without_a_reason(
    edition: Edition, rubric: RubricDef, now: dt.datetime
) -> None:
    freeze_declarations(edition=edition, actor=None, now=now)
    content = noted(rubric, "Its own").to_json()

    with pytest.raises(FrozenError):
        declare(edition=edition, kind="rubric", category_key="first-category", content=content, actor=None, now=now)
    with pytest.raises(FrozenError):
        declare(edition=edition, kind="rubric", round_key="judging", content=content, actor=None, now=now)
    assert Declaration.objects.filter(kind="rubric").count() == 1


def test_one_category_departs_from_what_is_frozen_with_a_reason_and_a_line(
    edition: Edition, rubric: RubricDef, staff: Person, now: dt.datetime
) -> None:
    freeze_declarations(edition=edition, actor=None, now=now)
    wide = queries.declaration(edition, "rubric")
    content = noted(rubric, "Its own").to_json()

    own = revise_declaration(
        declaration=wide, category_key="first-category", content=content, reason="Other tools.", actor=staff, now=now
    )

    assert (own.category_key, own.number, own.frozen_at) == ("first-category", 1, now)
    assert queries.declaration(edition, "rubric") == wide
    assert queries.declaration(edition, "rubric", "first-category") == own
    (line,) = lines(edition, "declaration.revised")
    assert line.objects_named == [
        f"edition:{edition.public_id}",
        f"declaration:{own.public_id}",
        f"declaration:{wide.public_id}",
    ]


def test_the_hash_is_that_of_the_canonical_text(edition: Edition, now: dt.datetime) -> None:
    steps: list[canonical.Json] = [
        {"to": "100", "step": "scale", "level": "entry"},
        {"step": "place", "level": "entry", "ties_at": None, "tie_break": ["criterion:größe"], "best": "high"},
    ]

    made = declare(edition=edition, kind="rule", content={"steps": steps}, actor=None, now=now)

    # Keys in order, no blanks, letters as they are, in UTF-8: written by hand.
    text = (
        '{"steps":[{"level":"entry","step":"scale","to":"100"},'
        '{"best":"high","level":"entry","step":"place","tie_break":["criterion:größe"],"ties_at":null}]}'
    )
    assert made.sha256 == hashlib.sha256(text.encode()).hexdigest()
    made.refresh_from_db()
    assert canonical.digest(made.content) == made.sha256
