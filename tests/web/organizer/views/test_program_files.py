"""A program from its file."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from laurels.accounts.models import Organizer, Person
from laurels.programs import shipped
from laurels.programs.models import Program
from tests.support.cast import SignIn

FILE = Path(shipped.__path__[0]) / "star-awards.toml"
ADDRESS = "/room/organizer/sspa/import/"


def upload(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("program.toml", text.encode())


def test_a_file_in_order_is_shown_and_taken_over_only_then(sign_in: SignIn, staff: Person) -> None:
    client = sign_in(staff)
    text = FILE.read_text()
    looked = client.post(ADDRESS, {"file": upload(text)}).content.decode()
    assert "the file is in order" in looked
    assert not Program.objects.exists()

    done = client.post(ADDRESS, {"content": text, "name": "program.toml", "step": "take"}, follow=True)
    assert Program.objects.get().organizer.key == "sspa"
    assert "is taken over" in done.content.decode()


def test_every_problem_is_listed_with_its_line_and_nothing_is_taken_over(sign_in: SignIn, staff: Person) -> None:
    text = FILE.read_text().replace("time_zone", "time_zonk", 1) + "\n[nonsense]\nfoo = 1\n"
    lines = text.splitlines()
    page = sign_in(staff).post(ADDRESS, {"file": upload(text), "step": "take"}).content.decode()
    assert "time_zonk" in page
    assert "nonsense" in page
    number = next(place for place, line in enumerate(lines, 1) if "time_zonk" in line)
    assert f">{number}</td>" in page
    assert not Program.objects.exists()


def test_a_file_of_another_organizer_is_refused(sign_in: SignIn, staff: Person) -> None:
    text = FILE.read_text().replace('key = "sspa"', 'key = "intruder"', 1)
    answer = sign_in(staff).post(ADDRESS, {"content": text, "name": "program.toml", "step": "take"})
    assert "intruder" in answer.content.decode()
    assert not Program.objects.exists()
    assert not Organizer.objects.filter(key="intruder").exists()


def test_without_a_file_the_page_asks_for_one(sign_in: SignIn, staff: Person) -> None:
    answer = sign_in(staff).post(ADDRESS, {})
    assert (answer.status_code, "Choose a program file." in answer.content.decode()) == (422, True)


def test_a_file_that_is_no_text_is_a_problem_and_no_crash(sign_in: SignIn, staff: Person) -> None:
    binary = SimpleUploadedFile("program.toml", b"\xff\xfe\x00\x01")
    answer = sign_in(staff).post(ADDRESS, {"file": binary})
    assert answer.status_code == 200
    assert "Nothing was taken over" in answer.content.decode()
