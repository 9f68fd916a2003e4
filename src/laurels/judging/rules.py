"""Yes or no, and why not, from values alone."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from laurels.core import canonical
from laurels.core.canonical import Json
from laurels.judging.errors import AnchorUnknownError, ScoreInvalidError
from laurels.programs.definition import CriterionDef, NotApplicable, RubricDef
from laurels.programs.models import Round

NA: Final = "n/a"
Others = Round.Others
ScoreValue = Decimal | Literal["n/a"] | None
"""A number, not applicable, or taken back."""

DIGITS_KEPT = 6  # the column's


def read_score(criterion: CriterionDef, text: str) -> ScoreValue:
    """What a judge typed or pressed, as a score of this criterion. Empty text takes it back."""
    text = text.strip()
    if text.lower() in {NA, "na"}:
        return "n/a"
    if not text:
        return None
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise _invalid(criterion, text) from None
    return allowed_score(criterion, value)


def check_not_applicable(criterion: CriterionDef, policy: NotApplicable) -> None:
    if policy == "refuse":
        raise _invalid(criterion, NA)


def allowed_score(criterion: CriterionDef, value: ScoreValue) -> ScoreValue:
    """The value itself, if it is none, n/a, or on the criterion's scale."""
    if value is None or value == NA:
        return value
    if not isinstance(value, Decimal) or not value.is_finite() or not criterion.scale.allows(value):
        raise _invalid(criterion, str(value))
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > DIGITS_KEPT:
        raise _invalid(criterion, str(value))
    return value


def _invalid(criterion: CriterionDef, found: str) -> ScoreInvalidError:
    scale = criterion.scale
    step = "" if scale.step is None else f" in steps of {scale.step}"
    return ScoreInvalidError(
        f"criterion {criterion.key}: expected {scale.minimum} to {scale.maximum}{step}, found {found!r}",
        criterion=criterion.key,
        found=found,
        minimum=scale.minimum,
        maximum=scale.maximum,
        step=scale.step,
    )


def check_anchor(rubric: RubricDef, anchor: str) -> str:
    """A comment hangs on the whole scorecard (empty), on `area:KEY`, or on `criterion:KEY`."""
    noun, _, key = anchor.partition(":")
    known: Collection[str] = ()
    if noun == "area":
        known = {area.key for area in rubric.areas}
    elif noun == "criterion":
        known = {criterion.key for criterion in rubric.criteria}
    if anchor and key not in known:
        raise AnchorUnknownError(f"a comment cannot hang on {anchor!r}: the rubric does not have it", anchor=anchor)
    return anchor


def shows_others(others: str, *, confirmed: bool, closed: bool) -> bool:
    """Whether the round lets a judge see what others scored on an entry, now. Conflicts are asked elsewhere."""
    if others == Others.AFTER_OWN:
        return confirmed
    return others == Others.AFTER_CLOSE and closed


def unanswered(rubric: RubricDef, answered: Collection[str]) -> tuple[str, ...]:
    return tuple(criterion.key for criterion in rubric.criteria if criterion.key not in answered)


def position(judge: str, entry: str) -> int:
    """A judge's place for an entry: as good as random, other for every judge, and always the same."""
    return int.from_bytes(hashlib.sha256(f"{judge} {entry}".encode()).digest()[:2], "big") >> 1


def digest_of(*, rubric: str, submission: str, scores: Mapping[str, str], comments: Mapping[str, str]) -> str:
    """What a confirmed scorecard said, in one hash: scores by criterion, comments by "anchor/kind"."""
    content: dict[str, Json] = {
        "rubric": rubric,
        "submission": submission,
        "scores": dict(scores),
        "comments": dict(comments),
    }
    return canonical.digest(content)
