"""Each mistake alone in an otherwise valid file: its line, what was expected, what came, the nearest name."""

import re

import pytest

from laurels.programs.files import problems_of

VALID = """\
key = "awards"
name = "Awards"
time_zone = "America/Los_Angeles"
[organizer]
key = "asp"
name = "ASP"
membership_types = [{ key = "support", name = "Support" }, { key = "field", name = "Field" }]
[[honor_lists]]
key = "hall"
name = "Hall of Fame"
statement = "Three wins."
by = "count"
honor = "winner"
at_least = 3
[[past_winners]]
year = 2001
name = "Tellurian"
honor = "winner"
category = "metrics"
[[editions]]
key = "2007"
name = "2007"
year = 2007
[editions.entry]
fee = { amount = 230.50, currency = "USD" }
[[editions.milestones]]
kind = "entries-close"
name = "Entries close"
at = 2007-03-02T23:59:59
[[editions.milestones]]
kind = "announcement"
name = "Announcement"
at = 2007-05-15T09:00:00
[[editions.categories]]
key = "metrics"
name = "Metrics"
offered_to = ["support"]
[[editions.divisions]]
key = "open"
name = "Open"
[[editions.divisions]]
key = "small"
name = "Small"
test = { revenue_below = 500, independently_owned = true }
[[editions.form.sections]]
key = "site"
title = "Site"
fields = [
  { key = "address", label = "Address", kind = "url" },
  { key = "essay", label = "Essay", word_limit = 500 },
]
[editions.rubric]
scale = { minimum = 0, maximum = 4, step = 0.5 }
[[editions.rubric.areas]]
key = "all"
name = "All"
[[editions.rubric.areas.criteria]]
key = "speed"
name = "Speed"
question = "Is it fast?"
source = "site"
anchors = [
  { at = 4, text = "Fast" },
  { at = 0.5, text = "Slow" },
]
[[editions.rubric.areas.criteria]]
key = "story"
name = "Story"
question = "Is it told?"
source = "essay"
[[editions.rule]]
step = "missing"
[[editions.rule]]
step = "combine"
level = "scorecard"
of = "criterion"
how = "weighted-mean"
[[editions.rule]]
step = "combine"
level = "entry"
of = "scorecard"
how = "trimmed-mean"
drop_high = 1
[[editions.rule]]
step = "round"
level = "entry"
digits = 2
[[editions.rule]]
step = "place"
tie_break = ["area:all", "criterion:speed"]
[editions.selection]
kind = "quota"
total = 10
divisions = { open = [7, 8], small = [2, 3] }
"""

