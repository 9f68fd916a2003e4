"""One report in words and charts, ready for a template: the page and the document say the same."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from laurels.results.feedback import drawing, numbers, standing
from laurels.results.feedback.model import CONSENSUS, Part, Remark, Report
from laurels.results.wording import rule as rule_wording

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def worded(report: Report, *, printed: bool = False) -> dict[str, Any]:
    """`printed` draws the charts for the document: a fixed width and literal colors."""
    return {
        "lang": (get_language() or "en").split("-")[0],
        "over": report.program or _("Feedback report"),
        "title": _title(report),
        "addressee": _addressee(report),
        "honors": list(report.honors),
        "overall": _overall(report),
        "band": standing.band(report),
        "pair": standing.strengths(report),
        "legend": drawing.legend(printed=printed),
        "areas": _areas(report, printed=printed),
        "criteria_title": _criteria_title(report),
        "criteria_lead": _criteria_lead(report),
        "parts": _parts(report, printed=printed),
        "words": _words([remark for remark in report.remarks if not _anchored(remark, report)], {}),
        "no_words": "" if report.remarks else _("The judges left no written comments."),
        "method": _method(report),
        "foot": ", ".join(part for part in (report.organization or report.title, report.reference) if part),
    }


def _title(report: Report) -> str:
    if not report.judges:
        return _("No judge has scored %(entry)s yet") % {"entry": report.title}
    return ngettext("What one judge thought of %(entry)s", "What %(n)s judges thought of %(entry)s", report.judges) % {
        "n": numbers.spelled(report.judges),
        "entry": report.title,
    }


def _addressee(report: Report) -> dict[str, str]:
    rest = [report.reference, report.category]
    if report.division:
        rest.append(_("%(name)s division") % {"name": report.division})
    return {
        "lead": _("Feedback report for") if report.organization else _("Feedback report"),
        "name": report.organization,
        "rest": ", ".join(part for part in rest if part),
    }


def _overall(report: Report) -> dict[str, str]:
    figure = report.overall
    return {
        "score": numbers.shown(figure, figure.score),
        "scale": numbers.scale(figure),
        "peers": standing.typical_sentence(figure),
        "agreement": _agreement(report),
    }


def _agreement(report: Report) -> str:
    if len(report.totals) < 2:  # noqa: PLR2004 - a range needs two ends
        return ""
    low, high = (numbers.shown(report.overall, total) for total in (report.totals[0], report.totals[-1]))
    if low == high:
        return _("each of your judges came to %(low)s") % {"low": low}
    return _("your judges’ own totals run from %(low)s to %(high)s") % {"low": low, "high": high}


def _areas(report: Report, *, printed: bool) -> dict[str, Any] | None:
    totals = [part.total for part in report.parts if part.total is not None]
    if len(totals) < 2:  # noqa: PLR2004 - one area is the whole
        return None
    return {
        "title": ngettext("%(n)s area", "%(n)s areas", len(totals)) % {"n": numbers.spelled(len(totals), start=True)},
        **drawing.table(totals, labels=NUMERALS, printed=printed),
    }


def _criteria_title(report: Report) -> str:
    count = len(report.criteria)
    return ngettext("%(n)s criterion", "%(n)s criteria", count) % {"n": numbers.spelled(count, start=True)}


def _criteria_lead(report: Report) -> str:
    first = _("Each figure is %(what)s.") % {"what": rule_wording.judges_combined(report.rule.judge_combining)}
    scales = {(figure.low, figure.high) for figure in report.criteria}
    if len(scales) == 1:
        first = _("Each figure is %(what)s, %(scale)s.") % {
            "what": rule_wording.judges_combined(report.rule.judge_combining),
            "scale": numbers.span(report.criteria[0]),
        }
    second = _("The dot is you; further right is better.")
    if any(figure.peers and figure.peers.spread for figure in report.criteria):
        second += " " + _(
            "The band is the middle half of your peers: a quarter of them did better than its right end, "
            "a quarter worse than its left."
        )
    return f"{first} {second}"


def _parts(report: Report, *, printed: bool) -> list[dict[str, Any]]:
    parts, number = [], 1
    for place, part in enumerate(report.parts):
        labels = [str(number + offset) for offset in range(len(part.criteria))]
        number += len(part.criteria)
        names = {figure.key: figure.name for figure in part.criteria}
        own = [
            remark
            for remark in report.remarks
            if remark.criterion in names or (part.key and not remark.criterion and remark.area == part.key)
        ]
        parts.append(
            {
                "numeral": NUMERALS[place] if part.name and place < len(NUMERALS) else "",
                "name": part.name,
                "level": 4 if part.name else 3,  # of the headings under it
                "sum": _sum(part),
                **drawing.table(part.criteria, labels=labels, printed=printed),
                **_words(own, names),
            }
        )
    return parts


def _sum(part: Part) -> dict[str, str]:
    if part.total is None or part.total.score is None:
        return {"own": "", "of": ""}
    of = _("of %(high)s") % {"high": numbers.bound(part.total.high)} if part.total.best == "high" else ""
    return {"own": numbers.shown(part.total, part.total.score), "of": of}


def _words(remarks: Sequence[Remark], names: dict[str, str]) -> dict[str, Any]:
    """Comments and suggestions, those on one criterion together and in the order of the criteria."""

    def of(kind: str) -> list[dict[str, Any]]:
        order = ["", *names]
        about: dict[str, list[list[str]]] = {key: [] for key in order}
        for remark in remarks:
            if remark.kind == kind:
                about[remark.criterion if remark.criterion in names else ""].append(_lines(remark.text))
        return [{"about": names.get(key, ""), "remarks": found} for key, found in about.items() if found]

    return {"comments": of("comment"), "suggestions": of("suggestion")}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _anchored(remark: Remark, report: Report) -> bool:
    criteria = {figure.key for figure in report.criteria}
    areas = {part.key for part in report.parts if part.key}
    return remark.criterion in criteria or (not remark.criterion and remark.area in areas)


def _method(report: Report) -> list[str]:
    made = date_format(report.made_at, "j F Y")
    rule = "; ".join(f"{level}: {sentence}" for level, sentence in rule_wording.steps(report.rule))
    return [line for line in (_consensus(report), *standing.peers_explained(report), _silence(report)) if line] + [
        _("How the score was made. %(rule)s.") % {"rule": rule},
        _("Report made on %(date)s.") % {"date": made},
    ]


def _consensus(report: Report) -> str:
    if CONSENSUS not in report.flags:
        return ""
    return _("Your judges first scored alone, then agreed on these scores together. Every comment is one judge’s own.")


def _silence(report: Report) -> str:
    return _("Comments are printed as written; the judges’ names are not.") if report.remarks else ""
