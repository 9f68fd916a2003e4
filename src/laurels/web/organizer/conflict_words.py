"""Conflicts of interest in words: why it is one, and how a seat stands that it touches."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laurels.judging.models import Conflict, Scorecard
from laurels.judging.queries.conflicts import Hit, Line

SOURCES: Mapping[str, object] = {
    Conflict.Source.DECLARED: gettext_lazy("declared by the judge"),
    Conflict.Source.STAFF: gettext_lazy("noted by staff"),
    Conflict.Source.EMPLOYER: gettext_lazy("works there"),
    Conflict.Source.MEMBER: gettext_lazy("speaks for the company"),
    Conflict.Source.COLLABORATOR: gettext_lazy("works on the entry"),
    Conflict.Source.CONTACT: gettext_lazy("contact of the nomination"),
    Conflict.Source.CATEGORY: gettext_lazy("own company in the same category"),
    Conflict.Source.FAMILY: gettext_lazy("family of companies"),
    Conflict.Source.DOMAIN: gettext_lazy("same mail domain"),
    Conflict.Source.TESTIMONIAL: gettext_lazy("gave a testimonial"),
    Conflict.Source.FORMER: gettext_lazy("worked there"),
    Conflict.Source.COMPETITOR: gettext_lazy("a rival"),
}
"""In two or three words, for lists and filters."""

KINDS: Mapping[str, object] = {
    Conflict.Kind.PROFESSIONAL: gettext_lazy("professional"),
    Conflict.Kind.PERSONAL: gettext_lazy("personal"),
    Conflict.Kind.OTHER: gettext_lazy("other"),
}


def why(line: Line) -> str:
    """The reason as a clause whose subject is the judge: “works for Acme, the parent of Acme Japan”."""
    company = line.organization.name if line.organization else ""
    facts = {"company": company, "through": line.through or _("another company")}
    if line.source == Conflict.Source.FAMILY:
        return _family(line, facts)
    if line.source == Conflict.Source.DOMAIN:
        same = _("has an address at %(through)s, as %(company)s has its website")
        return (_("has an address at %(through)s, as has a person of the entry") if line.entry else same) % facts
    if line.source == Conflict.Source.COMPETITOR and line.through not in {"", company}:
        return _("named %(through)s as a rival; %(company)s belongs to it") % facts
    if line.source == Conflict.Source.DECLARED and line.conflict:
        return _("declared it themself: %(kind)s") % {"kind": KINDS[line.conflict.kind]}
    if line.source == Conflict.Source.STAFF and line.conflict and line.conflict.noted_by:
        return _("noted by %(who)s") % {"who": line.conflict.noted_by}
    return str(_PLAIN.get(line.source) or SOURCES[line.source]) % facts


def _family(line: Line, facts: Mapping[str, str]) -> str:
    if not line.kin:
        return _("their company and %(company)s are one family") % facts
    works = line.judge.employer is not None and line.judge.employer.name == line.through
    words = {
        ("parent", True): _("works for %(through)s, the parent of %(company)s"),
        ("parent", False): _("speaks for %(through)s, the parent of %(company)s"),
        ("subsidiary", True): _("works for %(through)s, a subsidiary of %(company)s"),
        ("subsidiary", False): _("speaks for %(through)s, a subsidiary of %(company)s"),
        ("sister", True): _("works for %(through)s, a sister of %(company)s"),
        ("sister", False): _("speaks for %(through)s, a sister of %(company)s"),
    }
    return words[line.kin, works] % facts


_PLAIN: Mapping[str, object] = {
    Conflict.Source.EMPLOYER: gettext_lazy("works for %(company)s"),
    Conflict.Source.MEMBER: gettext_lazy("speaks for %(company)s"),
    Conflict.Source.COLLABORATOR: gettext_lazy("works on the entry"),
    Conflict.Source.CONTACT: gettext_lazy("is the contact of its nomination"),
    Conflict.Source.CATEGORY: gettext_lazy("their own company entered the same category"),
    Conflict.Source.TESTIMONIAL: gettext_lazy("is named under a testimonial: “%(through)s”"),
    Conflict.Source.FORMER: gettext_lazy("worked for %(company)s"),
    Conflict.Source.COMPETITOR: gettext_lazy("named %(company)s as a rival"),
}


def seat(hit: Hit) -> tuple[str, str]:
    """A seat's state as shape and words, without any score: (kind of shape, words)."""
    card = hit.card
    if hit.held:
        if card is None:
            return "none", _("held, not begun")
        if card.state == Scorecard.State.CONFIRMED:
            return "done", _("held, confirmed")
        return "begun", _("held, %(n)d scored") % {"n": hit.answered}
    if card is None:
        return "out", _("given up, not begun")
    if hit.still_counts:
        return "done", _("given up, its scorecard still counts")
    return "out", _("given up, %(n)d scored, not counted") % {"n": hit.answered}
