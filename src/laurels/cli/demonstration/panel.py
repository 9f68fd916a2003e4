"""What judges do in the demo: they are invited, declare conflicts, read, score and confirm."""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from laurels.accounts.models import Person
from laurels.cli.demonstration import data, marks
from laurels.cli.demonstration.cast import Cast
from laurels.entries.models import Entry
from laurels.judging import actions
from laurels.judging.models import Assignment, Comment, Judge
from laurels.judging.rules import ScoreValue
from laurels.programs import queries as programs
from laurels.programs.definition import RubricDef
from laurels.programs.models import Edition, Round

Say = Callable[[str], None]
SEED = 20070302


@dataclass(frozen=True)
class Judging:
    """When a round runs, and what the story knows: the quality of each entry as a share of the scale."""

    round: Round
    opens: dt.datetime
    closes: dt.datetime
    until: dt.datetime
    quality: Mapping[int, float]
    load: int


def invite(edition: Edition, cast: Cast, staff: Person, at: dt.datetime) -> list[Judge]:
    """Invites everybody who judges; all accept within a few days."""
    judges = []
    for place, person in enumerate(cast.judges):
        judge = actions.invite_judge(
            edition=edition,
            email=person.address,
            name=person.name,
            employer_name=person.employer,
            actor=staff,
            now=at,
        )
        answered = at + dt.timedelta(days=1 + place % 5)
        actions.answer_invitation(judge=judge, accept=True, actor=judge.person, now=answered)
        judges.append(judge)
    return judges


def declare(judges: list[Judge], cast: Cast, at: dt.datetime) -> None:
    """Every third judge knows somebody; the others declare that they know nobody."""
    keys = sorted(cast.organizations)
    for place, judge in enumerate(judges):
        knows = [cast.organizations[keys[place % len(keys)]]] if place % 3 == 1 else []
        note = "I advised them on their catalog two years ago." if knows else ""
        actions.declare_conflicts(judge=judge, organizations=knows, actor=judge.person, note=note, now=at)


def seat(judging: Judging, staff: Person, at: dt.datetime) -> None:
    plan = actions.plan_assignments(round=judging.round, actor=staff, load=judging.load, seed=SEED, now=at)
    actions.apply_plan(plan=plan, actor=staff, now=at)


def score(judging: Judging, cast: Cast, say: Say) -> None:
    """Every judge works through their seats, each at their own pace, until the story's now."""
    severity = {judge.address: judge.severity for judge in cast.judges}
    told: dict[int, set[str]] = {}
    seats = judging.round.assignments.filter(state=Assignment.State.ACTIVE)
    by_judge: dict[int, list[Assignment]] = {}
    for each in seats.select_related("judge__person", "entry__category", "entry__edition", "round__edition").order_by(
        "judge", "position"
    ):
        by_judge.setdefault(each.judge_id, []).append(each)
    for held in by_judge.values():
        rng = marks.chance("pace", str(held[0].judge.person.email), judging.round.edition.key)
        strict = severity.get(held[0].judge.person.email or "", 0.0) / 4
        for place, each in enumerate(held):
            at = _when(judging, place, len(held), rng)
            if at >= judging.until:
                _begin_maybe(each, judging, rng)
                break
            _review(each, judging.quality[each.entry_id], strict, told.setdefault(each.entry_id, set()), at)
        say(f"{judging.round.edition.name}: scorecards of {held[0].judge}")


def _when(judging: Judging, place: int, of: int, rng: random.Random) -> dt.datetime:
    """Evenings between opening and closing; some judges begin late."""
    share = (place + rng.uniform(0.2, 1.0)) / (of + 0.2)
    at = judging.opens + (judging.closes - judging.opens) * min(share, 0.97)
    return at.replace(hour=19, minute=rng.randrange(60))


def _review(seat: Assignment, quality: float, strict: float, told: set[str], at: dt.datetime) -> None:
    rng = marks.chance(str(seat.judge.person.email), seat.entry.title)
    rubric = _rubric(seat.entry, seat.round)
    at = _after_opening(seat, at)
    given = marks.marks(rubric, quality=quality, severity=strict, rng=rng, may_skip=len(rubric.criteria) > 10)
    actor = seat.judge.person
    for key, value in given.items():
        actions.save_score(seat=seat, criterion=key, value=_mark(value), actor=actor, now=at)
    for anchor, kind, text in _remarks(rubric, given, rng, told):
        actions.save_comment(seat=seat, anchor=anchor, kind=kind, text=text, actor=actor, now=at)
    actions.confirm_scorecard(seat=seat, actor=actor, now=at + dt.timedelta(minutes=35))


def _begin_maybe(seat: Assignment, judging: Judging, rng: random.Random) -> None:
    """Some have begun their next entry and not finished it."""
    if rng.random() > 0.6:
        return
    rubric = _rubric(seat.entry, seat.round)
    drawn = marks.chance(str(seat.judge.person.email), seat.entry.title)
    given = marks.marks(rubric, quality=judging.quality[seat.entry_id], severity=0, rng=drawn, may_skip=False)
    begun = list(given.items())[: len(given) // 2]
    at = judging.until - dt.timedelta(hours=rng.randrange(3, 40))
    for key, value in begun:
        late = _after_opening(seat, at)
        actions.save_score(seat=seat, criterion=key, value=_mark(value), actor=seat.judge.person, now=late)


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
