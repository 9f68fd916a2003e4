"""From facts to conflicts: one function for each way in which a judge can be tied to an entry. No queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from laurels.judging.clash.facts import Fact, Facts
from laurels.judging.clash.texts import domain_of, folded, host_of, mentions, widened
from laurels.judging.models import Conflict

Source = Conflict.Source
Kin = Literal["", "parent", "subsidiary", "sister"]

DOUBTFUL: Final = frozenset({Source.FAMILY, Source.DOMAIN, Source.TESTIMONIAL, Source.FORMER, Source.COMPETITOR})
"""These bar until staff say that they are none; every other source bars always."""


@dataclass(frozen=True, kw_only=True)
class Clash:
    """One reason why one judge must not read one entry. Row numbers; 0 for none."""

    source: str
    judge: int
    entry: int
    company: int = 0
    """The company that entered, where the reason lies with it; else it lies with this entry alone."""
    through: int = 0
    """The company on the judge's side: their employer, a former one, or a rival of their employer."""
    kin: Kin = ""
    """Of family: what `through` is to the company that entered."""
    said: str = ""
    """A mail domain, a company's name as the judge wrote it, or who gave the testimonial."""
    conflict: int = 0
    """The conflict that is written down, if it is."""
    decision: str = ""

    @property
    def doubtful(self) -> bool:
        """Nobody has decided yet whether it is a conflict; it bars meanwhile."""
        return self.source in DOUBTFUL and self.decision != Conflict.Decision.UPHELD


@dataclass(frozen=True)
class _Judge:
    pk: int
    person: int
    edition: int
    employer: int
    employer_name: str
    name: str
    address: str
    years: int
    opens: str
    member_of: frozenset[int]
    former: tuple[Fact, ...]
    rivals: tuple[Fact, ...]

    @property
    def own(self) -> frozenset[int]:
        return self.member_of | ({self.employer} if self.employer else set())


@dataclass(frozen=True)
class _Entry:
    pk: int
    company: int
    category: int


class _Lift(NamedTuple):
    """What a dismissal lifts; the last two hold nothing where it was noted without them, and it lifts whatever."""

    source: str
    entry: int
    company: int
    through: int
    said: str


