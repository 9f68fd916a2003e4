"""The flags of docs/score.md in words, for a row of a table."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

ENTRIES: Mapping[str, object] = {
    "tied": gettext_lazy("tied"),
    "tie-broken": gettext_lazy("tie broken by the rule"),
    "tie-at-cut": gettext_lazy("tied at the line"),
    "undecided": gettext_lazy("undecided at the line"),
    "incomplete": gettext_lazy("a criterion without a score"),
    "no-reviews": gettext_lazy("no scorecard"),
    "too-few-reviews": gettext_lazy("too few scorecards"),
    "one-review": gettext_lazy("one scorecard only"),
    "at-limit": gettext_lazy("at the end of the scale with every judge"),
    "own-panel": "",  # said once above the table
}
JUDGES: Mapping[str, object] = {
    "one-review": "",  # said in the sentence
    "incomplete": gettext_lazy("leaves criteria unanswered"),
    "no-spread": "",
    "unusual": "",
    "at-limit": gettext_lazy("always at the end of the scale"),
}


def entry(words: Sequence[str]) -> tuple[str, ...]:
    """Tied at the line says that it is tied."""
    told = [word for word in words if word != "tied" or not {"tie-at-cut", "undecided"} & set(words)]
    return _said(told, ENTRIES)


def judge(words: Sequence[str]) -> tuple[str, ...]:
    return _said(words, JUDGES)


def _said(words: Sequence[str], known: Mapping[str, object]) -> tuple[str, ...]:
    texts = (str(known.get(word, word.replace("-", " "))) for word in dict.fromkeys(words))
    return tuple(text for text in texts if text)
