"""Every address of the product, asked by everybody in the cast, before and after the announcement.

A row of the table says who is let in; everybody else must be sent to sign in or be told that there is no such thing.
An address that is not in the table fails, so that nobody can add a page and forget who may see it.
"""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings

from laurels.accounts.actions import request_to_join
from laurels.accounts.signin import link_for
from laurels.core.models import OutboxMessage
from laurels.judging import actions as judging
from laurels.judging.models import CategoryReport
from laurels.publishing.models import Announcement, WriteUp
from tests.support.cast import Cast, SignIn
from tests.support.jobs import work_off
from tests.support.whole import Whole, announce, bring_in, on, play
from tests.web.addresses import EVERYBODY, TABLE, Row

PART = re.compile(r"<(?:\w+:)?(\w+)>")
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
SIGNS_OUT = {"sign-out", "account_login", "sign-in-link"}  # whoever asked these is another person afterwards
REFUSED = {401, 403, 404}


def addresses(resolver: URLResolver, path: str = "", names: str = "") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            space = f"{'api' if str(each.namespace).startswith('api-') else each.namespace}:" if each.namespace else ""
            yield from addresses(each, path + str(each.pattern), names + space)
        elif isinstance(each, URLPattern) and each.name != "api-root":
            yield names + str(each.name), "/" + path + str(each.pattern)


def things(whole: Whole) -> dict[str, str]:
    """What the parts of the addresses stand for."""
    edition = whole.edition
    one_step = bring_in("ten-best-web-support-sites", on(1, 2))
    request_to_join(actor=whole.cast["stranger"], organization=whole.company, now=on(1, 3))
    judge = whole.judges["judge"]
    plan = judging.plan_assignments(round=whole.round, actor=whole.cast["staff"], now=whole.now, seed=1)
    conflict = judging.note_conflict(
        judge=whole.judges["ruth"], entry=whole.other_entry, actor=whole.cast["staff"], now=whole.now, note="A friend."
    )
    doubt = CategoryReport.objects.create(
        round=whole.round, entry=whole.winner_entry, judge=judge, note="Elsewhere.", reported_at=whole.now
    )
    write_up, announcement = WriteUp.objects.first(), Announcement.objects.first()
    resolution = edition.resolutions.first()
    mail = OutboxMessage.objects.first()
    rubric = edition.declarations.filter(kind="rubric").first()
    assert mail is not None
    assert rubric is not None
    ids = {
        "company": whole.company,
        "organization": whole.company,
        "nomination": whole.nomination,
        "nominated": whole.nominated,
        "entry": whole.winner_entry,
        "attachment": whole.attachment,
        "file_id": whole.attachment,
        "judge": judge,
        "judge_id": judge,
        "seat_id": whole.seats["judge/winner"],
        "assignment": whole.seats["judge/winner"],
        "plan": plan,
        "card": judge.scorecards.first(),
        "conflict": conflict,
        "category_report": doubt,
        "round_id": whole.round,
        "report": whole.winner_entry.feedback_reports.get(),
        "honor": whole.decision,
        "resolution": resolution,
        "figure": whole.winner_entry.figures.first(),
        "declaration": rubric,
        "mail": mail,
        "metric": whole.winner_entry.metrics.first(),
        "testimonial": whole.winner_entry.testimonials.first(),
        "write_up": write_up,
        "announcement": announcement,
        "collaborator": whole.cast["collaborator"],
        "staff": whole.cast["staff"],
        "asks_to_join": whole.cast["stranger"],
    }
    words = {
        "program_key": edition.program.key,
        "edition_key": edition.key,
        "program": edition.program.key,
        "edition": edition.key,
        "organizer": "sspa",
        "one_step_program": one_step.program.key,
        "one_step_edition": one_step.key,
        "key": "hall-of-fame",
        "section": "overview",
        "field": "overview",
        "name": "cases.csv",
        "kind": "entrant",
        "anchor": "criterion:cohesiveness",
        "criterion": "cohesiveness",
        "milestone": "announcement",
        "number": str(whole.winner_entry.number),
        "other": str(whole.winner_entry.number),
        "token": link_for(whole.cast["stranger"]).rstrip("/").rsplit("/", 1)[-1],
    }
    return {**words, **{name: thing.public_id if thing else "nothing2here" for name, thing in ids.items()}}


