"""The conflicts of an edition, as its staff settle them: in doubt, in force, dismissed or withdrawn."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from django.db.models import Count, Q, QuerySet

from laurels.accounts.models import Organization
from laurels.core.folding import fold
from laurels.entries.models import Entry
from laurels.judging.clash import DOUBTFUL, Clash, clashes, current
from laurels.judging.models import Assignment, Conflict, Judge, Scorecard
from laurels.programs.models import Edition

Tab = Literal["doubt", "force", "off"]
HERE: Final = (Judge.State.INVITED, Judge.State.ACCEPTED)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A seat that a conflict touches, held or given up."""

    seat: Assignment
    card: Scorecard | None
    answered: int

    @property
    def held(self) -> bool:
        return self.seat.state == Assignment.State.ACTIVE

    @property
    def still_counts(self) -> bool:
        """Given up after its round was closed: the scorecard counts until staff leave it out."""
        card = self.card
        return not self.held and card is not None and card.state == Scorecard.State.CONFIRMED and not card.excluded_at


@dataclass(frozen=True, kw_only=True)
class Line:
    """One source between a judge and a company, or between a judge and a single entry."""

    tab: Tab
    judge: Judge
    source: str
    organization: Organization | None
    entry: Entry | None
    through: str = ""
    """The company on the judge's side, or what stands in the record: a mail domain, who gave a testimonial."""
    kin: str = ""
    conflict: Conflict | None = None
    """As written down; None: only the records show it so far."""
    entries: tuple[int, ...] = ()
    """Row numbers of the entries in the running that it is about."""
    held: int = 0
    """Seats that the judge still holds on these, though they read none of them."""
    hits: tuple[Hit, ...] = ()

    @property
    def key(self) -> str:
        """What a form sends back to name this line."""
        subject = f"entry.{self.entry.public_id}" if self.entry else ""
        company = f"company.{self.organization.public_id}" if self.organization and not self.entry else ""
        return f"{self.judge.public_id}.{self.source}.{subject or company}"

    @property
    def since(self) -> dt.datetime | None:
        return self.conflict.noted_at if self.conflict else None

    @property
    def decidable(self) -> bool:
        """In doubt by its kind: staff decide it, and may decide it anew."""
        return self.source in DOUBTFUL and (self.conflict is None or self.conflict.withdrawn_at is None)

    @property
    def words(self) -> str:
        """What a search looks through."""
        company = self.organization.name if self.organization else ""
        return fold(" ".join([str(self.judge), company, self.entry.title if self.entry else "", self.through]))


@dataclass(frozen=True)
class Inbox:
    """Every conflict of an edition. Those that keep a seat waiting stand first, then by judge and company."""

    lines: tuple[Line, ...]

    def of(self, tab: Tab, *, text: str = "", source: str = "") -> list[Line]:
        wanted = fold(text)
        return [
            line
            for line in self.lines
            if line.tab == tab and source in {"", line.source} and all(word in line.words for word in wanted.split())
        ]

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(line.tab for line in self.lines)
        return {tab: counted[tab] for tab in ("doubt", "force", "off")}

    @property
    def to_give_up(self) -> list[Line]:
        """In force, and on a seat that has not been given up yet."""
        return [line for line in self.lines if line.tab == "force" and line.held]

    def named(self, keys: Iterable[str]) -> list[Line]:
        """The lines with these keys that staff may decide, in the order of the list."""
        wanted = set(keys)
        return [line for line in self.lines if line.key in wanted and line.decidable]


def judges_here(edition: Edition) -> QuerySet[Judge]:
    """Those who judge or may still say yes."""
    return Judge.objects.filter(edition=edition, state__in=HERE)


def inbox(edition: Edition) -> Inbox:
    """All of them, in seven queries whatever the size; seats come with `with_hits`, for the lines of a page."""
    judges = judges_here(edition)
    entries = Entry.objects.filter(edition=edition, state=Entry.State.SUBMITTED)
    rows = list(Conflict.objects.filter(judge__edition=edition).select_related("decided_by", "noted_by"))
    drafts = _from_clashes(clashes(judges, entries))
    told = {draft.conflict for draft in drafts}
    drafts += [_from_row(row) for row in rows if row.pk not in told and not _idle(row)]
    return Inbox(tuple(sorted(_filled(edition, drafts, {row.pk: row for row in rows}), key=_order)))


@dataclass(frozen=True)
class _Draft:
    tab: Tab
    judge: int
    source: str
    company: int
    entry: int
    through: int
    said: str
    kin: str
    conflict: int
    entries: tuple[int, ...] = ()


def _to_settle(pair: Sequence[Clash]) -> Sequence[Clash]:
    """Where something certain keeps a judge from an entry, nothing in doubt between the two needs a decision."""
    return [each for each in pair if not each.doubtful] or pair


def _from_clashes(found: dict[tuple[int, int], list[Clash]]) -> list[_Draft]:
    grouped: dict[tuple[int, str, int, int], _Draft] = {}
    for clash in (each for pair in found.values() for each in _to_settle(pair)):
        entry = 0 if clash.company else clash.entry
        key = (clash.judge, clash.source, clash.company, entry)
        draft = grouped.get(key) or _Draft(
            "doubt" if clash.doubtful else "force",
            clash.judge, clash.source, clash.company, entry, clash.through, clash.said, clash.kin, clash.conflict,
        )  # fmt: skip
        grouped[key] = replace(draft, entries=(*draft.entries, clash.entry))
    return list(grouped.values())


