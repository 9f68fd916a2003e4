"""How well a judge fits an entry, from words alone: fields of expertise, and what profile and entry have in common.

Two parts, each from 0 to 1. **Field**: the best of the judge's fields of expertise; a field whose words are those of
the category counts whole, else by half the share of its words that the entry uses. **Text**: the cosine between the
words of profile and entry, each word weighed by its count and by how few texts have it (TF-IDF: Salton and Buckley,
Information Processing & Management 24, 1988), as a share of the greatest one found. Field weighs three, text two.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from laurels.assignment.request import Pair

MILLION = 1_000_000
FIELD, TEXT = 3, 2  # weights
HALF = 0.5  # a field that the entry only speaks of
WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, kw_only=True)
class EntryWords:
    key: str
    category: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class JudgeWords:
    """`fields` are names of expertise; `profile` is whatever else they say of themselves."""

    key: str
    fields: Sequence[str] = ()
    profile: str = ""


def affinities(entries: Iterable[EntryWords], judges: Iterable[JudgeWords]) -> dict[Pair, int]:
    """In millionths, pairs of no fit left out. Cost: one reading of every text, then the words of each profile."""
    entries = list(entries)
    used = {each.key: Counter(words(each.text)) for each in entries}
    weight = _weights(used.values())
    length = {key: _length(count, weight) for key, count in used.items()}
    categories = {each.key: frozenset(words(each.category)) for each in entries}
    field: dict[Pair, float] = {}
    text: dict[Pair, float] = {}
    for judge in judges:
        fields = [own for own in (frozenset(words(name)) for name in judge.fields) if own]
        profile = Counter(words(" ".join([*judge.fields, judge.profile])))
        profile_length = _length(profile, weight)
        for entry in entries:
            pair, count = (entry.key, judge.key), used[entry.key]
            field[pair] = _field(fields, categories[entry.key], count)
            shared = sum(many * count[word] * weight[word] ** 2 for word, many in profile.items() if word in count)
            text[pair] = shared / (profile_length * length[entry.key]) if shared else 0.0
    top = max(text.values(), default=0.0) or 1.0
    whole = {pair: (FIELD * field[pair] + TEXT * text[pair] / top) / (FIELD + TEXT) for pair in field}
    return {pair: value for pair, share in whole.items() if (value := round(MILLION * share))}


def words(text: str) -> list[str]:
    """Words of three letters or more, small, without the endings that English puts on one and many."""
    return [_stem(word) for word in WORD.findall(text.casefold())]


def _stem(word: str) -> str:
    for ending, left in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):  # noqa: PLR2004 letters
            return word.removesuffix(ending) + left
    return word


def _weights(counts: Iterable[Counter[str]]) -> dict[str, float]:
    counts = list(counts)
    found: Counter[str] = Counter()
    for each in counts:
        found.update(each.keys())
    return {word: log((1 + len(counts)) / (1 + many)) + 1 for word, many in found.items()}


def _length(count: Counter[str], weight: Mapping[str, float]) -> float:
    """Words that no entry uses weigh nothing: they cannot tell entries apart."""
    return sqrt(sum((many * weight.get(word, 0.0)) ** 2 for word, many in count.items()))


def _field(fields: Sequence[frozenset[str]], category: frozenset[str], used: Mapping[str, int]) -> float:
    best = 0.0
    for own in fields:
        if category and (own <= category or category <= own):
            return 1.0
        best = max(best, HALF * sum(word in used for word in own) / len(own))
    return best
