from collections.abc import Iterator

from laurels.programs.files.checks.forms import form_findings
from laurels.programs.files.checks.milestones import known_zone, milestone_findings, zone_findings
from laurels.programs.files.checks.rounds import round_findings
from laurels.programs.files.checks.rubric import rubric_findings, source_findings
from laurels.programs.files.checks.rule import rule_findings
from laurels.programs.files.checks.selection import selection_findings
from laurels.programs.files.nodes import Node, twice, unknown_name
from laurels.programs.files.problems import Finding

LISTS = {
    "categories": "a category's key",
    "divisions": "a division's key",
    "rounds": "a round's key",
    "honors": "an honor's key",
}


def edition_findings(edition: Node, types: list[str], program_zone: str | None) -> Iterator[Finding]:
    yield from zone_findings(edition)
    for name, what in LISTS.items():
        yield from twice(edition.tables(name), "key", what)
    yield from milestone_findings(edition, known_zone(edition.text("time_zone") or program_zone))
    yield from _nomination_form(edition)
    yield from _money(edition.table("entry"))
    for division in edition.tables("divisions"):
        yield from _division_test(division.table("test"))
    yield from _declarations(edition)
    yield from round_findings(edition)
    for category in edition.tables("categories"):
        for name, path in category.texts("offered_to"):
            if name not in types:
                yield unknown_name(name, types, path, "a membership type of the organizer")
    yield from _rubric_everywhere(edition)


def _declarations(edition: Node) -> Iterator[Finding]:
    """Form, rubric, rule and selection, of the edition and of each category that has its own."""
    rounds = edition.keys_of("rounds") if edition.has("rounds") else ["judging"]
    honors = edition.keys_of("honors") if edition.has("honors") else ["winner"]
    for holder in [edition, *edition.tables("categories")]:
        form = holder.table("form") or edition.table("form")
        rubric = holder.table("rubric") or edition.table("rubric")
        if holder.has("form"):
            yield from form_findings(holder.table("form"))
        if holder.has("rubric"):
            yield from rubric_findings(holder.table("rubric"))
        if rubric and form and (holder.has("rubric") or holder.has("form")):
            yield from source_findings(rubric, form)
        if holder.has("rule"):
            yield from rule_findings(holder, rubric, rounds)
        if holder.has("selection"):
            yield from selection_findings(holder, edition, honors)
    if not edition.has("selection") and "winner" not in honors:
        expected = 'a selection, or an honor "winner" for the usual one: the first of each category'
        yield edition.wrong("selection", expected, "neither")


def _rubric_everywhere(edition: Node) -> Iterator[Finding]:
    if edition.has("rubric"):
        return
    categories = edition.tables("categories")
    if not categories:
        yield edition.wrong("rubric", 'the key "rubric" in this table', "nothing")
    for category in categories:
        if not category.has("rubric"):
            yield category.wrong("rubric", "a rubric here or for the whole edition", "neither")


def _nomination_form(edition: Node) -> Iterator[Finding]:
    yield from form_findings(edition.table("nomination_form"))
    entry = edition.table("entry")
    if edition.has("nomination_form") and (entry is None or entry.text("steps") != "nomination"):
        expected = 'no nomination form, or entry.steps = "nomination"'
        yield edition.wrong("nomination_form", expected)


def _money(entry: Node | None) -> Iterator[Finding]:
    fee = entry.table("fee") if entry else None
    amount = fee.number("amount") if fee else None
    if fee and amount is not None and amount != round(amount, 2):
        yield fee.wrong("amount", "at most two digits after the point")


def _division_test(test: Node | None) -> Iterator[Finding]:
    if test is None:
        return
    below, at_least = test.number("revenue_below"), test.number("revenue_at_least")
    if below is not None and at_least is not None and at_least >= below:
        yield test.wrong("revenue_at_least", f"less than revenue_below, which is {below}")
    asks_revenue = test.has("revenue_below") or test.has("revenue_at_least")
    if not asks_revenue and not test.flag("independently_owned"):
        expected = "a bound on revenue or independently_owned = true"
        yield Finding(path=test.path, expected=expected, found="a test that everyone passes")
