"""How an edition of the demo ends: tally, honors, announcement, write-ups; and the honors of earlier years."""

import datetime as dt
from collections.abc import Mapping

from laurels.accounts.models import Person
from laurels.cli.demonstration import data
from laurels.cli.demonstration.cast import Cast
from laurels.cli.demonstration.data import PastHonor
from laurels.programs.models import Category, Edition, Program, Round
from laurels.publishing import actions as publishing
from laurels.results import actions as results
from laurels.results.queries.board import Board, board
from laurels.results.reports import make as make_report
from laurels.results.rules import Missing
from laurels.results.tallying import fresh

BY_THE_ESSAY = "The panel read both entries again and prefers the one whose essay gives its figures with their source."
FEWER = "A judge fell ill in the last week; the panel read the remaining scorecards and holds them sufficient."


def look(round_: Round, staff: Person, at: dt.datetime) -> None:
    """A preliminary run, while judging goes on."""
    results.run_tally(round=round_, actor=staff, now=at)


def count(round_: Round, staff: Person, at: dt.datetime) -> None:
    """The run that the honors will rest on."""
    results.run_tally(round=round_, actor=staff, now=at)


def at_the_cut(round_: Round, at: dt.datetime) -> tuple[int, int] | None:
    """The last entry that the rule proposes and the next of its division that it does not; None where all are in."""
    contest = fresh.tally(round_, at).outcome["contests"][0]
    entries = {entry.public_id: entry for entry in round_.edition.entries.all()}
    order = [line["entry"] for line in contest["standings"] if line["place"] is not None]
    for last in (entry for entry in reversed(order) if entry in contest["proposed"]):
        out = (entry for entry in order[order.index(last) :] if entry not in contest["proposed"])
        for following in out:
            if entries[following].division_id == entries[last].division_id:
                return entries[last].pk, entries[following].pk
    return None


def decide(edition: Edition, citations: Mapping[str, str], staff: Person, at: dt.datetime) -> None:
    """The honors as the rule proposes them, what it leaves open, and for what, by the entries' titles."""
    results.accept_proposals(edition=edition, actor=staff, now=at + dt.timedelta(hours=1))
    _resolve(edition, board(edition), staff, at + dt.timedelta(hours=2))
    for given in board(edition).decisions:
        words = citations.get(given.entry.title if given.entry else "", "")
        results.cite_honor(decision=given, citation=words, actor=staff, now=at + dt.timedelta(days=1))
    _write_reports(edition, at + dt.timedelta(days=2))


def _write_reports(edition: Edition, at: dt.datetime) -> None:
    """What the worker would have done that week: every report, dated then."""
    tally = board(edition).final
    if tally is not None:
        for standing in tally.standings.select_related("entry"):
            make_report(standing.entry.public_id, tally.public_id, now=at)


def _resolve(edition: Edition, found: Board, staff: Person, at: dt.datetime) -> None:
    for state in found.open_states:
        if state.kind == Missing.TIE:
            tied = list(edition.entries.filter(public_id__in=state.entries).order_by("number"))
            results.resolve_tie(
                edition=edition,
                token=state.token,
                entries=tied[: state.count],
                reason=BY_THE_ESSAY,
                actor=staff,
                now=at,
            )
        elif state.by_reason:
            results.settle_state(edition=edition, token=state.token, reason=FEWER, actor=staff, now=at)


def announce(edition: Edition, text: str, cast: Cast, staff: Person, at: dt.datetime) -> None:
    """The announcement; most winners let their write-up be printed within two weeks."""
    title = f"{edition.name}: the winners"
    publishing.announce(edition=edition, title=title, text=text, actor=staff, now=at)
    waiting = [each.write_up for each in edition.decisions.exclude(write_up=None).order_by("id")]
    for place, write_up in enumerate(waiting):
        organization = write_up.decision.organization
        by = next((cast.contacts[key] for key, each in cast.organizations.items() if each == organization), None)
        if by is not None and place % 7 != 6:
            publishing.approve_write_up(
                write_up=write_up,
                title=write_up.title,
                text=write_up.text,
                actor=by,
                now=at + dt.timedelta(days=1 + place % 12),
            )


def earlier_years(program: Program, edition: Edition, year: int, cast: Cast, staff: Person, at: dt.datetime) -> None:
    """Honors of the years before `year`, and the names on the lists that a committee fills."""
    categories = {each.key: each for each in edition.categories.all()}
    for past in data.past_winners():
        results.record_past_honor(
            program=program,
            year=year - past.years,
            honor="winner",
            honor_name="Winner",
            whom=_whom(past, cast, categories),
            actor=staff,
            now=at,
        )
    for named in data.service_excellence():
        results.name_honor(
            program=program,
            honor="service-excellence",
            year=year - named.years,
            whom=_whom(named, cast, categories),
            reason="Vote of the awards committee, unanimous.",
            actor=staff,
            now=at,
        )


def _whom(past: PastHonor, cast: Cast, categories: dict[str, Category]) -> results.Honored:
    category = categories.get(past.category)
    return results.Honored(
        printed_name=cast.companies[past.company].name,
        organization=cast.organizations[past.company],
        category_name=category.name if category else "",
        category=category,
        citation=past.citation,
    )
