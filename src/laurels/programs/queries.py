"""What editions declare, read back as definitions. The narrowest declaration holds: category and round, else wider."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from django.db.models import OuterRef, QuerySet

from laurels.programs.definition import (
    AgreementDef,
    CategoryDef,
    Definition,
    DivisionDef,
    DivisionTestDef,
    EditionDef,
    EligibilityDef,
    FormDef,
    Json,
    JudgingDef,
    MembershipTypeDef,
    MilestoneDef,
    OrganizerDef,
    Others,
    ProgramDef,
    RoundDef,
    RoundKind,
    RubricDef,
    RuleDef,
    SelectionDef,
    part_of,
    selection_from_json,
)
from laurels.programs.errors import NoSuchDeclarationError
from laurels.programs.models import Category, Declaration, Division, Edition, Milestone, Program, Round

Kind = Declaration.Kind
Place = tuple[str, str]
"""The category's key and the round's; empty for every one."""
# Fields of an EditionDef and of a ProgramDef that have tables or columns of their own; the rest stands in `settings`.
EDITION_TABLES = frozenset({
    "key", "name", "time_zone", "milestones", "categories", "divisions", "rounds", "form", "rubric", "rule", "selection"
})  # fmt: skip
PROGRAM_TABLES = frozenset({"key", "name", "tagline", "description", "organizer", "honor_lists", "editions"})


def declaration(edition: Edition, kind: str, category_key: str = "", round_key: str = "") -> Declaration:
    """The newest version of the narrowest declaration of this kind. One query.

    Raises:
        NoSuchDeclarationError: neither category nor edition declares one.
    """
    rows = Declaration.objects.filter(
        edition=edition, kind=kind, category_key__in={"", category_key}, round_key__in={"", round_key}
    )
    places = narrowest_first(category_key, round_key)
    found = min(rows, key=lambda row: (places.index((row.category_key, row.round_key)), -row.number), default=None)
    if found is None:
        raise NoSuchDeclarationError(
            f"{edition} declares no {kind} for category {category_key or '(any)'}, round {round_key or '(any)'}"
        )
    return found


def narrowest_first(category_key: str, round_key: str) -> list[Place]:
    """Where to look for what holds, in order. What a round brings of its own goes before what a category brings."""
    places = [(category_key, round_key), ("", round_key), (category_key, ""), ("", "")]
    return list(dict.fromkeys(places))


def declarations(edition: Edition) -> list[Declaration]:
    """The newest version of each place, whatever it is for."""
    newest: dict[tuple[str, str, str], Declaration] = {}
    for row in Declaration.objects.filter(edition=edition).order_by("kind", "category_key", "round_key", "number"):
        newest[row.kind, row.category_key, row.round_key] = row
    return list(newest.values())


@dataclass(frozen=True)
class OfRound:
    """What a round brings of its own: the names of the areas that it asks, and who goes on from it."""

    areas: tuple[str, ...] = ()
    selection: SelectionDef | None = None


def of_rounds(edition: Edition) -> dict[str, OfRound]:
    """By the round's key, of rounds that bring something. One query."""
    rows = Declaration.objects.filter(edition=edition).exclude(round_key="").order_by("number")
    newest = {(row.kind, row.category_key, row.round_key): row.content for row in rows}
    found: dict[str, OfRound] = {}
    for (kind, category, key), content in newest.items():
        before = found.get(key, OfRound())
        if kind == Kind.RUBRIC:
            names = [area.name for area in RubricDef.from_json(content).areas]
            before = replace(before, areas=tuple(dict.fromkeys([*before.areas, *names])))
        elif kind == Kind.SELECTION and not category:
            before = replace(before, selection=selection_from_json(content))
        found[key] = before
    return found


def form_for(edition: Edition, category: Category | None) -> FormDef:
    return FormDef.from_json(declaration(edition, Kind.FORM, _key(category)).content)


def rubric_for(edition: Edition, category: Category | None, round_: Round | None = None) -> RubricDef:
    return RubricDef.from_json(declaration(edition, Kind.RUBRIC, _key(category), round_.key if round_ else "").content)


