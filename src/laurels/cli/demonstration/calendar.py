"""Which editions the demo shows, and when: the shipped ones moved so that today falls into the right phase."""

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

from laurels.programs.actions import shifted
from laurels.programs.definition import EditionDef, MilestoneKind, ProgramDef

YEAR = 364  # 52 weeks: the weekday of every date stays
FOUNDING_YEAR = 2007


@dataclasses.dataclass(frozen=True)
class Shown:
    """A program with two editions: last year's, announced, and the one that is running."""

    program: ProgramDef
    before: EditionDef
    running: EditionDef


def star(program: ProgramDef, today: dt.date) -> Shown:
    """Taking nominations: they close in a little more than two weeks. In 2007 the founding dates stand as they are."""
    if today.year == FOUNDING_YEAR:
        return _founding(program)
    return _moved(program, program.latest_edition, "nominations-close", today + dt.timedelta(days=17))


def ten_best(program: ProgramDef, today: dt.date) -> Shown:
    """Half judged: scores are due in nine days. In 2007 the founding dates stand as they are."""
    if today.year == FOUNDING_YEAR:
        return _founding(program)
    return _moved(program, program.latest_edition, "scores-due", today + dt.timedelta(days=9))


def _founding(program: ProgramDef) -> Shown:
    running = program.edition(str(FOUNDING_YEAR))
    return Shown(program, _renamed(running, -YEAR), running)


def _moved(program: ProgramDef, template: EditionDef, kind: MilestoneKind, to: dt.date) -> Shown:
    milestone = template.milestone(kind)
    if milestone is None:
        raise ValueError(f"{program.name} {template.key} has no milestone {kind} to move the demo by")
    days = (to - milestone.at.astimezone(ZoneInfo(template.time_zone)).date()).days
    return Shown(program, _renamed(template, days - YEAR), _renamed(template, days))


def _renamed(template: EditionDef, days: int) -> EditionDef:
    """The template `days` later, under the year in which its winners are announced."""
    announced = template.milestone("announcement")
    last = announced.at if announced else max(each.at for each in template.milestones)
    year = (last + dt.timedelta(days=days)).year
    name = template.name.replace(str(template.year), str(year))
    return shifted(template, key=str(year), name=name, year=year, days=days)
