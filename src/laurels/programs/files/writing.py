"""A definition as a program file: what was read comes out so that reading it again gives the same."""

from typing import Any
from zoneinfo import ZoneInfo

from laurels.programs.definition import (
    AreaDef,
    CombineStep,
    CriterionDef,
    Definition,
    EditionDef,
    EligibilityDef,
    MilestoneDef,
    ProgramDef,
    QuotaSelection,
    RoundDef,
    RubricDef,
    RuleDef,
    StepDef,
)
from laurels.programs.definition.base import field_types
from laurels.programs.files import toml
from laurels.programs.files.schema import default_of, required_keys

Table = dict[str, Any]


def write_program(program: ProgramDef) -> str:
    return toml.document(_program_table(program))


def _program_table(program: ProgramDef) -> Table:
    table = _table(program)
    if program.editions:
        table["editions"] = [_edition_table(edition, program.time_zone) for edition in program.editions]
    return table


def _table(definition: Definition) -> Table:
    """The fields that differ from their defaults, each as the file says it."""
    cls = type(definition)
    table: Table = dict([cls.TAG]) if cls.TAG else {}
    required = required_keys(cls)
    for name in field_types(cls):
        value = getattr(definition, name)
        if name in required or value != default_of(cls, name):
            table[name] = _value(value)
    return table


def _value(value: Any) -> Any:  # noqa: ANN401 - any field of a definition
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    for kind, written in _OWN_WAY.items():
        if isinstance(value, kind):
            return written(value)
    return _table(value) if isinstance(value, Definition) else value


def _edition_table(edition: EditionDef, program_zone: str) -> Table:
    table = _table(edition)
    if edition.time_zone == program_zone:
        del table["time_zone"]
    if edition.milestones:
        table["milestones"] = [_milestone_table(milestone, edition.zone) for milestone in edition.milestones]
    return table


def _milestone_table(milestone: MilestoneDef, zone: ZoneInfo) -> Table:
    table = _table(milestone)
    if milestone.kind != "other":
        del table["key"]
    local = milestone.at.astimezone(zone)
    # In the hour that the clocks repeat, local time alone would name two instants.
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    table["at"] = local if twice else local.replace(tzinfo=None)
    return table


def _offered_to(eligibility: EligibilityDef) -> str | list[str]:
    return list(eligibility.types) if eligibility.to == "types" else eligibility.to


def _rubric_table(rubric: RubricDef) -> Table:
    table = _table(rubric)
    table["areas"] = [_area_table(area, rubric) for area in rubric.areas]
    return table


def _area_table(area: AreaDef, rubric: RubricDef) -> Table:
    table = _table(area)
    table["criteria"] = [_criterion_table(criterion, rubric) for criterion in area.criteria]
    return table


def _criterion_table(criterion: CriterionDef, rubric: RubricDef) -> Table:
    table = _table(criterion)
    if criterion.scale == rubric.scale:
        del table["scale"]
    return table


def _quota_table(selection: QuotaSelection) -> Table:
    table = _table(selection)
    table["divisions"] = {quota.division: [quota.at_least, quota.at_most] for quota in selection.divisions}
    return table


def _rule_list(rule: RuleDef) -> list[Table]:
    return [_step_table(step) for step in rule.steps]


def _step_table(step: StepDef) -> Table:
    table = _table(step)
    if isinstance(step, CombineStep) and step.weights:
        table["weights"] = {each.round: each.weight for each in step.weights}
    return table


def _round_table(round_: RoundDef) -> Table:
    """The selection of a round gives no honor, so the file names none; of a consensus one scorecard is understood."""
    table = _table(round_)
    if round_.selection is not None:
        table["selection"] = {key: value for key, value in table["selection"].items() if key != "honor"}
    if round_.kind == "consensus":
        table.pop("reviews_per_entry", None)
    return table


_OWN_WAY: dict[type, Any] = {
    EligibilityDef: _offered_to,
    RubricDef: _rubric_table,
    QuotaSelection: _quota_table,
    RuleDef: _rule_list,
    RoundDef: _round_table,
}
