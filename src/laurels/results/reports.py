"""The feedback reports of an edition: one job each, made from the tally that the honors rest on."""

import datetime as dt
import io
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from laurels.accounts.models import Person
from laurels.core import canonical, files, jobs, ledger
from laurels.core.canonical import Json
from laurels.core.models import StoredFile
from laurels.core.typesetting import typeset
from laurels.entries.models import Entry
from laurels.judging.models import Comment, Judge, Scorecard
from laurels.judging.queries.rounds import source_of
from laurels.programs.models import Edition, Round
from laurels.results.errors import NotReadyError
from laurels.results.feedback import kept, pdf
from laurels.results.feedback.build import Names, Subject, reports
from laurels.results.feedback.model import CONSENSUS, Remark, Report
from laurels.results.feedback.wording import worded
from laurels.results.models import Decision, FeedbackReport, Seal, Tally
from laurels.results.queries.board import deciding_round
from laurels.results.queries.lists import final_runs
from laurels.results.tallying import compute

JOB = "laurels.results.reports.make"
# What the organizers wrote for themselves is in no list that a report is built from.
KINDS: dict[str, str] = {Comment.Kind.ENTRANT: "comment", Comment.Kind.SUGGESTION: "suggestion"}


@transaction.atomic
def order_reports(*, edition: Edition, actor: Person | None, now: dt.datetime) -> int:
    """Asks for a report for every entry, a job each; how many jobs.

    An entry's report rests on the last round that it took part in.

    Raises:
        NotReadyError: there is no tally of the last round made after judging closed.
    """
    runs = final_runs(edition)
    if not runs or runs[0].round != deciding_round(edition):
        raise NotReadyError(
            f"{edition.name} has no tally made after judging closed; run it, then make the reports",
            code="no-final-tally",
        )
    count = enqueue(runs)
    ledger.record(
        chain=edition.chain,
        actor=actor,
        act="reports.ordered",
        objects=[edition, *runs],
        payload={"reports": count},
        now=now,
    )
    return count


def enqueue(runs: Sequence[Tally]) -> int:
    """A job for each entry, with the last run that it took part in; one whose report has not changed does nothing."""
    found: dict[str, str] = {}
    for run in runs:
        for contest in run.outcome["contests"]:
            for line in contest["standings"]:
                found.setdefault(line["entry"], run.public_id)
    for entry, run_id in found.items():
        jobs.enqueue(JOB, entry, run_id)
    return len(found)


def make(entry_id: str, tally_id: str, *, now: dt.datetime) -> FeedbackReport:
    """Job: one entry's report, kept with its PDF. Run again, it changes only what has changed.

    A report made after the announcement is released as it is made.
    """
    entry = Entry.objects.select_related("edition__program", "organization").get(public_id=entry_id)
    tally = Tally.objects.select_related("round").get(public_id=tally_id)
    content = kept.as_json(build(entry, tally, now=now))
    row = _keep(entry, tally, content, now)
    if row.pdf is None:
        row.pdf = _print(kept.from_json(row.content), now)
        row.save(update_fields=["pdf"])
    return row


def read(row: FeedbackReport) -> Report:
    return kept.from_json(row.content)


def in_words(row: FeedbackReport) -> dict[str, Any]:
    """The report as the page prints it: texts and charts for the templates in `results/feedback`."""
    return worded(read(row))


def build(entry: Entry, tally: Tally, *, now: dt.datetime) -> Report:
    """The report of one entry, from the tally's kept inputs and the judges' words."""
    line = next(each for each in tally.inputs["entries"] if each["entry"] == entry.public_id)
    contest = next(each for each in compute.contests(tally.inputs) if each.key == line["contest"])
    honors = Decision.objects.filter(entry=entry, revoked_at=None, superseded_by=None).order_by("id")
    subject = Subject(
        key=entry.public_id,
        title=entry.title,
        reference=_("entry %(n)s") % {"n": entry.number},
        organization=entry.organization.name,
        category=line["category"],
        division=line["division"],
        honors=tuple(honors.values_list("honor_name", flat=True)),
        remarks=tuple(_remarks(entry, tally)),
    )
    made = reports(
        contest.tally,
        contest.entrants,
        [subject],
        names=_names(entry.edition, contest),
        made_at=now,
    )
    report = next(made)
    panel = _agreed(entry, tally)
    return replace(report, judges=panel, flags=(*report.flags, CONSENSUS)) if panel else report


