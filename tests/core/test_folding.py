"""Names are found without their accents and capitals, in Python as in the database."""

import pytest

from laurels.accounts.models import Person
from laurels.core.folding import Folded, fold, name_key

# What people type on an English keyboard for each name: Unicode's own decompositions, the rest as passports do.
NAMES = {
    "Jürgen Müller": "jurgen muller",
    "Inês Carvalho": "ines carvalho",
    "Łukasz Żółć": "lukasz zolc",
    "Søren Ærø": "soren aero",
    "Strauß": "strauss",
    "İpek Işık": "ipek isik",
    "Nguyễn Thị Ánh": "nguyen thi anh",
    "Ｔａｒｏ": "taro",  # full width
    "Σωκράτης": "σωκρατησ",
    "王小明": "王小明",
}


@pytest.mark.parametrize(("name", "typed"), NAMES.items())
def test_a_name_folds_to_what_people_type(name: str, typed: str) -> None:
    assert fold(name) == typed
    assert fold(typed) == typed


def test_spellings_of_one_name_share_a_key() -> None:
    assert (
        name_key("Bartolomé Achterberg-Ruiz") == name_key("ACHTERBERG RUIZ, Bartolome") == "achterberg bartolome ruiz"
    )
    assert name_key("王小明") == "王小明"
    assert name_key(" -, ") == ""


def test_a_mark_that_makes_another_letter_stays() -> None:
    assert fold("がぎ") != fold("かき")


@pytest.mark.django_db
def test_the_database_folds_as_python_does() -> None:
    for number, name in enumerate(NAMES):
        Person.objects.create(name=name, email=f"p{number}@example.org")
    found = dict(Person.objects.annotate(folded=Folded("name")).values_list("name", "folded"))
    assert found == NAMES
    assert Person.objects.annotate(folded=Folded("name")).get(folded__contains=fold("MULLER")).name == "Jürgen Müller"
