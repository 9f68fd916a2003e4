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
    "not-counted": gettext_lazy("a scorecard does not count"),
    "not-normalized": gettext_lazy("a judge without a spread of scores"),
    "no-factor": gettext_lazy("a figure is not recorded"),
    "no-consensus": gettext_lazy("no consensus recorded"),
    "missing-round": gettext_lazy("a round without scorecards"),
    "uneven-panel": gettext_lazy("too few judges to drop as many as the rule says"),
    "too-few-marks": gettext_lazy("too few scores to drop as many as the rule says"),
    "deducted": gettext_lazy("points deducted"),
    "lead-not-reached": gettext_lazy("lead not reached"),
    "organization-open": gettext_lazy("one of several of its organization"),
    "passed-over": gettext_lazy("its organization has an honor already"),
    "score-below": gettext_lazy("below the least score"),
    "area-below": gettext_lazy("an area below the least"),
}
JUDGES: Mapping[str, object] = {
    "one-review": "",  # said in the sentence
    "incomplete": gettext_lazy("leaves criteria unanswered"),
    "no-spread": "",
    "unusual": "",
    "at-limit": gettext_lazy("always at the end of the scale"),
    "not-counted": gettext_lazy("scorecards do not count: too few entries scored"),
    "not-normalized": gettext_lazy("not normalized: no spread of scores"),
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
