"""The demo's story, told through the product's own actions up to the present moment of its clock.

Everything has its own time; what lies after `until` has not happened yet.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable

from laurels.cli.demonstration import calendar, calls, course, data, hitches, joining, outcome, panel
from laurels.cli.demonstration.calendar import Shown
from laurels.cli.demonstration.cast import Cast, gather
from laurels.entries.models import NominatedCategory
from laurels.judging import actions as judging
from laurels.judging.models import Judge
from laurels.programs.actions import import_program, publish_edition
from laurels.programs.definition import ProgramDef
from laurels.programs.models import Edition, Milestone, Program

Say = Callable[[str], None]
PRELIMINARY_AT = 0.6  # of the time for judging: then staff look at how things stand
FAR_FROM_THE_CUT = 0.72  # of the scale: entries so good that a criterion left out decides nothing
AN_HOUR = dt.timedelta(hours=1)


@dataclasses.dataclass(frozen=True)
class Telling:
    """What every scene needs: the people, the present moment, and where to report progress."""

    cast: Cast
    until: dt.datetime
    say: Say


def tell(star: ProgramDef, ten_best: ProgramDef, until: dt.datetime, say: Say) -> None:
    """Brings everybody in and plays both programs, last year's edition and the running one."""
    say("Programs, companies and people")
    star_shown = calendar.star(star, until.date())
    ten_shown = calendar.ten_best(ten_best, until.date())
    begun = min(_first_date(star_shown), _first_date(ten_shown)) - dt.timedelta(days=30)
    programs_made = [_bring_in(each, begun) for each in (star_shown, ten_shown)]
    organizers = {each.organizer.key: each.organizer for each in programs_made}
    telling = Telling(gather(organizers, begun), until, say)
    star_before, star_running = (programs_made[0].editions.get(key=each) for each in _keys(star_shown))
    ten_before, ten_running = (programs_made[1].editions.get(key=each) for each in _keys(ten_shown))
    _star_before(star_before, telling)
    _ten_best(ten_before, data.site_entries("before"), telling, running=False)
    _star_running(star_running, telling)
    _ten_best(ten_running, data.site_entries("now"), telling, running=True)


def _bring_in(shown: Shown, at: dt.datetime) -> Program:
    whole = dataclasses.replace(shown.program, editions=(shown.before, shown.running))
    program = import_program(definition=whole, actor=None, now=at)
    for edition in program.editions.all():
        first = min(each.at for each in edition.milestones.all())
        publish_edition(edition=edition, actor=None, now=first - dt.timedelta(days=30))
    return program


def _keys(shown: Shown) -> tuple[str, str]:
    return shown.before.key, shown.running.key


def _first_date(shown: Shown) -> dt.datetime:
    return min(each.at for each in shown.before.milestones)


@dataclasses.dataclass(frozen=True)
class Dates:
    """An edition's dates; a story needs them all."""

    opens: dt.datetime
    nominations: dt.datetime | None
    entries: dt.datetime
    judging: dt.datetime
    due: dt.datetime
    announced: dt.datetime


def _dates(edition: Edition) -> Dates:
    at = {each.kind: each.at for each in edition.milestones.all()}
    kinds = Milestone.Kind
    return Dates(
        opens=at[kinds.CALL_OPENS],
        nominations=at.get(kinds.NOMINATIONS_CLOSE),
        entries=at[kinds.ENTRIES_CLOSE],
        judging=at[kinds.JUDGING_OPENS],
        due=at[kinds.SCORES_DUE],
        announced=at[kinds.ANNOUNCEMENT],
    )


def _between(start: dt.datetime, end: dt.datetime, place: int, of: int) -> dt.datetime:
    """An instant for each of `of` events, spread from start to end, none on either."""
    return start + (end - start) * ((place + 1) / (of + 1))


def _star_before(edition: Edition, telling: Telling) -> None:
    dates, cast, staff = _dates(edition), telling.cast, telling.cast.staff["sspa"]
    telling.say(f"{edition.name}: nominations and applications")
    offered = {each.key for each in edition.categories.all()}
    plans = [each for each in data.applications() if each.category in offered]
    by_company: dict[str, list[data.Application]] = {}
    for plan in plans:
        by_company.setdefault(plan.company, []).append(plan)
    quality: dict[int, float] = {}
    citations = {each.title: each.citation for each in plans}
    closing = dates.nominations or dates.entries
    for place, (company, theirs) in enumerate(by_company.items()):
        at = _between(dates.opens, closing - dt.timedelta(days=4), place, len(by_company))
        keys = tuple(each.category for each in theirs)
        nomination = calls.nominate(edition, cast, company, keys, theirs[0].title, at)
        outcome_wanted = data.Nominating(company, keys, "", "accepted, paid")
        rows = calls.follow(nomination, outcome_wanted, cast, staff, at + dt.timedelta(hours=1))
        for row in rows:
            application = next(each for each in theirs if each.category == row.category.key)
            written = _between(closing, dates.entries, place, len(by_company))
            entry = calls.apply(row, application, cast, written)
            quality[entry.pk] = (application.quality - 1) / 9
    outcome.earlier_years(edition.program, edition, edition.settings["year"], cast, staff, dates.opens)
    _judge_and_announce(edition, telling, Told(quality, citations, running=False))


