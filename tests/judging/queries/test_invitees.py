"""What the preview of invitations knows of each person."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.judging import actions
from laurels.judging.actions import bulk
from laurels.judging.invitefile import Invitee
from laurels.judging.models import Judge
from laurels.judging.queries.invitees import InviteeLine, preview_invitations
from laurels.programs.models import Edition
from tests.support.judged import Judged


def one(judged: Judged, invitee: Invitee) -> InviteeLine:
    (line,) = preview_invitations(judged.edition, [invitee], {"usability": "Usability"})
    return line


def earlier(judged: Judged, person: Person, state: str = "accepted") -> Judge:
    """As judge of the year before."""
    edition, _ = Edition.objects.get_or_create(
        program=judged.edition.program,
        key="2006",
        defaults={"name": "2006", "timezone": "UTC", "created_at": judged.now},
    )
    return Judge.objects.create(edition=edition, person=person, state=state, invited_at=judged.now)


def test_who_is_unknown_is_new_and_proposed(judged: Judged) -> None:
    line = one(judged, Invitee("Ana", "ana@example.org"))
    assert (line.standing, line.proposed, line.goes_out, line.years) == ("new", True, True, 0)


def test_who_is_a_judge_already_cannot_be_invited_twice_and_what_they_answered_is_said(
    judged: Judged, judge: Person
) -> None:
    held = judged.judge(judge)
    line = one(judged, Invitee("J. Okafor", "JUDGE@example.org"))
    assert (line.standing, line.judge, line.goes_out) == ("judge", held, False)
    actions.answer_invitation(judge=held, accept=False, actor=judge, now=judged.now)
    assert one(judged, Invitee("J. Okafor", "judge@example.org")).standing == "declined"
    actions.answer_invitation(judge=held, accept=True, actor=judge, now=judged.now)
    actions.withdraw_judge(judge=held, reason="Ill.", actor=None, now=judged.now)
    assert one(judged, Invitee("J. Okafor", "judge@example.org")).standing == "withdrawn"


def test_who_judged_before_is_known_again_and_who_said_no_is_not_proposed(judged: Judged, judge: Person) -> None:
    before = earlier(judged, judge)
    line = one(judged, Invitee("Judith Okafor", "judge@example.org"))
    assert (line.standing, line.before, line.proposed) == ("again", before, True)
    Judge.objects.update(state="declined")
    line = one(judged, Invitee("Judith Okafor", "judge@example.org"))
    assert (line.standing, line.declined_before, line.proposed) == ("declined-before", True, False)


def test_an_address_that_was_merged_is_the_same_person(judged: Judged, judge: Person) -> None:
    Person.objects.create(name="Old", email="old@example.org", merged_into=judge)
    held = judged.judge(judge)
    assert one(judged, Invitee("Judith Okafor", "old@example.org")).judge == held


def test_the_same_name_under_another_address_is_pointed_out_and_not_proposed(judged: Judged, judge: Person) -> None:
    earlier(judged, judge)  # Judith Okafor, judge@example.org
    lines = preview_invitations(
        judged.edition,
        [
            Invitee("ÓKAFOR, Judith", "jo@example.org"),
            Invitee("Ana", "a@example.org"),
            Invitee("ána", "b@example.org"),
        ],
    )
    assert [(line.standing, line.same_name, line.proposed) for line in lines] == [
        ("same-name", ("judge@example.org",), False),
        ("same-name", ("b@example.org",), False),
        ("same-name", ("a@example.org",), False),
    ]


def test_the_employer_is_matched_and_says_how_many_entries_are_kept_away(judged: Judged) -> None:
    company = judged.organization("Société Générale S.A.")
    judged.entry(company)
    judged.entry(company, "Another")
    line = one(judged, Invitee("Ana", "ana@example.org", "SOCIETE GENERALE S.A."))
    assert (line.employer, line.entries, line.near_employer) == (company, 2, "")
    for written in ("Societe Generale", "Société Générale, SA", "Societe Generalle"):
        line = one(judged, Invitee("Ana", "ana@example.org", written))
        assert (line.employer, line.near_employer) == (None, "Société Générale S.A."), written
    assert one(judged, Invitee("Ana", "ana@example.org", "Velden Group")).near_employer == ""


def test_a_word_that_the_program_does_not_list_comes_with_what_it_may_mean(judged: Judged) -> None:
    line = one(judged, Invitee("Ana", "ana@example.org", unknown=("usabilty", "cooking")))
    assert line.meant == {"usabilty": "Usability", "cooking": ""}


def test_the_preview_takes_the_same_queries_for_3_people_and_for_80(judged: Judged, judge: Person) -> None:
    earlier(judged, judge)
    judged.entries(2)

    def queries(count: int) -> int:
        people = [Invitee(f"Ana {n}", f"ana-{n}@example.org", f"Company {n:02}") for n in range(count)]
        with CaptureQueriesContext(connection) as seen:
            preview_invitations(judged.edition, [Invitee("Judith Okafor", "judge@example.org"), *people])
        return len(seen)

    assert queries(3) == queries(80) <= 7


def test_what_the_file_says_goes_into_the_invitation_and_a_second_time_does_nothing(
    judged: Judged, other_staff: Person
) -> None:
    (entry,) = judged.entries(1)
    people = [Invitee("Ana", "ana@example.org", "company 01", ("usability",), ("cooking",), 4, ("pt", "en"))]
    for expected in (1, 0):
        made = bulk.invite_judges(edition=judged.edition, invitees=people, actor=other_staff, now=judged.now)
        assert len(made) == expected
    judge = Judge.objects.get()
    assert (judge.employer, judge.expertise, judge.max_load) == (entry.organization, ["usability"], 4)
    assert judge.languages == ["pt", "en"]
    assert OutboxMessage.objects.filter(to="ana@example.org").count() == 1