def address(path: str, row: Row, known: dict[str, str]) -> str:
    special = {"public:category": {"key": "online-service"}}.get(row.name, {})
    of_tally = {f"organizer:tally-{name}" for name in ("inputs", "outcome", "analysis")}
    numbers = {"number": "1"} if row.name in of_tally else {}

    def filled(match: re.Match[str]) -> str:
        part = match.group(1)
        if row.name == "entrant:file" and part == "public_id":
            return known["attachment"]
        return {**special, **numbers}.get(part) or known[row.needs.get(part, part)]

    return PART.sub(filled, path)


def asked(client: Client, url: str, faults: list[str]) -> HttpResponseBase:
    """The answer to a GET, or to a POST where the address takes nothing else. Whatever it changes is taken back."""
    client.raise_request_exception = False  # a fault is listed with the others
    savepoint = transaction.savepoint()
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(url)
    written = [query["sql"][:90] for query in seen.captured_queries if WRITES.match(query["sql"])]
    if written and "django_session" not in written[0]:
        faults.append(f"GET {url} writes: {written[0]}")
    if answer.status_code == 405:
        answer = client.post(url)
    transaction.savepoint_rollback(savepoint)
    for close in getattr(answer, "_resource_closers", []) if answer.streaming else []:
        close()  # a file; not `answer.close()`, which ends the request and with it the database connection
    return answer


def let_in(answer: HttpResponseBase) -> bool:
    sent_away = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    return answer.status_code not in REFUSED and not sent_away


def compare(whole: Whole, sign_in: SignIn, *, later: bool) -> list[str]:
    known, faults = things(whole), list[str]()
    paths = dict(addresses(get_resolver()))
    clients = {who: sign_in(whole.cast.get(who)) for who in EVERYBODY}
    for row in TABLE:
        expected = row.later if later else row.who
        url = address(paths[row.name], row, known)
        for who in EVERYBODY:
            client = sign_in(whole.cast.get(who)) if row.name in SIGNS_OUT else clients[who]
            answer = asked(client, url, faults)
            if answer.status_code >= 500:
                faults.append(f"{row.name}: {who} meets an error {answer.status_code}")
            elif let_in(answer) != (who in expected):
                faults.append(
                    f"{row.name}: {who} {'gets in' if let_in(answer) else 'is refused'} ({answer.status_code})"
                )
    return faults


def at(settings: Settings, now: dt.datetime) -> None:
    settings.CLOCK_OFFSET_SECONDS = int((now - dt.datetime.now(dt.UTC)).total_seconds())


def test_every_address_is_in_the_table() -> None:
    known = dict(addresses(get_resolver()))
    assert len(known) > 100, "there is something to check"
    assert known.keys() ^ {row.name for row in TABLE} == set()


@pytest.mark.sweep
@pytest.mark.django_db
def test_while_results_are_secret_every_address_lets_in_whom_the_table_names(
    cast: Cast, sign_in: SignIn, settings: Settings
) -> None:
    whole = play(cast)
    at(settings, whole.now)
    work_off()
    assert "\n".join(compare(whole, sign_in, later=False)) == ""


@pytest.mark.sweep
@pytest.mark.django_db
def test_after_the_announcement_every_address_lets_in_whom_the_table_names(
    cast: Cast, sign_in: SignIn, settings: Settings
) -> None:
    whole = play(cast)
    announce(whole)
    at(settings, whole.now)
    work_off()
    assert "\n".join(compare(whole, sign_in, later=True)) == ""
