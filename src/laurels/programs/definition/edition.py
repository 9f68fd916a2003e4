from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from laurels.programs.definition.base import Definition
from laurels.programs.definition.eligibility import DivisionDef, EligibilityDef
from laurels.programs.definition.forms import FormDef
from laurels.programs.definition.judging import JudgingDef
from laurels.programs.definition.rounds import RoundDef, part_of
from laurels.programs.definition.rubric import RubricDef
from laurels.programs.definition.rule import DEFAULT_RULE, RuleDef
from laurels.programs.definition.selection import PerCategorySelection, SelectionDef

MilestoneKind = Literal[
    "call-opens",
    "nominations-close",
    "entries-close",
    "judging-opens",
    "scores-due",
    "announcement",
    "other",
]


@dataclass(frozen=True, kw_only=True)
class MilestoneDef(Definition):
    """A dated step, shown in the edition's zone. A deadline is exclusive: what arrived before `at` counts.

    `key` is its kind, except that an "other" milestone needs a key of its own.
    """

    key: str
    kind: MilestoneKind
    name: str
    at: datetime
    note: str = ""
    public: bool = True


ANYONE = EligibilityDef()


@dataclass(frozen=True, kw_only=True)
class CategoryDef(Definition):
    """`key` is the category's identity over all editions; name and wording may change with the year.

    Form, rubric, rule and selection are the edition's when they are None.
    """

    key: str
    name: str
    purpose: str = ""
    description: str = ""
    offered_to: EligibilityDef = ANYONE
    form: FormDef | None = None
    rubric: RubricDef | None = None
    rule: RuleDef | None = None
    selection: SelectionDef | None = None


@dataclass(frozen=True, kw_only=True)
class FeeDef(Definition):
    amount: Decimal
    currency: str = "USD"
    per: Literal["category", "entry"] = "entry"


@dataclass(frozen=True, kw_only=True)
class EntryDef(Definition):
    """With "nomination" the application opens for an accepted nomination whose fee, if any, is paid."""

    steps: Literal["one-step", "nomination"] = "one-step"
    fee: FeeDef | None = None
    fee_note: str = ""
    several_categories: bool = False


@dataclass(frozen=True, kw_only=True)
class HonorDef(Definition):
    key: str
    name: str
    description: str = ""


ONE_STEP = EntryDef()
ONE_PER_CATEGORY = PerCategorySelection()
NO_FORM = FormDef()
USUAL_JUDGING = JudgingDef()


@dataclass(frozen=True, kw_only=True)
class EditionDef(Definition):
    key: str
    name: str
    year: int  # the year under which its winners are listed
    time_zone: str
    information: str = ""
    how_to_enter: str = ""
    assumptions: tuple[str, ...] = ()  # what the organizer never said and this file settles
    entry: EntryDef = ONE_STEP
    milestones: tuple[MilestoneDef, ...] = ()
    categories: tuple[CategoryDef, ...] = ()
    divisions: tuple[DivisionDef, ...] = ()
    judging: JudgingDef = USUAL_JUDGING
    rounds: tuple[RoundDef, ...] = (RoundDef(key="judging", name="Judging"),)
    nomination_form: FormDef | None = None
    form: FormDef = NO_FORM
    rubric: RubricDef | None = None  # None only when every category brings its own
    rule: RuleDef = DEFAULT_RULE
    selection: SelectionDef = ONE_PER_CATEGORY
    honors: tuple[HonorDef, ...] = (HonorDef(key="winner", name="Winner"),)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def milestone(self, kind: MilestoneKind) -> MilestoneDef | None:
        return next((milestone for milestone in self.milestones if milestone.kind == kind), None)

    def category(self, key: str) -> CategoryDef:
        for category in self.categories:
            if category.key == key:
                return category
        raise KeyError(key)

    def division(self, key: str) -> DivisionDef:
        for division in self.divisions:
            if division.key == key:
                return division
        raise KeyError(key)

    def form_for(self, category_key: str | None) -> FormDef:
        own = self.category(category_key).form if category_key else None
        return own or self.form

    def round(self, key: str) -> RoundDef:
        for each in self.rounds:
            if each.key == key:
                return each
        raise KeyError(key)

    def rubric_in(self, round_: RoundDef, category_key: str | None) -> RubricDef:
        """What a round asks of an entry: its own rubric, or its part of the one that holds there."""
        if round_.rubric is not None:
            return round_.rubric
        whole = self.rubric_for(category_key)
        return part_of(whole, round_.areas) if round_.areas else whole

    def rule_in(self, round_: RoundDef, category_key: str | None) -> RuleDef:
        return round_.rule or self.rule_for(category_key)

    def rubric_for(self, category_key: str | None) -> RubricDef:
        """KeyError when neither the category nor the edition has a rubric."""
        own = self.category(category_key).rubric if category_key else None
        rubric = own or self.rubric
        if rubric is None:
            raise KeyError(category_key)
        return rubric

    def rule_for(self, category_key: str | None) -> RuleDef:
        own = self.category(category_key).rule if category_key else None
        return own or self.rule

    def selection_for(self, category_key: str | None) -> SelectionDef:
        own = self.category(category_key).selection if category_key else None
        return own or self.selection
