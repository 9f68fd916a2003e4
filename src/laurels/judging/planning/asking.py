"""From how a round stands and what staff wish to a request of the assignment library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from laurels.assignment import CategoryLoad, EntryShort, Pair, Quota, Request, Rules
from laurels.assignment import Entry as EntryAsked
from laurels.assignment import Judge as JudgeAsked
from laurels.core.canonical import Json
from laurels.judging.models import Judge
from laurels.judging.planning.away import Away, away_of
from laurels.judging.planning.standing import Pairs, Standing, employer_of, standing_of
from laurels.judging.planning.wishes import SERVED, Wish
from laurels.programs.models import Round

SOME = 50_000  # millionths: with "some", a seat stays unless another fits better by more than this


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A request, and what stood behind it. Pairs are (entry, judge) by public id."""

    standing: Standing
    wish: Wish
    request: Request
    """With the loads as staff set them, and without affinities."""
    counted: frozenset[Pair]
    begun: frozenset[Pair]
    lost: frozenset[Pair]
    """Seats that nobody can use: the judge is in conflict or has left. Begun ones are not among them."""
    short: tuple[EntryShort, ...]
    """Entries with fewer judges free of conflict than reviews wanted; the request asks for those there are."""
    away: Mapping[str, Away]

    def to_json(self) -> dict[str, Json]:
        """What a plan rests on, in an order of its own: equal requests have equal digests.

        That scoring began on a seat, or that a profile changed, makes no other plan of it, and is not among this.
        """
        request = self.request
        return {
            "wish": self.wish.to_json(),
            "entries": [[each.key, each.reviews] for each in sorted(request.entries, key=lambda each: each.key)],
            "judges": [
                [each.key, each.max_load, each.employer, *sorted(each.groups)]
                for each in sorted(request.judges, key=lambda each: each.key)
            ],
            "conflicts": [list(pair) for pair in sorted(request.conflicts)],
            "seats": [list(pair) for pair in sorted(self.counted)],
        }


def asking_of(round_: Round, wish: Wish, standing: Standing | None = None) -> Asking:
    """Ten queries, whatever the size; two where it is known how the round stands."""
    standing = standing or standing_of(round_)
    named = _names(standing)
    counted, begun, barred = named(standing.counted), named(standing.begun), named(standing.barred)
    away = away_of(round_, standing.judges.values()) if wish.heed_away else {}
    entries, short = _entries(standing, wish, counted, barred)
    judges = _judges(standing, wish, counted, away)
    pairs = {(entry.key, judge.key) for entry in entries for judge in judges} if wish.pairs else barred | counted
    within = {judge.key for judge in judges}
    stays = frozenset(
        pair for pair in counted & pairs if wish.keep == "all" or pair in begun or _left_alone(pair, wish)
    )
    closed = (pairs - counted - set(wish.pairs)) | (barred & pairs) if wish.pairs else barred
    lost = frozenset() if wish.pairs else named(standing.seats) - counted - begun
    return Asking(
        standing=standing,
        wish=wish,
        request=Request(
            entries=tuple(entries),
            judges=tuple(judges),
            conflicts=frozenset(pair for pair in closed if pair[1] in within),
            kept=stays,
            present=(counted & pairs) - stays,
            rules=_rules(standing, wish),
        ),
        counted=counted,
        begun=begun,
        lost=frozenset(pair for pair in lost if not _left_alone(pair, wish)),
        short=tuple(short),
        away={standing.judges[pk].public_id: each for pk, each in away.items()},
    )


def rewarded(request: Request, wish: Wish) -> Request:
    """With what each present seat is worth staying. Needs the affinities: the greatest reward outweighs them all."""
    if wish.keep == "fewest":
        top = max([*request.affinity.values(), 1])
        return replace(request, reward=2 * top * (len(request.judges) + 2))
    return replace(request, reward=SOME if wish.keep == "some" else 0)


