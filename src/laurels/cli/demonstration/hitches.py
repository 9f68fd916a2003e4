"""What does not go as planned while judging is open: a seat given up and filled again, a drop-out, a doubt decided."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from laurels.accounts.models import Person
from laurels.cli.demonstration import data, joining
from laurels.cli.demonstration.cast import Cast
from laurels.cli.demonstration.course import Judging
from laurels.cli.demonstration.data import Doubt, JudgePerson
from laurels.judging import actions
from laurels.judging.actions.categories import decide_category
from laurels.judging.models import Assignment, Judge, Scorecard
from laurels.judging.planning import Wish
from laurels.programs.models import Round

AN_HOUR = dt.timedelta(hours=1)
BEGUN_AT = 0.28  # of the time for judging
RECUSED_AT = 0.34
DOUBTED_BY = 0.36
REFILLED_AT = 0.4
UNDER_WAY = 0.42  # before this share of the time nobody has scored enough to leave in the middle
STAYS = "The register shows no owner but the founders; the press had another company of the name. It stays."
SEED = 20070324

Hitch = tuple[dt.datetime, Callable[[], None]]


def ahead(judging: Judging, cast: Cast, staff: Person) -> list[Hitch]:
    """What happens besides the scoring, each at its time; nothing where judging is over or has not begun."""
    if not judging.running:
        return []
    refilled, round_ = judging.at(REFILLED_AT), judging.round
    told: list[Hitch] = [(refilled, lambda: _refill(judging, staff, refilled))]
    if judging.until > judging.at(UNDER_WAY):
        left, decided, came = (judging.until - hours * AN_HOUR for hours in (40, 30, 28))
        told += [
            (left, lambda: _leave(round_, cast, left)),
            (decided, lambda: _decide(round_, staff, decided)),
            (came, lambda: _come_late(round_, cast, staff, came)),
        ]
    return told


def _refill(judging: Judging, staff: Person, at: dt.datetime) -> None:
    """A plan for each entry that lost a judge who had begun to score it."""
    for card in judging.round.scorecards.filter(state=Scorecard.State.RECUSED).select_related("entry"):
        wish = Wish(load=judging.load, entries=(card.entry.public_id,))
        plan = actions.plan_assignments(round=judging.round, actor=staff, wish=wish, seed=SEED, now=at)
        actions.apply_plan(plan=plan, actor=staff, now=at + dt.timedelta(minutes=3))


def _leave(round_: Round, cast: Cast, at: dt.datetime) -> None:
    """A judge steps down, by themself; what they confirmed counts, their other seats wait for somebody."""
    for person in cast.judges:
        if person.leaves:
            judge = _judge(round_, person)
            actions.withdraw_judge(judge=judge, reason=person.leaves, actor=judge.person, now=at)


def _decide(round_: Round, staff: Person, at: dt.datetime) -> None:
    """Of two doubted entries staff decide the first; the other waits."""
    waiting = round_.category_reports.filter(decision="").order_by("reported_at")
    if waiting.count() > 1:
        decide_category(report=waiting[0], reason=STAYS, actor=staff, now=at)


def _come_late(round_: Round, cast: Cast, staff: Person, at: dt.datetime) -> None:
    """Somebody more is asked, says yes, and has yet to agree to the text."""
    for person in cast.judges:
        if person.answer == "late" and person.judges(round_.edition.program.key, running=True):
            judge = joining.ask(round_.edition, person, cast, staff, at)
            actions.answer_invitation(judge=judge, accept=True, actor=judge.person, now=at + 9 * AN_HOUR)


def _judge(round_: Round, person: JudgePerson) -> Judge:
    return round_.edition.judges.select_related("person").get(person__email=person.address)


def doubted(
    round_: Round, held: Mapping[int, list[Assignment]], persons: Mapping[int, JudgePerson]
) -> dict[int, Doubt]:
    """By judge: the doubt that they will report. The entry that it is about comes first on their list."""
    chosen: dict[int, Doubt] = {}
    entries: set[int] = set()
    steady = sorted(held, key=lambda judge: persons[judge].haste)
    for doubt in data.doubts(round_.edition.program.key):
        for judge in steady:
            person, seats = persons[judge], held[judge]
            busy = person.recuses or person.leaves or judge in chosen
            found = next((seat for seat in seats if about(doubt, seat) and seat.entry_id not in entries), None)
            if found is not None and not busy:
                seats.remove(found)
                seats.insert(0, found)
                entries.add(found.entry_id)
                chosen[judge] = doubt
                break
    return chosen


def about(doubt: Doubt, seat: Assignment) -> bool:
    entry = seat.entry
    if doubt.division:
        return entry.division is not None and entry.division.key == doubt.division
    return entry.category is not None and entry.category.key == doubt.category


def with_the_last(person: JudgePerson) -> Iterator[tuple[float, str]]:
    """What a judge who steps back or leaves does with the last entry of their list, and when."""
    if person.recuses_late or person.leaves:
        yield BEGUN_AT, "begin"
    if person.recuses:
        yield RECUSED_AT, "recuse"
