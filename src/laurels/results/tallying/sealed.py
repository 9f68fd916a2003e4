"""Which tallies staff do not see yet: those in which scores of a sealed round count that is not closed."""

from laurels.judging.models import Scorecard
from laurels.judging.queries.rounds import rounds_counted, sealed_rounds
from laurels.programs.models import Declaration, Edition, Round
from laurels.results.tallying.inputs import over_rounds


def sealed_in(round_: Round) -> bool:
    """Whether the tallies of this round show sealed scores: its own, those carried into it, or those combined."""
    return round_.pk in withheld(round_.edition)


def withheld(edition: Edition) -> frozenset[int]:
    """The keys of the rounds whose tallies nobody sees now. One query where nothing is sealed.

    Another round than their own withholds them only once scores were given in it: before, it holds nothing to show.
    """
    sealed = set(sealed_rounds().filter(edition=edition).values_list("pk", flat=True))
    if not sealed:
        return frozenset()
    begun = set(Scorecard.objects.filter(round__in=sealed).values_list("round", flat=True).distinct())
    # Earlier versions of a rule, too: kept tallies were run by them.
    rules = Declaration.objects.filter(edition=edition, kind=Declaration.Kind.RULE)
    combined = {each.round_key for each in rules if over_rounds([each])}
    found = set()
    for each in Round.objects.filter(edition=edition):
        over_all = bool(combined & {"", each.key})
        counted = begun if over_all else begun & {other.pk for other in rounds_counted(each)}
        if each.pk in sealed or counted:
            found.add(each.pk)
    return frozenset(found)
