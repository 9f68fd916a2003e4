import datetime as dt
from io import BytesIO

import pytest

from laurels.accounts.models import Organization, Person
from laurels.entries import actions, documents, queries
from laurels.entries.models import Entry
from laurels.programs.definition import FieldDef, FormDef, SectionDef
from laurels.programs.models import Edition
from tests.support.calls import APPLICATION


def content(**more: object) -> dict[str, object]:
    organization = {"id": "x", "name": "Northgate", "native_name": "", "city": "Oslo", "country": "", "website": ""}
    return {
        "title": "The Bench",
        "organization": organization,
        "form": APPLICATION.to_json(),
        "answers": {},
        "metrics": [],
        "testimonials": [],
        "attachments": [],
        **more,
    }


def test_sections_come_in_the_order_of_the_form_also_when_empty() -> None:
    document = documents.build(content())
    assert [(section.key, section.empty) for section in document.sections] == [("overview", True), ("business", True)]
    assert document.place == "Oslo"


def test_text_is_rendered_and_counted_and_scripts_stay_text() -> None:
    document = documents.build(content(answers={"overview": "Two **words**\n\n<script>alert(1)</script>"}))
    passage = document.sections[0].passages[0]
    assert "<strong>words</strong>" in passage.html
    assert "<script>" not in passage.html
    assert document.words == 3


def test_a_heading_of_the_entrant_stands_below_the_section() -> None:
    document = documents.build(content(answers={"overview": "# Ours"}))
    assert "<h4>Ours</h4>" in document.sections[0].passages[0].html


def test_a_submission_reads_as_it_was_asked_though_the_form_has_changed(
    entry: Entry, entrant: Person, now: dt.datetime
) -> None:
    actions.save_answer(entry=entry, field="site", text="https://a.example", expected=0, actor=entrant, now=now)
    actions.save_answer(entry=entry, field="essay", text="Essay", expected=0, actor=entrant, now=now)
    actions.add_metric(entry=entry, section="challenge", name="Renewals", actor=entrant, now=now)
    actions.add_metric(entry=entry, section="challenge", actor=entrant, now=now)
    actions.add_attachment(entry=entry, stream=BytesIO(b"a"), name="a.txt", actor=entrant, now=now)
    submission = actions.submit_entry(entry=entry, actor=entrant, now=now)
    entry.edition.declarations.all().delete()
    document = queries.document(submission)
    assert [section.title for section in document.sections] == ["The site", "The development challenge"]
    assert [figure.name for figure in document.sections[1].figures] == ["Renewals"]  # the empty row is left out
    assert [file.name for file in document.files] == ["a.txt"]


def test_a_file_added_later_is_not_in_the_submission(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    for field in ("site", "essay"):
        actions.save_answer(entry=entry, field=field, text="https://a.example", expected=0, actor=entrant, now=now)
    early = actions.add_attachment(entry=entry, stream=BytesIO(b"a"), name="a.txt", actor=entrant, now=now)
    submission = actions.submit_entry(entry=entry, actor=entrant, now=now)
    late = actions.add_attachment(entry=entry, stream=BytesIO(b"b"), name="b.txt", actor=entrant, now=now)
    actions.remove_attachment(attachment=early, actor=entrant, now=now)
    assert queries.attachment_in(submission, early.public_id) == early
    assert queries.attachment_in(submission, late.public_id) is None


def test_moving_an_entry_changes_no_snapshot(
    entry: Entry, ten_best: Edition, company: Organization, entrant: Person, other_staff: Person, now: dt.datetime
) -> None:
    for field in ("site", "essay"):
        actions.save_answer(entry=entry, field=field, text="https://a.example", expected=0, actor=entrant, now=now)
    submission = actions.submit_entry(entry=entry, actor=entrant, now=now)
    small = ten_best.divisions.get(key="small")
    actions.move_entry(entry=entry, division=small, reason="Independent", actor=other_staff, now=now)
    assert not queries.changed_since(Entry.objects.get(pk=entry.pk), submission)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "JavaScript://a.example/%0aalert(1)", "soon"]
)
def test_what_is_no_web_address_is_shown_as_words_and_never_as_a_link(text: str) -> None:
    form = FormDef(sections=(SectionDef(key="site", title="Site", fields=(FieldDef(key="u", label="U", kind="url"),)),))
    passages = documents.build(content(form=form.to_json(), answers={"u": text})).sections[0].passages
    assert [(passage.kind, passage.text) for passage in passages] == [("line", text)]
