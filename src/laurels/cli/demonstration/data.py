"""The demo's made-up companies, people, essays and remarks, read from the files beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Company:
    """`revenue` and `parent_revenue` in millions of US dollars; `member` names membership types."""

    key: str
    name: str
    city: str
    country: str
    about: str
    users: str
    revenue: float
    contact: str
    colleague: str
    native_name: str = ""
    independent: bool = False
    parent: str = ""
    parent_revenue: float = 0
    member: tuple[str, ...] = ()

    def address(self, person: str) -> str:
        """A mail address in the company's own reserved domain."""
        return f"{'contact' if person == self.contact else 'colleague'}@{self.key}.example"


@dataclass(frozen=True)
class StaffMember:
    organizer: str
    name: str
    email: str


@dataclass(frozen=True)
class JudgePerson:
    """`severity` in points of the scale 0 to 4: how far below their peers they score.

    `haste`: how much of the work falls into the last days; 1 is an even pace. While judging is open, `recuses` is what
    the judge says when stepping back from an entry (`recuses_late`: with scores given), `leaves` why they drop out.
    """

    name: str
    employer: str
    severity: float
    haste: float = 1.7
    mail: str = ""
    program: str = ""
    """The only program they judge in; empty: in each."""
    new: bool = False
    """Not there in last year's edition."""
    answer: str = "accepted"
    """Or "declined" (then with a `reason`), "none", or "late": said yes yesterday, and has agreed to nothing yet."""
    reason: str = ""
    works_for: str = ""
    """The employer's record, by its key; also `speaks_for` and `helps`, whose entry they work on."""
    speaks_for: str = ""
    helps: str = ""
    expertise: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    former: tuple[tuple[str, float], ...] = ()
    """Names of companies, and how many years before judging the judge left."""
    rivals: tuple[str, ...] = ()
    max_load: int | None = None
    away: tuple[tuple[int, int], ...] = ()
    """First and last day, counted from the day on which judging opens."""
    knows: tuple[tuple[str, str, str, str], ...] = ()
    """Conflicts that they declare: kind, "company" or "entry", whose, and what they say."""
    noted: tuple[str, ...] = ()
    """A conflict that staff note: whose, and why."""
    recuses: str = ""
    recuses_late: bool = False
    leaves: str = ""

    @property
    def address(self) -> str:
        latin = self.name.split("(")[-1].rstrip(")")
        return self.mail or f"{'.'.join(word for word in latin.lower().split() if word.isascii())}@judges.example"

    def judges(self, program: str, *, running: bool) -> bool:
        """Whether they are asked to judge the program, in this year's edition or in last year's."""
        return self.program in {"", program} and (running or not self.new)


@dataclass(frozen=True)
class House:
    """A company that enters nothing, but owns one that does, or is owned like it. `owns` names companies by key."""

    key: str
    name: str
    city: str
    country: str
    parent: str = ""
    owns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """What a judge says of where an entry stands: of any entry in the division, or in the category."""

    program: str
    note: str
    division: str = ""
    category: str = ""
    suggests: str = ""


@dataclass(frozen=True)
class Ruling:
    """What staff made of a conflict that the records show."""

    judge: str
    source: str
    company: str
    decision: str
    reason: str


@dataclass(frozen=True)
class SiteEntry:
    """An entry in Ten Best; `quality` from 0 to 4 is how good its site is in the story.

    `division`: where it enters, if not in the narrowest division that the company's figures allow.
    """

    company: str
    title: str
    site: str
    quality: float
    challenge: str
    access: str = ""
    citation: str = ""
    division: str = ""


@dataclass(frozen=True)
class Application:
    """An application to STAR; `quality` from 1 to 10."""

    company: str
    category: str
    title: str
    quality: float
    sections: tuple[str, ...]
    metrics: tuple[tuple[str, ...], ...] = ()
    testimonial: tuple[str, str, bool] | None = None
    citation: str = ""


@dataclass(frozen=True)
class Nominating:
    """`outcome`: draft, pending, declined, accepted, or "accepted, paid"."""

    company: str
    categories: tuple[str, ...]
    statement: str
    outcome: str
    reason: str = ""


@dataclass(frozen=True)
class PastHonor:
    """An honor from before the product: `years` before last year's edition."""

    years: int
    company: str
    citation: str
    category: str = ""


@dataclass(frozen=True)
class Remarks:
    good: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    suggest: tuple[str, ...] = ()


def companies() -> dict[str, Company]:
    return {row["key"]: Company(**_frozen(row)) for row in _read("companies.toml")["company"]}


def staff() -> list[StaffMember]:
    return [StaffMember(**row) for row in _read("people.toml")["staff"]]


def judges() -> list[JudgePerson]:
    return [JudgePerson(**_frozen(row)) for row in _read("people.toml")["judge"]]


def doubts(program: str) -> list[Doubt]:
    return [each for each in (Doubt(**row) for row in _read("people.toml")["doubt"]) if each.program == program]


def rulings() -> list[Ruling]:
    return [Ruling(**row) for row in _read("people.toml")["ruling"]]


def houses() -> list[House]:
    return [House(**_frozen(row)) for row in _read("companies.toml")["house"]]


def site_entries(which: str) -> list[SiteEntry]:
    """The entries of Ten Best: `which` is "before" (last year's edition) or "now"."""
    return [
        SiteEntry(**{**row, "challenge": row["challenge"].strip()})
        for row in _read(f"site_entries_{which}.toml")["entry"]
    ]


def applications() -> list[Application]:
    """Of last year's edition of STAR."""
    return [Application(**_frozen(row)) for row in _read("applications.toml")["application"]]


def applications_now() -> list[Application]:
    """Of the edition of STAR that runs: what became of its nominations."""
    return [Application(**_frozen(row)) for row in _read("applications_now.toml")["application"]]


def nominations() -> list[Nominating]:
    return [Nominating(**_frozen(row)) for row in _read("applications.toml")["nomination"]]


def past_winners() -> list[PastHonor]:
    return [PastHonor(**row) for row in _read("applications.toml")["past"]]


def service_excellence() -> list[PastHonor]:
    return [PastHonor(**row) for row in _read("applications.toml")["service_excellence"]]


def application_remarks() -> list[tuple[str, str]]:
    """What judges of STAR say: to the entrant, and as a suggestion."""
    return [(row["good"], row["suggest"]) for row in _read("applications.toml")["remark"]]


def site_remarks() -> dict[str, Remarks]:
    """What judges of Ten Best say, by area; "organizers" holds notes that only organizers read."""
    return {
        area: Remarks(**{kind: tuple(texts) for kind, texts in row.items() if kind != "notes"})
        for area, row in _read("remarks.toml").items()
    }


def notes_to_organizers() -> list[str]:
    return list(_read("remarks.toml")["organizers"]["notes"])


def _read(name: str) -> Mapping[str, Any]:
    text = resources.files("laurels.cli.demonstration").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _frozen(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _tuple(value: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(each) if isinstance(each, list) else each for each in value)
