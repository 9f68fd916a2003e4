"""Who can still be asked for one more scorecard, so that the advice names nobody who cannot give it."""

from laurels.judging.planning import Wish, request_of
from laurels.programs.models import Round


def barred(round_: Round) -> list[list[str]]:
    """Every [judge, entry] in conflict, given up, or seated already. Four queries, whatever the size."""
    request = request_of(round_, Wish())
    return [[judge, entry] for entry, judge in sorted(request.conflicts | request.kept)]
