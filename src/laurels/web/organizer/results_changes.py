"""Two runs of the tally side by side, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.results import queries
from laurels.results.analysis.labels import Label
from laurels.results.feedback import numbers as plain
from laurels.results.honors import honors_of
from laurels.results.queries import Changes
from laurels.results.queries.changes import Card, Declared, Standing
from laurels.web.organizer import results_words
from laurels.web.organizer.door import Room
from laurels.web.organizer.results_room import criteria_names, tongues

MOST_CARDS = 40
TWO = 2


@dataclass(frozen=True)
class CardLine:
    """Scorecards on one entry with the same change; one with other scores stands alone and says them."""

    entry: Label
    judges: tuple[Label, ...]
    words: str


@dataclass(frozen=True)
class StandingLine:
    entry: Label
    contest: str
    place: tuple[str, str]  # before, now
    score: tuple[str, str]
    honor: str


@dataclass(frozen=True)
class Told:
    lead: str
    inputs: tuple[tuple[str, str], ...]
    cards: tuple[CardLine, ...]
    more_cards: int
    standings: tuple[StandingLine, ...]


def told(found: Changes, room: Room) -> Told:
    names = _Names(room, found)
    lines = list(_cards(found.cards, names))
    return Told(
        lead=_lead(found),
        inputs=tuple(_inputs(found, names)),
        cards=tuple(lines[:MOST_CARDS]),
        more_cards=max(len(lines) - MOST_CARDS, 0),
        standings=tuple(_standing(line, names) for line in found.standings),
    )


class _Names:
    def __init__(self, room: Room, found: Changes) -> None:
        self.room = room
        self.criteria = {**criteria_names(found.before), **criteria_names(found.after)}
        self.entries, self.judges = queries.entry_names(room.edition), queries.judge_names(room.edition)
        self.contests = queries.contest_names(room.edition)
        self.honors = {each.key: each.name for each in honors_of(room.edition)}

    def entry(self, key: str) -> Label:
        if key not in self.entries:
            return Label(key)
        name = self.entries[key]
        return Label(tongues(name.organization), name.title, self.room.to("standing", number=str(name.number)))

    def judge(self, key: str) -> Label:
        if key not in self.judges:
            return Label(key)
        return Label(tongues(self.judges[key]), "", self.room.to("results-judge", judge=key))


def _lead(found: Changes) -> str:
    if found.same_inputs and found.same_outcome:
        return _("The same inputs, and the same outcome.")
    if found.same_inputs:
        return _("The same inputs gave another outcome: the software changed in between.")
    if not found.standings:
        return _("The inputs differ; every place, score and proposal is the same.")
    moved = sum(line.place[0] != line.place[1] for line in found.standings)
    words = ngettext("%(n)s entry has another place", "%(n)s entries have another place", moved) % {"n": moved}
    honors = len(found.proposals)
    more = ngettext("%(n)s proposed honor is another one", "%(n)s proposed honors are others", honors) % {"n": honors}
    return _("%(places)s; %(honors)s.") % {"places": words, "honors": more}


def _inputs(found: Changes, names: _Names) -> Iterator[tuple[str, str]]:
    same = found.same_inputs
    digests = {"one": found.before.inputs_sha256[:12], "other": found.after.inputs_sha256[:12]}
    yield _("Inputs"), _("the same, %(one)s…") % digests if same else _("%(one)s… became %(other)s…") % digests
    for each in found.declared:
        yield _("Declared"), _declared(each)
    if not found.declared:
        yield _("Declared"), _("the same rule, rubric and selection")
    versions = {"one": found.before.software_version, "other": found.after.software_version}
    same_version = _("the same, Laurels %(one)s") % versions
    yield _("Software"), same_version if found.same_software else _("%(one)s became %(other)s") % versions
    seeds = {"one": found.before.seed, "other": found.after.seed}
    yield (
        _("Seed"),
        _("the same, %(one)s") % seeds
        if seeds["one"] == seeds["other"]
        else (_("%(one)s became %(other)s, since it comes from the inputs") % seeds),
    )
    for words, entries in ((_("Entered"), found.entered), (_("Left"), found.left)):
        if entries:
            yield words, ", ".join(names.entries[key].organization if key in names.entries else key for key in entries)
    yield _("Scorecards"), _counts(found)


def _declared(each: Declared) -> str:
    one, other = (results_words.declaration(each.kind, number) for number in (each.before, each.after))
    if not each.before:
        return _("%(other)s came") % {"other": other}
    return (
        _("%(one)s became %(other)s") % {"one": one, "other": other} if each.after else _("%(one)s went") % {"one": one}
    )


def _counts(found: Changes) -> str:
    kinds = {
        kind: sum(card.change == kind for card in found.cards) for kind in ("added", "gone", "changed", "submission")
    }
    words = {
        "added": ngettext("%(n)s came", "%(n)s came", kinds["added"]),
        "gone": ngettext("%(n)s went", "%(n)s went", kinds["gone"]),
        "changed": ngettext("%(n)s has other scores", "%(n)s have other scores", kinds["changed"]),
        "submission": ngettext(
            "%(n)s rests on another submission", "%(n)s rest on another submission", kinds["submission"]
        ),
    }
    said = [words[kind] % {"n": count} for kind, count in kinds.items() if count]
    return ", ".join(said) or _("the same")


def _cards(cards: Sequence[Card], names: _Names) -> Iterator[CardLine]:
    grouped: dict[tuple[str, str, str], list[Card]] = {}
    for card in cards:
        alone = card.judge if card.change == "changed" else ""
        grouped.setdefault((card.entry, card.change, alone), []).append(card)
    for (entry, change, _alone), same in grouped.items():
        yield CardLine(
            names.entry(entry), tuple(names.judge(card.judge) for card in same), _change(change, same, names)
        )


def _change(change: str, same: Sequence[Card], names: _Names) -> str:
    count = {"n": len(same)}
    if change == "added":
        return ngettext("%(n)s new", "%(n)s new", len(same)) % count
    if change == "gone":
        return ngettext("%(n)s no longer counts", "%(n)s no longer count", len(same)) % count
    if change == "submission":
        return ngettext("%(n)s rests on another submission", "%(n)s rest on another submission", len(same)) % count
    pattern = _("%(criterion)s: %(before)s, now %(after)s")
    return "; ".join(
        pattern % {"criterion": names.criteria.get(key, key), "before": before or "–", "after": after or "–"}
        for key, before, after in same[0].scores
    )


def _standing(line: Standing, names: _Names) -> StandingLine:
    scores = [plain.with_digits(Fraction(score), TWO) if score else "" for score in line.score]
    return StandingLine(
        entry=names.entry(line.entry),
        contest=names.contests.get(line.contest, ""),
        place=(str(line.place[0] or ""), str(line.place[1] or "")),
        score=(scores[0], scores[1]),
        honor=_honor(*(names.honors.get(honor, honor) for honor in line.honor)),
    )


def _honor(before: str, after: str) -> str:
    if before == after:
        return before
    if not after:
        return _("no longer: %(honor)s") % {"honor": before}
    return _("new: %(honor)s") % {"honor": after}