def _star_running(edition: Edition, telling: Telling) -> None:
    dates, cast, staff = _dates(edition), telling.cast, telling.cast.staff["sspa"]
    telling.say(f"{edition.name}: the call is open")
    closing = dates.nominations or dates.entries
    last = min(telling.until, closing)
    plans = data.nominations()
    sent: list[tuple[str, list[NominatedCategory]]] = []
    for place, plan in enumerate(plans):
        at = _between(dates.opens, last - dt.timedelta(days=3), place, len(plans))
        nomination = calls.nominate(edition, cast, plan.company, plan.categories, plan.statement, at)
        sent.append((plan.company, calls.follow(nomination, plan, cast, staff, at + dt.timedelta(minutes=50))))
    if telling.until > closing + dt.timedelta(days=2):
        _star_applications(edition, telling, dates, sent)
        return
    ready = [(company, rows[0]) for company, rows in sent if rows and rows[0].open_for_application]
    for place, (company, row) in enumerate(ready):
        calls.begin(row, cast, company, last - dt.timedelta(hours=9 - place))


def _star_applications(
    edition: Edition, telling: Telling, dates: Dates, sent: list[tuple[str, list[NominatedCategory]]]
) -> None:
    """What became of the nominations: those that waited are accepted, and most write what they applied for."""
    cast, staff = telling.cast, telling.cast.staff["sspa"]
    closing = dates.nominations or dates.entries
    open_now = {
        (company, row.category.key): row
        for company, rows in sent
        for row in calls.settle(rows, staff, closing + dt.timedelta(days=1))
    }
    plans = data.applications_now()
    quality: dict[int, float] = {}
    for place, plan in enumerate(plans):
        at = _between(closing + dt.timedelta(days=2), dates.entries, place, len(plans))
        if at + dt.timedelta(hours=2) < telling.until:
            entry = calls.apply(open_now[plan.company, plan.category], plan, cast, at)
            quality[entry.pk] = (plan.quality - 1) / 9
    _judge_and_announce(edition, telling, Told(quality, {each.title: each.citation for each in plans}, running=True))


def _ten_best(edition: Edition, plans: list[data.SiteEntry], telling: Telling, *, running: bool) -> None:
    dates, cast = _dates(edition), telling.cast
    telling.say(f"{edition.name}: entries")
    quality: dict[int, float] = {}
    for place, plan in enumerate(plans):
        at = _between(dates.opens, dates.entries - dt.timedelta(days=2), place, len(plans))
        if at >= telling.until:
            break
        entry = calls.enter(edition, plan, cast, at, submit=at + dt.timedelta(hours=27) < telling.until)
        quality[entry.pk] = plan.quality / 4
    _judge_and_announce(edition, telling, Told(quality, {each.title: each.citation for each in plans}, running))


@dataclasses.dataclass(frozen=True)
class Told:
    """What the story knows of an edition's entries: the quality of each, by row number, and citations by title."""

    quality: dict[int, float]
    citations: dict[str, str]
    running: bool
    """This year's edition."""


def _judge_and_announce(edition: Edition, telling: Telling, told: Told) -> None:
    dates, quality = _dates(edition), told.quality
    round_, staff = edition.rounds.get(), telling.cast.staff[edition.program.organizer.key]
    if telling.until < dates.judging:
        return
    telling.say(f"{edition.name}: judges and their seats")
    judges = _panel(edition, telling, dates, running=told.running)
    # A small demo has few judges: each takes as many as it needs, and one more for the sake of conflicts.
    load = -(-len(quality) * round_.reviews_per_entry // len(judges)) + 1
    run = course.Judging(
        round=round_,
        opens=dates.judging,
        closes=dates.due,
        until=telling.until,
        quality=quality,
        load=load,
        skips=frozenset(entry for entry, share in quality.items() if share > FAR_FROM_THE_CUT),
    )
    panel.seat(run, staff, dates.judging - dt.timedelta(days=2))
    judging.open_round(round=round_, actor=staff, now=dates.judging)
    look = run.at(PRELIMINARY_AT)
    meanwhile = [
        (look, lambda: outcome.look(round_, staff, look)),
        *hitches.ahead(run, telling.cast, staff),
    ]
    panel.score(run, telling.cast, telling.say, meanwhile)
    if telling.until < dates.due + AN_HOUR:
        return
    if telling.until < dates.announced and (pair := outcome.at_the_cut(round_, dates.due)):
        panel.second_thoughts(run, *pair)
    judging.close_round(round=round_, actor=staff, now=dates.due)
    counted = dates.due + dt.timedelta(days=1)
    if telling.until < counted:
        return
    telling.say(f"{edition.name}: results")
    outcome.count(round_, staff, counted)
    if telling.until < dates.announced:
        return
    outcome.decide(edition, told.citations, staff, counted)
    outcome.announce(edition, WORDS[edition.program.key], telling.cast, staff, dates.announced)


def _panel(edition: Edition, telling: Telling, dates: Dates, *, running: bool) -> list[Judge]:
    """Who judges, with their conflicts known: last year's as usual, this year's with one of each kind."""
    cast, staff = telling.cast, telling.cast.staff[edition.program.organizer.key]
    judges = joining.invite(edition, cast, staff, dates.entries - dt.timedelta(days=20), running=running)
    declared = dates.judging - dt.timedelta(days=4)
    if not running:
        joining.declare_by_turns(judges, cast, declared)
        return judges
    joining.tie(edition, cast, dates.entries - dt.timedelta(days=9))
    joining.declare(judges, cast, staff, declared)
    joining.rule(judges, cast, staff, declared + dt.timedelta(days=1, hours=3))
    return judges


WORDS = {
    "star-awards": "Judges read every application whole, from the first problem to the last figure. These stood out.",
    "ten-best-web-support-sites": "Ten sites, all equal. Every entrant, winner or not, has the judges' report today.",
}