def _agreed(entry: Entry, tally: Tally) -> int:
    """How many agreed on the scorecard that this rests on; 0 where it rests on judges' own."""
    if tally.round.kind != Round.Kind.CONSENSUS:
        return 0
    cards = Scorecard.objects.filter(round=tally.round_id, entry=entry, state=Scorecard.State.CONFIRMED)
    return Judge.objects.filter(agreed_on__in=cards).distinct().count()


@transaction.atomic
def _keep(entry: Entry, tally: Tally, content: dict[str, Json], now: dt.datetime) -> FeedbackReport:
    row = FeedbackReport.objects.select_for_update().filter(entry=entry, tally=tally).first()
    if row is not None and _same(row.content, content):
        return row
    sealed = Seal.objects.filter(edition_id=entry.edition_id).exists()
    if row is None:
        row = FeedbackReport(entry=entry, tally=tally)
    row.content, row.sha256, row.made_at, row.pdf = content, canonical.digest(content), now, None
    if sealed and row.released_at is None:
        row.released_at = now
    row.save()
    return row


def _print(report: Report, now: dt.datetime) -> StoredFile:
    return files.store(io.BytesIO(typeset(pdf.document(report)).pdf), "report.pdf", now)


def _same(old: dict[str, Json], new: dict[str, Json]) -> bool:
    return {**old, "made_at": ""} == {**new, "made_at": ""}


def _names(edition: Edition, contest: compute.Contest) -> Names:
    return Names(
        program=edition.name,
        criteria={criterion.key: criterion.name for criterion in contest.rubric.criteria},
        areas={area.key: area.name for area in contest.rubric.areas},
        categories=dict(edition.categories.values_list("key", "name")),
        divisions=dict(edition.divisions.values_list("key", "name")),
    )


def _remarks(entry: Entry, tally: Tally) -> list[Remark]:
    """What counted judges wrote to the entrant, judge by judge, in an order that stays the same and tells nothing."""
    counted = [each["scorecard"] for each in tally.inputs["scorecards"] if each["entry"] == entry.public_id]
    counted += _of_the_panel(entry, tally)
    # Not for secrecy: the seed only makes the same order come out again, and no order of names or invitations.
    random.Random(canonical.digest([tally.inputs_sha256, entry.public_id])).shuffle(counted)  # noqa: S311
    comments = (
        Comment.objects.filter(
            scorecard__public_id__in=counted, scorecard__state=Scorecard.State.CONFIRMED, kind__in=list(KINDS)
        )
        .exclude(text="")
        .select_related("scorecard")
    )
    order = {card: place for place, card in enumerate(counted)}
    rows = sorted(comments, key=lambda row: (order[row.scorecard.public_id], row.anchor, row.kind))
    return [_remark(row) for row in rows if row.text.strip()]


def _of_the_panel(entry: Entry, tally: Tally) -> list[str]:
    """Scorecards that a consensus stands on: their scores do not count, and what they say is for the entrant still."""
    source = source_of(tally.round) if tally.round.kind == Round.Kind.CONSENSUS else None
    if source is None:
        return []
    cards = Scorecard.objects.filter(
        round=source, entry=entry, state=Scorecard.State.CONFIRMED, excluded_at=None
    ).order_by("public_id")
    return list(cards.values_list("public_id", flat=True))


def _remark(row: Comment) -> Remark:
    what, _, key = row.anchor.partition(":")
    return Remark(
        kind="comment" if row.kind == Comment.Kind.ENTRANT else "suggestion",
        text=row.text,
        criterion=key if what == "criterion" else "",
        area=key if what == "area" else "",
    )
