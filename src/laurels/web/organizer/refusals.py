"""Our errors in words for the organizer's staff. An error's own English is for logs; it never reaches a page."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laurels.core.errors import ConflictError, InvalidError, LaurelsError, NotAllowedError, NotFoundError, NotNowError
from laurels.entries.models import Entry
from laurels.judging.models import Judge
from laurels.results.rules import State
from laurels.web.organizer import results_words

Facts = Mapping[str, Any]


def say(error: LaurelsError) -> str:
    """One sentence or two: what is wrong, and what to do next."""
    teller = TELLERS.get(error.code)
    if teller is not None:
        return teller(error.facts)
    return str(SAID.get(error.code) or next(words for kind, words in OF_A_KIND if isinstance(error, kind)))


def _not_ready(facts: Facts) -> str:
    states = [each for each in facts.get("states", ()) if isinstance(each, State)]
    missing = [results_words.SAID[kind](count, about)[0] for kind, count, about in _counted(states)]
    first = _("Something is still open in the results.")
    return " ".join([first, *missing])


def _counted(states: list[State]) -> list[tuple[Any, int, int]]:
    kinds = dict.fromkeys(each.kind for each in states)
    return [
        (
            kind,
            sum(each.count for each in states if each.kind == kind),
            sum(len(each.entries) for each in states if each.kind == kind),
        )
        for kind in kinds
    ]


def _sealed(facts: Facts) -> str:
    day = _day(facts.get("sealed_at"))
    words = _("The results were announced on %(day)s.") if day else _("The results are announced.")
    return words % {"day": day} + " " + _("What is wrong is put right by a published correction.")


def _frozen(facts: Facts) -> str:
    names = {"rubric": _("The rubric"), "rule": _("The rule"), "selection": _("The selection")}
    what = names.get(str(facts.get("kind", "")), _("What was declared"))
    return _("%(what)s is frozen since judging opened. A change needs a reason and makes a new version.") % {
        "what": what
    }


def _in_use(facts: Facts) -> str:
    words = _("“%(key)s” is in use: entries, scores or results stand on it. Leave it in the file.")
    return words % {"key": facts.get("field", "")}


def _deadline_missing(facts: Facts) -> str:
    names = {
        "nominations-close": _("the day on which nominations close"),
        "entries-close": _("the day on which entries close"),
    }
    what = names.get(str(facts.get("field", "")), _("a deadline"))
    return _("The edition lacks %(what)s. Declare it in the program file, then publish.") % {"what": what}


def _deadline_passed(facts: Facts) -> str:
    day = _day(facts.get("deadline"))
    return _("The deadline was on %(day)s.") % {"day": day} if day else _("The deadline has passed.")


def _entry_state(facts: Facts) -> str:
    state = {
        Entry.State.DRAFT: _("a draft"),
        Entry.State.WITHDRAWN: _("withdrawn"),
        Entry.State.DISQUALIFIED: _("disqualified"),
    }.get(facts.get("state", ""))
    if state is None:
        return _("This is not possible in the state it is in.")
    return _("It is %(state)s, so this is not possible.") % {"state": state}


def _in_conflict(facts: Facts) -> str:
    why = {
        "declared": _("a conflict is on record, or the judge has stepped back from it"),
        "employer": _("the entry is of the judge’s employer"),
        "member": _("the judge belongs to the company that entered"),
        "collaborator": _("the judge works on the entry"),
        "contact": _("the judge is the contact of the entry"),
        "staff": _("staff have noted a conflict"),
        "category": _("the judge’s company entered the same category"),
        "family": _("the judge’s company and the one that entered are of one family"),
        "domain": _("the judge shares a mail domain with the company or a person of the entry"),
        "testimonial": _("the entry holds a testimonial by the judge"),
        "former": _("the judge worked for the company not long ago"),
        "competitor": _("the company is a rival of the judge’s employer"),
    }.get(str(facts.get("why", "")), _("there is a conflict"))
    return _("This judge must not read this entry: %(why)s.") % {"why": why}


def _judge_state(facts: Facts) -> str:
    state = {
        Judge.State.WITHDRAWN: _("has left and no longer judges; bring them back first"),
        Judge.State.DECLINED: _("has said no; invite them again first"),
        Judge.State.INVITED: _("has not answered the invitation yet"),
        Judge.State.ACCEPTED: _("is a judge and has not left"),
    }.get(facts.get("state", ""))
    if state is None:
        return _("This is not possible in the state that the judge is in.")
    return _("The judge %(state)s.") % {"state": state}


def _undeclared(_facts: Facts) -> str:
    return _(
        "An entry is in a category without rubric, rule or selection. Declare them in the program file, bring it in,"
        " then run the tally."
    )


def _program_file(facts: Facts) -> str:
    count = len(facts.get("problems", ()))
    said = ngettext("The program file has %(n)s problem.", "The program file has %(n)s problems.", count)
    return said % {"n": count} + " " + _("Nothing was taken over.")


def _tally_refused(facts: Facts) -> str:
    why = {
        "ScoreOutsideScaleError": _(
            "A score or a recorded consensus is not on its scale. Look for scorecards given under another rubric."
        ),
        "NotApplicableRefusedError": _("A scorecard says n/a, and the rule does not accept n/a."),
        "BadRuleError": _("Rule and rubric do not fit each other. Bring in a program file that is free of problems."),
    }.get(str(facts.get("kind", "")), _("Rule, rubric and scores do not fit each other."))
    return _("The tally cannot be run.") + " " + why


def _merge(facts: Facts) -> str:
    del facts
    return _("Choose two different organizations, neither of them merged already, and give a reason.")


def _day(moment: object) -> str:
    return date_format(moment, "j F Y") if isinstance(moment, dt.datetime) else ""


# Words that need the facts of the error.
TELLERS: Mapping[str, Callable[[Facts], str]] = {
    "deadline-missing": _deadline_missing,
    "deadline-passed": _deadline_passed,
    "entry-closed": _entry_state,
    "entry-not-judged": _entry_state,
    "frozen": _frozen,
    "in-conflict": _in_conflict,
    "in-use": _in_use,
    "judge-state": _judge_state,
    "merge-invalid": _merge,
    "not-ready": _not_ready,
    "program-file": _program_file,
    "sealed": _sealed,
    "tally-refused": _tally_refused,
    "undeclared": _undeclared,
}

SAID: Mapping[str, object] = {
    # accounts
    "address-invalid": gettext_lazy("This is not a mail address. Write it like name@example.org."),
    "link-expired": gettext_lazy("This sign-in link has expired. Ask for a new one."),
    "link-unknown": gettext_lazy("There is no such sign-in link. Ask for a new one."),
    "link-used": gettext_lazy("This sign-in link has been used. Ask for a new one."),
    "membership-invalid": gettext_lazy("A membership ends after it begins. Correct one of the two dates."),
    "not-member": gettext_lazy("Only members of this organization can do this."),
    "not-signed-in": gettext_lazy("You are not signed in any more. Sign in and try again."),
    "not-staff": gettext_lazy("Only staff of the organizer can do this."),
    "organization-unknown": gettext_lazy("There is no such organization. It may have been merged into another."),
    "parent-invalid": gettext_lazy("A company cannot belong to itself, or to one that it owns."),
    "parent-unknown": gettext_lazy(
        "No company has this name, or several have. Write the short code from the end of its page’s address."
    ),
    "person-unknown": gettext_lazy("There is no such person."),
    # programs
    "declaration": gettext_lazy("This cannot be declared. Check the program file and bring it in again."),
    "edition-not-in-file": gettext_lazy("The file has no edition of this name. Choose the file of this edition."),
    "key-taken": gettext_lazy("This key is taken already. Choose another."),
    "no-such-declaration": gettext_lazy("Nothing of this kind is declared for this category."),
    "no-such-program": gettext_lazy("There is no such program."),
    "other-program": gettext_lazy("The file is of another program. Choose the file of this one."),
    # entries
    "already-there": gettext_lazy("It exists already, so it cannot be made again. Look for it in the list."),
    "application-not-open": gettext_lazy("The application opens when its nomination is accepted and its fee paid."),
    "division-refused": gettext_lazy("By its answers the company does not belong in this division."),
    "incomplete": gettext_lazy("Something that is required is still missing."),
    "last-submitter": gettext_lazy("Somebody who can submit the entry must stay on it. Give that right first."),
    "no-category": gettext_lazy("The nomination names no category. Choose one."),
    "no-such-entry": gettext_lazy("There is no such entry."),
    "not-eligible": gettext_lazy(
        "This category is not offered to this company. An exception can be made, with a reason."
    ),
    "not-open-yet": gettext_lazy("The call is not open yet."),
    "one-category": gettext_lazy("This edition takes one category in a nomination. Keep one of them."),
    "one-step": gettext_lazy("This edition is entered without a nomination."),
    "other-edition": gettext_lazy("This category or division is of another edition. Choose one of this edition."),
    "role": gettext_lazy("This person works on the entry without the right to do this."),
    "too-long": gettext_lazy("The text is too long. Shorten it and save again."),
    # judging
    "agreement-outdated": gettext_lazy("The text for judges has changed meanwhile. The judge has to read it again."),
    "anchor-unknown": gettext_lazy("The rubric does not have what this comment is about."),
    "desk": gettext_lazy("There is no such judge, seat or round."),
    "invitation-invalid": gettext_lazy("This invitation cannot be sent or answered as it stands."),
    "judge-known": gettext_lazy("This person is a judge of this edition already. Look in the list of judges."),
    "not-answered": gettext_lazy("The judge has not accepted the invitation, or has declined it."),
    "not-your-seat": gettext_lazy("Only the judge can do this."),
    "not-in-doubt": gettext_lazy(
        "This is not in doubt any more: the records have changed, or it bars always. Look at the list again."
    ),
    "plan-outdated": gettext_lazy(
        "Entries, judges, conflicts or seats have changed since this plan was made. Make a new plan."
    ),
    "plan-impossible": gettext_lazy("No plan meets what was asked. Choose below what gives way."),
    "plan-undone": gettext_lazy("Only a plan that is applied can be undone, and only once. Make a new plan."),
    "report-decided": gettext_lazy("This report is decided already. Look at the list again."),
    "profile-invalid": gettext_lazy("Something in the profile cannot be. Correct it and save again."),
    "source-not-closed": gettext_lazy("The round that it takes its entries from is not closed. Close that one first."),
    "round-not-ready": gettext_lazy("This round is not ready. Look at the round that it takes its entries from."),
    "advance-open": gettext_lazy("Something must be decided before entries go on. It stands above the list."),
    "advances-undecided": gettext_lazy("Nobody said yet who goes on to this round. Decide that first."),
    "next-round-scored": gettext_lazy("The next round is being scored, so who takes part in it stays as it is."),
    "next-round-open": gettext_lazy("The round that takes its entries from this one is open. Close that one first."),
    "agreed-already": gettext_lazy(
        "This entry has its agreed scorecard already. Leave that one out first; then another can count."
    ),
    "lead-seated": gettext_lazy(
        "A consensus has one judge to write down what was agreed, and this entry has one. Take that seat back first."
    ),
    "not-in-round": gettext_lazy("This entry did not compete in the round before. Nothing can be decided about it."),
    "others-hidden": gettext_lazy("What others scored is not shown in this round now."),
    "nobody-agreed": gettext_lazy("Say who of the panel agreed on the scorecard."),
    "outside-range": gettext_lazy("An agreed score lies outside what the judges gave: it takes a word why."),
    "round-sealed": gettext_lazy("Scores of a sealed round count here: they are counted and shown once it is closed."),
    "takes-all": gettext_lazy("This round judges every entry: nobody is chosen for it."),
    "round-closed": gettext_lazy("The round is closed. Open it again first, with a reason."),
    "round-not-opened": gettext_lazy("The round is not open yet. Open it first."),
    "score-invalid": gettext_lazy("This score is not on the scale of its criterion."),
    "scorecard-confirmed": gettext_lazy("The scorecard is confirmed. The judge must open it again first."),
    "seats-held": gettext_lazy("The judge still holds entries. Take them back first."),
    # results
    "award-withheld": gettext_lazy("Nothing is awarded here. Open that decision again first."),
    "entry-out": gettext_lazy("Only an entry that is in the running can be honored."),
    "figure-not-positive": gettext_lazy("A factor and a deduction are numbers above zero."),
    "figure-unnamed": gettext_lazy("A factor needs the name under which the rule asks for it."),
    "honor-held": gettext_lazy("An entry that you did not choose has its honor already. Take it back first."),
    "honor-missing": gettext_lazy("Say for each entry that you choose which honor it gets."),
    "honor-twice": gettext_lazy("The entry holds this honor already."),
    "honor-unknown": gettext_lazy("There is no such honor here. Choose one that the edition or its rule gives."),
    "honors-stand": gettext_lazy("Honors stand here. Take them back first."),
    "judging-open": gettext_lazy("Judging is not closed. Close it, run the tally, then decide."),
    "nobody-named": gettext_lazy("Write the name as it is to be printed, or choose an organization."),
    "no-final-tally": gettext_lazy("No tally was run since judging closed. Run it, then decide."),
    "no-such-result": gettext_lazy("There is no such result."),
    "no-such-state": gettext_lazy("This is not open any more, or it stands differently now. Look again."),
    "not-among": gettext_lazy("Only the entries that this is about can be chosen."),
    "not-announced-yet": gettext_lazy("The results are not announced yet. Until then an honor is simply taken back."),
    "reason-missing": gettext_lazy("Write why, in a sentence that holds up a year from now."),
    "tally-frozen": gettext_lazy("Decisions rest on this tally, so it stays as it is. Run the tally again instead."),
    "tally-outdated": gettext_lazy("The tally is out of date. Run it again, then decide."),
    "wrong-figure": gettext_lazy("No rule can count with this figure. Write a number above zero."),
    "wrong-honor": gettext_lazy("This honor cannot be given here."),
    # publishing
    "already-announced": gettext_lazy(
        "The results are announced already. What is wrong is corrected, not announced again."
    ),
    "no-story": gettext_lazy("The entry holds no text that may be printed, so there is no write-up to make."),
    "not-announced": gettext_lazy("The results are not announced yet, so there is nothing to correct."),
    "not-public": gettext_lazy("There is no such page, or it is not public yet."),
    "not-theirs": gettext_lazy("Only the winner and the organizer’s staff can do this."),
    "nothing-to-announce": gettext_lazy("No honor is given yet. Give the honors, then announce."),
    # files and documents
    "bad-input": gettext_lazy("The file has problems. Nothing was taken over."),
    "file-empty": gettext_lazy("The file is empty. Choose another."),
    "file-too-large": gettext_lazy("The file is too large. Choose a smaller one."),
    "too-many-pages": gettext_lazy("The document has become too long to be made."),
    "typesetting": gettext_lazy("The document could not be made. Try again; if it fails again, tell the operator."),
    "typesetting-timeout": gettext_lazy("Making the document took too long. Try again in a few minutes."),
}

# For a code without words of its own. A test finds words for every code there is.
OF_A_KIND: tuple[tuple[type[LaurelsError], object], ...] = (
    (NotFoundError, gettext_lazy("There is no such thing here any more.")),
    (NotAllowedError, gettext_lazy("You cannot do this.")),
    (NotNowError, gettext_lazy("This is not possible now.")),
    (ConflictError, gettext_lazy("Somebody else changed the same thing meanwhile. Reload the page and look again.")),
    (InvalidError, gettext_lazy("This cannot be accepted as it is. Check what you wrote and try again.")),
    (LaurelsError, gettext_lazy("That could not be done. Reload the page and try again.")),
)
