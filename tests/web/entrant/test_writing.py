import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.core import saving
from laurels.entries import actions, queries
from laurels.entries.models import Answer, Attachment, Entry
from tests.support.cast import SignIn
from tests.web.entrant.conftest import At

DEADLINE = dt.datetime(2007, 3, 3, 4, 59, 59, tzinfo=dt.UTC)


def url_of(entry: Entry, rest: str = "") -> str:
    return f"/my/entries/{entry.public_id}/{rest}"


def send(client: Client, entry: Entry, text: str, version: int) -> tuple[int, dict[str, object]]:
    answer = client.post(
        url_of(entry, "save/answer/essay/"), {"text": text, "version": version}, HTTP_ACCEPT="application/json"
    )
    return answer.status_code, answer.json()


def test_autosave_answers_with_version_and_time(as_entrant: Client, entry: Entry) -> None:
    status, said = send(as_entrant, entry, "First words", 0)
    assert (status, said["version"]) == (200, 1)
    assert str(said["at"]).startswith("2007-01-18T12:0")


def test_a_second_writer_gets_both_texts(
    as_entrant: Client, sign_in: SignIn, entry: Entry, entrant: Person, now: dt.datetime
) -> None:
    actions.invite_collaborator(
        entry=entry, email="collaborator@example.org", name="Colin Reyes", role="edit", actor=entrant, now=now
    )
    collaborator = Person.objects.get(email="collaborator@example.org")
    send(sign_in(collaborator), entry, "Colin's text", 0)
    status, said = send(as_entrant, entry, "Elena's text", 0)
    assert status == 409
    assert (said["by"], said["values"], said["version"]) == ("Colin Reyes", {"text": "Colin's text"}, 1)
    answer = Answer.objects.get(entry=entry, field="essay")
    assert [version.content["text"] for version in saving.history(answer)] == ["Colin's text", "Elena's text"]


def test_a_save_that_had_arrived_and_was_overtaken_is_no_conflict(as_entrant: Client, entry: Entry) -> None:
    send(as_entrant, entry, "One", 0)
    send(as_entrant, entry, "Two", 1)
    status, said = send(as_entrant, entry, "One", 0)
    assert (status, said["values"], said["version"]) == (200, {"text": "Two"}, 2)


def test_an_ended_session_is_said_so_that_the_browser_keeps_the_text(client: Client, entry: Entry) -> None:
    status, said = send(client, entry, "Words", 0)
    assert (status, said["message"]) == (401, "You are signed out.")


def test_a_reader_cannot_write(sign_in: SignIn, entry: Entry, entrant: Person, now: dt.datetime) -> None:
    held = actions.invite_collaborator(entry=entry, email="reader@example.org", role="view", actor=entrant, now=now)
    client = sign_in(held.person)
    assert send(client, entry, "Words", 0)[0] == 403
    assert client.get(url_of(entry, "sections/challenge/")).status_code == 200
    assert client.post(url_of(entry, "submit/")).status_code == 403


def test_a_stranger_finds_nothing(sign_in: SignIn, stranger: Person, entry: Entry) -> None:
    client = sign_in(stranger)
    for rest in ("", "sections/challenge/", "files/", "read/", "check/", "people/", "submitted/"):
        assert client.get(url_of(entry, rest)).status_code == 404
    assert send(client, entry, "Words", 0)[0] == 404


def test_the_form_works_without_a_script(as_entrant: Client, entry: Entry) -> None:
    page = url_of(entry, "sections/challenge/")
    answer = as_entrant.post(page, {"answer-essay-text": "By hand", "version-answer-essay": "0", "act": "add-metric"})
    assert answer.status_code == 302
    draft = queries.draft_of(entry)
    assert draft.texts == {"essay": "By hand"}
    (metric,) = draft.metrics
    name = f"metric-{metric.public_id}"
    as_entrant.post(page, {f"{name}-name": "Renewals", f"version-{name}": "0", "act": "save"})
    assert queries.draft_of(entry).metrics[0].name == "Renewals"
    as_entrant.post(page, {"act": f"remove-metric:{metric.public_id}"})
    assert queries.draft_of(entry).metrics == ()


