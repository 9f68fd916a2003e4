import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from laurels.core.tabular import cells
from laurels.core.typesetting import TooManyPagesError
from laurels.results.scorefile import tables
from laurels.results.scorefile.outcome import work_out
from laurels.results.scorefile.page import text
from laurels.results.scorefile.request import prepare
from laurels.results.scorefile.run import score
from tests.results.scorefile.conftest import Bench

SHARED = Path(__file__).parents[3].parent / "shared" / "data"
HEAD = "entry,judge,criterion,score\n"


def test_places_scores_and_empty_cells_where_nothing_is_known(bench: Bench) -> None:
    # a: (8 + 9) / 2 = 8.5, b: 7, c: 7; the empty score of d is not given
    out = bench.run(HEAD + "a,J,x,8\na,J,y,9\nb,J,x,7\nb,J,y,7\nc,J,x,6\nc,J,y,8\nd,J,x,\n")
    exact = ("place", "entry", "score", "reviews", "honor", "flags")
    assert [tuple(row[column] for column in exact) for row in out.rows("standings.csv")] == [
        ("1", "a", "8.500000", "1", "", "one-review"),
        ("2", "b", "7.000000", "1", "", "tied;one-review"),
        ("2", "c", "7.000000", "1", "", "tied;one-review"),
        ("", "d", "", "0", "", "no-reviews"),
    ]
    last = out.rows("standings.csv")[3]
    assert {last[column] for column in tables.STANDINGS if column not in {"entry", "reviews", "flags"}} == {""}
    assert tuple(out.rows("standings.csv")[0]) == tables.STANDINGS


def test_every_column_of_the_standings_holds_what_it_says(bench: Bench) -> None:
    """Six entries, a point apart; J3 sees all and gives two points less."""
    rows = "".join(f"E{n},J{judge},x,{8 - n - 2 * (judge == 3)}\n" for n in range(6) for judge in range(4))
    out = bench.run(HEAD + rows.replace(",-1", ",0"), top="2")
    lines = out.rows("standings.csv")
    for line in lines:
        low, mid, high = (float(line[column]) for column in ("adjusted_low", "adjusted", "adjusted_high"))
        assert 0 <= low < mid < high <= 10
        assert 1 <= int(line["place_low"]) <= int(line["place"]) <= int(line["place_high"]) <= 6
    chances = [float(line["p_top"]) for line in lines]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(2, abs=0.01)  # two of the six are in, in every draw


def test_scorecards_and_judges(bench: Bench) -> None:
    out = bench.run(
        "score,round,criterion,judge,entry\n4,1,x,J,a\nn/a,1,y,J,a\n5,2,x,J,a\n5,1,x,K,a\n5,1,y,K,a\n5,1,x,K,b\n5,1,y,K,b\n"
    )
    assert [list(row.values()) for row in out.rows("scorecards.csv")] == [
        ["a", "J", "1", "4.000000", "1"],
        ["a", "J", "2", "5.000000", "1"],
        ["a", "K", "1", "5.000000", "2"],
        ["b", "K", "1", "5.000000", "2"],
    ]
    rows = out.rows("judges.csv")
    assert [(row["judge"], row["reviews"], row["flags"]) for row in rows] == [
        ("J", "2", "incomplete"),
        ("K", "2", "no-spread"),
    ]
    # On a, both gave 5 once, and J gave 4 once: J is the stricter one, and the two lie about their own mean.
    assert float(rows[0]["severity"]) > 0 > float(rows[1]["severity"])
    assert float(rows[0]["severity"]) + float(rows[1]["severity"]) == pytest.approx(0, abs=1e-5)
    assert out.rows("standings.csv")[1]["flags"] == "incomplete"


def test_judges_stand_by_name_once_each(bench: Bench) -> None:
    out = bench.run(HEAD + "a,Zoe,x,5\nb,Ann,x,6\na,Ann,x,7\nb,Zoe,x,4\nb,Mo,x,4\n")
    assert [(row["judge"], row["reviews"]) for row in out.rows("judges.csv")] == [
        ("Ann", "2"),
        ("Mo", "1"),
        ("Zoe", "2"),
    ]


def test_a_scorecard_that_holds_nothing_but_not_applicable_is_no_review_of_its_judge(bench: Bench) -> None:
    out = bench.run(HEAD + "a,J,x,5\na,K,x,6\nb,J,x,7\nb,K,x,4\nc,J,x,3\nc,K,x,n/a\n")
    assert [(row["judge"], row["reviews"]) for row in out.rows("judges.csv")] == [("J", "3"), ("K", "2")]


