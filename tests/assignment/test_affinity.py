"""How well a judge fits an entry, from words alone."""

from math import log, sqrt

from hypothesis import given
from hypothesis import strategies as st

from laurels.assignment.affinity import EntryWords, JudgeWords, affinities, words


def test_words_are_small_and_without_endings_and_short_ones_are_left_out() -> None:
    assert words("Knowledge bases, studies of AI & classes; helping") == [
        "knowledge", "base", "study", "class", "help",
    ]  # fmt: skip


def test_who_knows_the_field_of_the_category_comes_first_and_who_knows_nothing_of_it_has_no_fit() -> None:
    entries = [EntryWords(key="e", category="Knowledge Management", text="We wrote articles for our customers.")]
    found = affinities(
        entries,
        [
            JudgeWords(key="knows", fields=["Knowledge management"]),
            JudgeWords(key="wide", fields=["Knowledge management and search"]),
            JudgeWords(key="other", fields=["On-site service"]),
        ],
    )
    # Field 1 of weight 3 in 5; no word of a profile stands in the text.
    assert found == {("e", "knows"): 600_000, ("e", "wide"): 600_000}


def test_a_field_that_the_entry_only_speaks_of_counts_half_by_the_share_of_its_words() -> None:
    found = affinities(
        [EntryWords(key="e", category="On-site service", text="Our metrics rose.")],
        [JudgeWords(key="j", fields=["Support metrics"])],
    )
    # "metric" is one of two words: field 0.5 * 1/2 = 0.25; its cosine is the only one, so the greatest: 1.
    assert found == {("e", "j"): round(1_000_000 * (3 * 0.25 + 2 * 1) / 5)}


def test_the_text_part_is_the_tf_idf_cosine_as_a_share_of_the_greatest() -> None:
    entries = [
        EntryWords(key="a", text="turbine turbine valve"),
        EntryWords(key="b", text="turbine pump"),
    ]
    found = affinities(entries, [JudgeWords(key="j", profile="valve turbine")])
    # Of two texts, both have "turbine": log(3/3) + 1 = 1; one has "valve" or "pump": log(3/2) + 1.
    rare = log(1.5) + 1
    profile = sqrt(1 + rare**2)
    in_a = (1 * 2 + rare**2) / (profile * sqrt(2**2 + rare**2))
    in_b = 1 / (profile * sqrt(1 + rare**2))
    assert found["a", "j"] == 400_000
    assert found["b", "j"] == round(400_000 * in_b / in_a)


TEXTS = st.text("abcd ", max_size=30)


@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_an_affinity_lies_between_nothing_and_a_million(texts: list[str], profiles: list[str]) -> None:
    entries = [EntryWords(key=str(n), category=text, text=text) for n, text in enumerate(texts)]
    judges = [JudgeWords(key=str(n), fields=[text], profile=text) for n, text in enumerate(profiles)]
    assert all(0 < value <= 1_000_000 for value in affinities(entries, judges).values())
