from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from laurels.programs.definition.base import Definition
from laurels.programs.definition.edition import EditionDef


@dataclass(frozen=True, kw_only=True)
class MembershipTypeDef(Definition):
    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class OrganizerDef(Definition):
    key: str
    name: str
    short_name: str = ""
    place: str = ""
    website: str = ""
    description: str = ""
    membership_types: tuple[MembershipTypeDef, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExpertiseDef(Definition):
    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class HonorListDef(Definition):
    """A standing list beside the yearly winners.

    By "count" it holds every organization that was given `honor` at least `at_least` times, over all
    editions and categories. "named" lists hold whom a committee named. `statement` is the rule as shown.
    """

    key: str
    name: str
    description: str = ""
    statement: str
    by: Literal["count", "named"]
    honor: str | None = None
    at_least: int | None = None


@dataclass(frozen=True, kw_only=True)
class PastHonorDef(Definition):
    """An honor given before this installation ran the program, under the name printed then.

    Either `honor` (a key of an edition's honors) or `honor_list` (a named list), never both.
    """

    year: int
    name: str
    honor: str | None = None
    honor_list: str | None = None
    category: str | None = None
    category_name: str = ""  # as it was printed, when the category had another name or is gone
    division: str | None = None
    citation: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgramDef(Definition):
    key: str
    name: str
    short_name: str = ""
    time_zone: str
    tagline: str = ""
    description: str = ""
    organizer: OrganizerDef
    expertise: tuple[ExpertiseDef, ...] = ()
    honor_lists: tuple[HonorListDef, ...] = ()
    past_winners: tuple[PastHonorDef, ...] = ()
    editions: tuple[EditionDef, ...] = ()

    def edition(self, key: str) -> EditionDef:
        for edition in self.editions:
            if edition.key == key:
                return edition
        raise KeyError(key)

    @property
    def latest_edition(self) -> EditionDef:
        """By year, then by the deadline of its entries; ValueError without any edition."""
        never = datetime.min.replace(tzinfo=UTC)

        def order(edition: EditionDef) -> tuple[int, datetime]:
            deadline = edition.milestone("entries-close")
            return edition.year, deadline.at if deadline else never

        return max(self.editions, key=order)
