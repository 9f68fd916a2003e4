from laurels.core.models import OutboxMessage
from laurels.publishing import mails
from tests.support.decided import WINNERS, Decided
from tests.support.jobs import work_off


def told(decided: Decided) -> list[OutboxMessage]:
    rows = OutboxMessage.objects.filter(kind__startswith="publishing.")
    return list(rows.order_by("kind", "to"))


def test_before_the_announcement_no_mail_names_a_winner(decided: Decided) -> None:
    assert decided.honor(WINNERS[0]).honor_name == "Winner", "there is something to leak"
    work_off()
    texts = [f"{mail.subject}\n{mail.text}" for mail in OutboxMessage.objects.all()]
    assert texts, "mails went out: invitations at least"
    assert [text for text in texts if "Winner" in text or "honored" in text or "announced" in text] == []


def test_each_person_gets_one_mail_with_the_report_and_the_consent_that_is_asked(decided: Decided) -> None:
    made = decided.announce()
    work_off()
    to_entrant, to_judge = told(decided)
    assert (to_entrant.to, to_judge.to) == (decided.author.email, decided.judge.email)
    assert f"/announcements/{made.public_id}/" in to_entrant.text
    assert "/my/feedback/" in to_entrant.text
    assert f"{WINNERS[0]} is honored: Winner" in to_entrant.text
    assert to_entrant.text.count("/write-ups/") == 2
    assert "/write-ups/" not in to_judge.text


def test_telling_twice_sends_nothing_twice(decided: Decided) -> None:
    made = decided.announce()
    mails.tell(made.public_id, now=decided.now)
    mails.tell(made.public_id, now=decided.later)
    assert len(told(decided)) == 2


def test_an_announcement_that_is_not_out_yet_is_told_to_nobody(decided: Decided) -> None:
    made = decided.announce()
    mails.tell(made.public_id, now=made.at - made.at.resolution)
    assert told(decided) == []