def test_criteria_beside_their_peers(bench: Bench, field: Callable[..., str]) -> None:
    rows = bench.run(field(9)).rows("criteria.csv")
    # style runs from 0.0 to 0.8; the others of E00 are 0.1 to 0.8, so their quarters are 0.275, 0.45, 0.625
    first = next(row for row in rows if (row["entry"], row["criterion"]) == ("E00", "style"))
    assert list(first.values()) == [
        "E00", "style", "0.000000", "0.450000", "0.275000", "0.450000", "0.625000", "8", "fourth",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("entries", "mean", "median", "peers"), [(5, "", "", "4"), (6, "0.300000", "", "5"), (8, "0.400000", "", "7")]
)
def test_small_groups_give_nobody_away(
    bench: Bench, field: Callable[..., str], entries: int, mean: str, median: str, peers: str
) -> None:
    out = bench.run(field(entries))
    row = next(row for row in out.rows("criteria.csv") if (row["entry"], row["criterion"]) == ("E00", "style"))
    assert (row["peers_mean"], row["peers_median"], row["peers"], row["rank_band"]) == (mean, median, peers, "")


def test_peers_are_of_the_same_division(bench: Bench, field: Callable[..., str]) -> None:
    listed = "entry,division\n" + "".join(f"E{n:02},{'open' if n < 9 else 'small'}\n" for n in range(12))
    out = bench.run(field(12), entries=listed)
    found = {row["entry"]: row["peers"] for row in out.rows("criteria.csv")}
    assert (found["E00"], found["E11"]) == ("8", "2")


def test_the_first_are_chosen_and_a_tie_at_the_last_place_is_shown(bench: Bench) -> None:
    out = bench.run(HEAD + "a,J,x,9\nb,J,x,8\nc,J,x,8\nd,J,x,7\n", top="2")
    assert [(row["entry"], row["honor"], row["flags"]) for row in out.rows("standings.csv")] == [
        ("a", "top", "one-review"),
        ("b", "", "tied;tie-at-cut;one-review"),
        ("c", "", "tied;tie-at-cut;one-review"),
        ("d", "", "one-review"),
    ]
    assert out.results["contests"][0]["undecided"] == [
        {"entries": ["b", "c"], "places": 1, "group": "", "why": "tie", "honors": []}
    ]


def test_low_is_good_turns_places_and_bands(bench: Bench, field: Callable[..., str]) -> None:
    out = bench.run(field(9), low_is_good=True)
    best = next(row for row in out.rows("criteria.csv") if (row["entry"], row["criterion"]) == ("E00", "style"))
    assert best["rank_band"] == "top"


def test_results_json_holds_exact_fractions_inputs_and_further_columns(bench: Bench) -> None:
    content = "entry,judge,criterion,score,where\na,J,x,1,page 4\na,J,y,2,\na,J,z,2,\n"
    out = bench.run(content)
    results = out.results
    assert results["contests"][0]["standings"][0]["score"] == "5/3"
    assert results["inputs"] == [
        {"role": "scores", "name": "scores.csv", "sha256": hashlib.sha256(content.encode()).hexdigest()}
    ]
    assert results["scores"][0]["more"] == {"where": "page 4"}
    assert (results["seed"], results["analysis"]["fits"][0]["seed"]) == (0, 0)
    assert [step["step"] for step in results["contests"][0]["rule"]] == ["missing", "combine", "combine", "place"]


def test_the_same_request_writes_the_same_bytes(bench: Bench, field: Callable[..., str]) -> None:
    first, second = bench.run(field(3)), bench.run(field(3), out=bench.folder / "again")
    names = sorted(path.relative_to(first.path) for path in first.path.rglob("*") if path.is_file())
    assert len(names) == 6 + 3 * 2
    for name in names:
        assert (first.path / name).read_bytes() == (second.path / name).read_bytes(), name


NAMES = [
    "a/b",
    "a\\b",
    "..",
    ".",
    "con",
    '"quoted"',
    "Same",
    "same",
    "SAME",
    "é" * 300,
    "x" * 300,
    "=1+1",
    "光陽",
    "-",
    "a\nb",
]


def test_every_name_gets_a_safe_file_of_its_own(bench: Bench) -> None:
    rows = "".join('"{}",J,x,5\n'.format(name.replace('"', '""')) for name in NAMES)
    out = bench.run(HEAD + rows)
    files = [out.report(name, kind) for name in NAMES for kind in ("html", "pdf")]
    assert len({path.name.lower() for path in files}) == 2 * len(NAMES)
    assert all(path.is_file() and path.parent == out.path / "feedback" for path in files)
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}\.(html|pdf)", path.name) for path in files)


def test_formulas_stay_text_and_numbers_stay_numbers(bench: Bench) -> None:
    out = bench.run("entry,judge,criterion,score\n=1+1,@SUM(A1),+x,-2\n-3,J,+x,-1\n", scale="-5:5")
    assert [row["entry"] for row in out.rows("standings.csv")] == ["-3", "'=1+1"]
    assert out.rows("standings.csv")[1]["score"] == "-2.000000"
    assert out.rows("judges.csv")[0]["judge"] == "'@SUM(A1)"
    assert out.rows("criteria.csv")[0]["criterion"] == "'+x"
    assert out.results["contests"][0]["standings"][1]["entry"] == "=1+1"