def rule_for(edition: Edition, category: Category | None, round_: Round | None = None) -> RuleDef:
    return RuleDef.from_json(declaration(edition, Kind.RULE, _key(category), round_.key if round_ else "").content)


def selection_for(edition: Edition, category: Category | None, round_: Round | None = None) -> SelectionDef:
    row = declaration(edition, Kind.SELECTION, _key(category), round_.key if round_ else "")
    return selection_from_json(row.content)


def milestone(edition: Edition, kind: str) -> Milestone | None:
    return next((each for each in edition.milestones.all() if each.kind == kind), None)


def is_frozen(edition: Edition) -> bool:
    return Declaration.objects.filter(edition=edition).exclude(frozen_at=None).exists()


def definition_of(program: Program) -> ProgramDef:
    """The whole program as its file would say it."""
    settings = dict(program.settings)
    about_organizer = settings.pop("organizer_description", "")
    organizer = program.organizer
    types = organizer.membership_types.all()
    return ProgramDef.from_json({
        **settings,
        "key": program.key,
        "name": program.name,
        "tagline": program.tagline,
        "description": program.description,
        "organizer": OrganizerDef(
            key=organizer.key,
            name=organizer.name,
            short_name=organizer.short_name,
            place=organizer.place,
            website=organizer.website,
            description=about_organizer,
            membership_types=tuple(MembershipTypeDef(key=each.key, name=each.name) for each in types),
        ).to_json(),
        "honor_lists": program.honor_lists,
        "editions": [edition_definition(each).to_json() for each in _in_order(program.editions.all())],
    })  # fmt: skip


def _in_order(editions: Iterable[Edition]) -> list[Edition]:
    return sorted(editions, key=lambda each: (each.settings.get("position", 0), each.pk))


def edition_definition(edition: Edition) -> EditionDef:
    """One edition as its file would say it; the newest version of everything it declares."""
    everything = declarations(edition)
    held = {(row.kind, row.category_key): row.content for row in everything if not row.round_key}
    of_rounds = {(row.kind, row.category_key, row.round_key): row.content for row in everything if row.round_key}
    settings = {key: value for key, value in edition.settings.items() if key != "position"}
    agreement = held.pop((Kind.AGREEMENT, ""), None)
    if agreement is not None:
        settings["judging"] = _judging(edition, AgreementDef.from_json(agreement)).to_json()
    return EditionDef.from_json({
        **settings,
        "key": edition.key,
        "name": edition.name,
        "time_zone": edition.timezone,
        "milestones": [_milestone(each).to_json() for each in edition.milestones.all()],
        "categories": [_category(each, held) for each in edition.categories.all()],
        "divisions": [division_definition(each).to_json() for each in edition.divisions.all()],
        "rounds": [_round(each, held, of_rounds).to_json() for each in edition.rounds.all()],
        **{kind: content for (kind, category), content in held.items() if not category},
    })  # fmt: skip


def judging_of(edition: Edition) -> JudgingDef:
    """What the edition asks of its judges; its agreement as the file last said it. No query."""
    return JudgingDef.from_json(edition.settings.get("judging", {}))


def agreement_texts(edition: Edition | int | OuterRef) -> QuerySet[Declaration]:
    """The texts that judges of an edition agree to, the one in force first. Of a row, its number or an outer one."""
    return Declaration.objects.filter(edition=edition, kind=Kind.AGREEMENT).order_by("-number")


def _judging(edition: Edition, agreement: AgreementDef) -> JudgingDef:
    """As declared now. The usual text is left out again unless the file had it in so many words."""
    said = judging_of(edition)
    return said if said.agreed_text == agreement else replace(said, agreement=agreement.text)


def division_definition(division: Division) -> DivisionDef:
    test = DivisionTestDef.from_json(division.test) if division.test else None
    return DivisionDef(key=division.key, name=division.name, description=division.description, test=test)


def _milestone(row: Milestone) -> MilestoneDef:
    return MilestoneDef.from_json({
        "key": row.key, "kind": row.kind, "name": row.name, "note": row.note, "public": row.public,
        "at": row.at.astimezone(dt.UTC).isoformat(),
    })  # fmt: skip


