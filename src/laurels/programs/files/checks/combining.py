"""Whether the combine steps of a rule make one whole chain. `laurels.scoring.chains` asks the same when it tallies."""

from collections.abc import Iterator

from laurels.programs.files.nodes import Node, unknown_name
from laurels.programs.files.problems import Finding

Chain = tuple[tuple[str, str], ...]

CRITERIA_FIRST: tuple[Chain, ...] = (
    (("scorecard", "criterion"), ("entry", "scorecard")),
    (("area", "criterion"), ("scorecard", "area"), ("entry", "scorecard")),
    (("scorecard", "criterion"), ("round", "scorecard"), ("entry", "round")),
    (("area", "criterion"), ("scorecard", "area"), ("round", "scorecard"), ("entry", "round")),
)
JUDGES_FIRST: tuple[Chain, ...] = (
    (("criterion", "score"), ("entry", "criterion")),
    (("criterion", "score"), ("area", "criterion"), ("entry", "area")),
    (("criterion", "score"), ("round", "criterion"), ("entry", "round")),
    (("criterion", "score"), ("area", "criterion"), ("round", "area"), ("entry", "round")),
)
CHAINS = CRITERIA_FIRST + JUDGES_FIRST

PARTS_BY = {"weighted-mean", "mean", "sum"}
ROUNDS_BY = {"weighted-mean", "mean", "best-mean", "best-sum", "sum"}
JUDGES_BY = {
    "mean",
    "median",
    "trimmed-mean",
    "trimmed-sum",
    "middle-mean",
    "middle-sum",
    "best-mean",
    "best-sum",
    "sum",
}
PLURALS = {"criterion": "criteria", "area": "areas", "round": "rounds"}
EXPECTED = (
    "either scorecard of criterion then entry of scorecard, or criterion of score then entry of criterion, "
    "with area or round between if the rule has them"
)


def combining_findings(holder: Node, steps: list[Node], rounds: list[str]) -> Iterator[Finding]:
    combines = [step for step in steps if step.text("step") == "combine"]
    if any(not step.text("level") or not step.text("of") for step in combines):
        return  # told as missing or wrong keys already
    chain = tuple((step.text("level") or "", step.text("of") or "") for step in combines)
    if chain not in CHAINS:
        found = ", then ".join(f"{level} of {of}" for level, of in chain) or "none"
        yield holder.wrong("rule", EXPECTED, found)
        return
    for step in combines:
        yield from _how(step)
        yield from _weights(step, rounds)


def hows(level: str | None, of: str | None) -> set[str]:
    """The ways in which a level is combined from another."""
    if of == "round":
        return ROUNDS_BY
    if of in {"criterion", "area"}:
        return PARTS_BY
    return JUDGES_BY | {"consensus"} if (level, of) == ("entry", "scorecard") else JUDGES_BY


def _how(step: Node) -> Iterator[Finding]:
    how, of = step.text("how") or "", step.text("of") or ""
    allowed = hows(step.text("level"), of)
    if how in PARTS_BY | ROUNDS_BY | JUDGES_BY | {"consensus"} and how not in allowed:
        yield step.wrong("how", f"{PLURALS.get(of, 'judges')} combined by {', '.join(sorted(allowed))}")
    drops = sum(step.whole(key) or 0 for key in ("drop_high", "drop_low"))
    if how.startswith("trimmed") and drops == 0:
        yield step.wrong("how", "drop_high or drop_low beside a trimmed mean or sum", "neither")
    for key in ("drop_high", "drop_low"):
        if not how.startswith("trimmed") and (step.whole(key) or 0) > 0:
            yield step.wrong(key, f'no {key}, or how = "trimmed-mean" or "trimmed-sum"')
    keeps = how.startswith(("middle", "best"))
    if keeps and not step.whole("keep"):
        yield step.wrong("how", f'a number keep beside how = "{how}"', "none")
    if not keeps and (step.whole("keep") or 0) > 0:
        yield step.wrong("keep", 'no keep, or a how that begins with "middle" or "best"')


def _weights(step: Node, rounds: list[str]) -> Iterator[Finding]:
    weights = step.table("weights")
    weighed = step.text("of") == "round" and step.text("how") == "weighted-mean"
    if weighed and not step.has("weights"):
        yield step.wrong("weights", "the weight of every round, like { judging = 75, vote = 25 }", "nothing")
    if weights is None:
        return
    if not weighed:
        yield step.wrong("weights", "no weights, or a weighted-mean of rounds")
        return
    for name in weights.values:
        if name not in rounds:
            yield unknown_name(name, rounds, (*weights.path, name), "a round of this edition")
    for name in rounds:
        if name not in weights.values:
            yield weights.wrong(name, f'a weight for the round "{name}"', "nothing")
