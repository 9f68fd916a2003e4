import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from laurels.core.typesetting import TooManyPagesError
from laurels.results.scorefile import tables
from laurels.results.scorefile.run import score
from tests.results.scorefile.conftest import Bench

HEAD = "entry,judge,criterion,score\n"


def test_places_scores_and_empty_adjusted_columns(bench: Bench) -> None:
    # a: (8 + 9) / 2 = 8.5, b: 7, c: 7; the empty score of d is not given
    out = bench.run(HEAD + "a,J,x,8\na,J,y,9\nb,J,x,7\nb,J,y,7\nc,J,x,6\nc,J,y,8\nd,J,x,\n")
    assert [list(row.values()) for row in out.rows("standings.csv")] == [
        ["1", "a", "8.500000", "", "", "", "", "", "", "1", "", ""],
        ["2", "b", "7.000000", "", "", "", "", "", "", "1", "", "tied"],
        ["2", "c", "7.000000", "", "", "", "", "", "", "1", "", "tied"],
        ["", "d", "", "", "", "", "", "", "", "0", "", "no-reviews"],
    ]
    assert tuple(out.rows("standings.csv")[0]) == tables.STANDINGS


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
    assert [list(row.values()) for row in out.rows("judges.csv")] == [
        ["J", "2", "", "", "", "", "incomplete"],
        ["K", "2", "", "", "", "", "no-spread"],
    ]
    assert out.rows("standings.csv")[1]["flags"] == "incomplete"


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
        ("a", "top", ""),
        ("b", "", "tied;tie-at-cut"),
        ("c", "", "tied;tie-at-cut"),
        ("d", "", ""),
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
    assert results["seed"] is None
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
    joined = bench.run(HEAD + "a,J,x,5\nb,K,x,6\nb,J,x,6\n", out=bench.folder / "joined")
    assert "share no judge" not in (joined.path / "index.html").read_text(encoding="utf-8")


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
