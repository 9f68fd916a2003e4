"""CSV text as people's spreadsheets save it."""

from laurels.core.tabular.reading import read


def test_of_several_separators_the_one_of_the_first_line_holds() -> None:
    for separator in ",;\t":
        text = separator.join(["name", "email", "note"]) + "\n" + separator.join(["Ana", "ana@example.org", '"a,b;c"'])
        table = read("f.csv", text.encode(), required=("name", "email"), separators=",;\t")
        assert table.problems == []
        assert [(row.cells, row.more) for row in table.rows] == [
            ({"name": "Ana", "email": "ana@example.org"}, {"note": "a,b;c"})
        ]


def test_without_a_word_on_separators_only_the_comma_parts() -> None:
    table = read("f.csv", b"name;email\nAna;a", required=("name", "email"))
    assert [problem.found for problem in table.problems] == ["columns separated by ';'"] * 2