# (what is replaced, by what, expected, found, nearest name). The line is that of the replaced text.
MISTAKES = [
    ('key = "awards"', 'key = "My Awards"', "lower-case letters", '"My Awards"', ""),
    ('key = "asp"', 'key = ""', "lower-case letters", "an empty text", ""),
    ('name = "Awards"', 'name = " "', "not empty", "an empty text", ""),
    ('name = "Awards"', "name = 7", "a text in quotes", "7", ""),
    ('name = "Awards"', 'name = "A"\nnames = "B"', "one of", 'the unknown key "names"', "name"),
    ('name = "Awards"', 'name = "A\\u0000"', "printed", "U+0000", ""),
    ("America/Los_Angeles", "America/Los_Angles", "a time zone", '"America/Los_Angles"', "America/Los_Angeles"),
    ("America/Los_Angeles", "PST", "a time zone", '"PST"', ""),
    ('honor = "winner"\nat_least', 'honor = "winer"\nat_least', "an honor", '"winer"', "winner"),
    ("at_least = 3", "at_least = 0", "1 or more", "0", ""),
    ('by = "count"', 'by = "counts"', 'one of "count"', '"counts"', "count"),
    ('category = "metrics"', 'category = "metric"', "a category", '"metric"', "metrics"),
    ('name = "Tellurian"', 'name = "T"\nhonor_list = "hall"', "whose members are named", '"hall"', ""),
    ("year = 2007", 'year = "2007"', "a whole number", '"2007"', ""),
    ("year = 2007", "year = 20007", "2200 or less", "20007", ""),
    ("amount = 230.50", "amount = -1", "0 or more", "-1", ""),
    ("amount = 230.50", "amount = nan", "a number", "nan", ""),
    ("amount = 230.50", "amount = 1e99", "a number", "1e99", ""),
    ("amount = 230.50", "amount = 1.005", "at most two digits", "1.005", ""),
    ('currency = "USD"', 'currency = "$"', "three capital letters", '"$"', ""),
    ('kind = "announcement"', 'kind = "anouncement"', "one of", '"anouncement"', "announcement"),
    ('kind = "announcement"', 'kind = "entries-close"', "no other has", '"entries-close" again', ""),
    ('kind = "announcement"', 'kind = "nominations-close"', "no nominations", '"nominations-close"', ""),
    ("at = 2007-05-15T09:00:00", "at = 2007-05-15", "a local date and hour", "2007-05-15", ""),
    ("at = 2007-05-15T09:00:00", 'at = "soon"', "a local date and hour", '"soon"', ""),
    ("at = 2007-05-15T09:00:00", "at = 2007-01-15T09:00:00", "announcement after entries-close", "2007-01-15", ""),
    # In 2007 the clocks of Los Angeles went from 2:00 to 3:00 on 11 March, and from 2:00 back to 1:00 on 4 November.
    ("at = 2007-05-15T09:00:00", "at = 2007-03-11T02:30:00", "the clocks skip", "2007-03-11T02:30:00", ""),
    ("at = 2007-05-15T09:00:00", "at = 2007-11-04T01:30:00", "comes once", "2007-11-04T01:30:00", ""),
    ("at = 2007-05-15T09:00:00", "at = 2007-05-15T09:00:00+02:00", "the offset that", "+02:00", ""),
    ('offered_to = ["support"]', 'offered_to = ["suport"]', "a membership type", '"suport"', "support"),
    ('offered_to = ["support"]', 'offered_to = "member"', "or a list of membership types", '"member"', "members"),
    ('offered_to = ["support"]', "offered_to = []", "at least 1", "an empty list", ""),
    ('key = "small"', 'key = "open"', "no other has", '"open" again', ""),
    ("revenue_below = 500", "revenue_below = true", "a number", "true", ""),
    ("revenue_below = 500", "revenue_below = 5, revenue_at_least = 9", "less than revenue_below", "9", ""),
    ('key = "essay"', 'key = "address"', "no other has", '"address" again', ""),
    ('kind = "url"', 'kind = "link"', "one of", '"link"', "line"),
    ("word_limit = 500", 'word_limit = 500, kind = "line"', "no word limit", "500", ""),
    ("maximum = 4", "maximum = 0", "more than the minimum", "0", ""),
    ("{ at = 4,", "{ at = 4.5,", "a score from 0 to 4", "4.5", ""),
    ("{ at = 4,", "{ at = 3.7,", "in steps of 0.5", "3.7", ""),
    ("{ at = 4,", "{ at = 0.5,", "no other anchor", "0.5 again", ""),
    ('key = "story"', 'key = "speed"', "no other has", '"speed" again', ""),
    ('source = "site"', 'source = "sight"', "one of", '"sight"', "site"),
    ('step = "missing"', 'step = "mising"', "one of", '"mising"', "missing"),
    ('how = "weighted-mean"', 'how = "median"', "criteria combined by", '"median"', ""),
    ('how = "trimmed-mean"', 'how = "weighted-mean"', "judges combined by", '"weighted-mean"', ""),
    ('how = "trimmed-mean"\ndrop_high = 1', 'how = "trimmed-mean"', "drop_high or drop_low", "neither", ""),
    ("digits = 2", "digits = 2.5", "a whole number", "2.5", ""),
    ("digits = 2", 'digits = 2\nmode = "half-upp"', "one of", '"half-upp"', "half-up"),
    ('level = "entry"\ndigits', 'level = "rounds"\ndigits', "one of", '"rounds"', "round"),
    ('level = "entry"\ndigits', 'level = "round"\ndigits', "for the level round before this step", "none", ""),
    ("drop_high = 1", "drop_high = 1\nkeep = 3", "no keep", "3", ""),
    ('"trimmed-mean"\ndrop_high = 1', '"middle-sum"', "a number keep", "none", ""),
    ('"trimmed-mean"\ndrop_high = 1', '"best-mean"\nkeep = 2\ndrop_low = 1', "no drop_low", "1", ""),
    ("drop_high = 1", "drop_high = 1\nweights = { judging = 1 }", "a weighted-mean of rounds", "a table", ""),
    ('how = "weighted-mean"', 'how = "consensus"', "criteria combined by", '"consensus"', ""),
    ('step = "missing"', 'step = "ballot"\nentries = 0', "1 or more", "0", ""),
    (
        'step = "round"\nlevel',
        'step = "ballot"\nentries = 5\n[[editions.rule]]\nstep = "round"\nlevel',
        "before",
        "",
        "",
    ),
    ('step = "missing"', 'step = "normalize"\nlevel = "scorecard"', "for the level scorecard before", "none", ""),
    ('step = "round"', 'step = "multiply"\nlevel = "entry"\n[[editions.rule]]\nstep = "round"', "by or factor", "", ""),
    (
        'step = "round"',
        'step = "multiply"\nlevel = "scorecard"\nby = 2\n[[editions.rule]]\nstep = "round"',
        "further",
        "",
        "",
    ),
    ('step = "missing"', 'step = "deduct"', "for the level entry before", "none", ""),
    ('step = "place"', 'step = "place"\nties_mode = "up"', "ties_at", "none", ""),
    ('key = "all"', 'key = "all"\nweight = 0', "more than 0", "0", ""),
    ('"criterion:speed"]', '"criterion:sped"]', "of the rubric", '"criterion:sped"', "criterion:speed"),
    ('"criterion:speed"]', '"speed"]', "criterion:KEY", '"speed"', ""),
    ("total = 10", "total = 12", "from 9 to 11", "12", ""),
    ("open = [7, 8]", "open = [8, 7]", "the fewest, then the most", "8, then 7", ""),
    ("open = [7, 8]", "open = [7]", "at least 2", "a list of 1", ""),
    ('kind = "quota"', 'kind = "quotas"', "one of", '"quotas"', "quota"),
]


