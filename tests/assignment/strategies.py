"""Random requests, small enough to solve in other ways."""

from hypothesis import strategies as st

from laurels.assignment import Entry, Judge, Request

COMPANIES = ("", "acme", "borealis", "cumulus")


@st.composite
def requests(
    draw: st.DrawFn,
    *,
    most_entries: int = 7,
    most_judges: int = 7,
    reviews: st.SearchStrategy[int] = st.integers(0, 4),  # noqa: B008 - a strategy is a value
    loads: st.SearchStrategy[int] = st.integers(0, 4),  # noqa: B008
    fates: str = "...cck",
) -> Request:
    entries = [
        Entry(key=f"e{n}", reviews=draw(reviews), organization=draw(st.sampled_from(COMPANIES)))
        for n in range(draw(st.integers(1, most_entries)))
    ]
    judges = [
        Judge(key=f"j{n}", max_load=draw(loads), employer=draw(st.sampled_from(COMPANIES)))
        for n in range(draw(st.integers(1, most_judges)))
    ]
    pairs = [(entry.key, judge.key) for entry in entries for judge in judges]
    fate = draw(st.lists(st.sampled_from(fates), min_size=len(pairs), max_size=len(pairs)))
    return Request(
        entries=tuple(draw(st.permutations(entries))),
        judges=tuple(draw(st.permutations(judges))),
        conflicts=frozenset(pair for pair, is_ in zip(pairs, fate, strict=True) if is_ == "c"),
        kept=frozenset(pair for pair, is_ in zip(pairs, fate, strict=True) if is_ == "k"),
    )
