"""Lines of the ledger in words: who did what to what, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laurels.accounts.models import Person
from laurels.publishing.queries.acts import Deed

# {who} acted; the other names are kinds of things that the line names, or figures of its payload.
SAID: Mapping[str, object] = {
    "advance.overridden": gettext_lazy("{who} decided by hand whether {entry} goes on to {round}"),
    "assignment.given-back": gettext_lazy("{who} gave {entry} back to {judge}"),
    "assignment.made": gettext_lazy("{who} gave {judge} the entry {entry}"),
    "assignment.recused": gettext_lazy("{judge} stepped back from {assignment}"),
    "assignment.removed": gettext_lazy("{who} took {entry} back from {judge}"),
    "assignments.made": gettext_lazy("{who} gave {seats} seats by a plan"),
    "assignments.undone": gettext_lazy("{who} undid a plan of {seats} seats"),
    "award.withheld": gettext_lazy("{who} decided that nothing is awarded"),
    "category.moved": gettext_lazy("{who} moved {entry}, as {judge} had suggested"),
    "category.questioned": gettext_lazy("{judge} thinks {entry} stands in the wrong category"),
    "category.stays": gettext_lazy("{who} left {entry} in its category, which {judge} had doubted"),
    "collaborator.invited": gettext_lazy("{who} invited {person} to work on {entry}"),
    "collaborator.removed": gettext_lazy("{who} took {person} off {entry}"),
    "collaborator.role-changed": gettext_lazy("{who} changed what {person} may do with {entry}"),
    "conflict.detected": gettext_lazy("The records show a conflict of {judge}"),
    "conflict.dismissed": gettext_lazy("{who} decided that a doubtful conflict of {judge} is none"),
    "conflict.noted": gettext_lazy("{who} noted a conflict of {judge}"),
    "conflict.upheld": gettext_lazy("{who} decided that a doubtful conflict of {judge} is one"),
    "conflict.withdrawn": gettext_lazy("{who} found that a conflict of {judge} is none"),
    "conflicts.declared": gettext_lazy("{judge} declared conflicts of interest"),
    "declaration.revised": gettext_lazy("{who} revised what is declared: {declared}"),
    "declarations.frozen": gettext_lazy("Rubric, rule and selection were frozen"),
    "edition.announced": gettext_lazy("{who} announced the results"),
    "edition.corrected": gettext_lazy("{who} corrected the announced results"),
    "edition.created": gettext_lazy("{who} made the edition {edition}"),
    "edition.imported": gettext_lazy("{who} took the edition over from a program file"),
    "edition.published": gettext_lazy("{who} published the edition"),
    "entry.begun": gettext_lazy("{who} began {entry}"),
    "entry.disqualified": gettext_lazy("{who} disqualified {entry}"),
    "entry.division-chosen": gettext_lazy("{who} chose another division for {entry}"),
    "entry.moved": gettext_lazy("{who} moved {entry}"),
    "entry.submitted": gettext_lazy("{who} submitted {entry}"),
    "entry.taken-up-again": gettext_lazy("{who} took up {entry} again"),
    "entry.withdrawn": gettext_lazy("{who} withdrew {entry}"),
    "fee.paid": gettext_lazy("{who} noted a fee as paid: {paid_for}"),
    "fee.waived": gettext_lazy("{who} waived a fee: {paid_for}"),
    "figure.recorded": gettext_lazy("{who} recorded a figure of {entry}"),
    "figure.revoked": gettext_lazy("{who} took back a figure of {entry}"),
    "honor.cited": gettext_lazy("{who} wrote for what {name} is honored"),
    "honor.given": gettext_lazy("{who} gave {entry} an honor"),
    "honor.named": gettext_lazy("{who} put {name} on a list"),
    "honor.recorded": gettext_lazy("{who} recorded an honor of {name}"),
    "honor.revoked": gettext_lazy("{who} took back the honor of {name}"),
    "honor.superseded": gettext_lazy("{who} replaced the honor of {name}"),
    "honor.withdrawn": gettext_lazy("{who} withdrew the announced honor of {name}"),
    "judge.accepted": gettext_lazy("{judge} said yes to judging"),
    "judge.agreed": gettext_lazy("{judge} agreed to the text for judges"),
    "judge.changed": gettext_lazy("{who} changed what is known of {judge}"),
    "judge.described": gettext_lazy("{judge} changed their profile"),
    "judge.declined": gettext_lazy("{judge} declined to judge"),
    "judge.invited": gettext_lazy("{who} invited {judge} to judge"),
    "judge.returned": gettext_lazy("{who} brought {judge} back as a judge"),
    "judge.withdrawn": gettext_lazy("{who} noted that {judge} no longer judges"),
    "milestone.moved": gettext_lazy("{who} moved a date"),
    "nomination.accepted": gettext_lazy("{who} accepted {nominatedcategory}"),
    "nomination.declined": gettext_lazy("{who} declined {nominatedcategory}"),
    "nomination.eligibility-overridden": gettext_lazy("{who} made an exception for {nominatedcategory}"),
    "nomination.submitted": gettext_lazy("{who} submitted the nomination of {nomination}"),
    "nomination.withdrawn": gettext_lazy("{who} withdrew the nomination of {nomination}"),
    "panel.joined": gettext_lazy("{who} put judges on the panel of {round}: {many}"),
    "panel.left": gettext_lazy("{who} took judges off the panel of {round}: {many}"),
    "reports.ordered": gettext_lazy("{who} had feedback reports made"),
    "reports.released": gettext_lazy("Feedback reports were released"),
    "resolution.revoked": gettext_lazy("{who} opened a decision again"),
    "results.sealed": gettext_lazy("{who} sealed the results"),
    "round.advanced": gettext_lazy("{who} decided who goes on to {round}"),
    "round.closed": gettext_lazy("{who} closed judging"),
    "round.opened": gettext_lazy("{who} opened judging; rubric and rule are frozen"),
    "round.reopened": gettext_lazy("{who} opened judging again"),
    "scorecard.confirmed": gettext_lazy("{judge} confirmed {entry}"),
    "scorecard.excluded": gettext_lazy("{who} left a scorecard of {judge} on {entry} out of the count"),
    "scorecard.included": gettext_lazy("{who} let a scorecard of {judge} on {entry} count again"),
    "scorecard.others-seen": gettext_lazy("{judge} looked at what others scored on {entry}"),
    "scorecard.reopened": gettext_lazy("{judge} opened {entry} again"),
    "scorecard.rubric-changed": gettext_lazy(
        "The scorecard of {judge} on {entry} took the criteria of its new category"
    ),
    "state.settled": gettext_lazy("{who} let stand what the tally left open"),
    "tally.run": gettext_lazy("{who} ran the tally"),
    "tie.resolved": gettext_lazy("{who} decided a tie"),
    "write-up.approved": gettext_lazy("{who} approved the write-up {title} for everybody to read"),
    "write-up.drafted": gettext_lazy("A write-up was drafted: {title}"),
    "write-up.withdrawn": gettext_lazy("{who} took down the write-up {title}"),
}


KINDS: Mapping[str, object] = {
    "form": gettext_lazy("the form"),
    "rubric": gettext_lazy("the rubric"),
    "rule": gettext_lazy("the rule"),
    "selection": gettext_lazy("the selection"),
    "agreement": gettext_lazy("the judges’ agreement"),
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
    """The act in words; one that has no wording yet is named by its own name."""
    names = {**deed.about, **_figures(deed), "who": _who(deed, reader)}
    wording = SAID.get(deed.act)
    try:
        return str(wording).format_map(names) if wording else _plain(deed, names["who"])
    except KeyError:  # what the line named is gone, or its payload was erased
        return _plain(deed, names["who"])


def _figures(deed: Deed) -> dict[str, str]:
    facts = deed.facts
    figures = {name: str(facts[name]) for name in ("name", "title") if facts.get(name)}
    if facts.get("from") and deed.act == "honor.superseded":
        figures["name"] = str(facts["from"])
    if isinstance(facts.get("seats"), list):
        figures["seats"] = str(len(facts["seats"]))
    if isinstance(facts.get("judges"), list):
        figures["many"] = str(len(facts["judges"]))
    if facts.get("kind") in KINDS:
        figures["declared"] = str(KINDS[facts["kind"]])
    paid = deed.about.get("entry") or deed.about.get("nominatedcategory")
    if deed.act == "entry.begun" and not deed.about.get("entry"):
        figures["entry"] = _("an application")
    return figures | ({"paid_for": paid} if paid else {})


def _who(deed: Deed, reader: Person) -> str:
    if not deed.who:
        return _("Laurels")
    return _("You") if deed.who == str(reader) else deed.who


def _plain(deed: Deed, who: str) -> str:
    noun, _dot, verb = deed.act.partition(".")
    about = ", ".join(name for kind, name in deed.about.items() if kind not in {"person", "edition"})
    act = f"{noun.replace('-', ' ')} {verb.replace('-', ' ')}"
    return f"{who}: {act}" + (f", {about}" if about else "")


def _note(deed: Deed) -> str:
    if deed.erased:
        return _("What stood here was erased; the line itself holds.")
    reason = deed.facts.get("reason") or deed.facts.get("note")
    return str(reason) if reason else ""
