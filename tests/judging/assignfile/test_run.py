"""Files in, folder out, without a process of its own."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from laurels.core.tabular.problems import BadInputError
from laurels.judging.assignfile.run import Done, assign
from laurels.judging.assignfile.terms import Asked

ENTRIES = "entry,organization,reviews\ne1,Acme,\ne2,Beta,3\ne3,,\n"
JUDGES = "judge,employer,min_load,max_load\nann, acme ,,\nbob,Gamma,1,2\ncy,Gamma,,\ndee,,,\n"
AFFINITY = "entry,judge,affinity\ne1,bob,0.9\ne1,cy,.5\ne2,ann,0.25\ne2,bob,0.8\ne2,dee,1\ne3,cy,0.7\ne3,ann,0.123456\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("entries", ENTRIES), ("judges", JUDGES), ("affinity", AFFINITY)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, **options: object) -> Done:
    given: dict[str, Any] = {
        "entries": folder / "entries.csv",
        "judges": folder / "judges.csv",
        "out": folder / "out",
        "reviews": "2",
    }
    given |= {"affinity": folder / "affinity.csv", **options}
    return assign(Asked(**given))


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "out" / "assignments.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def problems(folder: Path, **options: object) -> list[str]:
    before = sorted(folder.iterdir())
    with pytest.raises(BadInputError) as caught:
        run(folder, **options)
    assert sorted(folder.iterdir()) == before
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_the_best_plan_is_written_with_a_reason_for_every_seat(folder: Path) -> None:
    """By hand: e1 has bob, cy, dee free (ann works for Acme); e2 takes its three best; e3 its two."""
    run(folder)
    assert [(row["entry"], row["judge"], row["affinity"]) for row in rows(folder)] == [
        ("e1", "bob", "0.900000"),
        ("e1", "cy", "0.500000"),
        ("e2", "dee", "1.000000"),
        ("e2", "bob", "0.800000"),
        ("e2", "ann", "0.250000"),
        ("e3", "cy", "0.700000"),
        ("e3", "ann", "0.123456"),
    ]
    assert rows(folder)[1]["reason"] == "second best fit of three allowed; the better one reads it too"


def test_the_plan_says_what_proves_it_and_how_it_holds(folder: Path) -> None:
    run(folder)
    plan = json.loads((folder / "out" / "plan.json").read_text(encoding="utf-8"))
    assert (plan["total_affinity"], plan["optimality_gap"], plan["bound"]) == (4_273_456, 0, 4_273_456)
    assert plan["prices"].keys() == plan["loads"].keys() == {"ann", "bob", "cy", "dee"}
    assert all(isinstance(price, int) for price in plan["prices"].values())
    assert plan["components"] == 1
    # Without ann and bob nothing joins cy and dee; any one may go.
    assert (plan["needed_judges"], plan["needed_pairs"], plan["survives_drop_outs"]) == ([], [["ann", "bob"]], 1)
    assert plan["mean_contrast_variance"] == pytest.approx(1.694444)
    assert plan["worst_entry"] == {"entry": "e3", "affinity": 823_456}
    assert plan["warnings"] == ["Not every judge has a maximum load; judges read from 1 to 2 entries."]
    assert [each["role"] for each in plan["inputs"]] == ["entries", "judges", "affinity"]


def test_listed_conflicts_and_one_judge_per_employer_hold(folder: Path) -> None:
    (folder / "conflicts.csv").write_text("entry,judge\ne2,dee\n", encoding="utf-8")
    run(folder, conflicts=folder / "conflicts.csv")
    assert ("e2", "dee") not in {(row["entry"], row["judge"]) for row in rows(folder)}
    (folder / "out" / "assignments.csv").unlink()
    (folder / "out" / "plan.json").unlink()
    run(folder, one_per_employer=True)
    panels = [{row["judge"] for row in rows(folder) if row["entry"] == entry} for entry in ("e1", "e2", "e3")]
    assert not [panel for panel in panels if {"bob", "cy"} <= panel]


def test_the_same_files_give_the_same_bytes(folder: Path) -> None:
    run(folder)
    run(folder, out=folder / "again")
    for name in ("assignments.csv", "plan.json"):
        assert (folder / "out" / name).read_bytes() == (folder / "again" / name).read_bytes()


def test_the_order_of_rows_changes_no_seat(folder: Path) -> None:
    run(folder)
    before = {tuple(row.values()) for row in rows(folder)}
    header, *lines = JUDGES.splitlines()
    (folder / "judges.csv").write_text("\n".join([header, *reversed(lines)]), encoding="utf-8")
    run(folder, out=folder / "again")
    assert {tuple(row.values()) for row in rows(folder)} == before


def test_without_affinities_the_share_of_tags_counts(folder: Path) -> None:
    (folder / "entries.csv").write_text("entry,tags\ne1,Web;kb;phone\n", encoding="utf-8")
    (folder / "judges.csv").write_text('judge,expertise\nann,"web, KB"\nbob,phone\ncy,\n', encoding="utf-8")
    run(folder, affinity=None)
    assert [(row["judge"], row["affinity"]) for row in rows(folder)] == [("ann", "0.666666"), ("bob", "0.333333")]


def test_every_problem_of_all_files_and_options_is_told_at_once(folder: Path) -> None:
    (folder / "entries.csv").write_text("entry,reviews\ne1,\ne1,\n,2\ne2,many\n", encoding="utf-8")
    (folder / "judges.csv").write_text("judge,min_load,max_load\nann,5,3\nbob,-1,\n", encoding="utf-8")
    (folder / "affinity.csv").write_text(
        "entry,judge,affinity\ne1,ann,1.5\ne1,ann,0.5\ne9,zed,0.1234567\n", encoding="utf-8"
    )
    (folder / "conflicts.csv").write_text("entry,person\ne1,ann\n", encoding="utf-8")
    (folder / "out").mkdir()
    (folder / "out" / "old").touch()
    found = problems(folder, reviews="0", min_load="4", max_load="2", conflicts=folder / "conflicts.csv")
    assert found == [
        "--min-load: expected at most --max-load, which is 2; found 4",
        "--reviews: expected a whole number from 1; found '0'",
        "affinity.csv:2: expected an affinity from 0 to 1 with at most 6 digits after the point; found '1.5'",
        "affinity.csv:3: expected entry and judge together once; found 'e1', 'ann' again, first on line 2",
        "affinity.csv:4: expected a judge of JUDGES.csv; found 'zed'",
        "affinity.csv:4: expected an affinity from 0 to 1 with at most 6 digits after the point; found '0.1234567'",
        "affinity.csv:4: expected an entry of ENTRIES.csv; found 'e9'",
        "conflicts.csv:1: expected a column judge; found the columns 'entry', 'person'",
        "entries.csv:3: expected each entry once; found 'e1' again, first on line 2",
        "entries.csv:4: expected a name in the column entry; found an empty cell",
        "entries.csv:5: expected reviews as a whole number from 0, or empty; found 'many'",
        "judges.csv:2: expected a min_load of at most 3, this judge's max_load; found 5",
        "judges.csv:3: expected min_load as a whole number from 0, or empty; found '-1'",
        "out: expected a new or an empty folder; found a folder with files in it",
    ]


def test_too_little_room_is_explained_by_name_with_the_cheapest_way_out(folder: Path) -> None:
    assert problems(folder, max_load="1") == [
        (
            "judges.csv: expected room for 7 reviews of the entries e1, e2, e3 by the judges ann, bob, cy, dee; found "
            "room for 5 at their maximum loads (the least that would do, 2 seats in all: raise the max_load of ann by "
            "1; raise the max_load of cy by 1)"
        )
    ]


def test_an_entry_with_too_few_judges_free_of_conflict_is_told_by_its_line(folder: Path) -> None:
    assert problems(folder, reviews="4") == [
        (
            "entries.csv:2: expected at least 4 judges free of conflict with 'e1', for its 4 reviews; found 3 (ask "
            "for 1 review less of e1)"
        ),
    ]


def test_judges_of_one_employer_that_cannot_be_kept_apart_are_named(folder: Path) -> None:
    (folder / "entries.csv").write_text("entry,reviews\nlast,2\n", encoding="utf-8")
    (folder / "judges.csv").write_text("judge,employer\nbob,Gamma\ncy,GAMMA\n", encoding="utf-8")
    assert problems(folder, affinity=None, one_per_employer=True) == [
        (
            "entries.csv:2: expected judges of different employers on 'last'; found no way without two from 'Gamma' "
            "(the least that would do: let 1 more judge from Gamma read last)"
        )
    ]


def test_a_stranger_finds_the_bound_from_the_written_prices(folder: Path) -> None:
    """The sum of docs/assign.md, from the files alone: bob and cy work for Gamma and must not sit together."""
    run(folder, one_per_employer=True, max_load="3")
    plan = json.loads((folder / "out" / "plan.json").read_text(encoding="utf-8"))

    def read(name: str) -> list[dict[str, str]]:
        with (folder / f"{name}.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    entries, judges = read("entries"), read("judges")
    affinity = {(row["entry"], row["judge"]): round(float(row["affinity"]) * 10**6) for row in read("affinity")}
    of_employer = {(each["entry"], each["employer"]): each["price"] for each in plan["employer_prices"]}
    value = 0
    for entry in entries:
        net = [
            affinity.get((entry["entry"], judge["judge"]), 0)
            - plan["prices"][judge["judge"]]
            - of_employer.get((entry["entry"], judge["employer"]), 0)
            for judge in judges
            if not (entry["organization"] and judge["employer"].strip() == entry["organization"])
        ]
        value += sum(sorted(net)[-int(entry["reviews"] or 2) :])
    for judge in judges:
        price, most, least = plan["prices"][judge["judge"]], int(judge["max_load"] or 3), int(judge["min_load"] or 0)
        value += price * (most if price > 0 else least)
    value += sum(max(price, 0) for price in of_employer.values())
    assert of_employer
    assert value == plan["bound"]
    assert plan["bound"] - plan["total_affinity"] == plan["optimality_gap"] == 0


def test_loads_that_clash_are_explained_under_a_side_rule_too(folder: Path) -> None:
    (found,) = problems(folder, max_load="1", one_per_employer=True)
    assert found.startswith("judges.csv: expected room for 7 reviews of the entries e1, e2, e3 by the judges ann, bob,")
    assert "(the least that would do, 2 seats in all: raise" in found


def test_a_long_way_out_is_told_as_far_as_a_reader_follows(folder: Path) -> None:
    """Ten judges, one seat each; 30 reviews asked: 20 seats are missing, and every judge takes two more."""
    (folder / "entries.csv").write_text("entry\n" + "\n".join(f"e{n}" for n in range(10)), encoding="utf-8")
    (folder / "judges.csv").write_text("judge\n" + "\n".join(f"j{n}" for n in range(10)), encoding="utf-8")
    (found,) = problems(folder, affinity=None, reviews="3", max_load="1")
    assert "(the least that would do, 20 seats in all: raise the max_load of j0 by 2;" in found
    assert found.count("raise the max_load") == 6
    assert found.endswith("; and 4 more like these)")


def test_what_is_told_of_an_entry_is_not_told_again_of_the_loads(folder: Path) -> None:
    of_entry, of_loads = problems(folder, reviews="4", max_load="2")
    assert of_entry.endswith("(ask for 1 review less of e1)")
    assert "review less" not in of_loads


def test_judges_in_two_groups_are_told_with_what_it_would_cost_to_join_them(folder: Path) -> None:
    """Two entries for a and b, two for c and d: each exchange of two judges loses 1.0 - 0.4 twice, 1.2 of 8: 15 %."""
    (folder / "entries.csv").write_text("entry\ne1\ne2\ne3\ne4\n", encoding="utf-8")
    (folder / "judges.csv").write_text("judge\na\nb\nc\nd\n", encoding="utf-8")
    fits = [f"e{n},{judge},{1 if (n < 3) == (judge in 'ab') else 0.4}" for n in (1, 2, 3, 4) for judge in "abcd"]
    (folder / "affinity.csv").write_text("entry,judge,affinity\n" + "\n".join(fits), encoding="utf-8")
    done = run(folder, max_load="2")
    assert done.warnings[-1] == (
        "1 exchange of two seats would join them, for 15.00 % of the affinity; plan.json names it."
    )
    plan = json.loads((folder / "out" / "plan.json").read_text(encoding="utf-8"))
    assert (plan["components"], plan["total_affinity"], plan["optimality_gap"]) == (2, 8_000_000, 0)
    assert (plan["joining"]["cost"], plan["joining"]["components"]) == (1_200_000, 1)
    (one, other) = plan["joining"]["exchanges"][0]
    seats = {(row["entry"], row["judge"]) for row in rows(folder)}
    assert {tuple(one), tuple(other)} <= seats


def test_names_that_look_like_formulas_are_made_harmless(folder: Path) -> None:
    (folder / "entries.csv").write_text("entry\n=cmd()\n-5\n", encoding="utf-8")
    run(folder, affinity=None)
    assert {row["entry"] for row in rows(folder)} == {"'=cmd()", "-5"}
