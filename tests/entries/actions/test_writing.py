import datetime as dt
from io import BytesIO

import pytest

from laurels.accounts.models import Person
from laurels.core import saving
from laurels.core.errors import ConflictError, InvalidError
from laurels.entries import actions, queries
from laurels.entries.errors import DeadlinePassedError, EntryClosedError
from laurels.entries.models import Answer, Entry

DEADLINE = dt.datetime(2007, 3, 3, 4, 59, 59, tzinfo=dt.UTC)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


def save(entry: Entry, text: str, expected: int | None, actor: Person, now: dt.datetime) -> Answer:
    return actions.save_answer(entry=entry, field="essay", text=text, expected=expected, actor=actor, now=now)


def test_two_colleagues_who_write_at_once_lose_nothing(
    entry: Entry, entrant: Person, collaborator: Person, now: dt.datetime
) -> None:
    save(entry, "Elena's text", 0, entrant, now)
    with pytest.raises(ConflictError) as caught:
        save(entry, "Colin's text", 0, collaborator, now)
    assert caught.value.facts["current"] == {"text": "Elena's text"}
    answer = Answer.objects.get(entry=entry, field="essay")
    assert answer.text == "Elena's text"
    kept = [(version.content["text"], version.refused, version.by) for version in saving.history(answer)]
    assert kept == [("Elena's text", False, entrant.public_id), ("Colin's text", True, collaborator.public_id)]


def test_text_is_kept_after_the_deadline(entry: Entry, entrant: Person) -> None:
    save(entry, "Late words", 0, entrant, DEADLINE)
    assert queries.draft_of(entry).texts == {"essay": "Late words"}


def test_a_text_for_a_withdrawn_entry_is_refused_and_kept_aside(
    entry: Entry, entrant: Person, now: dt.datetime
) -> None:
    answer = save(entry, "First", 0, entrant, now)
    actions.withdraw_entry(entry=entry, reason="", actor=entrant, now=now)
    with pytest.raises(EntryClosedError):
        save(entry, "Typed in another window", 1, entrant, now)
    assert [version.content["text"] for version in saving.history(answer) if version.refused] == [
        "Typed in another window"
    ]


def test_line_ends_are_kept_in_one_form(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    assert save(entry, "one\r\ntwo", 0, entrant, now).text == "one\ntwo"


@pytest.mark.parametrize("field", ["nowhere", "access", "map"])
def test_only_fields_of_the_form_that_ask_for_text_take_it(
    entry: Entry, entrant: Person, now: dt.datetime, field: str
) -> None:
    with pytest.raises(InvalidError):
        actions.save_answer(entry=entry, field=field, text="x", expected=0, actor=entrant, now=now)


def test_a_metric_is_added_saved_and_removed(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    metric = actions.add_metric(entry=entry, section="challenge", actor=entrant, now=now)
    actions.save_metric(
        metric=metric, values={"name": "Contracts  renewed", "unit": "%"}, expected=0, actor=entrant, now=now
    )
    assert [row.name for row in queries.draft_of(entry).metrics] == ["Contracts renewed"]
    actions.remove_metric(metric=metric, actor=entrant, now=now)
    assert queries.draft_of(entry).metrics == ()


def test_evidence_goes_only_where_the_form_takes_it(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    with pytest.raises(InvalidError):
        actions.add_testimonial(entry=entry, section="challenge", actor=entrant, now=now)
    with pytest.raises(InvalidError):
        actions.add_metric(entry=entry, section="site", actor=entrant, now=now)


def test_a_metric_that_does_not_fit_its_column_is_refused(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    metric = actions.add_metric(entry=entry, section="challenge", actor=entrant, now=now)
    with pytest.raises(InvalidError) as caught:
        actions.save_metric(metric=metric, values={"unit": "u" * 61}, expected=0, actor=entrant, now=now)
    assert caught.value.facts == {"field": "unit", "limit": 60}


def test_a_file_is_known_by_its_bytes_and_by_its_bare_name(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    attachment = actions.add_attachment(
        entry=entry, stream=BytesIO(PNG), name=r"C:\maps\site.exe", section="challenge", actor=entrant, now=now
    )
    assert (attachment.name, attachment.file.media_type) == ("site.exe", "image/png")


def test_a_document_that_a_field_asked_for_stands_with_the_field(
    entry: Entry, entrant: Person, now: dt.datetime
) -> None:
    actions.add_attachment(entry=entry, stream=BytesIO(PNG), name="map.png", field="map", actor=entrant, now=now)
    draft = queries.draft_of(entry)
    assert draft.documents == {"map"}
    assert draft.attachments[0].section == "challenge"


def test_files_do_not_change_after_the_deadline(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    attachment = actions.add_attachment(entry=entry, stream=BytesIO(PNG), name="map.png", actor=entrant, now=now)
    with pytest.raises(DeadlinePassedError):
        actions.add_attachment(entry=entry, stream=BytesIO(PNG), name="map.png", actor=entrant, now=DEADLINE)
    with pytest.raises(DeadlinePassedError):
        actions.remove_attachment(attachment=attachment, actor=entrant, now=DEADLINE)


def test_a_title_has_versions_too(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    actions.save_title(entry=entry, title="  Our   help ", expected=0, actor=entrant, now=now)
    assert (entry.title, entry.version) == ("Our help", 1)
    with pytest.raises(ConflictError):
        actions.save_title(entry=entry, title="Other", expected=0, actor=entrant, now=now)
