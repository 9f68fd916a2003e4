"""Staff of the organizer."""

from laurels.accounts.models import Organizer, Person, Staff
from tests.support.cast import SignIn

ROOT = "/room/organizer/sspa/staff/"


def test_a_colleague_is_added_by_mail_address(sspa: Organizer, staff: Person, sign_in: SignIn) -> None:
    client = sign_in(staff)
    assert client.post(ROOT, {"email": "not an address"}).status_code == 422
    page = client.post(ROOT, {"email": "Ana.Silva@example.org", "name": "Ana Silva"}, follow=True).content.decode()
    assert "ana.silva@example.org" in page
    assert Staff.objects.filter(organizer=sspa, person__email="ana.silva@example.org", until=None).count() == 1


def test_whose_work_ends_finds_nothing_from_then_on(
    sspa: Organizer, staff: Person, stranger: Person, sign_in: SignIn
) -> None:
    client = sign_in(staff)
    client.post(ROOT, {"email": stranger.email})
    assert sign_in(stranger).get(ROOT).status_code == 200
    client.post(f"{ROOT}{stranger.public_id}/end/")
    assert sign_in(stranger).get(ROOT).status_code == 404
    assert sspa.staff.count() == 2  # the past is kept