def test_without_a_script_a_conflict_shows_both_texts(
    as_entrant: Client, entry: Entry, collaborator: Person, now: dt.datetime
) -> None:
    actions.save_answer(entry=entry, field="essay", text="Theirs", expected=0, actor=collaborator, now=now)
    page = url_of(entry, "sections/challenge/")
    answer = as_entrant.post(page, {"answer-essay-text": "Mine", "version-answer-essay": "0"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in shown
    assert "Mine" in shown
    assert 'name="version-answer-essay" value="1"' in shown
    as_entrant.post(page, {"answer-essay-text": "Mine", "version-answer-essay": "1"})
    assert queries.draft_of(entry).texts == {"essay": "Mine"}


def test_a_page_out_of_date_that_was_not_written_in_overwrites_nothing(
    as_entrant: Client, entry: Entry, collaborator: Person, now: dt.datetime
) -> None:
    actions.save_answer(entry=entry, field="essay", text="Old", expected=0, actor=collaborator, now=now)
    actions.save_answer(entry=entry, field="essay", text="New", expected=1, actor=collaborator, now=now)
    page = url_of(entry, "sections/challenge/")
    answer = as_entrant.post(page, {"answer-essay-text": "Old", "version-answer-essay": "1", "act": "add-metric"})
    assert answer.status_code == 302
    assert queries.draft_of(entry).texts == {"essay": "New"}


def test_after_the_deadline_text_is_kept_and_called_late(as_entrant: Client, entry: Entry, at: At) -> None:
    at(DEADLINE + dt.timedelta(seconds=5))
    status, said = send(as_entrant, entry, "Late words", 0)
    assert (status, said["late"]) == (200, True)
    page = as_entrant.get(url_of(entry)).content.decode()
    assert "The deadline has passed; this entry was not submitted." in page
    assert as_entrant.post(url_of(entry, "submit/")).status_code == 302
    assert Entry.objects.get(pk=entry.pk).state == Entry.State.DRAFT


def test_suggested_points_stand_in_the_margin_and_ask_for_nothing(as_entrant: Client, application: Entry) -> None:
    page = as_entrant.get(url_of(application, "sections/overview/")).content.decode()
    assert "Challenges that led to it" in page
    assert page.count("required") == 1  # the file that is to be added
    as_entrant.post(
        url_of(application, "sections/overview/"),
        {"answer-overview-text": "We listened.", "version-answer-overview": "0"},
    )
    assert as_entrant.post(url_of(application, "submit/"))["Location"].endswith("/submitted/")


def test_a_file_comes_out_to_those_who_work_on_the_entry_only(
    as_entrant: Client, sign_in: SignIn, stranger: Person, entry: Entry
) -> None:
    upload = SimpleUploadedFile("map.html", b"<html><script>alert(1)</script></html>", content_type="image/png")
    as_entrant.post(url_of(entry, "files/add/"), {"file": upload, "section": "challenge", "back": "challenge"})
    attachment = Attachment.objects.get()
    url = f"/my/files/{attachment.public_id}/map.html"
    answer = as_entrant.get(url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"alert(1)" in answer.getvalue()
    assert sign_in(stranger).get(url).status_code == 404
    assert sign_in(None).get(url).status_code == 302


def test_a_page_of_an_entry_costs_the_same_with_three_metrics_and_with_thirty(
    as_entrant: Client, entry: Entry, entrant: Person, now: dt.datetime
) -> None:
    counts = []
    for more in (3, 27):
        for _ in range(more):
            actions.add_metric(entry=entry, section="challenge", actor=entrant, now=now, name="Renewals")
        with CaptureQueriesContext(connection) as seen:
            as_entrant.get(url_of(entry, "sections/challenge/"))
        counts.append(len(seen.captured_queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_a_get_writes_nothing(as_entrant: Client, complete: Entry) -> None:
    as_entrant.get("/my/")
    for rest in ("", "sections/challenge/", "files/", "read/", "check/", "people/", "withdraw/", "division/"):
        with CaptureQueriesContext(connection) as seen:
            assert as_entrant.get(url_of(complete, rest)).status_code == 200
        assert [q["sql"] for q in seen if not q["sql"].startswith(("SELECT", "BEGIN", "SAVEPOINT", "RELEASE"))] == []
