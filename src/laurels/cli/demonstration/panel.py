"""What judges do in the demo: they are seated, read, score and confirm."""

import dataclasses
import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from laurels.accounts.models import Person
from laurels.cli.demonstration import data, hitches, marks
from laurels.cli.demonstration.cast import Cast
from laurels.cli.demonstration.course import Judging
from laurels.cli.demonstration.data import Doubt, JudgePerson
from laurels.entries.models import Entry
from laurels.judging import actions
from laurels.judging.models import Assignment, Comment, Conflict
from laurels.judging.planning import Wish
from laurels.judging.rules import ScoreValue
from laurels.programs import queries as programs
from laurels.programs.definition import RubricDef
from laurels.programs.models import Round

Say = Callable[[str], None]
SEED = 20070302
A_REVIEW = dt.timedelta(minutes=35)
STEADY = 1.5  # who hastens less than this is always in the middle of something; of the others,
MARKS = (0, 4)
MOST_CHANGED = 6  # marks on one scorecard
BEGINS = 0.75  # this share has begun the next entry


def seat(judging: Judging, staff: Person, at: dt.datetime) -> None:
    plan = actions.plan_assignments(round=judging.round, actor=staff, wish=Wish(load=judging.load), seed=SEED, now=at)
    actions.apply_plan(plan=plan, actor=staff, now=at)


@dataclass(frozen=True)
class Doing:
    """One evening of a judge: `what` is "review", "begin" or "recuse"."""

    at: dt.datetime
    seat: Assignment
    judge: JudgePerson
    what: str
    doubt: Doubt | None = None


def score(judging: Judging, cast: Cast, say: Say, between: list[tuple[dt.datetime, Callable[[], None]]]) -> None:
    """Every judge works through their seats at their own pace; told in the order in which it happens.

    `between`: what else happens meanwhile, each at its own time.
    """
    waiting = sorted((each for each in between if each[0] < judging.until), key=lambda each: each[0])
    people = {judge.address: judge for judge in cast.judges}
    seats = judging.round.assignments.filter(state=Assignment.State.ACTIVE)
    by_judge: dict[int, list[Assignment]] = {}
    for each in seats.select_related(
        "judge__person", "entry__category", "entry__division", "entry__edition", "round__edition"
    ).order_by("judge", "position"):
        by_judge.setdefault(each.judge_id, []).append(each)
    persons = {key: people[str(held[0].judge.person.email)] for key, held in by_judge.items()}
    doubts = hitches.doubted(judging.round, by_judge, persons) if judging.running else {}
    doings = [
        doing for key, held in by_judge.items() for doing in _doings(judging, persons[key], held, doubts.get(key))
    ]
    told: dict[int, set[str]] = {}
    before = judging.opens
    for place, doing in enumerate(sorted(doings, key=lambda each: each.at)):
        doing = dataclasses.replace(doing, at=max(doing.at, before + A_REVIEW))  # noqa: PLW2901 one after the other
        before = doing.at
        if before + A_REVIEW >= judging.until:
            break
        while waiting and waiting[0][0] < before:
            waiting.pop(0)[1]()
        if judging.running and not _still_held(doing.seat):
            continue
        if place % 20 == 0:
            say(f"{judging.round.edition.name}: scorecards, {place} of {len(doings)}")
        may_skip = doing.seat.entry_id in judging.skips
        told_it = told.setdefault(doing.seat.entry_id, set())
        _do(doing, judging.quality[doing.seat.entry_id], told_it, may_skip=may_skip)
    for _at, happens in waiting:
        happens()


def _still_held(seat: Assignment) -> bool:
    return seat.judge.assignments.filter(pk=seat.pk, state=Assignment.State.ACTIVE).exists()


def _doings(judging: Judging, judge: JudgePerson, held: list[Assignment], doubt: Doubt | None) -> Iterator[Doing]:
    rng = marks.chance("pace", judge.address, judging.round.edition.key)
    if judging.running and (judge.recuses or judge.leaves) and len(held) > 1:
        for share, what in hitches.with_the_last(judge):
            yield Doing(_moment(judging, share, rng), held[-1], judge, what)
        held = held[:-1]
    for place, each in enumerate(held):
        share = (place + rng.uniform(0.2, 1.0)) / (len(held) + 0.2)
        at = _moment(judging, min(share ** (1 / judge.haste), 0.97), rng)
        if at >= judging.until:
            if place and (judge.haste < STEADY or rng.random() < BEGINS):
                at = judging.until - dt.timedelta(hours=rng.randrange(3, 40))
                yield Doing(at, each, judge, "begin")
            break
        told = None if place else doubt
        yield Doing(min(at, judging.at(hitches.DOUBTED_BY)) if told else at, each, judge, "review", told)


def _moment(judging: Judging, share: float, rng: random.Random) -> dt.datetime:
    """An evening between opening and closing, where the program is."""
    evening = (
        judging.at(share)
        .astimezone(judging.round.edition.zone)
        .replace(hour=rng.randrange(18, 23), minute=rng.randrange(60))
    )
    return max(evening, judging.opens + dt.timedelta(hours=1)).astimezone(dt.UTC)


def second_thoughts(judging: Judging, last: int, next_: int) -> None:
    """Judges of the entry that just misses read it again and change marks until both have the same sum.

    Nobody means it so; but every tie in an award came about by somebody's last mark.
    """
    by, left = _gap(judging, last, next_)
    seats = judging.round.assignments.filter(entry=next_, state=Assignment.State.ACTIVE)
    for place, seat in enumerate(seats.select_related("judge__person", "entry__edition", "round").order_by("pk")):
        if left:
            at = judging.closes - dt.timedelta(hours=9 - place)
            left -= _change(seat, by, min(left, MOST_CHANGED), at)


