"""Whether the rounds of an edition lead from one to the next, and whether what each declares can be held."""

from collections.abc import Iterator

from laurels.programs.files.checks.rubric import rubric_findings, source_findings
from laurels.programs.files.checks.rule import over_the_rubric, rule_findings
from laurels.programs.files.checks.selection import of_round_findings
from laurels.programs.files.nodes import Node, unknown_name
from laurels.programs.files.problems import Finding

ONE = 1


def round_findings(edition: Node) -> Iterator[Finding]:
    rounds = edition.tables("rounds")
    keys = edition.keys_of("rounds")
    taken = {each.text("takes"): each for each in rounds if each.has("takes")}
    for place, each in enumerate(rounds):
        yield from _takes(each, rounds[:place])
        yield from _carries(each, rounds[:place], edition)
        yield from _asked(each, edition)
        if (each.has("rubric") or each.has("areas")) and any(_over_rounds(other, edition) for other in rounds):
            key = "rubric" if each.has("rubric") else "areas"
            yield each.wrong(key, "one rubric for every round, since a rule combines the scores of the rounds")
        if each.has("rule"):
            yield from rule_findings(each, _rubrics_in(each, edition)[0], keys)
        yield from _selection(each, taken.get(each.text("key")), edition)
        if each.text("key") in taken and (ruled := _over_rounds(each, edition)):
            expected = (
                "a rule of its own, since the one that holds here combines rounds and the next are not judged yet"
            )
            yield each.wrong("rule", expected, "none" if ruled is not each else "steps over rounds")
        if each.text("kind") == "consensus":
            yield from _consensus(each, edition)


def _takes(round_: Node, before: list[Node]) -> Iterator[Finding]:
    name, earlier = round_.text("takes"), [key for each in before if (key := each.text("key"))]
    if name is None or name in earlier:
        return
    if earlier:
        yield unknown_name(name, earlier, (*round_.path, "takes"), "a round before this one")
    else:
        yield round_.wrong("takes", "no takes in the first round: it judges all entries")


def _carries(round_: Node, before: list[Node], edition: Node) -> Iterator[Finding]:
    if not round_.flag("carries"):
        return
    source = next((each for each in before if each.text("key") == round_.text("takes")), None)
    if not round_.has("takes"):
        yield round_.wrong("carries", "takes beside it: the round whose scorecards are carried over", "none")
    elif source is not None and _own(source) != _own(round_):
        yield round_.wrong("carries", "the rubric of the round it takes from, so that its scorecards fit", "another")
    elif _over_rounds(round_, edition):
        yield round_.wrong("carries", "no carries where the rule combines rounds: it counts them already")
    elif round_.text("kind") == "consensus":
        yield round_.wrong("carries", "no carries in a consensus round: the agreed scorecard alone counts")


def _own(round_: Node) -> tuple[object, object]:
    return round_.values.get("rubric"), round_.values.get("areas")


def _asked(round_: Node, edition: Node) -> Iterator[Finding]:
    """The rubric that a round brings, or its part of every other; and that the rules which hold there fit it."""
    if round_.has("rubric"):
        yield from rubric_findings(round_.table("rubric"))
        if round_.has("areas"):
            yield round_.wrong("areas", "either a rubric of its own or areas of the edition's", "both")
            return
        for form in _tables(edition, "form"):
            if rubric := round_.table("rubric"):
                yield from source_findings(rubric, form)
    for rubric in _tables(edition, "rubric") if round_.has("areas") else ():
        known = rubric.keys_of("areas")
        for name, path in round_.texts("areas"):
            if name not in known:
                yield unknown_name(name, known, path, "an area of every rubric")
                return
    if (round_.has("rubric") or round_.has("areas")) and not round_.has("rule"):
        yield from _rules_fit(round_, edition)


def _rules_fit(round_: Node, edition: Node) -> Iterator[Finding]:
    for holder in _holders(edition, "rule"):
        for rubric in _rubrics_in(round_, edition):
            for finding in over_the_rubric(holder.tables("rule"), rubric) if rubric else ():
                expected = (
                    f"a rule of its own, since the one that holds does not fit what is asked here: {finding.found}"
                )
                yield round_.wrong("rule", expected, "nothing")
                return


def _rubrics_in(round_: Node, edition: Node) -> list[Node | None]:
    own = round_.table("rubric")
    if own is not None:
        return [own]
    areas = {name for name, _path in round_.texts("areas")}
    found: list[Node | None] = []
    for rubric in _tables(edition, "rubric"):
        part = [area.values for area in rubric.tables("areas") if not areas or area.text("key") in areas]
        found.append(Node({**rubric.values, "areas": part}, rubric.path))
    return found or [None]


def _selection(round_: Node, taker: Node | None, edition: Node) -> Iterator[Finding]:
    if round_.has("selection"):
        if taker is None:
            expected = f'a round that takes = "{round_.text("key")}"; honors are chosen by the selection of the edition'
            yield round_.wrong("selection", expected, "none")
        yield from of_round_findings(round_, edition)
    elif taker is not None and taker.text("kind") != "consensus":
        yield round_.wrong("selection", f'who goes on to the round "{taker.text("key")}"', "nothing")


def _over_rounds(round_: Node, edition: Node) -> Node | None:
    """Who brings the rule that holds here and makes a score out of several rounds; None where none does."""
    holders = [round_] if round_.has("rule") else _holders(edition, "rule")
    return next((each for each in holders if any(s.text("level") == "round" for s in each.tables("rule"))), None)


def _consensus(round_: Node, edition: Node) -> Iterator[Finding]:
    if round_.has("reviews_per_entry") and round_.whole("reviews_per_entry") != ONE:
        yield round_.wrong("reviews_per_entry", "1: a consensus round has one agreed scorecard for each entry")
    for holder in [round_] if round_.has("rule") else _holders(edition, "rule"):
        for step in holder.tables("rule"):
            if step.text("how") == "consensus":
                said = 'a way like "mean": the agreed scorecard is the only one, and no figure is recorded beside it'
                place, key = (step, "how") if holder is round_ else (round_, "rule")
                yield place.wrong(key, said, "consensus")
            elif (step.whole("scorecards") or 0) > ONE or (step.text("how") or "").startswith("trimmed"):
                said = "a rule of its own that is content with one scorecard, the agreed one"
                yield round_.wrong("rule", said, "a rule that needs more")


def _holders(edition: Node, name: str) -> list[Node]:
    """The edition and its categories, as far as they bring it."""
    return [each for each in [edition, *edition.tables("categories")] if each.has(name)]


def _tables(edition: Node, name: str) -> list[Node]:
    return [found for each in _holders(edition, name) if (found := each.table(name)) is not None]
