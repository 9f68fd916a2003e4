"""One edition of STAR from its shipped program file, played by everybody in the cast through the product's actions.

`play` goes from the call to the honors; `announce` makes them public. Two entries, so that there is somebody to lose:
    winner_entry   of the entrant's company; the collaborator edits it, the judge who is also a collaborator reads it
    other_entry    of another company, by a person outside the cast ("Rival")
The judge scores both; the judge who collaborates scores only the other, and a third one, Ruth, only the winner.
"""

import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from laurels.accounts import actions as accounts
from laurels.accounts.models import Organization, Person
from laurels.entries import actions as entries
from laurels.entries.models import Attachment, Entry, NominatedCategory, Nomination
from laurels.entries.queries import nomination_form
from laurels.judging import actions as judging
from laurels.judging.models import Assignment, Comment, Judge
from laurels.programs import queries as programs
from laurels.programs.actions import import_program, publish_edition
from laurels.programs.definition import FieldDef
from laurels.programs.files import read_program_file
from laurels.programs.models import Category, Edition, Round
from laurels.publishing import actions as publishing
from laurels.results import actions as results
from laurels.results.models import Decision, Tally
from laurels.results.queries.board import board
from laurels.results.reports import order_reports
from tests.support.cast import Cast

SHIPPED = Path(__file__).parents[2] / "src" / "laurels" / "programs" / "shipped"
SECRET_WORDS = "Nobody outside may read this sentence about heliotropes."
REMARK = "The judges liked the story of the cranes."
PRIVATE_REMARK = "Between us organizers: ask about the zeppelin."


def on(month: int, day: int, hour: int = 12) -> dt.datetime:
    return dt.datetime(2007, month, day, hour, tzinfo=dt.UTC)


@dataclass
class Whole:
    """What was made on the way; `now` is when the last act was."""

    cast: Cast
    edition: Edition
    category: Category
    round: Round
    company: Organization
    nomination: Nomination
    nominated: NominatedCategory
    winner_entry: Entry
    other_entry: Entry
    attachment: Attachment
    judges: dict[str, Judge]
    seats: dict[str, Assignment]
    tally: Tally
    decision: Decision
    now: dt.datetime


def bring_in(name: str, now: dt.datetime, *, edition: str = "2007") -> Edition:
    """A shipped program, its edition published."""
    program = import_program(definition=read_program_file(SHIPPED / f"{name}.toml"), actor=None, now=now)
    found = program.editions.get(key=edition)
    return publish_edition(edition=found, actor=None, now=now)


def apply(cast: Cast, edition: Edition, category: Category, by: Person, organization: Organization) -> Entry:
    """Nominated, accepted, paid, written; not yet submitted."""
    nomination = entries.create_nomination(
        edition=edition, organization=organization, categories=[category], actor=by, now=on(1, 18)
    )
    answers = {field.key: "Our support center." for field in fields_to_write(edition)}
    entries.save_nomination(nomination=nomination, answers=answers, expected=None, actor=by, now=on(1, 18))
    entries.submit_nomination(nomination=nomination, actor=by, now=on(1, 19))
    row = nomination.categories.get()
    entries.decide_category(nominated=row, accept=True, reason="Complete.", actor=cast["staff"], now=on(1, 20))
    entries.mark_fee_paid(subject=row, actor=cast["staff"], now=on(1, 21))
    row.refresh_from_db()
    entry = entries.start_application(nominated=row, actor=by, now=on(1, 22), title=f"What {organization.name} did")
    for section in programs.form_for(edition, category).sections:
        for field in section.fields:
            if field.kind == "text":
                entries.save_answer(
                    entry=entry, field=field.key, text=SECRET_WORDS, expected=None, actor=by, now=on(1, 23)
                )
    evidence = {"name": "Cases", "unit": "a month", "before": "310", "after": "120"}
    entries.add_metric(entry=entry, section="business-impact", actor=by, now=on(1, 23), **evidence)
    entries.add_testimonial(
        entry=entry,
        section="customer-impact",
        actor=by,
        now=on(1, 23),
        quote="We noticed.",
        who="A customer",
        may_publish=True,
    )
    return entry


def fields_to_write(edition: Edition) -> list[FieldDef]:
    return [field for field in nomination_form(edition).fields if field.kind in {"line", "text"}]


