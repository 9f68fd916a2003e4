"""Lines of the ledger in words: who did what to what, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laurels.accounts.models import Person
from laurels.publishing.acts import Deed

# {who} acted; the other names are kinds of things that the line names. What a line does not name is left out.
SAID: Mapping[str, str] = {
    "entry.submitted": gettext_lazy("{who} submitted {entry}"),
    "entry.withdrawn": gettext_lazy("{who} withdrew {entry}"),
    "entry.disqualified": gettext_lazy("{who} disqualified {entry}"),
    "entry.moved": gettext_lazy("{who} moved {entry}"),
    "nomination.submitted": gettext_lazy("{who} submitted {nomination}"),
    "nomination.accepted": gettext_lazy("{who} accepted {nomination}"),
    "nomination.declined": gettext_lazy("{who} declined {nomination}"),
    "judge.invited": gettext_lazy("{who} invited {judge} as a judge"),
    "judge.accepted": gettext_lazy("{judge} agreed to judge"),
    "judge.declined": gettext_lazy("{judge} declined to judge"),
    "round.opened": gettext_lazy("{who} opened judging; rubric and rule are frozen"),
    "round.closed": gettext_lazy("{who} closed judging"),
    "scorecard.confirmed": gettext_lazy("{judge} confirmed {entry}"),
    "tally.run": gettext_lazy("{who} ran the tally"),
    "honor.given": gettext_lazy("{who} gave an honor to {entry}"),
    "results.announced": gettext_lazy("{who} announced the results"),
}


@dataclass(frozen=True)
class Told:
    """A line as staff read it: one sentence, and what stands behind it."""

    deed: Deed
    sentence: str
    note: str

    @property
    def at(self) -> datetime:
        return self.deed.at


def deeds(done: Iterable[Deed], reader: Person) -> list[Told]:
    return [Told(deed, sentence(deed, reader), _note(deed)) for deed in done]


def sentence(deed: Deed, reader: Person) -> str:
    names = {**deed.about, "who": _who(deed, reader)}
    wording = SAID.get(deed.act)
    try:
        return str(wording).format_map(names) if wording else _plain(deed, names)
    except KeyError:
        return _plain(deed, names)


def _who(deed: Deed, reader: Person) -> str:
    if not deed.who:
        return _("Laurels")
    return _("You") if deed.who == str(reader) else deed.who


def _plain(deed: Deed, names: Mapping[str, str]) -> str:
    noun, _dot, verb = deed.act.partition(".")
    about = ", ".join(name for kind, name in names.items() if kind != "who")
    act = f"{noun.replace('-', ' ')} {verb.replace('-', ' ')}"
    return f"{names['who']}: {act}" + (f", {about}" if about else "")


def _note(deed: Deed) -> str:
    if deed.erased:
        return _("What stood here was erased; the line itself holds.")
    reason = deed.facts.get("reason")
    return str(reason) if reason else ""