def test_the_file_without_a_mistake_has_no_problems() -> None:
    assert problems_of(VALID.encode(), "awards.toml") == []


@pytest.mark.parametrize(("before", "after", "expected", "found", "nearest"), MISTAKES)
def test_each_mistake_is_told_with_its_line(before: str, after: str, expected: str, found: str, nearest: str) -> None:
    assert VALID.count(before) >= 1
    broken = VALID.replace(before, after, 1)
    first = VALID[: VALID.index(before)].count("\n") + 1

    problems = problems_of(broken.encode(), "awards.toml")

    told = [each for each in problems if expected in each.expected and found in each.found]
    assert told, [str(each) for each in problems]
    assert told[0].nearest == nearest
    assert first <= told[0].line <= first + after.count("\n") + 1
    assert broken.split("\n")[told[0].line - 1].strip()


@pytest.mark.parametrize(
    ("gone", "key", "line"),
    [
        ('name = "Awards"\n', "name", 1),
        ('by = "count"\n', "honor_lists[hall].by", 8),
        ('name = "2007"\n', "editions[2007].name", 20),
        ('question = "Is it fast?"\n', "editions[2007].rubric.areas[all].criteria[speed].question", 57),
    ],
)
def test_a_missing_key_is_told_at_its_table(gone: str, key: str, line: int) -> None:
    (problem,) = problems_of(VALID.replace(gone, "", 1).encode(), "awards.toml")

    assert (problem.key, problem.line, problem.found) == (key, line, "nothing")


def test_a_misspelled_key_is_one_problem_not_two() -> None:
    (problem,) = problems_of(VALID.replace('name = "Awards"', 'nmae = "Awards"').encode(), "awards.toml")

    assert (problem.line, problem.found, problem.nearest) == (2, 'the unknown key "nmae"', "name")


def test_a_rule_must_combine_in_one_of_two_orders_and_end_with_places() -> None:
    start, end = VALID.index("[[editions.rule]]"), VALID.index("[editions.selection]")
    steps = '[[editions.rule]]\nstep = "combine"\nlevel = "entry"\nof = "criterion"\nhow = "mean"\n'

    problems = problems_of((VALID[:start] + steps + VALID[end:]).encode(), "awards.toml")

    assert [(each.key, each.found) for each in problems] == [("editions[2007].rule", "entry of criterion")]


ROUNDS = """\
[[editions.rounds]]
key = "judging"
name = "Judging"
[[editions.rounds]]
key = "vote"
name = "Vote of the members"
[editions.rubric]
"""
OVER_ROUNDS = """\
[[editions.rule]]
step = "combine"
level = "round"
of = "scorecard"
how = "mean"
[[editions.rule]]
step = "combine"
level = "entry"
of = "round"
how = "weighted-mean"
weights = { judging = 75, vote = 25 }
[[editions.rule]]
step = "round"
"""


def over_rounds(before: str = "", after: str = "") -> list[str]:
    """The problems of the file with two rounds that are weighed."""
    start = VALID.index('[[editions.rule]]\nstep = "combine"\nlevel = "entry"')
    end = VALID.index('[[editions.rule]]\nstep = "round"')
    text = VALID[:start] + OVER_ROUNDS + VALID[end + len('[[editions.rule]]\nstep = "round"\n') :]
    text = text.replace("[editions.rubric]\n", ROUNDS, 1)
    assert before in text
    return [each.message for each in problems_of(text.replace(before, after, 1).encode(), "awards.toml")]


