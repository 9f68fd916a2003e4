"""From a checked program file to its definition."""

import datetime as dt
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any
from zoneinfo import ZoneInfo

from laurels.programs.definition import GOES_ON, ProgramDef
from laurels.programs.errors import ProgramFileError
from laurels.programs.files.checks import meaning_findings
from laurels.programs.files.lines import Path
from laurels.programs.files.problems import Finding, Problem, spoken
from laurels.programs.files.source import Source, read_source
from laurels.programs.files.structure import structure_findings


def problems_of(content: bytes, file: str) -> list[Problem]:
    """Every problem of a program file, in the order of its lines; empty when it can be imported."""
    source = read_source(content, file)
    return [source] if isinstance(source, Problem) else _problems(source, file)


def read_program(content: bytes, file: str) -> ProgramDef:
    """`file` is the name used in messages.

    Raises:
        ProgramFileError: with every problem of the file.
    """
    source = read_source(content, file)
    if isinstance(source, Problem):
        raise ProgramFileError([source])
    if problems := _problems(source, file):
        raise ProgramFileError(problems)
    return ProgramDef.from_json(_full_program(source.values))


def read_program_file(path: FilePath) -> ProgramDef:
    """As `read_program`; OSError when the file cannot be read."""
    return read_program(path.read_bytes(), str(path))


def _problems(source: Source, file: str) -> list[Problem]:
    findings = [*structure_findings(source.values), *meaning_findings(source.values)]
    told: dict[Path, Finding] = {}
    for finding in findings:  # the first about a place is the plainest: shape comes before meaning
        told.setdefault(finding.path, finding)
    problems = [
        Problem(
            file=file,
            line=source.lines.of(finding.path),
            key=spoken(finding.path, _names(source.values, finding.path)),
            expected=finding.expected,
            found=finding.found,
            nearest=finding.nearest,
        )
        for finding in told.values()
    ]
    return sorted(problems)


def _names(values: Any, path: Path) -> list[str | None]:  # noqa: ANN401 - any TOML value
    """For each step of the path the key of the table it leads to, where that is in a list and has one."""
    names: list[str | None] = []
    for step in path:
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            break
        key = values.get("key") if isinstance(step, int) and isinstance(values, dict) else None
        names.append(key if isinstance(key, str) else None)
    return names


def _full_program(values: dict[str, Any]) -> dict[str, Any]:
    """What the file leaves out or says shorter, as the definition's JSON says it."""
    zone = values["time_zone"]
    editions = [_full_edition(edition, zone) for edition in values["editions"]]
    return {key: _plain(value) for key, value in {**values, "editions": editions}.items()}


def _full_edition(edition: dict[str, Any], program_zone: str) -> dict[str, Any]:
    zone = edition.get("time_zone", program_zone)
    full = {**edition, "time_zone": zone, **_full_declarations(edition)}
    if "milestones" in edition:
        milestones = [_full_milestone(milestone, ZoneInfo(zone)) for milestone in edition["milestones"]]
        full["milestones"] = sorted(milestones, key=lambda milestone: milestone["at"])
    if "categories" in edition:
        full["categories"] = [_full_category(category) for category in edition["categories"]]
    if "rounds" in edition:
        full["rounds"] = [_full_round(each) for each in edition["rounds"]]
    return full


def _full_round(round_: dict[str, Any]) -> dict[str, Any]:
    """A panel that agrees gives one scorecard. The selection of a round gives no honor: its entries go on."""
    full = {**round_, **_full_declarations(round_)}
    if round_.get("kind") == "consensus":
        full = {"reviews_per_entry": 1, **full}
    if "selection" in full:
        full["selection"] = {**full["selection"], "honor": GOES_ON}
    return full


def _full_milestone(milestone: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    at = milestone["at"]
    at = at if at.tzinfo else at.replace(tzinfo=zone)
    return {"key": milestone["kind"], **milestone, "at": at.astimezone(dt.UTC)}


def _full_category(category: dict[str, Any]) -> dict[str, Any]:
    full = {**category, **_full_declarations(category)}
    if "offered_to" in category:
        given = category["offered_to"]
        full["offered_to"] = {"to": given} if isinstance(given, str) else {"to": "types", "types": given}
    return full


def _full_declarations(holder: dict[str, Any]) -> dict[str, Any]:
    full: dict[str, Any] = {}
    if "rubric" in holder:
        full["rubric"] = _full_rubric(holder["rubric"])
    if "rule" in holder:
        full["rule"] = {"steps": [_full_step(step) for step in holder["rule"]]}
    if "selection" in holder:
        full["selection"] = _full_selection(holder["selection"])
    return full


def _full_step(step: dict[str, Any]) -> dict[str, Any]:
    if "weights" not in step:
        return step
    return {**step, "weights": [{"round": key, "weight": weight} for key, weight in step["weights"].items()]}


def _full_rubric(rubric: dict[str, Any]) -> dict[str, Any]:
    areas = [
        {**area, "criteria": [{"scale": rubric["scale"], **criterion} for criterion in area["criteria"]]}
        for area in rubric["areas"]
    ]
    return {**rubric, "areas": areas}


def _full_selection(selection: dict[str, Any]) -> dict[str, Any]:
    if selection["kind"] != "quota":
        return selection
    ranges = [
        {"division": division, "at_least": fewest, "at_most": most}
        for division, (fewest, most) in selection["divisions"].items()
    ]
    return {**selection, "divisions": ranges}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value
