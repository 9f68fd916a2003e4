"""Two runs side by side: what went in differently, and what came out differently."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from laurels.results.models import Tally


@dataclass(frozen=True)
class Declared:
    """A declaration that is another one in the later run. A number of 0: it was not there."""

    kind: str
    before: int
    after: int


@dataclass(frozen=True)
class Card:
    """A scorecard that came, went, or has other scores: `scores` are (criterion, before, after), "" for none."""

    entry: str
    judge: str
    change: str  # "added", "gone", "changed", "submission"
    scores: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Standing:
    """One entry whose place, score or proposal is another. None and "" where it had none."""

    entry: str
    contest: str
    place: tuple[int | None, int | None]
    score: tuple[str, str]
    honor: tuple[str, str]

    @property
    def up(self) -> int:
        """Places gained from the earlier run to the later one."""
        before, after = self.place
        return before - after if before is not None and after is not None else 0

    @property
    def honor_changed(self) -> bool:
        return self.honor[0] != self.honor[1]


@dataclass(frozen=True)
class Changes:
    """From `before` to `after`. Entries and judges are public ids."""

    before: Tally
    after: Tally
    declared: tuple[Declared, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]
    cards: tuple[Card, ...]
    standings: tuple[Standing, ...]
    unchanged: int

    @property
    def same_inputs(self) -> bool:
        return self.before.inputs_sha256 == self.after.inputs_sha256

    @property
    def same_outcome(self) -> bool:
        return self.before.outcome_sha256 == self.after.outcome_sha256

    @property
    def same_software(self) -> bool:
        return self.before.software_version == self.after.software_version

    @property
    def proposals(self) -> tuple[Standing, ...]:
        return tuple(line for line in self.standings if line.honor_changed)


def changes(before: Tally, after: Tally) -> Changes:
    """Reads nothing but the two rows: what a run rests on is kept in it."""
    first, second = _entries(before), _entries(after)
    lines, unchanged = _standings(before, after)
    return Changes(
        before=before,
        after=after,
        declared=tuple(_declared(before.inputs, after.inputs)),
        entered=tuple(sorted(second - first)),
        left=tuple(sorted(first - second)),
        cards=tuple(_cards(before.inputs, after.inputs)),
        standings=lines,
        unchanged=unchanged,
    )


def _entries(tally: Tally) -> set[str]:
    return {entry["entry"] for entry in tally.inputs["entries"]}


def _declared(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[Declared]:
    gone = {sha: each for sha, each in before["declarations"].items() if sha not in after["declarations"]}
    come = {sha: each for sha, each in after["declarations"].items() if sha not in before["declarations"]}
    for kind in ("rule", "rubric", "selection"):
        old = sorted(each["number"] for each in gone.values() if each["kind"] == kind)
        new = sorted(each["number"] for each in come.values() if each["kind"] == kind)
        for place in range(max(len(old), len(new))):
            yield Declared(kind, *(numbers[place] if place < len(numbers) else 0 for numbers in (old, new)))


def _cards(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[Card]:
    old = {card["scorecard"]: card for card in before["scorecards"]}
    new = {card["scorecard"]: card for card in after["scorecards"]}
    for key in sorted(old.keys() | new.keys(), key=lambda key: _whose(old.get(key) or new[key])):
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            card = was or now
            assert card is not None  # noqa: S101 one of the two has it
            yield Card(card["entry"], card["judge"], "added" if was is None else "gone")
        elif was["scores"] != now["scores"]:
            yield Card(now["entry"], now["judge"], "changed", _scores(was["scores"], now["scores"]))
        elif was["submission"] != now["submission"]:
            yield Card(now["entry"], now["judge"], "submission")


def _whose(card: Mapping[str, Any]) -> tuple[str, str]:
    return card["entry"], card["judge"]


def _scores(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    keys = sorted(was.keys() | now.keys())
    return tuple((key, was.get(key, ""), now.get(key, "")) for key in keys if was.get(key, "") != now.get(key, ""))


def _standings(before: Tally, after: Tally) -> tuple[tuple[Standing, ...], int]:
    """Those that differ, in the order of the later run; and how many do not."""
    old, new = _lines(before), _lines(after)
    order = [*new, *(entry for entry in old if entry not in new)]
    found, unchanged = [], 0
    for entry in order:
        (was_in, was), (now_in, now) = old.get(entry, ("", NO_LINE)), new.get(entry, ("", NO_LINE))
        line = Standing(
            entry=entry,
            contest=now_in or was_in,
            place=(was["place"], now["place"]),
            score=(was["exact"], now["exact"]),
            honor=(was["honor"], now["honor"]),
        )
        if (line.place[0], line.score[0], line.honor[0]) == (line.place[1], line.score[1], line.honor[1]):
            unchanged += 1
        else:
            found.append(line)
    return tuple(found), unchanged


NO_LINE: Mapping[str, Any] = {"place": None, "exact": "", "score": "", "honor": ""}


def _lines(tally: Tally) -> dict[str, tuple[str, Mapping[str, Any]]]:
    return {
        line["entry"]: (contest["key"], line) for contest in tally.outcome["contests"] for line in contest["standings"]
    }