def test_rounds_are_weighed_each_by_its_key() -> None:
    assert over_rounds() == []
    assert over_rounds("vote = 25", "votes = 25") == [
        'editions[2007].rule[4].weights.vote: expected a weight for the round "vote", found nothing',
        (
            'editions[2007].rule[4].weights.votes: expected a round of this edition: one of "judging", "vote", '
            'found "votes" (did you mean "vote"?)'
        ),
    ]
    assert over_rounds("vote = 25", "vote = 0") == [
        "editions[2007].rule[4].weights.vote: expected more than 0, found 0"
    ]
    (problem,) = over_rounds("weights = { judging = 75, vote = 25 }\n")
    assert "expected the weight of every round" in problem


def test_scores_of_several_scales_are_not_brought_to_one_mean() -> None:
    normal = 'step = "normalize"\nlevel = "criterion"\n[[editions.rule]]\nstep = "combine"\nlevel = "scorecard"'
    text = VALID.replace('step = "combine"\nlevel = "scorecard"', normal, 1)
    assert problems_of(text.encode(), "awards.toml") == []

    other = text.replace('source = "essay"', 'source = "essay"\nscale = { minimum = 0, maximum = 10 }')

    (problem,) = problems_of(other.encode(), "awards.toml")
    assert "criteria of one scale" in problem.expected


def test_a_step_on_a_level_that_does_not_exist_yet_is_told() -> None:
    early = '[[editions.rule]]\nstep = "round"\nlevel = "scorecard"\ndigits = 1\n'
    broken = VALID.replace('[[editions.rule]]\nstep = "combine"', early + '[[editions.rule]]\nstep = "combine"', 1)

    (problem,) = problems_of(broken.encode(), "awards.toml")

    assert problem.key == "editions[2007].rule[2].level"
    assert "before this step" in problem.expected


def test_what_is_judged_from_the_site_needs_an_address_in_the_form() -> None:
    (problem,) = problems_of(VALID.replace('kind = "url"', 'kind = "line"').encode(), "awards.toml")

    assert problem.key.endswith("criteria[speed].source")
    assert 'kind "url"' in problem.expected


def test_a_whole_edition_without_a_rubric_is_told() -> None:
    start, end = VALID.index("[editions.rubric]"), VALID.index("[[editions.rule]]")

    (problem,) = problems_of((VALID[:start] + VALID[end:]).encode(), "awards.toml")

    assert problem.key == "editions[2007].categories[metrics].rubric"


TWELVE = [
    ('key = "awards"', 'key = "AWARDS"'),
    ("America/Los_Angeles", "Los Angeles"),
    ("at_least = 3", 'at_least = "three"'),
    ('category = "metrics"', 'category = "metrisc"'),
    ("amount = 230.50", "amount = inf"),
    ('kind = "announcement"', 'kind = "party"'),
    ('offered_to = ["support"]', 'offered_to = ["suport"]'),
    ("revenue_below = 500", 'revenue_below = "500"'),
    ("word_limit = 500", "words = 500"),
    ("{ at = 4,", "{ at = 9,"),
    ('how = "weighted-mean"', 'how = "weighted"'),
    ("small = [2, 3]", "smal = [2, 3]"),
]


def test_twelve_mistakes_are_told_at_once_each_on_its_line() -> None:
    broken = VALID
    for before, after in TWELVE:
        assert broken.count(before) == 1
        broken = broken.replace(before, after)
    wanted = {broken[: broken.index(after)].count("\n") + 1 for _before, after in TWELVE}

    problems = problems_of(broken.encode(), "awards.toml")

    assert len(wanted) == 12
    assert {each.line for each in problems} == wanted
    assert problems == sorted(problems)
    for problem in problems:
        assert re.fullmatch(r"awards\.toml:\d+: \S+: expected .+, found .+", str(problem))


@pytest.mark.parametrize("steps", ["one-step", "nomination"])
def test_an_edition_without_its_deadlines_is_told(steps: str) -> None:
    start, end = VALID.index("[[editions.milestones]]"), VALID.index("[[editions.categories]]")
    announced = VALID[VALID.index('[[editions.milestones]]\nkind = "announcement"') : end]
    bare = VALID[:start].replace("[editions.entry]", f'[editions.entry]\nsteps = "{steps}"') + announced + VALID[end:]

    (problem,) = problems_of(bare.encode(), "awards.toml")

    assert problem.key == "editions[2007].milestones"
    assert "entries-close" in problem.expected
    assert ("nominations-close" in problem.expected) == (steps == "nomination")


def test_a_file_without_any_date_serves_for_scoring() -> None:
    start, end = VALID.index("[[editions.milestones]]"), VALID.index("[[editions.categories]]")

    assert problems_of((VALID[:start] + VALID[end:]).encode(), "awards.toml") == []
