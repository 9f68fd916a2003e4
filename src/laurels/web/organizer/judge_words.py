"""Facts about judges in the organizer's words, for pages and files alike."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from laurels.judging.actions.bulk import Line
from laurels.judging.models import Judge
from laurels.judging.queries.invitees import InviteeLine
from laurels.judging.queries.judges import away_spans


@dataclass(frozen=True)
class Said:
    """A state as shape and word; shapes as of the look's `state`."""

    shape: str
    word: str


def standing(judge: Judge, *, agreed: bool | None = None) -> Said:
    """The first thing that is missing, or that nothing is.

    Rows of `judges_of` know themselves whether the text in force was agreed to; of others, `agreed` says it, and None
    leaves it out.
    """
    if agreed is None:
        agreed = vars(judge).get("agreed_at", ...) is not None
    if judge.state == Judge.State.INVITED:
        return Said("open", _("not answered"))
    if judge.state == Judge.State.DECLINED:
        return Said("out", _("said no"))
    if judge.state == Judge.State.WITHDRAWN:
        return Said("out", _("left"))
    if not agreed:
        return Said("begun", _("said yes, not agreed yet"))
    if judge.conflicts_declared_at is None:
        return Said("begun", _("agreed, conflicts not declared"))
    return Said("done", _("ready"))


STATES: Mapping[str, object] = {
    "ready": gettext_lazy("Ready"),
    "invited": gettext_lazy("Not answered"),
    "not-agreed": gettext_lazy("Not agreed to the text"),
    "not-declared": gettext_lazy("Conflicts not declared"),
    "behind": gettext_lazy("Less than half done"),
    "over": gettext_lazy("Over their load"),
    "idle": gettext_lazy("Nothing to read"),
    "away": gettext_lazy("Away today or later"),
    "same-name": gettext_lazy("Same name twice"),
    "declined": gettext_lazy("Said no"),
    "withdrawn": gettext_lazy("Left"),
}
"""What the list may be narrowed to, in the order of a judge's life."""

WHY_NOT: Mapping[str, object] = {
    "declined": gettext_lazy("said no"),
    "withdrawn": gettext_lazy("has left; bring them back on their page"),
    "no-address": gettext_lazy("has no mail address"),
    "same": gettext_lazy("has it already, nothing would change"),
    "not-answered": gettext_lazy("has not answered; invite them again"),
    "nothing-open": gettext_lazy("has nothing open in this round"),
    "reminded": gettext_lazy("was reminded today"),
    "on-panel": gettext_lazy("sits on the panel already"),
    "off-panel": gettext_lazy("does not sit on the panel"),
}


def why_not(line: Line) -> str:
    return str(WHY_NOT[line.why_not])


def expertise(keys: Iterable[str], names: Mapping[str, str]) -> str:
    return "; ".join(names.get(key, key) for key in keys)


def languages(codes: Iterable[str]) -> str:
    """Names of languages; a code that nobody knows stands for itself."""
    return ", ".join(_language(code) for code in codes)


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def away(judge: Judge, today: dt.date) -> str:
    """Absences that are not over: "until 14 March", or "12 to 14 March"."""
    return "; ".join(_span(first, last, today) for first, last in away_spans(judge) if last >= today)


def _span(first: dt.date, last: dt.date, today: dt.date) -> str:
    if first <= today:
        return _("until %(last)s") % {"last": date_format(last, "j F")}
    if first == last:
        return _("on %(day)s") % {"day": date_format(first, "j F")}
    start = date_format(first, "j" if (first.month, first.year) == (last.month, last.year) else "j F")
    return _("%(first)s to %(last)s") % {"first": start, "last": date_format(last, "j F")}


def known_of(line: InviteeLine) -> Said:
    """What a person to be invited is to this organizer already."""
    if line.standing == "again":
        served = ngettext("judged before, %(n)d edition", "judged before, %(n)d editions", line.years)
        return Said("done", served % {"n": line.years} if line.years else _("was asked before"))
    words = {
        "new": ("none", _("new")),
        "judge": ("out", _("is a judge already")),
        "declined": ("out", _("said no to this edition")),
        "withdrawn": ("out", _("has left this edition")),
        "declined-before": ("open", _("said no the last time")),
        "same-name": ("late", _("same name, other address")),
    }
    return Said(*words[line.standing])


def remarks(line: InviteeLine, others: Sequence[str] = ()) -> list[str]:
    """What staff should know before the mail goes out."""
    said = list(others)
    already = {
        "judge": _("Passed over: nothing is sent."),
        "declined": _("Passed over. Ask again on their page."),
        "withdrawn": _("Passed over. Bring them back on their page."),
    }
    if line.standing in already:
        said.append(already[line.standing])
    if line.same_name:
        said.append(
            _("The same person as %(addresses)s? Then send to one address only.")
            % {"addresses": ", ".join(line.same_name)}
        )
    if line.before is not None and line.goes_out:
        said.append(_("Their profile of %(edition)s is carried over.") % {"edition": line.before.edition})
    if line.employer is not None:
        kept = ngettext(
            "%(name)s: its %(n)d entry is kept from them.",
            "%(name)s: its %(n)d entries are kept from them.",
            line.entries,
        )
        none = _("%(name)s is known; it has no entry yet. Any that come are kept from them.")
        said.append((kept if line.entries else none) % {"name": line.employer, "n": line.entries})
    elif line.near_employer:
        said.append(
            _(
                "“%(written)s” is no company we know. If it is %(near)s, write it like that:"
                " only then are its entries kept away."
            )
            % {"written": line.invitee.employer_name, "near": line.near_employer}
        )
    for word, meant in line.meant.items():
        out = _("“%(word)s” is not on the program’s list and is left out.") % {"word": word}
        said.append(out + (" " + _("Did you mean %(meant)s?") % {"meant": meant} if meant else ""))
    return said
