"""The results pages: what they say, what they do, and that nobody else finds them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.core import canonical
from laurels.core.ids import new_public_id
from laurels.entries.models import Entry
from laurels.judging.models import Scorecard
from laurels.programs.definition import QuotaRange, QuotaSelection
from laurels.programs.models import Declaration
from laurels.publishing import actions as publishing
from laurels.publishing.models import Announcement, WriteUp
from laurels.results import actions, queries, reports
from laurels.results.models import Decision, FeedbackReport, Resolution, Tally
from laurels.results.rules import Missing
from tests.support.cast import Cast, SignIn
from tests.support.field import Field, MakeField
from tests.web.organizer.results_case import ROOT, client, field, tallied, text

__all__ = ["client", "field", "tallied"]

PAGES = [
    "",
    "entries/1/",
    "entries/1/against/2/",
    "judges/",
    "criteria/",
    "sensitivity/",
    "one-more-review/",
    "tallies/",
    "tallies/run/",
    "tallies/compare/",
    "tallies/1/inputs.json",
    "tallies/1/outcome.json",
    "tallies/1/analysis.json",
    "honors/",
    "honors/accept/",
    "honors/entries/1/",
    "honors/lists/",
    "honors/no-award/?contest=metrics",
    "reports/",
    "reports/make/",
    "write-ups/",
    "announce/",
]
QUOTA = QuotaSelection(
    total=2,
    divisions=(
        QuotaRange(division="open", at_least=1, at_most=2),
        QuotaRange(division="small", at_least=0, at_most=1),
    ),
)


def test_without_an_entry_the_page_says_what_is_missing(client: Client, make_field: MakeField) -> None:
    make_field()
    said = text(client)
    assert "Nobody competes here" in said
    assert "Judging is not closed." in said


def test_without_a_tally_the_scorecards_are_shown_as_they_are_now(client: Client, field: Field) -> None:
    said = text(client)
    assert "Not kept. No tally was run yet." in said
    assert re.search(r"1 Ana Ltd .*8\.50 .*2 Bo Ltd .*6\.75", said)
    assert "Judging is not closed." in said
    assert not Tally.objects.exists()


def test_a_change_after_the_tally_is_shown_and_said(client: Client, tallied: Field) -> None:
    assert "Not kept." not in text(client)
    Scorecard.objects.filter(entry=tallied.entries["Ana"]).update(excluded_at=tallied.now, excluded_reason="mistaken")
    said = text(client)
    assert "Not kept. Scorecards changed after run 1." in said
    assert re.search(r"1 Bo Ltd", said)
    kept = text(client, "?run=1")
    assert "This is run 1, as it was kept." in kept
    assert re.search(r"1 Ana Ltd", kept)


@pytest.mark.parametrize(
    "path", ["", "judges/", "criteria/", "sensitivity/", "one-more-review/", "entries/1/", "entries/1/against/2/"]
)
def test_what_is_worked_out_live_writes_nothing(client: Client, field: Field, path: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(ROOT + path).status_code == 200
    written = [query["sql"][:60] for query in asked if re.match(r"\s*(INSERT|UPDATE|DELETE)", query["sql"])]
    assert written == []
    assert not Tally.objects.exists()


def test_the_tally_is_run_by_a_post_and_never_by_a_get(client: Client, field: Field) -> None:
    assert "preliminary" in text(client, "tallies/run/")
    assert not Tally.objects.exists()
    assert client.post(ROOT + "tallies/run/").status_code == 302
    assert Tally.objects.get().preliminary


def test_standings_show_place_scores_how_sure_they_are_and_the_line(client: Client, tallied: Field) -> None:
    said = text(client)
    assert re.search(r"1 Ana Ltd .*8\.50 .*adjusted.*±.*2 Bo Ltd .*6\.75", said)
    assert "1 thing stands between these scores and the announcement" in said
    assert "1 entry has fewer scorecards than planned." in said
    assert "mean of its judges’ totals" in said
    assert "Honors One winner in each category. A tie at the last place is decided by the organizer" in said
    assert "How severe each judge is" in said
    assert "Run 1" in said


def test_an_honor_that_was_given_stands_in_the_row(client: Client, tallied: Field) -> None:
    assert 'class="won"' not in client.get(ROOT).content.decode()
    client.post(ROOT + "honors/accept/")
    assert re.search(r"Ana Ltd Ana’s story Winner", text(client))
    assert "Run 1 , " in text(client).replace("Run 1,", "Run 1 ,")
    assert "frozen" in text(client)


def test_a_standing_shows_every_judge_side_by_side(client: Client, tallied: Field) -> None:
    said = text(client, "entries/1/")
    assert re.search(r"Pacesetter factor 9 8 8\.50", said)
    assert re.search(r"Total of the scorecard 9\.00 8\.00", said)
    assert re.search(r"8\.50 official, on 0 to 10 ?; exactly 17/2", said)
    assert "Between us: check the numbers." in said


def test_the_inputs_are_the_very_bytes_of_their_hash(client: Client, tallied: Field) -> None:
    tally = Tally.objects.get()
    body = client.get(ROOT + "tallies/1/inputs.json").content
    assert body.decode() == canonical.dumps(tally.inputs)
    assert client.get(ROOT + "tallies/2/inputs.json").status_code == 404
    assert client.get(ROOT + "tallies/1/analysis.json").content.decode() == canonical.dumps(tally.analysis)


def test_proposals_are_given_and_taken_back_with_a_reason(client: Client, tallied: Field) -> None:
    assert "Ana Ltd, in Metrics" in text(client, "honors/accept/")
    assert client.post(ROOT + "honors/accept/").status_code == 302
    given = Decision.objects.get()
    assert "Ana Ltd" in text(client, "honors/")
    path = f"{ROOT}honors/{given.public_id}/take-back/"
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "They declined."}).status_code == 302
    given.refresh_from_db()
    assert given.revoked_at is not None
    assert client.get(path).status_code == 404


def test_an_honor_is_given_by_hand(client: Client, tallied: Field) -> None:
    path = ROOT + "honors/entries/2/"
    assert client.post(path, {"honor": "grand-prix", "reason": "x"}).status_code == 422
    assert client.post(path, {"honor": "winner", "reason": "The board voted."}).status_code == 302
    assert "by hand : The board voted." in text(client, "honors/").replace("hand:", "hand :")


def test_a_tie_is_decided_on_its_page(client: Client, make_field: MakeField, staff: Person) -> None:
    field = make_field(QUOTA, categories=(), divisions=("open", "small"), reviews=1)
    for name, mark, division in (("Ana", 9, "open"), ("Bo", 5, "open"), ("Cy", 5, "small")):
        field.add(name, {f"J{name}": (mark, mark)}, division=division)
    field.close()
    actions.run_tally(round=field.round, actor=staff, now=field.now)
    said = text(client)
    assert "2 entries tie for the last place." in said
    assert re.search(r"One place is undecided", said)
    assert f"honors/ties/{queries.board(field.edition).open_states[0].token}/" in client.get(ROOT).content.decode()
    state = next(each for each in queries.board(field.edition).open_states if each.kind == Missing.TIE)
    path = f"{ROOT}honors/ties/{state.token}/"
    bo = field.entries["Bo"].public_id
    assert client.get(path).status_code == 200
    assert client.post(path, {"entries": [bo]}).status_code == 422
    assert client.post(path, {"entries": [bo], "reason": "More customers gained."}).status_code == 302
    assert [one.printed_name for one in Decision.objects.all()] == ["Bo Ltd"]
    assert client.get(path).status_code == 404, "it is decided"
    resolution = Resolution.objects.get()
    assert "More customers gained." in text(client, "honors/")
    reopen = f"{ROOT}honors/resolutions/{resolution.public_id}/"
    assert client.get(reopen).status_code == 200
    assert client.post(reopen, {"reason": "A vote was miscounted."}).status_code == 302
    assert client.get(path).status_code == 200


def test_no_award_and_what_cannot_be_mended_are_settled_with_a_reason(client: Client, field: Field) -> None:
    field.seat(field.entries["Cy"], "Ken")
    field.close()
    client.post(ROOT + "tallies/run/")
    state = next(each for each in queries.board(field.edition).open_states if each.kind == Missing.UNCONFIRMED)
    path = f"{ROOT}honors/missing/{state.token}/"
    assert "1 scorecard is not confirmed." in text(client, f"honors/missing/{state.token}/")
    assert client.post(path, {"reason": "Ken fell ill."}).status_code == 302
    path = ROOT + "honors/no-award/?contest=metrics"
    assert "No award in Metrics?" in text(client, "honors/no-award/?contest=metrics")
    assert client.post(path, {"reason": "None was strong enough."}).status_code == 302
    said = text(client, "honors/")
    assert "No award in Metrics." in said
    assert "Ken fell ill." in said
    assert "Nothing is awarded, and nothing is open." in said


def test_a_committee_names_somebody_without_an_entry(client: Client, tallied: Field) -> None:
    path = ROOT + "honors/lists/"
    assert "becomes public with the announcement" in text(client, "honors/lists/")
    given = {"honor": "hall", "name": "Grace Hopper", "year": "2007", "reason": "Vote of 3 May"}
    assert client.post(path, given | {"honor": "stars"}).status_code == 422, "that list is counted, not named"
    assert client.post(path, given | {"year": "soon"}).status_code == 422
    assert client.post(path, given).status_code == 302
    assert re.search(r"Grace Hopper .*Hall of Fame .*named by the committee: Vote of 3 May", text(client, "honors/"))


def test_reports_are_previewed_before_the_announcement(client: Client, tallied: Field) -> None:
    assert client.post(ROOT + "reports/make/").status_code == 302
    assert "not made" in text(client, "reports/")
    row = reports.make(tallied.entries["Ana"].public_id, Tally.objects.get().public_id, now=tallied.now)
    said = text(client, f"reports/{row.public_id}/")
    assert "A preview:" in said
    assert "Pacesetter factor" in said
    assert "Between us" not in said
    document = client.get(f"{ROOT}reports/{row.public_id}/report.pdf")
    assert document.getvalue().startswith(b"%PDF-")


def test_the_announcement_waits_until_everything_is_decided(client: Client, tallied: Field) -> None:
    said = text(client, "announce/")
    assert "It cannot be announced yet." in said
    assert "Announce now" not in said
    refused = client.post(ROOT + "announce/", {"title": "The winners"})
    assert refused.status_code == 422
    assert not hasattr(tallied.edition, "seal")


def test_the_announcement_is_one_button_with_all_consequences_before_it(client: Client, tallied: Field) -> None:
    client.post(ROOT + "honors/accept/")
    said = text(client, "announce/")
    assert "Announce now" in said
    assert "1 to people behind entries, 2 to judges" in said
    assert "3 , for winners and all others" in said
    assert client.post(ROOT + "announce/", {"title": "The winners", "text": ""}).status_code == 302
    said = text(client, "announce/")
    assert "What became public" in said
    assert "Announce now" not in said
    assert "Take back" not in text(client, "honors/")


@pytest.fixture
def announced(client: Client, tallied: Field) -> Decision:
    client.post(ROOT + "honors/accept/")
    client.post(ROOT + "announce/", {"title": "The winners", "text": ""})
    return Decision.objects.get()


def test_a_wrong_honor_goes_to_another_entry_by_a_published_correction(client: Client, announced: Decision) -> None:
    path = f"{ROOT}honors/{announced.public_id}/correct/"
    assert path in client.get(ROOT + "honors/").content.decode()
    bo = Entry.objects.get(organization__name="Bo Ltd")
    given = {"whom": bo.public_id, "title": "A correction", "reason": "A sum was wrong."}
    assert client.post(path, given | {"reason": ""}).status_code == 422
    assert client.post(path, given).status_code == 302
    made = Announcement.objects.get(number=2)
    assert (made.title, made.text) == ("A correction", "A sum was wrong.")
    announced.refresh_from_db()
    assert announced.superseded_by is not None
    assert announced.superseded_by.printed_name == "Bo Ltd"
    assert client.get(path).status_code == 404, "it does not stand any more"


def test_what_is_printed_is_corrected_and_something_must_change(client: Client, announced: Decision) -> None:
    path = f"{ROOT}honors/{announced.public_id}/correct/"
    given = {"whom": "same", "title": "A correction", "reason": "A typing error."}
    assert client.post(path, given).status_code == 422
    assert client.post(path, given | {"name": "Ana Limited"}).status_code == 302
    standing = Decision.objects.get(superseded_by=None)
    assert (standing.printed_name, standing.citation) == ("Ana Limited", announced.citation)


def test_an_announced_honor_is_withdrawn(client: Client, announced: Decision) -> None:
    path = f"{ROOT}honors/{announced.public_id}/correct/"
    assert client.post(path, {"whom": "nobody", "title": "A correction", "reason": "Not eligible."}).status_code == 302
    announced.refresh_from_db()
    assert announced.revoked_at is not None


def test_before_the_announcement_there_is_nothing_to_correct(client: Client, tallied: Field) -> None:
    client.post(ROOT + "honors/accept/")
    assert client.get(f"{ROOT}honors/{Decision.objects.get().public_id}/correct/").status_code == 404


def test_write_ups_are_listed_with_who_has_agreed(client: Client, announced: Decision, staff: Person) -> None:
    made = WriteUp.objects.create(decision=announced, title="Ana's story", text="x", made_at=announced.decided_at)
    said = text(client, "write-ups/")
    assert re.search(r"Ana Ltd .*Ana&#x27;s story .*waits for the winner", said)
    assert f"/write-ups/{made.public_id}/" in client.get(ROOT + "write-ups/").content.decode()
    publishing.approve_write_up(write_up=made, title="Ana's story", text="x", actor=staff, now=announced.decided_at)
    assert "waits for the winner" not in text(client, "write-ups/")


def test_before_the_announcement_the_list_of_write_ups_says_what_comes(client: Client, tallied: Field) -> None:
    assert "No write-up yet" in text(client, "write-ups/")


@pytest.mark.sweep
def test_nobody_but_the_organizers_staff_finds_any_of_it(tallied: Field, cast: Cast, sign_in: SignIn) -> None:
    row = reports.make(tallied.entries["Ana"].public_id, Tally.objects.get().public_id, now=tallied.now)
    paths = [*PAGES, f"reports/{row.public_id}/", f"reports/{row.public_id}/report.pdf"]
    staff = sign_in(cast["staff"])
    for path in paths:
        answer = staff.get(ROOT + path)
        assert answer.status_code == 200, f"{path} is there to be leaked"
        if answer.streaming:
            answer.getvalue()
    for key in cast.keys() - {"staff"}:
        other = sign_in(cast[key])
        for path in paths:
            assert other.get(ROOT + path).status_code == 404, (key, path)
            assert other.post(ROOT + path, {"reason": "x"}).status_code == 404, (key, path)
    visitor = sign_in(None)
    for path in paths:
        answer = visitor.get(ROOT + path)
        assert (answer.status_code, "Ana" in answer.content.decode()) == (302, False), path
    assert FeedbackReport.objects.count() == 1
    assert Tally.objects.count() == 1


@pytest.mark.sweep
def test_every_page_asks_the_same_number_of_queries_for_3_and_30(
    client: Client, make_field: MakeField, staff: Person
) -> None:
    live = ["judges/", "criteria/", "sensitivity/", "one-more-review/", "entries/1/against/2/", "tallies/compare/"]
    paths = ["", "honors/", "reports/", "tallies/", "announce/", "entries/1/", *live]
    counts: dict[str, list[int]] = {path: [] for path in paths}
    for key, size in (("2007", 3), ("2008", 30)):
        fill(make_field(key=key), size, staff)
        for path in paths:
            client.get(f"/room/star/{key}/results/{path}")
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"/room/star/{key}/results/{path}").status_code == 200
            counts[path].append(len(asked))
    assert {path: few for path, (few, _) in counts.items()} == {path: many for path, (_, many) in counts.items()}


def fill(field: Field, size: int, staff: Person) -> None:
    """So many entries, judges of the first, tallies, honors, reports and resolutions."""
    first = field.add("First", {"J0": (9, 9), "J1": (9, 9)}, category="metrics")
    for place in range(size):
        entry = field.add(f"E{place}", {"J0": (7, place % 9), "J1": (6, 5)}, category="metrics")
        field.score(first, f"Extra{place}", (9, 9))
        field.say(first, f"Extra{place}", "entrant", "Well told.")
        Decision.objects.create(
            program=field.edition.program,
            edition=field.edition,
            year=2007,
            honor="finalist",
            honor_name="Finalist",
            entry=entry,
            printed_name="x",
            decided_at=field.now,
        )
    field.close()
    tally = actions.run_tally(round=field.round, actor=staff, now=field.now)
    actions.accept_proposals(edition=field.edition, actor=staff, now=field.now)
    for number in range(size):
        entry = field.entries[f"E{number}"]
        content: dict[str, canonical.Json] = {"made_at": "", "n": number}
        FeedbackReport.objects.create(
            entry=entry, tally=tally, content=content, sha256=canonical.digest(content), made_at=field.now
        )
        Resolution.objects.create(
            edition=field.edition,
            tally=tally,
            kind=Resolution.Kind.SETTLED,
            token=f"t{number}",
            reason="so",
            at=field.now,
            by=staff,
        )
        copy = Tally.objects.get(pk=tally.pk)
        copy.pk, copy.public_id, copy.number, copy.preliminary = None, new_public_id(), number + 2, True
        copy.save(force_insert=True)


def test_where_nothing_is_declared_that_could_be_run_each_page_says_so(client: Client, field: Field) -> None:
    Declaration.objects.filter(edition=field.edition, kind="selection").delete()
    assert {path: code for path in PAGES if (code := client.get(ROOT + path).status_code) not in {200, 302, 404}} == {}
    assert "selection" in text(client)