def load_with_room(asking: Asking) -> int | None:
    """The least load for judges without a number of their own at which there is room for all that is asked.

    A count alone: conflicts may still stand in the way. None where no such load would do.
    """
    standing, request = asking.standing, asking.request
    has, given = Counter(judge for _, judge in request.kept), Counter(entry for entry, _ in request.kept)
    asked = sum(max(each.reviews - given[each.key], 0) for each in request.entries)
    away = {pk: asking.away[each.public_id] for pk, each in standing.judges.items() if each.public_id in asking.away}
    for load in range(1, len(request.entries) + 1):
        judges = _judges(standing, replace(asking.wish, load=load), asking.counted, away)
        if sum(max(each.max_load - has[each.key], 0) for each in judges) >= asked:
            return load
    return None


def _left_alone(pair: Pair, wish: Wish) -> bool:
    return bool(wish.entries) and pair[0] not in wish.entries


def _names(standing: Standing) -> Callable[[Pairs], frozenset[Pair]]:
    entries = {pk: each.public_id for pk, each in standing.entries.items()}
    judges = dict(Judge.objects.filter(edition=standing.round.edition_id).values_list("pk", "public_id"))
    return lambda pairs: frozenset((entries[entry], judges[judge]) for entry, judge in pairs)


def _entries(
    standing: Standing, wish: Wish, counted: frozenset[Pair], barred: frozenset[Pair]
) -> tuple[list[EntryAsked], list[EntryShort]]:
    """What each entry asks for, and those that get less since fewer judges are free of conflict."""
    reviews = standing.round.reviews_per_entry if wish.reviews is None else wish.reviews
    panel = {standing.judges[pk].public_id for pk in standing.panel}
    given = Counter(entry for entry, _ in counted)
    guests = Counter(entry for entry, judge in counted if judge not in panel)
    closed = Counter(entry for entry, judge in barred if judge in panel)
    chosen = set(wish.pairs) - counted
    wanted_by, free_by = (
        Counter(entry for entry, _ in pairs)
        for pairs in (chosen, {pair for pair in chosen - barred if pair[1] in panel})
    )
    asked, short = [], []
    for entry in standing.entries.values():
        key = entry.public_id
        if wish.pairs:
            if not wanted_by[key]:
                continue
            wanted, free = given[key] + wanted_by[key], given[key] + free_by[key]
        else:
            wanted = max(reviews - wish.fewer.get(key, 0), 0)
            free = len(panel) - closed[key] + guests[key]
            if wish.entries and key not in wish.entries:
                wanted = given[key]
        if wanted > max(free, given[key]):
            short.append(EntryShort(entry=key, reviews=wanted, free=free))
            wanted = free
        category = entry.category.key if entry.category else ""
        asked.append(EntryAsked(key=key, reviews=max(wanted, given[key]), category=category))
    return asked, short


def _judges(standing: Standing, wish: Wish, counted: frozenset[Pair], away: Mapping[int, Away]) -> list[JudgeAsked]:
    load = standing.round.load_per_judge if wish.load is None else wish.load
    chosen = {entry for entry, _ in wish.pairs}
    has = Counter(judge for entry, judge in counted if not chosen or entry in chosen)
    asked = []
    for pk, judge in standing.judges.items():
        key = judge.public_id
        if wish.pairs:
            most = has[key] + sum(own == key and (entry, own) not in counted for entry, own in set(wish.pairs))
        elif pk not in standing.panel:
            most = has[key]
        else:
            most = load if judge.max_load is None else max(judge.max_load - standing.elsewhere.get(pk, 0), 0)
            most = (away[pk].less(most) if pk in away else most) + wish.more.get(key, 0)
        if most or not wish.pairs:  # whoever has nothing to do with the chosen seats is left out
            groups = frozenset(judge.expertise) | ({SERVED} if pk in standing.served else set())
            asked.append(JudgeAsked(key=key, max_load=most, employer=employer_of(judge), groups=groups))
    return asked


def _rules(standing: Standing, wish: Wish) -> Rules:
    """What staff ask beyond counts. Seats chosen one by one obey no further rule."""
    if wish.pairs:
        return Rules()
    categories = {entry.category.key for entry in standing.entries.values() if entry.category}
    return Rules(
        one_per_employer=wish.one_per_employer,
        quotas=tuple(Quota(group=each.field, at_least=each.judges, category=each.category) for each in wish.at_least),
        category_loads=tuple(
            CategoryLoad(judge=standing.judges[pk].public_id, category=category, max_load=wish.category_load)
            for pk in sorted(standing.panel)
            for category in sorted(categories)
        )
        if wish.category_load is not None
        else (),
    )
