"""What judging refuses, as a judge is told."""

from django.utils.translation import gettext as _

from laurels.core.errors import LaurelsError


def say(error: LaurelsError) -> str:
    """A sentence or two: what was not done, and what to do next."""
    facts = error.facts
    if error.code == "score-invalid":
        return _score(facts)
    if error.code == "incomplete":
        return _("Some criteria have no answer yet. Give each a score or n/a; then you can confirm.")
    words = {
        "round-not-opened": _("Judging has not been opened yet."),
        "round-closed": _(
            "Judging is closed, so scores can no longer change. What you sent is kept, and does not count."
        ),
        "scorecard-confirmed": _("You have confirmed these scores. Reopen them first; until then nothing changes."),
        "others-hidden": _("What others scored is not shown here now."),
        "nobody-agreed": _("Say who of the panel agreed on these scores. Then you can confirm them."),
        "agreed-already": _("This entry has its agreed scorecard already, by another judge. One alone can count."),
        "entry-not-judged": _("This entry is no longer in the running, so there is nothing to score."),
        "not-answered": _("Accept the invitation first."),
        "reason-missing": _("Say it in a few words: with “other”, the organizer needs to know what it is about."),
        "seats-held": _("You hold entries already. Use “Step down”, so that others get them and your scores are kept."),
        "agreement-outdated": _("The text has changed meanwhile. Please read it again, then agree."),
        "judge-state": _("You are no longer a judge here. The organizer can bring you back."),
        "profile-invalid": _("Something in your profile cannot be. Look through it once more."),
    }
    return words.get(error.code) or _("That could not be done. Reload the page and try again.")


def _score(facts: dict[str, object]) -> str:
    if "minimum" not in facts:
        return _("The criteria have changed. Reload the page.")
    if facts.get("found") == "n/a":
        return _("n/a is not allowed in this program: give a score.")
    values = {"low": facts["minimum"], "high": facts["maximum"], "step": facts["step"]}
    if facts["step"] is None:
        return _("Write a number from %(low)s to %(high)s.") % values
    return _("Write a number from %(low)s to %(high)s, in steps of %(step)s.") % values