def test_numbers_with_an_exponent_are_numbers() -> None:
    assert [cells.safe(each) for each in ("-8.4e-17", "+1E5", "-1e", "-e5")] == ["-8.4e-17", "+1E5", "'-1e", "'-e5"]


def test_an_interrupted_run_leaves_nothing(bench: Bench) -> None:
    def stops(done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score(bench.request(HEAD + "a,J,x,5\nb,J,x,5\n"), stops)
    assert [path.name for path in bench.folder.iterdir()] == ["scores.csv"]


def test_an_empty_folder_is_filled_and_missing_ones_are_made(bench: Bench) -> None:
    (bench.folder / "out").mkdir()
    assert (bench.run(HEAD + "a,J,x,5\n").path / "index.html").is_file()
    assert (bench.run(HEAD + "a,J,x,5\n", out=bench.folder / "deep" / "er").path / "index.html").is_file()


def test_the_page_needs_no_network_and_escapes_what_people_wrote(bench: Bench) -> None:
    out = bench.run(HEAD + '"<script>alert(1)</script>",J,x,5\n')
    for page in (out.path / "index.html", out.report("<script>alert(1)</script>")):
        text = page.read_text(encoding="utf-8")
        assert "&lt;script&gt;" in text
        assert "<script" not in text
        assert not re.search(r'(src|href)="(https?:)?//', text)
        assert not re.search(r"url\((?!data:)", text)
        assert "@import" not in text


def test_the_page_says_when_panels_share_no_judge(bench: Bench) -> None:
    apart = bench.run(HEAD + "a,J,x,5\nb,K,x,6\n")
    assert "2 panels that share no judge" in (apart.path / "index.html").read_text(encoding="utf-8")
    assert [row["flags"] for row in apart.rows("standings.csv")] == ["one-review;own-panel"] * 2
    joined = bench.run(HEAD + "a,J,x,5\nb,K,x,6\nb,J,x,6\n", out=bench.folder / "joined")
    assert "share no judge" not in (joined.path / "index.html").read_text(encoding="utf-8")


PARTS = [
    'class="table ranks',
    'class="cut',
    'class="close say"',
    "Moves when adjusted, and why",
    "Under other rules",
    "What one more scorecard would do",
    "How severe each judge is",
    'class="chart strip"',
    "Criteria",
    "How far the judges agree",
    "How places were made",
    "How the adjusted scores were made",
    "4000 draws with seed 0",
    "prefers-color-scheme: dark",
    "@media print",
]


def test_the_page_has_every_part(bench: Bench, field: Callable[..., str]) -> None:
    rows = "".join(f"E{n:02},K{n % 3},style,{5 - n / 10:g}\n" for n in range(12))
    page = (bench.run(field(12) + rows, top="3").path / "index.html").read_text(encoding="utf-8")
    assert [part for part in PARTS if part not in page] == []
    assert "<script" not in page


def test_how_places_were_made_names_those_who_are_chosen(bench: Bench, field: Callable[..., str]) -> None:
    page = (bench.run(field(4), top="2").path / "index.html").read_text(encoding="utf-8")
    assert "<dt>Honors</dt><dd>Top 2: the first 2.</dd>" in page.partition("How places were made")[2]


def test_the_page_of_the_shared_reviews_names_what_is_too_close(bench: Bench) -> None:
    data = SHARED / "grant-review-72x26.csv"
    if not data.is_file():
        pytest.skip(f"{data} is not here")
    request = bench.request(data.read_bytes(), scale="1:5:0.1", low_is_good=True, top="10")
    page = text(work_out(prepare(request)), {str(n): {"html": "h", "pdf": "p"} for n in range(1, 73)}, {})
    assert "None of the ten is clear of the line:" in page
    assert "Reliability 0.68" in page
    assert page.count('<tr class="row') == 72


def test_progress_counts_every_report(bench: Bench) -> None:
    seen: list[tuple[int, int]] = []
    score(bench.request(HEAD + "a,J,x,5\nb,J,x,6\n"), lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_all_files_of_a_pdf_are_documents(bench: Bench) -> None:
    path: Path = bench.run(HEAD + "a,J,x,5\n").report("a", "pdf")
    assert path.read_bytes().startswith(b"%PDF-1.7")


def test_a_report_that_is_too_long_names_its_entry(bench: Bench) -> None:
    words = "word " * 180_000
    with pytest.raises(TooManyPagesError, match=r"^the report of 'Northgate': "):
        bench.run(f"entry,judge,criterion,score,comment\nNorthgate,J,x,5,{words}\nb,J,x,4,\n")
    assert [path.name for path in bench.folder.iterdir()] == ["scores.csv"]
