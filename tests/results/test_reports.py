"""Feedback reports: what stands in them, who may read them, and that running a job twice does no harm."""

import datetime as dt
from fractions import Fraction

import pytest

from laurels.accounts.models import Organizer, Person
from laurels.core import canonical, files
from laurels.core.errors import NotFoundError
from laurels.entries.models import Entry
from laurels.results import access, actions, reports
from laurels.results.errors import NotReadyError
from laurels.results.feedback import kept
from laurels.results.models import FeedbackReport, Tally
from tests.support.field import Field, MakeField
from tests.support.jobs import waiting_jobs, work_off

LATER = dt.timedelta(hours=1)
SECRET = "the organizers only may read this"


@pytest.fixture
def field(make_field: MakeField) -> Field:
    """Nine entries; Ana is the best, by the marks 9 and 9 of two judges."""
    field = make_field()
    ana = field.add("Ana", {"Jocasta": (9, 9), "Kenneth": (9, 9)}, category="metrics")
    for place in range(8):
        field.add(f"Other{place}", {"Jocasta": (place, place), "Kenneth": (place, 2)}, category="metrics")
    field.say(ana, "Jocasta", "entrant", "A story that carries.")
    field.say(ana, "Kenneth", "entrant", "Numbers that hold.", anchor="criterion:pace")
    field.say(ana, "Kenneth", "suggestion", "Name the source.", anchor="area:story")
    field.say(ana, "Kenneth", "organizers", SECRET)
    field.close()
    actions.run_tally(round=field.round, actor=None, now=field.now)
    actions.accept_proposals(edition=field.edition, actor=None, now=field.now)
    return field


@pytest.fixture
def made(field: Field) -> FeedbackReport:
    return reports.make(field.entries["Ana"].public_id, Tally.objects.get().public_id, now=field.now)


def test_the_report_says_the_figures_beside_the_peers(field: Field, made: FeedbackReport) -> None:
    report = reports.read(made)
    assert (report.judges, report.honors, report.title) == (2, ("Winner",), "Ana’s story")
    pace = report.criteria[0]
    # Peers on "pace": 0 to 7, each the mean of two equal marks: mean 28/8, median 7/2.
    assert (pace.name, pace.score) == ("Pacesetter factor", Fraction(9))
    assert pace.peers is not None
    assert pace.peers.spread is not None
    assert (pace.peers.count, pace.peers.mean, pace.peers.spread.median) == (8, Fraction(7, 2), Fraction(7, 2))
    assert pace.peers.band == "top"


def test_comments_stand_without_the_judges_and_without_the_organizers_own(made: FeedbackReport) -> None:
    text = canonical.dumps(made.content)
    assert "A story that carries." in text
    assert {(one.kind, one.criterion, one.area) for one in reports.read(made).remarks} == {
        ("comment", "", ""),
        ("comment", "pace", ""),
        ("suggestion", "", "story"),
    }
    assert SECRET not in text
    for name in ("Jocasta", "Kenneth", "judges.example.org"):
        assert name not in text


def test_what_is_kept_comes_back_as_it_was(field: Field, made: FeedbackReport) -> None:
    fresh = reports.build(field.entries["Ana"], Tally.objects.get(), now=field.now)
    assert reports.read(FeedbackReport.objects.get(pk=made.pk)) == fresh
    assert canonical.digest(kept.as_json(fresh)) == made.sha256


def test_the_report_is_a_document_too(made: FeedbackReport) -> None:
    assert made.pdf is not None
    with files.open_stored(made.pdf) as stream:
        assert stream.read(5) == b"%PDF-"


def test_a_job_run_twice_changes_nothing(field: Field, made: FeedbackReport) -> None:
    again = reports.make(field.entries["Ana"].public_id, Tally.objects.get().public_id, now=field.now + LATER)
    assert (again.pk, again.sha256, again.made_at, again.pdf) == (made.pk, made.sha256, made.made_at, made.pdf)


