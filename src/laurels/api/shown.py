"""From rows to what the API answers."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

from laurels.api import schemas
from laurels.programs import models
from laurels.programs.definition.base import decimal_text
from laurels.publishing.models import Announcement, WriteUp
from laurels.publishing.queries import declared
from laurels.publishing.queries.declared import Declared
from laurels.publishing.queries.lists import HonorList
from laurels.publishing.queries.programs import ProgramCard, year_of
from laurels.results.models import Decision


def program(card: ProgramCard) -> schemas.Program:
    found = card.program
    return schemas.Program(
        key=found.key,
        name=found.name,
        tagline=found.tagline,
        organizer=schemas.Organizer(
            key=found.organizer.key, name=found.organizer.name, short_name=found.organizer.short_name
        ),
        current_edition=edition_name(card.edition) if card.edition else None,
        next_deadline=milestone(card.deadline, card.edition) if card.deadline and card.edition else None,
        time_zone=card.edition.timezone if card.edition else None,
        page=address(f"/programs/{found.key}/"),
    )


def edition_name(found: models.Edition) -> schemas.EditionName:
    return schemas.EditionName(key=found.key, name=found.name, year=year_of(found))


def edition(
    found: models.Edition,
    milestones: list[models.Milestone],
    said: Declared,
    memberships: dict[str, str],
    announced_at: dt.datetime | None,
) -> schemas.Edition:
    return schemas.Edition(
        key=found.key,
        name=found.name,
        year=year_of(found),
        program=found.program.key,
        time_zone=found.timezone,
        milestones=[milestone(each, found) for each in milestones],
        categories=[category(each, memberships) for each in found.categories.all()],
        divisions=[
            schemas.Division(key=each.key, name=each.name, test=each.description) for each in found.divisions.all()
        ],
        criteria=criteria(said),
        announced_at=_local(announced_at, found) if announced_at else None,
        page=address(f"/programs/{found.program.key}/{found.key}/"),
    )


def milestone(found: models.Milestone, of: models.Edition) -> schemas.Milestone:
    return schemas.Milestone(kind=found.kind, name=found.name, at=_local(found.at, of))


def category(found: models.Category, memberships: dict[str, str]) -> schemas.Category:
    eligibility = declared.eligibility(found.eligibility)
    offered = (
        eligibility.to
        if eligibility.to != "types"
        else ", ".join(memberships.get(key, key) for key in eligibility.types)
    )
    return schemas.Category(key=found.key, name=found.name, purpose=found.purpose, offered_to=offered)


def criteria(said: Declared) -> list[schemas.Criterion]:
    rubric = said.rubric()
    if rubric is None:
        return []
    return [
        schemas.Criterion(
            key=each.key,
            area=area.name,
            name=each.name,
            question=each.question,
            weight=decimal_text(each.weight),
            minimum=decimal_text(each.scale.minimum),
            maximum=decimal_text(each.scale.maximum),
        )
        for area in rubric.areas
        for each in area.criteria
    ]


def winner(found: Decision) -> schemas.Winner:
    """Of a row that came through `archive.with_stories`."""
    return schemas.Winner(
        year=found.year,
        program=found.program.key,
        edition=found.edition.key if found.edition else None,
        honor=found.honor,
        honor_name=found.honor_name,
        category=found.category.key if found.category else None,
        category_name=found.category_name,
        division=found.division.key if found.division else None,
        name=found.printed_name,
        citation=found.citation,
        write_up=getattr(found, "story", None),
    )


def write_up(found: WriteUp) -> schemas.WriteUp:
    return schemas.WriteUp(
        id=found.public_id,
        title=found.title,
        name=found.decision.printed_name,
        program=found.decision.program.key,
        year=found.decision.year,
        text=found.text,
        metrics=[schemas.Metric(**each) for each in found.metrics],
        quotes=[schemas.Quote(**each) for each in found.quotes],
        page=address(f"/write-ups/{found.public_id}/"),
    )


def announcement(found: Announcement) -> schemas.Announcement:
    return schemas.Announcement(
        id=found.public_id,
        program=found.edition.program.key,
        edition=found.edition.key,
        number=found.number,
        title=found.title,
        text=found.text,
        at=_local(found.at, found.edition),
        page=address(f"/announcements/{found.public_id}/"),
    )


def honor_list(found: HonorList) -> schemas.HonorList:
    return schemas.HonorList(
        key=found.definition.key,
        name=found.definition.name,
        rule=found.definition.statement,
        members=[schemas.Member(name=each.name, years=list(each.years)) for each in found.members],
    )


def address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _local(moment: dt.datetime, of: models.Edition) -> dt.datetime:
    return moment.astimezone(ZoneInfo(of.timezone))