def _category(row: Category, held: dict[tuple[str, str], Any]) -> Json:
    return CategoryDef.from_json({
        "key": row.key,
        "name": row.name,
        "purpose": row.purpose,
        "description": row.description,
        "offered_to": EligibilityDef.from_json(row.eligibility).to_json(),
        **{kind: content for (kind, category), content in held.items() if category == row.key},
    }).to_json()  # fmt: skip


def _round(row: Round, held: Mapping[Place, Any], of_rounds: Mapping[tuple[str, str, str], Any]) -> RoundDef:
    """`held` by kind and category, `of_rounds` by kind, category and round: the newest contents."""
    own: dict[str, Any] = {
        kind: of_rounds.get((kind, "", row.key)) for kind in (Kind.RUBRIC, Kind.RULE, Kind.SELECTION)
    }
    areas = _areas(row, held, of_rounds)
    return RoundDef(
        key=row.key,
        name=row.name,
        kind=cast("RoundKind", row.kind),
        takes=row.takes,
        carries=row.carries,
        others=cast("Others", row.others),
        sealed=row.sealed,
        reviews_per_entry=row.reviews_per_entry,
        load_per_judge=row.load_per_judge,
        guidance=row.guidance,
        areas=areas,
        rubric=None if areas or not own[Kind.RUBRIC] else RubricDef.from_json(own[Kind.RUBRIC]),
        rule=RuleDef.from_json(own[Kind.RULE]) if own[Kind.RULE] else None,
        selection=selection_from_json(own[Kind.SELECTION]) if own[Kind.SELECTION] else None,
    )


def _areas(row: Round, held: Mapping[Place, Any], of_rounds: Mapping[tuple[str, str, str], Any]) -> tuple[str, ...]:
    """The areas that a round asks, where it asks a part of every rubric; empty where it has a rubric of its own."""
    whole = {category: RubricDef.from_json(of) for (kind, category), of in held.items() if kind == Kind.RUBRIC}
    parts: dict[str, Any] = {category: of_rounds.get((Kind.RUBRIC, category, row.key)) for category in whole}
    if not whole or not all(parts.values()):
        return ()
    asked = {area["key"] for part in parts.values() for area in part["areas"]}
    areas = tuple(dict.fromkeys(area.key for of in whole.values() for area in of.areas if area.key in asked))
    same = all(part_of(of, areas).to_json() == parts[category] for category, of in whole.items())
    return areas if same else ()


def parts_of(edition: EditionDef) -> Iterator[tuple[str, str, str, dict[str, Json]]]:
    """What an edition declares: (kind, category key or empty, round key or empty, canonical JSON)."""
    whole: list[tuple[str, Any]] = [
        (Kind.FORM, edition.form),
        (Kind.RUBRIC, edition.rubric),
        (Kind.RULE, edition.rule),
        (Kind.SELECTION, edition.selection),
        (Kind.AGREEMENT, edition.judging.agreed_text),
    ]
    yield from ((kind, "", "", part.to_json()) for kind, part in whole if part is not None)
    for category in edition.categories:
        own: list[tuple[str, Any]] = [
            (Kind.FORM, category.form),
            (Kind.RUBRIC, category.rubric),
            (Kind.RULE, category.rule),
            (Kind.SELECTION, category.selection),
        ]
        yield from ((kind, category.key, "", part.to_json()) for kind, part in own if part is not None)
    for each in edition.rounds:
        yield from ((kind, category, each.key, part.to_json()) for kind, category, part in _of_round(edition, each))


def _of_round(edition: EditionDef, round_: RoundDef) -> Iterator[tuple[str, str, Definition]]:
    """What holds in one round alone. A part of the rubric is declared for every category that has its own."""
    if round_.rubric is not None:
        yield Kind.RUBRIC, "", round_.rubric
    elif round_.areas:
        rubrics = [("", edition.rubric), *((category.key, category.rubric) for category in edition.categories)]
        yield from (
            (Kind.RUBRIC, category, part_of(rubric, round_.areas)) for category, rubric in rubrics if rubric is not None
        )
    if round_.rule is not None:
        yield Kind.RULE, "", round_.rule
    if round_.selection is not None:
        yield Kind.SELECTION, "", round_.selection


def _key(category: Category | None) -> str:
    return category.key if category else ""
