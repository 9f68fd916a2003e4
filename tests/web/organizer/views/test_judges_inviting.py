"""Inviting many: a file, pasted lines, one by hand; nothing is sent before the preview was seen."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.judging.models import Judge
from tests.support.cast import SignIn
from tests.support.judged import Judged

ADDRESS = "/room/ten-best/2007/judging/judges/invite/"
TWO = "Inês Carvalho, ines@example.org, Company 01\nOrla Ní Bhriain, orla@example.org"
SHEET = Path(__file__).parents[3] / "core" / "tabular" / "written-by-openpyxl.xlsx"


def text(people: str, step: str = "preview", *send: str) -> dict[str, object]:
    return {"way": "text", "people": people, "step": step, "send": list(send)}


def file(content: bytes, name: str = "judges.csv") -> dict[str, object]:
    return {"way": "file", "file": SimpleUploadedFile(name, content), "step": "preview"}


def nothing_happened() -> bool:
    return not Judge.objects.exists() and not OutboxMessage.objects.exists()


def test_the_preview_says_who_would_get_a_mail_and_shows_it_and_sends_none(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    judged.entries(1)
    page = sign_in(other_staff).post(ADDRESS, text(TWO)).content.decode()
    assert "2 people on the list" in page
    assert page.count("data-choose checked") == 2
    assert "Company 01: its 1 entry is kept from them." in page
    assert "asks you to be a judge" in page  # the mail itself
    assert "/sign-in/link/" not in page
    assert nothing_happened()


def test_only_those_ticked_are_invited(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    done = sign_in(other_staff).post(ADDRESS, text(TWO, "send", "orla@example.org"), follow=True)
    assert "1 invitation is on its way." in done.content.decode()
    assert [(str(judge), judge.edition) for judge in Judge.objects.all()] == [("Orla Ní Bhriain", judged.edition)]
    assert [mail.to for mail in OutboxMessage.objects.all()] == ["orla@example.org"]


def test_with_nobody_ticked_nothing_goes_out_and_the_list_is_still_there(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    page = sign_in(other_staff).post(ADDRESS, text(TWO, "send")).content.decode()
    assert "Nobody is ticked." in page
    assert "orla@example.org" in page
    assert nothing_happened()


def test_every_problem_of_a_list_is_named_and_nobody_is_invited(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    lines = "Only a name\nAna, not-an-address\nBo, bo@example.org\nBo again, BO@example.org"
    answer = sign_in(other_staff).post(ADDRESS, text(lines, "send", "bo@example.org"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The list has 3 problems." in page
    for words in ("Only a name", "not-an-address", "which is on line 3"):
        assert words in page
    assert nothing_happened()


def test_a_file_and_a_spreadsheet_lead_to_the_same_preview(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    client = sign_in(other_staff)
    csv = "Phone;E-Mail;Name\n1;ines@example.org;Inês Carvalho\n".encode()
    page = client.post(ADDRESS, file(csv)).content.decode()
    assert "Columns that are not read: phone." in page
    assert "Inês Carvalho" in page
    refused = client.post(ADDRESS, file(SHEET.read_bytes(), "judges.xlsx"))
    assert refused.status_code == 422
    assert "2.5" in refused.content.decode()  # its fifth line has half an entry as a load
    assert nothing_happened()
    assert judged.edition


def test_what_is_no_list_is_refused_in_words(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    client = sign_in(other_staff)
    for content, words in (
        (b"%PDF-1.7 \xff\xfe binary", "text in UTF-8"),
        (b"PK\x03\x04 torn", "cannot be read as one"),
        (b"who,where\nAna,here\n", "a column email"),
    ):
        answer = client.post(ADDRESS, file(content))
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert "Choose a file first." in client.post(ADDRESS, {"way": "file"}).content.decode()
    assert nothing_happened()
    assert judged.edition


def test_the_same_file_again_passes_over_whoever_is_a_judge(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    client = sign_in(other_staff)
    both = ("ines@example.org", "orla@example.org")
    client.post(ADDRESS, text(TWO, "send", *both))
    page = client.post(ADDRESS, text(TWO)).content.decode()
    assert page.count("is a judge already") == 2
    assert "data-choose checked" not in page
    client.post(ADDRESS, text(TWO, "send", *both))
    assert Judge.objects.count() == OutboxMessage.objects.count() == 2
    assert judged.edition


def test_one_person_by_hand_goes_through_the_same_preview(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    judged.edition.program.settings = {"expertise": [{"key": "usability", "name": "Usability"}]}
    judged.edition.program.save()
    client = sign_in(other_staff)
    one = {"way": "hand", "name": "Ana", "email": "ana@example.org", "max_load": "4", "expertise": ["usability"]}
    assert client.post(ADDRESS, one | {"email": "no"}).status_code == 422
    answer = client.post(ADDRESS, one)
    assert nothing_happened()
    client.post(ADDRESS, text(answer.context["carried"], "send", "ana@example.org"))
    made = Judge.objects.get()
    assert (str(made), made.max_load, made.expertise) == ("Ana", 4, ["usability"])


def test_a_word_off_the_list_is_left_out_and_the_right_one_is_guessed(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    judged.edition.program.settings = {"expertise": [{"key": "usability", "name": "Usability"}]}
    judged.edition.program.save()
    page = sign_in(other_staff).post(ADDRESS, file(b"name,email,expertise\nAna,ana@example.org,usabilty\n"))
    assert "Did you mean Usability?" in page.content.decode()