def test_a_changed_word_makes_the_report_anew(field: Field, made: FeedbackReport) -> None:
    field.say(field.entries["Ana"], "Jocasta", "suggestion", "One more thing.")
    again = reports.make(field.entries["Ana"].public_id, Tally.objects.get().public_id, now=field.now + LATER)
    assert again.pk == made.pk
    assert again.sha256 != made.sha256
    assert "One more thing." in canonical.dumps(again.content)


def test_every_entry_gets_a_report_winner_or_not(field: Field, staff: Person) -> None:
    assert reports.order_reports(edition=field.edition, actor=staff, now=field.now) == 9
    assert len([name for name in waiting_jobs() if "reports.make" in name]) == 9
    work_off()
    assert FeedbackReport.objects.count() == 9


def test_an_entrant_reads_the_report_after_the_announcement_and_not_before(
    field: Field, made: FeedbackReport, entrant: Person, staff: Person
) -> None:
    with pytest.raises(NotFoundError):
        access.report_for_entrant(entrant, made.public_id)
    assert access.reports_for_entrant(entrant) == []
    with pytest.raises(NotReadyError):
        actions.release_reports(edition=field.edition, actor=staff, now=field.now)
    actions.seal_results(edition=field.edition, actor=staff, now=field.now)
    assert actions.release_reports(edition=field.edition, actor=staff, now=field.now) == [made]
    assert access.report_for_entrant(entrant, made.public_id) == made
    assert access.reports_for_entrant(entrant) == [made]


def test_a_report_made_after_the_announcement_is_released_as_it_is_made(
    field: Field, entrant: Person, staff: Person
) -> None:
    actions.seal_results(edition=field.edition, actor=staff, now=field.now)
    late = reports.make(field.entries["Ana"].public_id, Tally.objects.get().public_id, now=field.now + LATER)
    assert late.released_at == field.now + LATER
    assert access.report_for_entrant(entrant, late.public_id) == late


def test_nobody_else_ever_reads_a_report(
    field: Field, made: FeedbackReport, cast: dict[str, Person], staff: Person
) -> None:
    actions.seal_results(edition=field.edition, actor=staff, now=field.now)
    actions.release_reports(edition=field.edition, actor=staff, now=field.now)
    assert access.report_for_entrant(cast["entrant"], made.public_id) == made, "there is something to leak"
    for key in ("staff", "other_staff", "judge", "judge_collaborator", "stranger", "collaborator"):
        with pytest.raises(NotFoundError):
            access.report_for_entrant(cast[key], made.public_id)
    assert access.report_for_staff(cast["staff"], field.edition, made.public_id) == made
    for key in cast.keys() - {"staff"}:
        with pytest.raises(NotFoundError):
            access.report_for_staff(cast[key], field.edition, made.public_id)


def test_what_staff_fetch_belongs_to_their_edition(
    field: Field, made: FeedbackReport, cast: dict[str, Person], make_field: MakeField, asp: Organizer
) -> None:
    other = make_field(key="2008")
    with pytest.raises(NotFoundError):
        access.report_for_staff(cast["staff"], other.edition, made.public_id)
    with pytest.raises(NotFoundError):
        access.tally_for_staff(cast["other_staff"], field.edition, 1)
    assert access.tally_for_staff(cast["staff"], field.edition, 1) == Tally.objects.get()
    assert access.entry_for_staff(cast["staff"], field.edition, 1) == field.entries["Ana"]
    with pytest.raises(NotFoundError):
        access.entry_for_staff(cast["stranger"], field.edition, 1)


def test_an_entry_without_any_scorecard_gets_its_report_too(make_field: MakeField) -> None:
    field = make_field()
    field.add("Ana", {"Jo": (9, 9)}, category="metrics")
    alone: Entry = field.add("Bo", {}, category="metrics")
    field.close()
    tally = actions.run_tally(round=field.round, actor=None, now=field.now)
    report = reports.read(reports.make(alone.public_id, tally.public_id, now=field.now))
    assert (report.judges, report.overall.score, report.remarks) == (0, None, ())