def _change(seat: Assignment, by: int, most: int, at: dt.datetime) -> int:
    """A judge moves some marks by one step; how many."""
    actor, changed = seat.judge.person, 0
    card = seat.round.scorecards.get(entry=seat.entry, judge=seat.judge)
    actions.reopen_scorecard(seat=seat, actor=actor, now=at)
    for score in card.scores.order_by("criterion"):
        if changed < most and score.value is not None and MARKS[0] <= score.value + by <= MARKS[1]:
            actions.save_score(seat=seat, criterion=score.criterion, value=score.value + by, actor=actor, now=at)
            changed += 1
    actions.confirm_scorecard(seat=seat, actor=actor, now=at + A_REVIEW)
    return changed


def _gap(judging: Judging, first: int, second: int) -> tuple[int, int]:
    """The step, up or down, and how many of them the second lacks."""
    gap = int(_sum(judging, first) - _sum(judging, second))
    return (1 if gap > 0 else -1), abs(gap)


def _sum(judging: Judging, entry: int) -> Decimal:
    cards = judging.round.scorecards.filter(entry=entry)
    return sum((score.value or Decimal() for card in cards for score in card.scores.all()), Decimal())


def _do(doing: Doing, quality: float, told: set[str], *, may_skip: bool) -> None:
    seat, actor = doing.seat, doing.seat.judge.person
    if doing.what == "recuse":
        kind = Conflict.Kind.PROFESSIONAL if "deputy" in doing.judge.recuses else Conflict.Kind.PERSONAL
        actions.recuse(seat=seat, kind=kind, note=doing.judge.recuses, actor=actor, now=doing.at)
    elif doing.what == "begin":
        _begin(seat, quality, told, doing.at)
    else:
        _review(doing, quality, told, may_skip=may_skip)


def _review(doing: Doing, quality: float, told: set[str], *, may_skip: bool) -> None:
    seat, actor = doing.seat, doing.seat.judge.person
    rng = marks.chance(str(actor.email), seat.entry.title)
    rubric = _rubric(seat.entry, seat.round)
    at = _after_opening(seat, doing.at)
    strict = doing.judge.severity / 4
    skips = may_skip and len(rubric.criteria) > 10
    given = marks.marks(rubric, quality=quality, severity=strict, rng=rng, may_skip=skips)
    for key, value in given.items():
        actions.save_score(seat=seat, criterion=key, value=_mark(value), actor=actor, now=at)
    for anchor, kind, text in _remarks(rubric, given, rng, told):
        actions.save_comment(seat=seat, anchor=anchor, kind=kind, text=text, actor=actor, now=at)
    if doing.doubt:
        said = at + dt.timedelta(minutes=20)
        suggested = seat.entry.edition.categories.filter(key=doing.doubt.suggests).first()
        actions.report_wrong_category(seat=seat, note=doing.doubt.note, suggested=suggested, actor=actor, now=said)
    actions.confirm_scorecard(seat=seat, actor=actor, now=at + A_REVIEW)


def _begin(seat: Assignment, quality: float, told: set[str], at: dt.datetime) -> None:
    """A part of a scorecard, in the order of its criteria, with a first remark."""
    rubric = _rubric(seat.entry, seat.round)
    drawn = marks.chance(str(seat.judge.person.email), seat.entry.title)
    given = marks.marks(rubric, quality=quality, severity=0, rng=drawn, may_skip=False)
    for key, value in list(given.items())[: len(given) * 13 // 25]:
        late = _after_opening(seat, at)
        actions.save_score(seat=seat, criterion=key, value=_mark(value), actor=seat.judge.person, now=late)
    for anchor, kind, text in _remarks(rubric, given, drawn, told)[:1]:
        actions.save_comment(seat=seat, anchor=anchor, kind=kind, text=text, actor=seat.judge.person, now=at)


def _mark(value: Decimal | None) -> ScoreValue:
    return "n/a" if value is None else value


def _after_opening(seat: Assignment, at: dt.datetime) -> dt.datetime:
    return max(at, seat.made_at + dt.timedelta(hours=1))


def _rubric(entry: Entry, round_: Round) -> RubricDef:
    return programs.rubric_for(entry.edition, entry.category, round_)


def _remarks(
    rubric: RubricDef, given: Mapping[str, object], rng: random.Random, told: set[str]
) -> list[tuple[str, str, str]]:
    """What this judge says: (anchor, kind, text). By area where the rubric has several, else on the whole."""
    if len(rubric.areas) < 2:
        good, suggest = rng.choice(data.application_remarks())
        return [("", Comment.Kind.ENTRANT, good), ("", Comment.Kind.SUGGESTION, suggest)]
    said: list[tuple[str, str, str]] = []
    for area, remarks in zip(rubric.areas, list(data.site_remarks().values()), strict=False):
        values = [float(str(given[each.key])) for each in area.criteria if given[each.key] is not None]
        mean = sum(values) / len(values) if values else 0
        if rng.random() < 0.45 and (text := marks.pick(rng, remarks.good if mean >= 2.4 else remarks.weak, told)):
            said.append((f"area:{area.key}", Comment.Kind.ENTRANT, text))
        if rng.random() < 0.35 and (text := marks.pick(rng, remarks.suggest, told)):
            said.append((f"area:{area.key}", Comment.Kind.SUGGESTION, text))
    if rng.random() < 0.15:
        said.append(("", Comment.Kind.ORGANIZERS, rng.choice(data.notes_to_organizers())))
    return said
