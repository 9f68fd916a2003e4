"""People to invite, out of files as other people's software writes them."""

from pathlib import Path

import pytest

from laurels.judging.invitefile import Invitee, InviteFile, expertise_of, read_file, read_text

KNOWN = {"usability": "Usability", "people": "Hiring, training and coaching", "km": "Knowledge management"}
SHEETS = Path(__file__).parents[1] / "core" / "tabular"


def read(text: str) -> InviteFile:
    return read_file("judges.csv", text.encode(), KNOWN)


def said(found: InviteFile) -> list[tuple[int, str]]:
    return [(problem.line, problem.found) for problem in found.problems]


def test_columns_come_in_any_order_and_by_the_names_that_people_use() -> None:
    found = read(
        "Phone;Company;E-Mail;Name;Load;Languages;Expertise\n"
        '1;Ribeira;INES@Example.org;"  Inês   Carvalho ";6;en; Usability|km\n'
    )
    assert found.problems == ()
    assert found.ignored == ("phone",)
    assert found.people == (
        Invitee("Inês Carvalho", "ines@example.org", "Ribeira", ("usability", "km"), (), 6, ("en",), line=2),
    )


def test_only_name_and_address_are_needed() -> None:
    (person,) = read("name,email\n王小明,wang@example.org\n").people
    assert person == Invitee("王小明", "wang@example.org", line=2)


def test_every_problem_of_every_line_is_listed_at_once() -> None:
    found = read(
        "name,email,max_load,language\n"
        ",ana@example.org,,\n"
        "Bo,bo at example,,\n"
        "Cy,cy@example.org,many,\n"
        "Di,di@example.org,501,\n"
        "Ed,ed@example.org,,Klingon\n"
        "Flo,FLO@example.org,,Germn\n"
        "Flo Two,flo@example.org,-1,\n"
        "Gil,gil@example.org\n"
    )
    assert said(found) == [
        (2, "nothing"),
        (3, "'bo at example'"),
        (4, "'many'"),
        (5, "'501'"),
        (6, "'Klingon'"),
        (7, "'Germn' (did you mean german?)"),
        (8, "'flo@example.org', which is on line 7"),
        (8, "'-1'"),
        (9, "2"),
    ]
    assert all(problem.file == "judges.csv" and problem.expected for problem in found.problems)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "a header line with the columns name, email"),
        ("name,email\n", "at least one person"),
        ("name,phone\nAna,1\n", "a column email (and perhaps employer, expertise, max_load, language)"),
        ("name,email\n" + "".join(f"A,a{n}@example.org\n" for n in range(501)), "at most 500 people at once"),
    ],
)
def test_a_file_that_is_no_list_of_people_says_what_was_expected(text: str, expected: str) -> None:
    assert [problem.expected for problem in read(text).problems] == [expected]


def test_a_spreadsheet_is_read_as_csv_is() -> None:
    found = read_file("judges.xlsx", (SHEETS / "written-by-xlsxwriter.xlsx").read_bytes(), {"usability": "Usability"})
    assert [(each.name, each.expertise, each.unknown) for each in found.people[:2]] == [
        ("Inês Carvalho", ("usability",), ("Search",)),
        ("王小明", (), ()),
    ]
    assert said(found) == [(5, "'2.5'")]  # half an entry cannot be read


def test_words_of_expertise_match_by_key_or_name_and_a_name_may_have_commas_in_it() -> None:
    assert expertise_of("Hiring, training and coaching; USABILITY", KNOWN) == (("people", "usability"), ())
    assert expertise_of("usability, km, usabilty", KNOWN) == (("usability", "km"), ("usabilty",))
    assert expertise_of("", KNOWN) == ((), ())


def test_pasted_lines_need_no_header() -> None:
    found = read_text("Inês Carvalho, ines@example.org, Ribeira, Lda.\n\nOrla Ní Bhriain\torla@example.org\n", KNOWN)
    assert found.problems == ()
    assert [(each.name, each.email, each.employer_name, each.line) for each in found.people] == [
        ("Inês Carvalho", "ines@example.org", "Ribeira, Lda.", 1),
        ("Orla Ní Bhriain", "orla@example.org", "", 3),
    ]
    assert said(read_text("Only a name\nAna, no-address", KNOWN)) == [(1, "'Only a name'"), (2, "'no-address'")]


def test_pasted_cells_of_a_spreadsheet_are_read_by_their_header() -> None:
    (person,) = read_text("Email\tName\tMax_load\nana@example.org\tAna\t4\n", KNOWN).people
    assert (person.name, person.max_load) == ("Ana", 4)


def test_what_goes_from_the_preview_to_the_sending_is_the_same_list() -> None:
    found = read(
        "name,email,employer,expertise,max_load,language\n"
        '"=cmd ""A"", Ana",ana@example.org,"Ribeira; Co",usability;cooking,0,pt;en\n'
    )
    again = read_text(found.as_text(), KNOWN)
    assert again.problems == ()
    assert again.people == found.people
    assert again.people[0].unknown == ("cooking",)
