"""What counts in a tally where the rule looks beyond one round or one contest."""

from decimal import Decimal
from typing import Any

from laurels.programs.definition import (
    DEFAULT_RULE,
    BallotStep,
    CombineStep,
    PlaceStep,
    RoundWeight,
    RuleDef,
)
from laurels.programs.models import Round
from laurels.results.tallying import inputs
from laurels.results.tallying.compute import outcome
from tests.support.field import Field, MakeField

WEIGHTS = (RoundWeight(round="judging", weight=Decimal(75)), RoundWeight(round="vote", weight=Decimal(25)))
OVER_ROUNDS = RuleDef(
    steps=(
        CombineStep(level="scorecard", of="criterion", how="mean"),
        CombineStep(level="round", of="scorecard", how="mean"),
        CombineStep(level="entry", of="round", how="weighted-mean", weights=WEIGHTS),
        PlaceStep(),
    )
)
BALLOT = RuleDef(steps=(DEFAULT_RULE.steps[0], BallotStep(entries=2), *DEFAULT_RULE.steps[1:]))


def scores(field: Field) -> dict[str, str]:
    """The printed score of each entry by the name it was entered under."""
    found: Any = outcome(inputs.gather(field.round))
    names = {entry.public_id: name for name, entry in field.entries.items()}
    return {names[line["entry"]]: line["score"] for each in found["contests"] for line in each["standings"]}


def vote(field: Field, name: str, member: str, pair: tuple[int, int]) -> None:
    judging, field.round = field.round, Round.objects.get(edition=field.edition, key="vote")
    field.score(field.entries[name], member, pair)
    field.round = judging


def test_a_rule_over_rounds_takes_the_scorecards_of_all_of_them(make_field: MakeField) -> None:
    # 0.75 × 8 + 0.25 × 4 = 7
    field = make_field(rule=OVER_ROUNDS)
    Round.objects.create(edition=field.edition, key="vote", name="Vote", position=1)
    field.add("Ana", {"Jo": (9, 9), "Kim": (7, 7)}, category="metrics")
    vote(field, "Ana", "Lee", (4, 4))
    assert scores(field) == {"Ana": "7.000000"}


def test_any_other_rule_takes_one_round_and_names_none(make_field: MakeField) -> None:
    field = make_field()
    Round.objects.create(edition=field.edition, key="vote", name="Vote", position=1)
    field.add("Ana", {"Jo": (9, 9), "Kim": (7, 7)}, category="metrics")
    vote(field, "Ana", "Lee", (4, 4))
    gathered: Any = inputs.gather(field.round)["scorecards"]
    assert len(gathered) == 2
    assert all("round" not in card for card in gathered)
    assert scores(field) == {"Ana": "8.000000"}


def test_a_ballot_counts_what_a_judge_scored_in_every_category(make_field: MakeField) -> None:
    field = make_field(rule=BALLOT, categories=("metrics", "online"))
    field.add("Ana", {"Jo": (9, 9), "Kim": (3, 3)}, category="metrics")
    field.add("Bo", {"Jo": (7, 7)}, category="online")
    assert scores(field) == {"Ana": "9.000000", "Bo": "7.000000"}, "Kim scored one entry, Jo two"