def _idle(row: Conflict) -> bool:
    """In doubt, and about nothing that anybody could read now: there is nothing to decide."""
    return row.source in DOUBTFUL and not row.decision and row.withdrawn_at is None


def _from_row(row: Conflict) -> _Draft:
    """What bars nothing now: dismissed, withdrawn, or on a company that has no entry in the running."""
    off = row.withdrawn_at is not None or row.decision == Conflict.Decision.DISMISSED
    company = 0 if row.entry_id else row.organization_id or 0
    said = row.note if row.source in DOUBTFUL else ""
    return _Draft("off" if off else "force", row.judge_id, row.source, company, row.entry_id or 0, 0, said, "", row.pk)


def _filled(edition: Edition, drafts: Sequence[_Draft], rows: dict[int, Conflict]) -> list[Line]:
    people = Judge.objects.filter(edition=edition).select_related("person", "employer").in_bulk()
    wanted = {key for draft in drafts for key in (draft.company, draft.through)} - {0}
    wanted |= {row.through_id for row in rows.values() if row.through_id}
    companies = Organization.objects.select_related("merged_into").in_bulk(wanted)
    titles = Entry.objects.select_related("organization__merged_into").in_bulk({each.entry for each in drafts} - {0})
    entered = _entered(edition)
    held = Counter(
        Assignment.objects.filter(judge__edition=edition, state=Assignment.State.ACTIVE)
        .order_by()
        .values_list("judge_id", "entry_id")
    )
    lines = []
    for draft in drafts:
        company, entry = companies.get(draft.company), titles.get(draft.entry)
        about = draft.entries or ((draft.entry,) if draft.entry else entered.get(_pk(company), ()))
        row = rows.get(draft.conflict)
        through = companies.get(draft.through or (row.through_id if row else 0) or 0)
        lines.append(
            Line(
                tab=draft.tab,
                judge=people[draft.judge],
                source=draft.source,
                organization=company.current if company else entry.organization.current if entry else None,
                entry=entry,
                through=through.current.name if through else draft.said or (row.said if row else ""),
                kin=draft.kin,
                conflict=row,
                entries=about,
                held=sum(held[draft.judge, each] for each in about) if draft.tab != "off" else 0,
            )
        )
    return lines


def _pk(company: Organization | None) -> int:
    return company.current.pk if company else 0


def _entered(edition: Edition) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    rows = Entry.objects.filter(edition=edition, state=Entry.State.SUBMITTED).annotate(entrant=current("organization"))
    for entry, company in rows.order_by("number", "pk").values_list("pk", "entrant"):
        found[company] = (*found.get(company, ()), entry)
    return found


def _order(line: Line) -> tuple[bool, str, str, str]:
    company = line.organization.name if line.organization else ""
    return (line.held == 0, fold(str(line.judge)), fold(company), line.key)


def with_hits(lines: Sequence[Line]) -> list[Line]:
    """Add the seats that each of these lines touches, with their scorecards. Two queries."""
    pairs = {(line.judge.pk, entry) for line in lines for entry in line.entries}
    on = Q(judge__in={judge for judge, _entry in pairs}, entry__in={entry for _judge, entry in pairs})
    cards = {
        (card.round_id, card.entry_id, card.judge_id): card
        for card in Scorecard.objects.filter(on).annotate(answered=_answered())
    }
    seats: dict[tuple[int, int], list[Hit]] = {}
    shown = Assignment.objects.filter(on).exclude(state=Assignment.State.REMOVED)
    for seat in shown.select_related("round__run", "entry__organization").order_by("round__position", "entry__number"):
        card = cards.get((seat.round_id, seat.entry_id, seat.judge_id))
        hit = Hit(seat=seat, card=card, answered=vars(card)["answered"] if card else 0)
        seats.setdefault((seat.judge_id, seat.entry_id), []).append(hit)
    return [
        replace(line, hits=tuple(hit for entry in line.entries for hit in seats.get((line.judge.pk, entry), ())))
        for line in lines
    ]


def _answered() -> Count:
    return Count("scores", filter=Q(scores__not_applicable=True) | Q(scores__value__isnull=False))


Doubt = tuple[int, str, int]
"""Row number of the judge, the source, and the company's row number, or minus the entry's."""


def doubts(edition: Edition) -> list[Doubt]:
    """What waits for a word of staff, a judge's one after the other. One query."""
    entries = Entry.objects.filter(edition=edition, state=Entry.State.SUBMITTED)
    return doubts_among(clashes(judges_here(edition), entries).values())


def doubts_among(pairs: Iterable[Sequence[Clash]]) -> list[Doubt]:
    """Of the clashes of each judge with each entry, what waits for a word of staff. No query."""
    found = (each for pair in pairs for each in _to_settle(pair) if each.doubtful)
    return sorted({(each.judge, each.source, each.company or -each.entry) for each in found})


def in_doubt(edition: Edition) -> int:
    """How many conflicts wait for a word of staff. One query."""
    return len(doubts(edition))


def judges_in_doubt(waiting: Sequence[Doubt]) -> list[Judge]:
    """Whom these are about, once for each. One query."""
    people = Judge.objects.select_related("person").in_bulk({judge for judge, _source, _about in waiting})
    return [people[judge] for judge, _source, _about in waiting]