def play(cast: Cast) -> Whole:
    """Up to honors given and not yet announced, on 22 March 2007."""
    edition = bring_in("star-awards", on(1, 1))
    category = edition.categories.get(key="online-service")
    round_ = edition.rounds.get()
    company = accounts.create_organization(actor=cast["entrant"], name="Northgate Systems", now=on(1, 2))
    rival = accounts.ensure_person(email="rival@example.org", name="Rival Jones")
    other_company = accounts.create_organization(actor=rival, name="Southgate Services", now=on(1, 2))
    entry = apply(cast, edition, category, cast["entrant"], company)
    attachment = _collaborate(cast, entry)
    other = apply(cast, edition, category, rival, other_company)
    entries.submit_entry(entry=entry, actor=cast["entrant"], now=on(2, 10))
    entries.submit_entry(entry=other, actor=rival, now=on(2, 11))
    judges = _panel(cast, edition)
    seats = _judge(cast, round_, judges, {"winner": entry, "other": other})
    staff = cast["staff"]
    judging.close_round(round=round_, actor=staff, now=on(3, 20))
    tally = results.run_tally(round=round_, actor=staff, now=on(3, 21))
    results.accept_proposals(edition=edition, actor=staff, now=on(3, 21, 13))
    for state in board(edition).open_states:
        if state.by_reason:
            reason = "The panel holds these scorecards sufficient."
            results.settle_state(edition=edition, token=state.token, reason=reason, actor=staff, now=on(3, 21, 14))
    none_entered = "Nobody entered this year."
    results.withhold_award(edition=edition, contest="metrics", reason=none_entered, actor=staff, now=on(3, 21, 14))
    order_reports(edition=edition, actor=staff, now=on(3, 21, 15))
    nominated = entry.nominated
    assert nominated is not None
    return Whole(
        cast=cast,
        edition=edition,
        category=category,
        round=round_,
        company=company,
        nomination=nominated.nomination,
        nominated=nominated,
        winner_entry=entry,
        other_entry=other,
        attachment=attachment,
        judges=judges,
        seats=seats,
        tally=tally,
        decision=edition.decisions.get(),
        now=on(3, 22),
    )


def _collaborate(cast: Cast, entry: Entry) -> Attachment:
    for key, role in (("collaborator", "edit"), ("judge_collaborator", "view")):
        email = cast[key].email
        assert email
        entries.invite_collaborator(entry=entry, email=email, role=role, actor=cast["entrant"], now=on(1, 24))
    return entries.add_attachment(
        entry=entry, stream=io.BytesIO(b"before,after\n3,1\n"), name="cases.csv", actor=cast["entrant"], now=on(1, 25)
    )


def _panel(cast: Cast, edition: Edition) -> dict[str, Judge]:
    judges = {}
    for key in ("judge", "judge_collaborator", "ruth"):
        person = cast.get(key) or accounts.ensure_person(email="ruth@example.org", name="Ruth Adeyemi")
        judge = judging.invite_judge(
            edition=edition, email=person.email or "", name=person.name, actor=cast["staff"], now=on(2, 12)
        )
        judging.answer_invitation(judge=judge, accept=True, actor=person, now=on(2, 13))
        judging.agree(judge=judge, actor=person, now=on(2, 13))
        judging.declare_conflicts(judge=judge, organizations=[], actor=person, now=on(2, 14))
        judges[key] = judge
    return judges


def _judge(cast: Cast, round_: Round, judges: dict[str, Judge], read: dict[str, Entry]) -> dict[str, Assignment]:
    wanted = {
        ("judge", "winner"): 9,
        ("ruth", "winner"): 8,
        ("judge", "other"): 5,
        ("judge_collaborator", "other"): 6,
    }
    seats = {}
    for judge, entry in wanted:
        seats[f"{judge}/{entry}"] = judging.assign_judge(
            round=round_, entry=read[entry], judge=judges[judge], actor=cast["staff"], now=on(2, 18)
        )
    judging.open_round(round=round_, actor=cast["staff"], now=on(2, 21))
    rubric = programs.rubric_for(round_.edition, next(iter(read.values())).category, round_)
    for (judge, entry), mark in wanted.items():
        seat, actor = seats[f"{judge}/{entry}"], judges[judge].person
        for criterion in rubric.criteria:
            judging.save_score(seat=seat, criterion=criterion.key, value=Decimal(mark), actor=actor, now=on(2, 25))
        for kind, text in ((Comment.Kind.ENTRANT, REMARK), (Comment.Kind.ORGANIZERS, PRIVATE_REMARK)):
            judging.save_comment(seat=seat, anchor="", kind=kind, text=text, actor=actor, now=on(2, 25))
        judging.confirm_scorecard(seat=seat, actor=actor, now=on(2, 25, 13))
    return seats


def announce(whole: Whole) -> None:
    """Makes the honors public on 1 May 2007 and lets the winner approve the write-up."""
    publishing.announce(
        edition=whole.edition,
        title="The winners of STAR 2007",
        text="One company stood out.",
        actor=whole.cast["staff"],
        now=on(5, 1),
    )
    whole.now = on(5, 2)