@dataclass
class _Edition:
    """The entries of one edition, by everything that a judge can be tied to."""

    entries: dict[int, _Entry] = field(default_factory=dict)
    by_company: defaultdict[int, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    by_name: defaultdict[str, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    by_category: defaultdict[int, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    by_house: defaultdict[int, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    by_worker: defaultdict[int, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    by_contact: defaultdict[int, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    by_site: defaultdict[str, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    by_address: defaultdict[str, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    witnesses: list[tuple[str, _Entry]] = field(default_factory=list)
    parents: Mapping[int, int] = field(default_factory=dict)


def clashes_in(facts: Facts) -> Iterator[Clash]:
    """Every conflict between the judges and the entries of an edition, the gravest source of a pair first."""
    editions = _editions(facts)
    rows, dismissed, categories = (_grouped(facts[kind]) for kind in ("conflict", "dismissed", "category"))
    for judge in _judges(facts):
        edition = editions.get(judge.edition)
        if edition is not None:
            own = {each.b for each in categories[judge.pk]}
            yield from _of_judge(judge, edition, rows[judge.pk], _lifts(dismissed[judge.pk]), own)


def _of_judge(
    judge: _Judge, edition: _Edition, rows: list[Fact], lifts: frozenset[_Lift], categories: set[int]
) -> Iterator[Clash]:
    written = [each for row in rows for each in _written(row, judge, edition)]
    decided = {(each.source, each.entry): each for each in written}
    seen = [each for tied in SOURCES for each in tied(judge, edition)]
    seen += [
        Clash(source=Source.CATEGORY, judge=judge.pk, entry=entry.pk)
        for category in categories
        for entry in edition.by_category[category]
    ]
    told = set()
    for clash in sorted([*written, *seen], key=lambda each: GRAVITY.index(each.source)):
        if (clash.source, clash.entry) in told or (clash not in written and _lifted(clash, edition, lifts)):
            continue
        told.add((clash.source, clash.entry))
        yield _joined(clash, seen) if (clash.source, clash.entry) in decided else clash


def _lifts(dismissed: Iterable[Fact]) -> frozenset[_Lift]:
    return frozenset(_Lift(row.text, row.b, 0 if row.b else row.c, row.d, row.more) for row in dismissed)


def _lifted(clash: Clash, edition: _Edition, lifts: frozenset[_Lift]) -> bool:
    """Dismissed for this entry or its company, and for what the records show now; not for what they showed once."""
    company = edition.entries[clash.entry].company
    return clash.source in DOUBTFUL and any(
        _Lift(clash.source, *subject, *shown) in lifts
        for subject in ((clash.entry, 0), (0, company))
        for shown in ((clash.through, clash.said), (0, ""))
    )


def _joined(row: Clash, seen: Iterable[Clash]) -> Clash:
    """What is written down, with what the records say of it now."""
    found = next((each for each in seen if (each.source, each.entry) == (row.source, row.entry)), None)
    if found is None:
        return row
    return Clash(
        source=row.source,
        judge=row.judge,
        entry=row.entry,
        company=row.company,
        through=found.through,
        kin=found.kin,
        said=found.said,
        conflict=row.conflict,
        decision=row.decision,
    )


def _written(row: Fact, judge: _Judge, edition: _Edition) -> Iterator[Clash]:
    on_company = [] if row.b else edition.by_company[row.c]
    for entry in [edition.entries[row.b]] if row.b in edition.entries else on_company:
        company = 0 if row.b else row.c
        yield Clash(source=row.text, judge=judge.pk, entry=entry.pk, company=company, conflict=row.d, decision=row.more)


# ---- The ways in which the records tie a judge to an entry ----


def _employer(judge: _Judge, edition: _Edition) -> Iterator[Clash]:
    """By the company's record; where the judge's employer has none, by its name."""
    named = edition.by_name[folded(judge.employer_name)] if judge.employer_name and not judge.employer else []
    for entry in edition.by_company[judge.employer] if judge.employer else named:
        yield Clash(
            source=Source.EMPLOYER, judge=judge.pk, entry=entry.pk, company=entry.company, through=entry.company
        )


def _member(judge: _Judge, edition: _Edition) -> Iterator[Clash]:
    for company in judge.member_of:
        for entry in edition.by_company[company]:
            yield Clash(source=Source.MEMBER, judge=judge.pk, entry=entry.pk, company=company, through=company)


def _collaborator(judge: _Judge, edition: _Edition) -> Iterator[Clash]:
    for entry in edition.by_worker[judge.person]:
        yield Clash(source=Source.COLLABORATOR, judge=judge.pk, entry=entry.pk)


def _contact(judge: _Judge, edition: _Edition) -> Iterator[Clash]:
    for entry in edition.by_contact[judge.person]:
        yield Clash(source=Source.CONTACT, judge=judge.pk, entry=entry.pk)


def _family(judge: _Judge, edition: _Edition) -> Iterator[Clash]:
    """Companies under one roof: the parent, its subsidiaries, and theirs."""
    for own in judge.own:
        for entry in edition.by_house[top(own, edition.parents)]:
            if entry.company != own:
                yield Clash(
                    source=Source.FAMILY,
                    judge=judge.pk,
                    entry=entry.pk,
                    company=entry.company,
                    through=own,
                    kin=_kin(own, entry.company, edition.parents),
                )


def _kin(own: int, other: int, parents: Mapping[int, int]) -> Kin:
    if own in above(other, parents):
        return "parent"
    return "subsidiary" if other in above(own, parents) else "sister"


def _domain(judge: _Judge, edition: _Edition) -> Iterator[Clash]:
    domain = domain_of(judge.address)
    for each in (*widened(domain), f".{domain}") if domain else ():
        for entry in edition.by_site[each]:
            yield Clash(source=Source.DOMAIN, judge=judge.pk, entry=entry.pk, company=entry.company, said=domain)
        for entry in edition.by_address[each]:
            yield Clash(source=Source.DOMAIN, judge=judge.pk, entry=entry.pk, said=domain)


def _testimonial(judge: _Judge, edition: _Edition) -> Iterator[Clash]:
    for who, entry in edition.witnesses:
        if mentions(who, name=judge.name, address=judge.address):
            yield Clash(source=Source.TESTIMONIAL, judge=judge.pk, entry=entry.pk, said=who)


def _former(judge: _Judge, edition: _Edition) -> Iterator[Clash]:
    """Left no more than so many years before the edition began to be judged; not known when counts as within."""
    for tie in judge.former:
        if judge.years and (not tie.more or years_after(tie.more, judge.years) >= judge.opens[:10]):
            yield from _tied(Source.FORMER, judge, tie, edition.by_company[tie.b] if tie.b else _named(tie, edition))


def _competitor(judge: _Judge, edition: _Edition) -> Iterator[Clash]:
    """A rival's subsidiaries are rivals."""
    for tie in judge.rivals:
        house = edition.by_house[top(tie.b, edition.parents)] if tie.b else []
        below = [entry for entry in house if tie.b in above(entry.company, edition.parents)]
        yield from _tied(Source.COMPETITOR, judge, tie, below if tie.b else _named(tie, edition))


def _named(tie: Fact, edition: _Edition) -> list[_Entry]:
    return edition.by_name[folded(tie.text)]


def _tied(source: Source, judge: _Judge, tie: Fact, entries: Iterable[_Entry]) -> Iterator[Clash]:
    for entry in entries:
        yield Clash(source=source, judge=judge.pk, entry=entry.pk, company=entry.company, through=tie.b, said=tie.text)


SOURCES: Final[tuple[Callable[[_Judge, _Edition], Iterator[Clash]], ...]] = (
    _collaborator, _contact, _employer, _member, _family, _domain, _testimonial, _former, _competitor,
)  # fmt: skip
GRAVITY: Final = (
    Source.COLLABORATOR, Source.CONTACT, Source.EMPLOYER, Source.MEMBER, Source.DECLARED, Source.STAFF,
    Source.CATEGORY, Source.FAMILY, Source.TESTIMONIAL, Source.FORMER, Source.COMPETITOR, Source.DOMAIN,
)  # fmt: skip
"""Of several reasons the first is named."""


def above(company: int, parents: Mapping[int, int]) -> list[int]:
    """The company, its parent, and so on to the top. Two that own each other end the chain, whichever comes first."""
    chain = [company]
    while (parent := parents.get(chain[-1])) is not None and parent not in chain:
        chain.append(parent)
    return chain


def top(company: int, parents: Mapping[int, int]) -> int:
    """One name for the whole house; where companies own each other in a circle, the least of the circle."""
    chain = above(company, parents)
    again = parents.get(chain[-1])
    return chain[-1] if again is None else min(chain[chain.index(again) :])


def years_after(day: str, years: int) -> str:
    """The same day so many years later, as text that compares: 2004-02-29 and 3 give 2007-02-29."""
    return f"{int(day[:4]) + years:04}{day[4:10]}"


# ---- Facts put in order ----


def _under(index: defaultdict[str, list[_Entry]], domain: str, entry: _Entry) -> None:
    """At its own name, and with a dot before it at each name above, where a judge's address may lie."""
    for at, each in enumerate(widened(domain) if domain else ()):
        index[f".{each}" if at else each].append(entry)


def _grouped(rows: Iterable[Fact]) -> defaultdict[int, list[Fact]]:
    found: defaultdict[int, list[Fact]] = defaultdict(list)
    for row in rows:
        found[row.a].append(row)
    return found


def _judges(facts: Facts) -> Iterator[_Judge]:
    names, years = ({row.a: row for row in facts[kind]} for kind in ("name", "years"))
    member, former, rivals = (_grouped(facts[kind]) for kind in ("member", "former", "competitor"))
    for row in facts["judge"]:
        yield _Judge(
            pk=row.a,
            person=row.b,
            edition=row.d,
            employer=row.c,
            employer_name=row.text,
            name=names[row.a].text,
            address=names[row.a].more,
            years=years[row.a].b,
            opens=years[row.a].text,
            member_of=frozenset(each.b for each in member[row.a]),
            former=tuple(former[row.a]),
            rivals=tuple(rivals[row.a]),
        )


def _editions(facts: Facts) -> dict[int, _Edition]:
    parents = {row.a: row.b for row in facts["parent"] if row.a != row.b}
    editions: defaultdict[int, _Edition] = defaultdict(lambda: _Edition(parents=parents))
    home: dict[int, tuple[_Edition, _Entry]] = {}
    for row in facts["entry"]:
        edition, entry = editions[row.d], _Entry(row.a, row.b, row.c)
        home[row.a] = edition, entry
        edition.entries[entry.pk] = entry
        edition.by_company[entry.company].append(entry)
        edition.by_category[entry.category].append(entry)
        edition.by_house[top(entry.company, parents)].append(entry)
    for row in facts["company"]:
        edition, entry = home[row.a]
        edition.by_name[folded(row.text)].append(entry)
        _under(edition.by_site, host_of(row.more), entry)
    for row in (*facts["works-on"], *facts["contact"]):
        edition, entry = home[row.a]
        people = edition.by_worker if row.kind == "works-on" else edition.by_contact
        people[row.b].append(entry)
        _under(edition.by_address, domain_of(row.text), entry)
    for row in facts["testimonial"]:
        edition, entry = home[row.a]
        edition.witnesses.append((row.text, entry))
    return editions
