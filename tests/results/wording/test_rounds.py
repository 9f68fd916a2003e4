"""Rounds in plain words."""

from decimal import Decimal

from laurels.programs.definition import GOES_ON, PerCategorySelection, RoundDef, TopSelection
from laurels.results.wording import rounds
from laurels.results.wording.selection import sentences

NAMES = {"screening": "Screening", "final": "Final"}


def test_a_plain_round_says_whom_it_judges_and_that_nobody_sees_others_scores() -> None:
    assert rounds.sentences(RoundDef(key="judging", name="Judging"), names={}) == [
        "It judges every entry.",
        "5 judges read each entry.",
        "Judges never see each other’s scores.",
    ]


def test_a_final_says_whom_it_takes_what_counts_and_who_sees_what() -> None:
    final = RoundDef(
        key="final", name="Final", takes="screening", carries=True, others="after-own", sealed=True, reviews_per_entry=1
    )
    assert rounds.sentences(final, names=NAMES, areas=("Design", "Content")) == [
        "It judges the entries that go on from Screening.",
        "One judge reads each entry.",
        "It asks only for: Design and Content.",
        "The scores of Screening count here, too. Where a judge scored an entry in both, the later one counts.",
        "A judge sees the others’ scores of an entry, without names, once their own are confirmed.",
        "It is sealed: nobody sees a score before it is closed, the organizer’s staff included.",
    ]


def test_a_consensus_says_that_the_agreed_scores_count() -> None:
    said = rounds.sentences(RoundDef(key="c", name="C", kind="consensus", takes="final"), names=NAMES)
    assert said[1] == "The panel agrees on one scorecard for each entry, and a lead judge enters it."
    assert said[2] == "The agreed scores count; those of Final stay on record beside them."


def test_a_selection_of_a_round_says_who_goes_on_and_names_no_honor() -> None:
    top = TopSelection(count=20, honor=GOES_ON, at_least=Decimal("2.5"), one_per_organization=True)
    assert sentences(top, honors={}, divisions={})[:3] == [
        "The first 20 go on.",
        "Only entries with a score of 2.5 or better go on.",
        "Of each company one entry goes on at most.",
    ]
    each = PerCategorySelection(count=1, honor=GOES_ON)
    assert sentences(each, honors={}, divisions={})[0] == "The first of each category goes on."
