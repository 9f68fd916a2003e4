"""index.html: the whole result on one page that needs no network."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from laurels.results.analysis import Label, Labels, view
from laurels.results.scorefile.outcome import ContestOutcome, Outcome, called
from laurels.results.scorefile.terms import Terms
from laurels.results.standalone import pages
from laurels.results.wording import rule as rule_wording
from laurels.results.wording import selection as selection_wording

Files = Mapping[str, Mapping[str, str]]


def text(outcome: Outcome, files: Files, replaced: Mapping[str, tuple[str, ...]]) -> str:
    request = outcome.work.request
    shown = view(outcome.analysis, _labels(outcome, files))
    context = {
        "title": _title(outcome),
        "source": request.scores.name,
        "made": date_format(request.made_at, "j F Y, H:i e"),
        "contests": shown.contests,
        "several": len(shown.contests) > 1,
        "fits": [
            {"fit": fit, "rule": _rule(outcome, index), "name": ", ".join(fit.contests) if len(shown.fits) > 1 else ""}
            for index, fit in enumerate(shown.fits)
        ],
        "inputs": outcome.work.inputs,
        "replaced": [(entry, " ".join(lost)) for entry, lost in replaced.items()],
    }
    return pages.render("results/scorefile/index.html", ("analysis.css", "standings.css"), context)


def _title(outcome: Outcome) -> str:
    return outcome.contests[0].contest.terms.names.program if outcome.contests else ""


def _rule(outcome: Outcome, fit: int) -> list[tuple[str, str]]:
    """The rule that the contests of an adjustment share, and whom each of them chooses."""
    contests = [each for each in outcome.contests if each.analysis.fit == fit]
    names, rubric = contests[0].contest.terms.names, contests[0].tally.rubric
    steps = rule_wording.steps(
        contests[0].tally.rule,
        rule_wording.Called(
            criteria={each.key: names.criteria.get(each.key, each.key) for each in rubric.criteria},
            areas=names.areas,
            area_weights=rubric.area_weights,
        ),
    )
    chosen = dict.fromkeys(sentence for each in contests for sentence in _selection(each.contest.terms))
    return [*steps, *((_("Honors"), sentence) for sentence in chosen)]


def _selection(terms: Terms) -> list[str]:
    if terms.declared is None:
        return []
    return selection_wording.sentences(terms.declared, honors=terms.honor_names, divisions=terms.names.divisions)


def _labels(outcome: Outcome, files: Files) -> Labels:
    terms = [each.contest.terms for each in outcome.contests]
    return Labels(
        entries={key: _entry(each, key, files) for each in outcome.contests for key in each.lines},
        criteria={key: name for own in terms for key, name in own.names.criteria.items()},
        contests={key: name for own in terms for key, name in own.names.categories.items()},
        divisions={key: name for own in terms for key, name in own.names.divisions.items()},
        honors={key: name for own in terms for key, name in own.honor_names.items()},
    )


def _entry(each: ContestOutcome, key: str, files: Files) -> Label:
    entry, names = each.lines[key], each.contest.terms.names
    about = [
        entry.organization,
        names.divisions.get(entry.division, entry.division),
        "" if each.contest.key else names.categories.get(entry.category, entry.category),
        called(key) if entry.name else "",
    ]
    return Label(
        entry.name or key,
        about=", ".join(part for part in about if part),
        links=((_("report"), files[key]["html"]), (_("PDF"), files[key]["pdf"])),
    )
