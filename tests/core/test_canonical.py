"""core.canonical: one text, and one hash, for one value."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.core import canonical

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_keys_are_sorted_and_nothing_is_escaped_or_spaced() -> None:
    assert canonical.dumps({"b": [1, None, True], "a": "É報"}) == '{"a":"É報","b":[1,null,true]}'


def test_the_hash_is_sha256_of_the_text() -> None:
    """As `printf '{"a":1}' | sha256sum` says."""
    assert canonical.digest({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


@pytest.mark.parametrize("value", [0.5, [1, 2.0], {"a": {"b": float("nan")}}])
def test_a_float_is_refused_wherever_it_stands(value: object) -> None:
    with pytest.raises(TypeError, match="give a decimal as text"):
        canonical.dumps(value)  # type: ignore[arg-type]


def test_a_key_that_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError, match="must be text"):
        canonical.dumps({1: "a"})  # type: ignore[dict-item]


@given(VALUES)
def test_reading_and_writing_again_gives_the_same_text(value: canonical.Json) -> None:
    text = canonical.dumps(value)
    assert canonical.dumps(json.loads(text)) == text
    assert json.loads(text) == value
